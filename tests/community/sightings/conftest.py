"""A desk for sightings, on a real encrypted store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from prevent_desk.actions.service import Actions
from prevent_desk.community import service
from prevent_desk.contacts import service as contact_service
from prevent_desk.contacts.model.people import NewContact, NewOrganisation
from prevent_desk.core.clock import SetClock
from tests import ready
from tests.community.sightings.desks import NOW, Desk
from tests.community.sightings.rooms import Room


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


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Room:
    """The room over that desk, open."""
    return Room(desk, qtbot)
