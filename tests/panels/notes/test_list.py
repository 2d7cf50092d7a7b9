"""The list of notes by keyboard alone: changed in place, struck, made an action, put right."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from prevent_desk.actions.model.records import Source
from prevent_desk.panels.model.records import LineKind, NoteLine
from prevent_desk.panels.ui.desk.looks import ORDER
from prevent_desk.panels.ui.desk.notes.pane import NotesPane
from prevent_desk.panels.ui.desk.notes.reason_dialog import ReasonDialog
from prevent_desk.panels.ui.desk.notes.wordings import WordingsDialog
from tests.panels.desks import write_many
from tests.panels.rooms import Room
from tests.referrals.dialogs import in_dialog

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def pane(room: Room) -> NotesPane:
    return room.view().middle.notes


def lines(room: Room) -> list[NoteLine]:
    return room.desk.services.lines.of_item(room.desk.told.cases[2])


def write(room: Room, *texts: str) -> None:
    for text in texts:
        room.line(text)


def answer(kind: type, act: Callable[[object], object]) -> None:
    """Do something with the dialog that comes up."""

    def meet() -> None:
        top = QApplication.activeModalWidget()
        assert isinstance(top, kind)
        act(top)

    QTimer.singleShot(0, meet)


def test_up_goes_into_the_list_and_down_comes_back(room: Room) -> None:
    write(room, "One.", "Two.")
    room.press(Qt.Key.Key_Up)
    assert room.focused() is pane(room).view
    current = pane(room).view.current()
    assert current is not None
    assert current.words == "Two."
    room.press(Qt.Key.Key_Down)
    assert room.focused() is room.view().middle.entry.editor.box


def test_f2_changes_a_line_where_it_stands_and_keeps_the_first_wording(room: Room) -> None:
    write(room, "Attendance fell.")
    room.press(Qt.Key.Key_Up)
    room.press(Qt.Key.Key_F2)
    room.press(Qt.Key.Key_End)
    room.press(Qt.Key.Key_Backspace)
    room.line(" to 71%.")
    (found,) = lines(room)
    assert (found.words, found.first) == ("Attendance fell to 71%.", "Attendance fell.")
    assert room.focused() is pane(room).view
    shown = pane(room).view.notes.rows()[0]
    assert "Edited" in shown.spoken()
    before = pane(room).view.rowHeight(0)
    room.press(Qt.Key.Key_Space)
    assert pane(room).view.rowHeight(0) > before


def test_ctrl_e_changes_the_last_line_and_its_kind_too(room: Room) -> None:
    write(room, "One.", "Two.")
    room.press(Qt.Key.Key_E, CONTROL)
    room.press(Qt.Key.Key_2, ALT)
    room.press(Qt.Key.Key_Return)
    assert [(one.words, one.kind.value) for one in lines(room)] == [
        ("One.", "information"), ("Two.", "concern")
    ]  # fmt: skip


def test_escape_leaves_a_line_as_it_was_and_offers_the_words_again(room: Room) -> None:
    write(room, "One.")
    room.press(Qt.Key.Key_E, CONTROL)
    room.type(" And more")
    room.press(Qt.Key.Key_Escape)
    assert lines(room)[0].words == "One."
    assert room.shell.said == ["The line stays as it was."]
    assert room.shell.way_back is not None
    room.shell.way_back()
    editor = pane(room).changing.editor()
    assert editor is not None
    assert editor.typed().words == "One. And more"
    room.press(Qt.Key.Key_Escape)


def test_a_change_half_typed_comes_back_when_its_case_does(room: Room) -> None:
    write(room, "One.")
    room.press(Qt.Key.Key_E, CONTROL)
    room.type(" And more")
    room.press(Qt.Key.Key_Down, ALT)
    assert pane(room).changing.editor() is None
    room.press(Qt.Key.Key_Up, ALT)
    editor = pane(room).changing.editor()
    assert editor is not None
    assert editor.typed().words == "One. And more"
    assert lines(room)[0].words == "One."


def test_one_key_makes_an_action_of_an_information_line(room: Room) -> None:
    write(room, "hb Meet weekly, report by wed 3 dec")
    room.press(Qt.Key.Key_Up)
    room.press(Qt.Key.Key_A)
    (made,) = room.desk.services.actions.of_source(Source.PANEL, room.desk.told.meeting)
    assert made.owner.organisation_id == room.desk.told.organisations["school"]
    assert f"{made.due:%d %m %Y}" == "03 12 2025"
    assert lines(room)[0].kind is LineKind.ACTION
    sub = pane(room).view.notes.rows()[0].sub
    assert sub is not None
    assert sub.link == f"Action {made.number}"
    told: list[str] = []
    in_dialog(
        lambda: room.press(Qt.Key.Key_Return), lambda dialog: told.append(dialog.windowTitle())
    )
    assert told == [f"Change action {made.number}"]


def test_del_strikes_a_line_with_a_reason_and_restores_it(room: Room) -> None:
    write(room, "One.")
    room.press(Qt.Key.Key_Up)

    def give(dialog: object) -> None:
        assert isinstance(dialog, ReasonDialog)
        assert not dialog.strike.isEnabled()
        dialog.why.setText("said twice")
        dialog.strike.click()

    answer(ReasonDialog, give)
    room.press(Qt.Key.Key_Delete)
    assert lines(room)[0].struck == "said twice"
    assert "Struck: said twice" in pane(room).view.notes.rows()[0].spoken()
    room.press(Qt.Key.Key_Delete)
    assert lines(room)[0].struck == ""


@pytest.mark.parametrize(("number", "kind"), list(enumerate(ORDER[1:], 2)))
def test_alt_and_a_figure_change_what_a_line_is(room: Room, number: int, kind: LineKind) -> None:
    write(room, "One.")
    room.press(Qt.Key.Key_Up)
    room.press(getattr(Qt.Key, f"Key_{number}"), ALT)
    assert lines(room)[0].kind is kind


def test_a_decision_line_gives_the_case_its_words_in_one_undo(room: Room) -> None:
    decisions, case = room.desk.services.decisions, room.desk.told.cases[2]
    write(room, "/d Offer support.")
    assert decisions.of_item(case).words == "Offer support."
    sub = pane(room).view.notes.rows()[0].sub
    assert sub is not None
    assert sub.chip == ("needed", "circle-alert", "red")
    decisions.set(case, rationale="Grievance and isolation.", how="majority", votes_for=6,
                  votes_against=1)  # fmt: skip
    room.view().hub.decision_changed.emit(case)
    sub = pane(room).view.notes.rows()[0].sub
    assert sub is not None
    assert (sub.words, sub.chip) == ("Majority 6 – 1  ·  rationale given", None)
    room.shell.undo()
    room.shell.undo()
    assert (lines(room), decisions.of_item(case).words) == ([], "")


def test_every_wording_can_be_looked_at(room: Room) -> None:
    write(room, "One.")
    room.desk.services.lines.reword(lines(room)[0].id, "One and two.")
    told = room.desk.services.lines.versions(lines(room)[0].id)
    dialog = WordingsDialog(told, room.room)
    assert [dialog.list.item(n).text().splitlines()[1] for n in range(2)] == [
        "Panel: One and two.", "Panel: One."
    ]  # fmt: skip
    dialog.deleteLater()


def test_an_undone_line_is_gone_from_the_list_and_redone_comes_back(room: Room) -> None:
    write(room, "One.", "Two.")
    room.shell.undo()
    assert [row.words for row in pane(room).view.notes.rows()] == ["One."]
    room.shell.redo()
    assert [row.words for row in pane(room).view.notes.rows()] == ["One.", "Two."]


def test_sealed_notes_take_no_line_and_no_change(room: Room) -> None:
    write(room, "One.")
    room.desk.set_meeting(state="approved")
    room.view().reload()
    try:
        assert not room.view().middle.entry.isVisible()
        room.view().middle.notes.edit_last()
        assert pane(room).changing.editor() is None
    finally:
        room.desk.set_meeting(state="live")
        room.view().reload()


def test_a_long_list_ends_in_sight_and_measures_each_row_it_shows(room: Room) -> None:
    write_many(room.desk, 120)
    room.view().reload()
    view = pane(room).view
    view.show_last()
    bottom = view.rowViewportPosition(119) + view.rowHeight(119)
    assert 0 < bottom <= view.viewport().height()
    for number in range(119, 0, -1):
        view.go_to_place(number)
    assert view.rowViewportPosition(1) >= 0
    assert view.rowHeight(60) == view.painter_.height(
        view.notes.rows()[60], view.viewport().width()
    )
