"""What tests of contacts ask of a desk again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from prevent_desk.contacts.model.people import NewContact, NewOrganisation
from prevent_desk.contacts.model.records import Contact, Seat, SeatKind
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import SetClock
from prevent_desk.store.session import Store

LEAD, DEPUTY = SeatKind.PANEL_LEAD, SeatKind.PANEL_DEPUTY
TODAY = date(2025, 11, 25)


@dataclass(frozen=True, slots=True)
class Desk:
    """A store with the services of contacts."""

    store: Store
    contacts: ContactServices
    clock: SetClock

    def agency(
        self, name: str = "Probation", sector: str = "criminal_justice", **parts: Any
    ) -> int:
        """Enter an agency of the panel."""
        new = NewOrganisation(name, sector, **{"is_on_panel": True, **parts})
        return self.contacts.organisations.add(new)

    def person(self, name: str, organisation: int | None = None, **parts: Any) -> int:
        """Enter a contact."""
        return self.contacts.people.add(NewContact(name, organisation, **parts))

    def fill(self, organisation: int, kind: SeatKind, name: str, since: date, **parts: Any) -> int:
        """Put a new contact into a seat; return the holding."""
        person = self.person(name, organisation)
        return self.contacts.seats.fill(organisation, kind, person, since, **parts)

    def seat(self, organisation: int, kind: SeatKind, on: date | None = None) -> Seat:
        """Return a seat as it stands on a day."""
        return next(one for one in self.contacts.seats.of(organisation, on) if one.kind == kind)

    def holder(self, organisation: int, kind: SeatKind, on: date | None = None) -> Contact:
        """Return who holds a seat on a day."""
        held = self.seat(organisation, kind, on).holder
        assert held is not None, "the seat is vacant"
        return held.contact
