"""The desk on screen, the meeting at its third case; one for a whole module, emptied each time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import delete

from prevent_desk.actions.tables import OwedLineTable, OwedTable
from prevent_desk.panels.tables import (
    DecisionTable,
    LineTable,
    LineVersionTable,
    MeetingTable,
    PrivateNoteTable,
    SpanTable,
)
from prevent_desk.store.tables import DRAFT
from prevent_desk.ui import theme
from tests.panels.desks import NOW, Desk, open_desk
from tests.panels.rooms import Room

_WRITTEN = (
    DecisionTable, LineVersionTable, LineTable, PrivateNoteTable, OwedLineTable, OwedTable,
)  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Room]:
    """The room of panels over a desk of this module's own."""
    theme.install(qapp, scheme="light")
    made = Room(open_desk(tmp_path_factory.mktemp("desk")))
    made.desk.begin()
    made.show()
    yield made
    made.end()
    made.desk.store.close()


@pytest.fixture
def room(whole: Room) -> Room:
    """The desk on show at its third case, nothing noted yet, the keyboard in the entry line."""
    # Left first: leaving keeps what the test before was typing, and that goes with the rest.
    whole.open_desk().hub.open(None)
    whole.desk.clock.moment = NOW
    empty(whole.desk)
    whole.shell.said.clear()
    whole.room.activateWindow()
    whole.open_desk(whole.desk.told.cases[2]).hub.focus_entry()
    whole.settle()
    return whole


def empty(desk: Desk) -> None:
    """Take away what the test before wrote, and bring the meeting back to its third case."""
    with desk.store.writing(None) as session:
        for table in _WRITTEN:
            session.execute(delete(table))
        session.execute(delete(DRAFT))
        session.execute(delete(SpanTable))
        session.get_one(MeetingTable, desk.told.meeting).place = {}
    desk.store.close_history()
    desk.services.agenda.go_to(desk.told.cases[1])
    desk.services.agenda.go_to(desk.told.cases[2])
