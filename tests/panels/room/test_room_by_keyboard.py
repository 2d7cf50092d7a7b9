"""The room worked by the keyboard: initials, Mark all, the menu of a row, guests, interests."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prevent_desk.panels.ui.desk.agenda_pane import AgendaPane
from prevent_desk.panels.ui.desk.quick_action import QuickAction
from prevent_desk.panels.ui.desk.room_dialogs import (
    CorrectDialog,
    GuestDialog,
    InterestDialog,
    TimeDialog,
)
from prevent_desk.panels.ui.desk.room_list import RoomRow
from prevent_desk.panels.ui.desk.room_pane import RoomPane
from tests.panels.desk_room import DeskRoom
from tests.panels.desks import Desk

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def room(live: Desk, qtbot: QtBot) -> DeskRoom:
    return DeskRoom(live, qtbot)


def row(room: DeskRoom, key: str) -> RoomRow:
    pane: RoomPane = room.part(RoomPane)
    invite_id = room.desk.told.invites[key]
    return next(one for one in pane._model.rows() if one.attendee.id == invite_id)


def choose(room: DeskRoom, key: str, words: str) -> None:
    """Choose an entry of somebody's menu."""
    pane: RoomPane = room.part(RoomPane)
    menu = pane.menu_of(row(room, key))
    (found,) = [one for one in menu.actions() if one.text().replace("&", "") == words]
    found.trigger()
    menu.close()
    room.settle()


