"""A desk for sightings, on a real encrypted store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from prevent_desk.actions.service import Actions
from prevent_desk.community import service
from prevent_desk.community.model.sightings import NewSighting, Sighting
from prevent_desk.community.service import CommunityServices
from prevent_desk.contacts import service as contact_service
from prevent_desk.contacts.model.people import NewContact, NewOrganisation
from prevent_desk.core.clock import SetClock
from prevent_desk.store.session import Store
from tests import ready

NOW = datetime(2026, 11, 22, 9, 2, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Desk:
    """A store with the services of the community, and two partners.

    Attributes:
        brigade, wardens: Organisations; wardens have a mailbox, the brigade a person with one.
    """

    store: Store
    clock: SetClock
    services: CommunityServices
    brigade: int
    wardens: int

    def seen(self, ago: int = 0, street: str = "Goswell Road", **parts: object) -> Sighting:
        """Log a sticker so many days ago, and return it."""
        given: dict[str, object] = {"kind": "sticker", "street": street, **parts}
        new = NewSighting(seen=TODAY - timedelta(days=ago), **given)  # type: ignore[arg-type]
        return self.services.sightings.one(self.services.sightings.add(new))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk without sightings."""
    clock = SetClock(NOW)
    store = ready.empty_store(tmp_path, clock)
    contacts = contact_service.build(store, clock)
    add = contacts.organisations.add
    brigade = add(NewOrganisation("London Fire Brigade", "emergency", "LFB"))
    wardens = add(
        NewOrganisation("Street wardens", "local_government", email="wardens@city.example")
    )
    contacts.people.add(NewContact("R. Visitor", brigade, emails=("r.visitor@fire.example",)))
    services = service.build(store, clock, contacts, Actions(store, clock, contacts))
    yield Desk(store, clock, services, brigade, wardens)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    store.close()
