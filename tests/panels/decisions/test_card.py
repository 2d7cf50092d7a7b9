"""The decision card and the finish of a meeting, worked by the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prevent_desk.panels.model.finish_checks import Finding
from prevent_desk.panels.ui.desk.decision_card import DecisionCard
from prevent_desk.panels.ui.desk.finish_checks import FinishBox, FinishDialog, first_of_each
from tests.panels.desk_room import DeskRoom
from tests.panels.desks import Desk

# The list that completes an agency pops up.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def room(live: Desk, qtbot: QtBot) -> DeskRoom:
    return DeskRoom(live, qtbot)


def card_of(room: DeskRoom) -> DecisionCard:
    found: DecisionCard = room.part(DecisionCard)
    return found


def asked(card: DecisionCard) -> set[str]:
    return {part for part, (_label, editor) in card.fields.rows.items() if not editor.isHidden()}


def test_a_whole_decision_is_taken_by_keyboard_and_is_one_undo(room: DeskRoom) -> None:
    decisions, case = room.desk.services.decisions, room.desk.told.cases[2]
    room.press(Qt.Key.Key_D, CONTROL)
    card = card_of(room)
    assert card.isVisible()
    room.press(Qt.Key.Key_Space)
    assert decisions.of_item(case).code == "adopt"
    card.fields.focus("rationale")
    room.type("Group of nine, no planning")
    card.fields.focus("how")
    room.press(Qt.Key.Key_Space)
    card.fields.focus("next_review")
    room.type("in 4 weeks")
    card.fields.focus("asker")
    room.type("City school")
    room.press(Qt.Key.Key_Escape)
    assert card.isHidden()
    kept = decisions.of_item(case)
    assert (kept.rationale, kept.how, kept.asker) == (
        "Group of nine, no planning", "unanimous", "City school",
    )  # fmt: skip
    assert f"{kept.next_review:%d %b}" == "24 Dec"
    room.shell.undo()
    assert decisions.of_item(case).id is None


def test_only_what_applies_is_asked(room: DeskRoom) -> None:
    decisions, case = room.desk.services.decisions, room.desk.told.cases[2]
    room.press(Qt.Key.Key_D, CONTROL)
    card = card_of(room)
    assert "needed" not in asked(card)
    assert "votes" not in asked(card)
    card.fields.code.set_value("")
    card.fields.code.chosen.emit("defer")
    assert "needed" in asked(card)
    card.fields.code.chosen.emit("not_adopt")
    assert {"health_asked"} <= asked(card)
    assert "needed" not in asked(card)
    card.fields.how.chosen.emit("majority")
    assert "votes" in asked(card)
    card.fields.votes_for.setValue(6)
    card.fields.votes_against.setValue(1)
    assert (decisions.of_item(case).votes_for, decisions.of_item(case).votes_against) == (6, 1)
    card.fields.how.chosen.emit("unanimous")
    assert decisions.of_item(case).votes_for is None


def test_a_review_is_decided_in_the_words_of_reviews(room: DeskRoom) -> None:
    room.hub.go_to(room.desk.told.cases[0])
    room.press(Qt.Key.Key_D, CONTROL)
    card = card_of(room)
    card.fields.code.chosen.emit("continue")
    assert {"change", "plan_changes", "next_review"} <= asked(card)
    assert "teller" not in asked(card)


def test_a_check_opens_its_place_in_the_card(room: DeskRoom) -> None:
    case = room.desk.told.cases[2]
    room.desk.services.decisions.set(case, code="adopt")
    room.hub.place_wanted.emit(case, "teller")
    room.settle()
    assert card_of(room).fields.lines["teller"].hasFocus()


def test_words_typed_stay_when_another_point_is_taken_up(room: DeskRoom) -> None:
    case = room.desk.told.cases[2]
    room.press(Qt.Key.Key_D, CONTROL)
    card_of(room).fields.focus("rationale")
    room.type("Half a thou")
    room.hub.step(1)
    room.settle()
    assert room.desk.services.decisions.of_item(case).rationale == "Half a thou"
    assert card_of(room).isHidden()


def test_the_box_shows_the_first_finding_of_each_point_and_how_many_more() -> None:
    found = [Finding(5, "rationale", "a"), Finding(5, "how", "b"), Finding(None, "room", "c")]
    assert [(one.words, more) for one, more in first_of_each(found)] == [("a", 1), ("c", 0)]


def test_the_box_forgets_a_finding_that_is_mended(room: DeskRoom) -> None:
    box: FinishBox = room.part(FinishBox)
    case = room.desk.told.cases[2]
    room.desk.services.decisions.set(case, code="adopt")
    box.look()
    assert (case, "rationale") in {(one.item_id, one.place) for one in box.findings}
    room.desk.services.decisions.set(case, rationale="Because")
    box.look()
    assert (case, "rationale") not in {(one.item_id, one.place) for one in box.findings}


def test_finishing_with_checks_open_wants_a_reason_first(room: DeskRoom) -> None:
    seen: list[str] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FinishDialog)
        dialog.verb.click()
        seen.append(dialog.reason_field.error())
        dialog.reason_edit.setPlainText("The police were called away")
        dialog.verb.click()

    QTimer.singleShot(0, act)
    room.hub.finish_wanted.emit()
    room.settle()
    meeting = room.desk.services.meetings.one(room.desk.told.meeting)
    assert seen == ["Say why, or mend what is open."]
    assert meeting.finished is not None
    assert meeting.left_open.startswith("The police were called away")


def test_a_line_of_the_dialog_opens_its_place_and_the_meeting_goes_on(room: DeskRoom) -> None:
    case = room.desk.told.cases[2]
    room.desk.services.decisions.set(case, code="adopt")

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FinishDialog)
        dialog._open(next(one for one in dialog._found if one.place == "rationale"))

    QTimer.singleShot(0, act)
    room.hub.finish_wanted.emit()
    wanted = card_of(room).fields.lines["rationale"]
    room.qtbot.waitUntil(lambda: room.room.focusWidget() is wanted)
    assert room.desk.services.meetings.one(room.desk.told.meeting).finished is None


def test_words_typed_after_going_on_from_an_open_card_are_a_line_of_the_next_case(
    room: DeskRoom,
) -> None:
    room.press(Qt.Key.Key_D, CONTROL)
    card_of(room).fields.focus("teller")
    room.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert card_of(room).isHidden()
    case = room.view.hub.item_id
    assert case is not None
    room.type("Two calls since September")
    room.press(Qt.Key.Key_Return)
    (line,) = room.desk.services.lines.of_item(case)
    assert line.words == "Two calls since September"
    assert not room.view.middle.private.isVisible()


def test_words_typed_after_going_on_from_the_own_note_are_a_line_of_the_next_case(
    room: DeskRoom,
) -> None:
    room.press(Qt.Key.Key_J, CONTROL)
    room.type("Ask the chair first")
    room.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    case = room.view.hub.item_id
    assert case is not None
    room.type("Two calls since September")
    room.press(Qt.Key.Key_Return)
    (line,) = room.desk.services.lines.of_item(case)
    assert line.words == "Two calls since September"


def test_the_open_question_is_in_sight_where_the_own_note_takes_its_room(room: DeskRoom) -> None:
    room.press(Qt.Key.Key_J, CONTROL)
    room.press(Qt.Key.Key_D, CONTROL)
    card = card_of(room)
    card.fields.code.chosen.emit("adopt")
    card.leave()
    room.view.hub.decision_wanted.emit()
    card.open("teller")
    room.qtbot.waitUntil(lambda: not room.focused().visibleRegion().isEmpty())
    assert room.focused().accessibleName() == "Who tells the referrer"