def answer(kind: type, fill: object) -> None:
    """Fill in the next dialog, once it is open."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        fill(dialog)  # type: ignore[operator]

    QTimer.singleShot(0, act)


def test_f8_initials_and_enter_note_who_left_and_who_came_back(room: DeskRoom) -> None:
    room.press(Qt.Key.Key_F8)
    room.type("rc")
    room.press(Qt.Key.Key_Return)
    assert row(room, "police").chip == "Left"
    room.desk.pass_time(minutes=1)
    room.type("rc")
    room.press(Qt.Key.Key_Return)
    assert row(room, "police").time == "10:43"
    assert room.part(RoomPane).said.text() == "City Police Prevent arrived 10:43"
    room.press(Qt.Key.Key_Escape)
    assert not room.part(RoomPane).box.hasFocus()


def test_initials_nobody_has_are_told_and_nothing_is_written(room: DeskRoom) -> None:
    before = room.desk.store.undo_label()
    room.press(Qt.Key.Key_F8)
    room.type("zz")
    room.press(Qt.Key.Key_Return)
    assert room.part(RoomPane).said.text() == "Nobody here has the initials ZZ."
    assert room.desk.store.undo_label() == before


def test_mark_all_brings_everybody_expected(desk: Desk, qtbot: QtBot) -> None:
    desk.set_meeting(state="live", began=desk.now())
    room = DeskRoom(desk, qtbot)
    pane: RoomPane = room.part(RoomPane)
    pane.mark_all.click()
    room.settle()
    assert pane.count.text() == "6 of 7"
    room.shell.undo()
    room.settle()
    assert pane.count.text() == "0 of 7"


def test_who_left_earlier_is_noted_at_that_time(room: DeskRoom) -> None:
    answer(TimeDialog, lambda dialog: (dialog.edit.setText("1020"), dialog._take()))
    choose(room, "barts", "Left at…")
    assert (row(room, "barts").chip, row(room, "barts").time) == ("Left", "10:20")


def test_a_wrong_time_is_corrected_and_a_wrong_row_taken_away(room: DeskRoom) -> None:
    answer(CorrectDialog, lambda dialog: (dialog.came_edit.setText("10:25"), dialog._take()))
    choose(room, "adults", "Correct a time…")
    assert (row(room, "adults").chip, row(room, "adults").time) == ("Late", "10:25")
    answer(CorrectDialog, lambda dialog: dialog._never())
    choose(room, "adults", "Correct a time…")
    assert row(room, "adults").time == "–"


def test_an_interest_in_the_case_on_show_is_declared_and_clears_the_quorum(room: DeskRoom) -> None:
    room.hub.take_up(room.desk.told.cases[1])
    room.settle()
    pane: RoomPane = room.part(RoomPane)
    assert pane.quorum.text().startswith("Quorum for Case B")

    def fill(dialog: InterestDialog) -> None:
        assert dialog.item_id() == room.desk.told.cases[1]
        dialog.words_edit.setPlainText("Arrested the father")
        dialog._take()

    answer(InterestDialog, fill)
    choose(room, "police", "Declare an interest…")
    assert pane.quorum.text() == "No quorum for Case B: the police is missing"
    assert row(room, "police").told == "Declared an interest in Case B"


def test_a_guest_for_the_case_on_show_is_here_at_once(room: DeskRoom) -> None:
    def fill(dialog: GuestDialog) -> None:
        dialog.agency_edit.setEditText("Tower Academy")
        dialog.name_edit.setText("O. Lind")
        dialog._take()

    answer(GuestDialog, fill)
    pane: RoomPane = room.part(RoomPane)
    pane.guest.click()
    room.settle()
    made = next(one for one in pane._model.rows() if one.attendee.name == "O. Lind")
    assert (made.agency, made.chip, made.time) == ("Tower Academy (Case C)", "Guest", "10:42")
    room.shell.undo()
    room.settle()
    assert "O. Lind" not in {one.attendee.name for one in pane._model.rows()}


def test_alt_down_takes_up_the_next_point_and_alt_up_the_one_before(room: DeskRoom) -> None:
    told = room.desk.told
    room.press(Qt.Key.Key_Down, ALT)
    assert room.hub.item_id == told.cases[3]
    room.desk.pass_time(minutes=3)
    room.press(Qt.Key.Key_Up, ALT)
    assert room.hub.item_id == told.cases[2]
    room.desk.pass_time(minutes=2)
    room.hub.read_agenda()
    room.settle()
    rows = {one.item.id: one for one in room.part(AgendaPane)._model.rows()}
    assert rows[told.cases[2]].told == "New · 14 min"
    assert rows[told.cases[3]].spoken == "Case D · PD-2025-004, done, New"
    assert room.desk.services.room.seconds(told.cases[3]) == 180


def test_the_quick_action_asks_for_what_is_missing_and_reads_the_day_back(room: DeskRoom) -> None:
    room.press(Qt.Key.Key_A, CONTROL | SHIFT)
    room.type("Ask CAMHS for a view on sleep")
    room.press(Qt.Key.Key_Return)
    quick: QuickAction = room.part(QuickAction)
    assert quick.agency.hasFocus()
    room.type("Bar")
    quick.due.setFocus()
    room.type("wed 10 dec")
    assert quick.said.text() == "Wed 10 Dec · 10 working days"
    quick.shared.setText("Kris needs a view")
    assert quick.said.text().startswith("This holds a name")
    quick.shared.setText("A view on health")
    quick.due.setFocus()
    room.press(Qt.Key.Key_Return)
    (made,) = room.desk.services.actions.all()
    assert (made.words, made.due_told, made.case_ref) == (
        "Ask CAMHS for a view on sleep", "wed 10 dec", "PD-2025-003",
    )  # fmt: skip
    assert made.owner.organisation_id == room.desk.told.organisations["barts"]
    assert quick.words.text() == ""
    assert room.desk.store.undo_label() == "action 1"


def test_a_half_typed_action_is_there_when_the_desk_is_opened_again(
    room: DeskRoom, qtbot: QtBot
) -> None:
    room.press(Qt.Key.Key_A, CONTROL | SHIFT)
    room.type("Ask CAMHS")
    room.room.flush()
    again = DeskRoom(room.desk, qtbot)
    assert again.part(QuickAction).words.text() == "Ask CAMHS"


def test_rows_say_all_of_it_to_screen_readers(room: DeskRoom) -> None:
    assert row(room, "probation").spoken == "Probation, F. Varga, Apology, not coming"
    assert row(room, "children").spoken == (
        "Children’s Social Care, P. Ndlovu, Deputy, here since 10:00"
    )


def test_the_statement_is_noted_as_read_by_one_key_on_the_opening_and_by_a_command(
    room: DeskRoom,
) -> None:
    meetings, meeting = room.desk.services.meetings, room.desk.told.meeting
    if meetings.one(meeting).read_out is not None:
        meetings.read_statement(meeting, was_read=False)
        room.room.reload()
    agenda: AgendaPane = room.part(AgendaPane)
    agenda.list.choose(0)
    agenda.list.setFocus()
    room.press(Qt.Key.Key_R)
    assert meetings.one(meeting).read_out is not None
    titles = {one.title for one in room.view.commands()}
    assert "Note that the statement was read" not in titles
    room.press(Qt.Key.Key_R)
    assert meetings.one(meeting).read_out is None
    (found,) = [one for one in room.view.commands() if "statement" in one.title]
    found.run()
    assert meetings.one(meeting).read_out is not None
