"""What the desk says of a meeting that was called out, and which keys F1 tells there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from prevent_desk.app.keys_dialog import KeysDialog
from prevent_desk.panels.model.meeting import CALLED_WORDS
from tests.panels.desk_room import DeskRoom
from tests.panels.desks import Desk

NOTES = "In the notes of a meeting"


def keys_told(room: DeskRoom) -> set[str]:
    dialog = KeysDialog(room.room, (), room.room)
    room.qtbot.addWidget(dialog)
    return {label.text() for label in dialog.findChildren(QLabel)}


@pytest.mark.parametrize("called", [False, True])
def test_the_head_says_whether_a_planned_panel_was_called_out(
    desk: Desk, qtbot: QtBot, called: bool
) -> None:
    desk.set_meeting(called=desk.now() if called else None)
    state = DeskRoom(desk, qtbot).view.header.state
    assert state.text() == (CALLED_WORDS if called else "Planned")


def test_f1_tells_the_keys_of_the_notes_at_a_point_nothing_is_noted_on_yet(
    live: Desk, qtbot: QtBot
) -> None:
    room = DeskRoom(live, qtbot)
    assert not room.view.middle.notes.lines()
    told = keys_told(room)
    assert {NOTES, "In the entry line: choose who speaks"} <= told


def test_f1_tells_no_keys_of_the_notes_elsewhere(live: Desk, qtbot: QtBot) -> None:
    room = DeskRoom(live, qtbot)
    room.room.go_to({"view": "meetings"})
    room.settle()
    assert NOTES not in keys_told(room)
