"""What was changed elsewhere stands on the panel desk when it is come back to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from prevent_desk.actions.model.records import Owner, Source
from prevent_desk.actions.service.actions import Change
from tests.panels.desks import Desk
from tests.panels.rooms import Room


@pytest.fixture
def room(live: Desk, qtbot: QtBot) -> Iterator[Room]:
    made = Room(live)
    made.show()
    yield made
    made.end()


def test_an_action_changed_on_its_own_page_is_changed_in_the_notes_on_the_way_back(
    room: Room,
) -> None:
    desk = room.open_desk()
    room.line("/a hb Meet weekly")
    room.type("half a li")
    (made,) = room.desk.services.actions.of_source(Source.PANEL, room.desk.told.meeting)
    room.room.hide()
    owner = room.desk.told.organisations["barts"]
    room.desk.services.actions.change(made.id, Change(owner=Owner(organisation_id=owner)))
    room.room.show()
    # As the shell does with a page come back to, where anything was written meanwhile.
    room.room.reload()
    room.settle()
    (row,) = desk.middle.notes.view.notes.rows()
    assert row.sub is not None
    assert row.sub.words == "Barts Health"
    assert desk.middle.entry.editor.box.words() == "half a li"
