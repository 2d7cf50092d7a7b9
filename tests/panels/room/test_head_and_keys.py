"""What the desk says of a meeting that was called out, and which keys F1 tells there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from prevent_desk.app.keys_dialog import KeysDialog
from prevent_desk.core.dates import say_date
from prevent_desk.panels.model.meeting import CALLED_WORDS
from prevent_desk.panels.model.records import MeetingState
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


def test_where_the_room_is_a_drawer_the_mouse_opens_and_closes_it(live: Desk, qtbot: QtBot) -> None:
    room = DeskRoom(live, qtbot, size=(1204, 566))
    side = room.view.header.side
    assert side.isVisible()
    assert not room.view.right.isVisible()
    for shown in (True, False):
        QTest.mouseClick(side, Qt.MouseButton.LeftButton)
        assert room.view.right.isVisible() is shown


def test_beside_the_notes_the_room_is_offered_only_while_it_is_hidden(
    live: Desk, qtbot: QtBot
) -> None:
    room = DeskRoom(live, qtbot)
    assert not room.view.header.side.isVisible()
    room.view.place.toggle()
    assert room.view.header.side.isVisible()
    QTest.mouseClick(room.view.header.side, Qt.MouseButton.LeftButton)
    assert room.view.right.isVisible()


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


def test_a_panel_begun_on_another_day_than_planned_says_so_and_undo_takes_it_back(
    desk: Desk, qtbot: QtBot
) -> None:
    starts = desk.now().replace(hour=10, minute=0) + timedelta(days=1)
    desk.set_meeting(starts=starts, ends=starts + timedelta(hours=2))
    room = DeskRoom(desk, qtbot)
    room.view.header.next.click()
    assert desk.services.meetings.one(desk.told.meeting).state is MeetingState.LIVE
    assert room.shell.said[-1] == f"Begun today; it was planned for {say_date(starts.date())}"
    desk.store.undo()
    assert desk.services.meetings.one(desk.told.meeting).state is MeetingState.PLANNED
