"""What tests of engagement and enquiries ask of a desk again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from prevent_desk.actions.service import Actions
from prevent_desk.app.plan_links import PlanOfLogs
from prevent_desk.community import service as community_service
from prevent_desk.community.model.events import NewEvent
from prevent_desk.community.service import CommunityServices
from prevent_desk.community.service.event_figures import EventFacts
from prevent_desk.contacts import service as contact_service
from prevent_desk.contacts.model.people import NewContact, NewOrganisation
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock, SetClock
from prevent_desk.logbook.model.counted import Count, How
from prevent_desk.logbook.model.parties import Party
from prevent_desk.plan import service as plan_service
from prevent_desk.plan.service import PlanServices
from prevent_desk.plan.source import source_plan
from prevent_desk.store.session import Store
from tests import ready

NOW = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)
"""A Tuesday afternoon."""
TODAY = date(2025, 11, 25)


@dataclass
class Desk:
    """An open store with the services of the community, contacts, actions and the plan."""

    store: Store
    clock: SetClock
    contacts: ContactServices
    actions: Actions
    plan: PlanServices
    community: CommunityServices

    def partner(self, name: str = "Salvation Army") -> Party:
        """Enter an organisation and return it as one who takes part."""
        return Party(name, self.contacts.organisations.add(NewOrganisation(name, "voluntary")))

    def person(self, name: str, at: Party) -> Party:
        """Enter a contact of an organisation and return them as one who takes part."""
        key = self.contacts.people.add(NewContact(name, at.organisation_id))
        return Party(f"{name}, {at.words}", at.organisation_id, key)

    def log(self, kind: str = "stall", first: date = TODAY, **parts: Any) -> int:
        """Enter an event."""
        return self.community.events.add(NewEvent(kind, first, **parts))


def counted(number: int) -> Count:
    """Return a number that was counted."""
    return Count(number, How.COUNTED)


def about(number: int) -> Count:
    """Return a number that was estimated."""
    return Count(number, How.ESTIMATED)


def open_desk(folder: Path) -> Desk:
    """Open a desk with nothing in it."""
    clock = SetClock(NOW)
    return over(ready.empty_store(folder, clock), clock)


def open_planned_desk(folder: Path) -> Desk:
    """Open a desk with the plan of 2015/16 and nothing else in it."""
    clock = SetClock(NOW)
    return over(ready.store(folder, clock, _with_the_plan).store, clock)


def over(store: Store, clock: SetClock) -> Desk:
    """Build the services over an open store."""
    contacts = contact_service.build(store, clock)
    actions = Actions(store, clock, contacts)
    plan = plan_service.build(store, clock)
    links = PlanOfLogs(plan)
    links.know(EventFacts())
    community = community_service.build(store, clock, contacts, actions, links)
    return Desk(store, clock, contacts, actions, plan, community)


def _with_the_plan(store: Store, clock: Clock) -> int:
    return plan_service.build(store, clock).plans.import_plan(source_plan(), None)
