"""What tests of actions ask of a desk again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from prevent_desk.actions.model.records import NewAction, Owner, Source
from prevent_desk.actions.service import Actions
from prevent_desk.contacts import service as contact_service
from prevent_desk.contacts.model.people import NewContact, NewOrganisation
from prevent_desk.contacts.model.records import SeatKind
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock, SetClock
from prevent_desk.store.session import Store
from tests import ready

NOW = datetime(2025, 11, 26, 10, 42, tzinfo=UTC)
"""A Wednesday morning, the moment of picture 06."""

AGENCIES = (
    ("City of London Police, Prevent team", "police", "City Police Prevent", "DS R. Cole"),
    ("Barts Health NHS Trust", "health", "Barts Health", "Dr L. Shah"),
    ("Probation Service", "criminal_justice", "Probation", ""),
)


@dataclass
class Desk:
    """An open store with actions over it.

    Attributes:
        owners: Keys of the agencies by what lists call them.
    """

    store: Store
    actions: Actions
    contacts: ContactServices
    clock: SetClock
    owners: dict[str, int]

    def ask(
        self,
        words: str,
        owner: str = "Barts Health",
        due: date | None = None,
        *,
        shared: str = "",
        case: str = "",
        source: str = "Panel 26 Nov 2025",
    ) -> int:
        """Ask for something as a panel does; return the action's key."""
        known = self.owners.get(owner)
        who = Owner(known, SeatKind.PANEL_LEAD.value) if known else Owner(told=owner)
        return self.actions.make(
            NewAction(words, who, due, "", Source.PANEL, 1, source, case, shared)
        )


def fill(store: Store, clock: Clock) -> dict[str, int]:
    """Keep the agencies and their leads; return their keys."""
    contacts = contact_service.build(store, clock)
    owners: dict[str, int] = {}
    for name, sector, short, lead in AGENCIES:
        owners[short] = contacts.organisations.add(NewOrganisation(name, sector, short=short))
        if lead:
            email = f"{lead.split()[-1].lower()}@agency.example"
            person = contacts.people.add(NewContact(lead, owners[short], emails=(email,)))
            contacts.seats.fill(owners[short], SeatKind.PANEL_LEAD, person, date(2025, 1, 6))
    return owners


def open_desk(folder: Path) -> Desk:
    """Open a copy of the filled desk; the caller closes its store."""
    clock = SetClock(NOW)
    store, owners = ready.store(folder, clock, fill, actor="Officer")
    contacts = contact_service.build(store, clock)
    return Desk(store, Actions(store, clock, contacts), contacts, clock, owners)
