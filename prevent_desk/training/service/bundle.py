"""The services of training together, as the application builds them and the screens get them."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_desk.actions.service import Actions
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock
from prevent_desk.logbook.service.bundle import LogServices
from prevent_desk.logbook.service.plan_links import NoPlan, PlanLinks
from prevent_desk.store.session import Store
from prevent_desk.training.service import known
from prevent_desk.training.service.completions import Completions
from prevent_desk.training.service.copies import Copies
from prevent_desk.training.service.courses import Courses
from prevent_desk.training.service.coverage import Coverage
from prevent_desk.training.service.departments import Departments
from prevent_desk.training.service.feedback import Feedbacks
from prevent_desk.training.service.feedback_returns import FeedbackReturns
from prevent_desk.training.service.importing import Imports
from prevent_desk.training.service.needs import Needs
from prevent_desk.training.service.people import People
from prevent_desk.training.service.people_log import PeopleLog
from prevent_desk.training.service.reminders import Reminders
from prevent_desk.training.service.roles import Roles
from prevent_desk.training.service.sessions import Sessions
from prevent_desk.training.service.trainers import Trainers


@dataclass(frozen=True, slots=True)
class TrainingServices(LogServices):
    """Everything that can be done with training, and what it stands on."""

    courses: Courses
    departments: Departments
    roles: Roles
    needs: Needs
    people: People
    completions: Completions
    coverage: Coverage
    reminders: Reminders
    people_log: PeopleLog
    imports: Imports
    copies: Copies
    sessions: Sessions
    feedback: Feedbacks
    feedback_returns: FeedbackReturns
    trainers: Trainers

    def is_there(self, kind: str, object_id: int) -> bool:
        """Return whether a record that search names is still there."""
        return known.is_there(self.store, kind, object_id)


def build(
    store: Store,
    clock: Clock,
    contacts: ContactServices,
    actions: Actions,
    plan: PlanLinks | None = None,
) -> TrainingServices:
    """Build the services of training over one open store and the rooms below."""
    organisations = contacts.organisations
    courses, departments = Courses(store, clock), Departments(store, clock, organisations)
    roles, people = Roles(store, clock), People(store, clock, organisations)
    completions = Completions(store, clock)
    needs, coverage = Needs(store, clock), Coverage(store, clock, organisations)
    sessions = Sessions(store, clock, people, completions, plan or NoPlan())
    feedback = Feedbacks(store, clock)
    return TrainingServices(
        store,
        clock,
        contacts,
        actions,
        plan or NoPlan(),
        courses,
        departments,
        roles,
        needs,
        people,
        completions,
        coverage,
        Reminders(store, clock),
        PeopleLog(store, clock, people, courses, departments, roles, needs, coverage),
        Imports(store, clock, people, departments, roles, courses, completions),
        Copies(store, clock, organisations),
        sessions,
        feedback,
        FeedbackReturns(store, feedback, sessions),
        Trainers(store, clock),
    )
