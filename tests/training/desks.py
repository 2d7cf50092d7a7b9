"""What tests of training ask of a desk again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from prevent_desk.actions.service import Actions
from prevent_desk.contacts import service as contact_service
from prevent_desk.contacts.model.people import NewOrganisation
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import SetClock
from prevent_desk.logbook.service.plan_links import PlanLinks
from prevent_desk.store.session import Store
from prevent_desk.training import service
from prevent_desk.training.model.courses import NewCourse
from prevent_desk.training.model.departments import NewDepartment
from prevent_desk.training.model.people import NewLearner
from prevent_desk.training.service import TrainingServices
from tests import ready

NOW = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)
"""A Tuesday afternoon, the moment of the pictures."""
TODAY = date(2025, 11, 25)


@dataclass(frozen=True, slots=True)
class Desk:
    """A store with the services of training, and of the rooms it stands on."""

    store: Store
    clock: SetClock
    contacts: ContactServices
    actions: Actions
    training: TrainingServices

    def course(self, title: str = "Prevent awareness", **parts: int | None) -> int:
        """Enter a course."""
        return self.training.courses.add(NewCourse(title, **parts))  # type: ignore[arg-type]

    def department(self, name: str = "Housing") -> int:
        """Enter a department."""
        return self.training.departments.add(NewDepartment(name))

    def body(self, name: str, sector: str = "education") -> int:
        """Enter an organisation."""
        return self.contacts.organisations.add(NewOrganisation(name, sector))

    def learner(self, name: str, staff_no: str = "", department_id: int | None = None) -> int:
        """Enter somebody to be trained."""
        return self.training.people.add(NewLearner(name, staff_no, department_id=department_id))


def open_desk(folder: Path, plan: PlanLinks | None = None) -> Desk:
    """Open an empty desk; its owner closes the store."""
    clock = SetClock(NOW)
    store = ready.empty_store(folder, clock)
    contacts = contact_service.build(store, clock)
    actions = Actions(store, clock, contacts)
    training = service.build(store, clock, contacts, actions, plan)
    return Desk(store, clock, contacts, actions, training)
