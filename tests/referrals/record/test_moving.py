"""“Move to…” by keyboard alone: a step chosen, told, refused at its place, taken, undone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.model.closure import Step as Closing
from prevent_desk.referrals.model.moves import ON, REASON
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.ui.moving.dialog import MoveDialog
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.labels import WrapLabel
from tests.referrals.desks import Desk
from tests.referrals.dialogs import in_dialog
from tests.referrals.record.rooms import Window, enter, focused, press, write

Key = Qt.Key


@pytest.fixture
def adult(desk: Desk) -> int:
    return desk.add(person={"born": date(1990, 1, 1)}, danger="no")


def state(desk: Desk, episode_id: int) -> State:
    return desk.services.episodes.episode(episode_id).state


def move_dialog(dialog: QDialog) -> MoveDialog:
    assert isinstance(dialog, MoveDialog)
    enter(dialog)
    return dialog


def error(dialog: MoveDialog, key: str) -> str:
    assert dialog.view is not None
    field = dialog.view.field(key)
    assert field is not None
    return field.error()


def test_a_referral_is_passed_to_the_police_and_taken_back_by_keys(
    desk: Desk, adult: int, qtbot: QtBot
) -> None:
    window = Window(desk, qtbot)
    window.open(adult)

    def answer(found: QDialog) -> None:
        dialog = move_dialog(found)
        step = dialog.steps.step()
        assert step is not None
        assert step.now is State.PASSED_TO_POLICE
        assert dialog.steps.hasFocus()
        assert dialog.view is not None
        dialog.view.go_to("to_whom")
        write("City Police")
        dialog.view.go_to(REASON)
        write("The police look first.")
        dialog.move_button.setFocus()
        press(Key.Key_Return)

    in_dialog(window.record.move_on, answer)
    assert state(desk, adult) is State.PASSED_TO_POLICE
    assert window.shell.said[-1] == "PD-2025-001 moved to “Passed to police”"
    assert "Passed to police" in window.record.head.form.facts_label.text()
    assert window.timeline.view.lines.lines()[0].title == "Passed to City Police"
    window.shell.undo()
    assert state(desk, adult) is State.RECEIVED


def test_what_is_missing_is_said_at_its_place_and_nothing_is_lost(
    desk: Desk, adult: int, qtbot: QtBot
) -> None:
    window = Window(desk, qtbot)
    window.open(adult)

    def answer(found: QDialog) -> None:
        dialog = move_dialog(found)
        assert dialog.view is not None
        dialog.view.go_to(REASON)
        write("The police look first.")
        dialog.take()
        assert dialog.isVisible()
        assert error(dialog, "to_whom") == "To whom: this step needs it."
        field = dialog.view.field("to_whom")
        assert field is not None
        assert field.isAncestorOf(focused())
        dialog.reject()

    def again(found: QDialog) -> None:
        dialog = move_dialog(found)
        assert dialog.view is not None
        assert dialog.view.answer(REASON) == "The police look first."

    in_dialog(window.record.move_on, answer)
    assert state(desk, adult) is State.RECEIVED
    in_dialog(window.record.move_on, again)


def test_the_draft_of_a_step_goes_once_it_is_taken(desk: Desk, adult: int, qtbot: QtBot) -> None:
    window = Window(desk, qtbot)
    window.open(adult)

    def answer(found: QDialog) -> None:
        dialog = move_dialog(found)
        assert dialog.view is not None
        dialog.view.go_to("to_whom")
        write("City Police")
        dialog.view.go_to(REASON)
        write("First.")
        dialog.take()

    in_dialog(window.record.move_on, answer)
    assert state(desk, adult) is State.PASSED_TO_POLICE
    assert window.shell.draft(f"referrals.move.{adult}") is None


def test_going_to_another_step_keeps_what_was_typed(desk: Desk, adult: int, qtbot: QtBot) -> None:
    window = Window(desk, qtbot)
    window.open(adult)

    def answer(found: QDialog) -> None:
        dialog = move_dialog(found)
        assert dialog.view is not None
        dialog.view.go_to("to_whom")
        write("City Police")
        dialog.view.go_to(REASON)
        write("Why.")
        dialog.steps.setFocus()
        press(Key.Key_Down)
        assert dialog.view is not None
        assert dialog.view.answer(REASON) == "Why."
        assert dialog.view.answer("to_whom") is None
        press(Key.Key_Up)
        assert dialog.view.answer("to_whom") == "City Police"

    in_dialog(window.record.move_on, answer)


def test_a_guard_is_passed_over_only_with_a_reason_and_the_head_shows_it(
    desk: Desk, adult: int, qtbot: QtBot
) -> None:
    window = Window(desk, qtbot)
    window.open(adult)

    def answer(found: QDialog) -> None:
        dialog = move_dialog(found)
        dialog.steps.show_steps(desk.services.moves.possible(adult), State.NOT_ADOPTED_NFA)
        assert dialog.view is not None
        dialog.view.set_answer("why", "duplicate", tell=True)
        dialog.view.go_to(REASON)
        write("Told twice.")
        dialog.take()
        assert "Say why this is passed over" in error(dialog, "exception")
        write("The first is with the police.")
        dialog.take()

    in_dialog(window.record.move_on, answer)
    assert state(desk, adult) is State.NOT_ADOPTED_NFA
    chip = window.record.head.form.exceptions_chip
    assert (chip.isVisible(), chip.text()) == (True, "1 passed over")
    chip.click()
    line = window.timeline.view.current()
    assert line is not None
    assert "not passed to the police first" in line.exception
    assert line.key in window.timeline.view.painter_.opened


def test_what_bars_a_step_outright_closes_its_button_and_leads_there(
    desk: Desk, qtbot: QtBot
) -> None:
    made = desk.add(state="consent_pending", person={"born": date(1990, 1, 1)})
    window = Window(desk, qtbot)
    window.open(made)

    def answer(found: QDialog) -> None:
        dialog = move_dialog(found)
        step = dialog.steps.step()
        assert step is not None
        assert step.now is State.ADOPTED
        assert not dialog.move_button.isEnabled()
        dialog._leave_for(step.missing[0].tab)

    in_dialog(window.record.move_on, answer)
    assert window.record.tab() == "consent"


def test_the_end_of_support_shows_the_whole_checklist_settled_lines_too(
    desk: Desk, qtbot: QtBot
) -> None:
    made = desk.add(state="adopted", person={"born": date(1990, 1, 1)})
    desk.services.closings.pass_over(made, Closing.ONWARD, "Moved abroad.")
    window = Window(desk, qtbot)
    window.open(made)

    def answer(found: QDialog) -> None:
        dialog = move_dialog(found)
        assert [one.text() for one in words(dialog) if "Moved abroad." in one.text()] == []
        dialog.steps.show_steps(desk.services.moves.possible(made), State.EXITED)
        shown = " | ".join(one.text() for one in words(dialog))
        assert "Who helps from here on. passed over: Moved abroad." in shown
        assert "Every factor found is answered." in shown
        dialog.reject()

    in_dialog(window.record.move_on, answer)


def words(dialog: MoveDialog) -> list[WrapLabel]:
    return dialog.findChildren(WrapLabel)


def test_f9_hands_over_a_danger_with_the_step_chosen(desk: Desk, adult: int, qtbot: QtBot) -> None:
    window = Window(desk, qtbot)
    window.open(adult)
    window.view.list.widget().setFocus()

    def answer(found: QDialog) -> None:
        dialog = move_dialog(found)
        step = dialog.steps.step()
        assert step is not None
        assert step.now is State.IMMEDIATE_RISK

    in_dialog(lambda: press(Key.Key_F9), answer)


def test_a_step_to_come_is_refused_where_the_moment_stands(
    desk: Desk, adult: int, qtbot: QtBot
) -> None:
    window = Window(desk, qtbot)
    window.open(adult)

    def answer(found: QDialog) -> None:
        dialog = move_dialog(found)
        assert dialog.view is not None
        dialog.view.set_answer(ON, "2025-11-25T14:03")
        dialog.view.set_answer("to_whom", "City Police")
        dialog.view.set_answer(REASON, "First.")
        dialog.take()
        assert "still to come" in error(dialog, ON)

    in_dialog(window.record.move_on, answer)
    assert state(desk, adult) is State.RECEIVED


@pytest.mark.parametrize("percent", [100, 150])
def test_the_dialog_fits_the_smallest_window(
    desk: Desk, adult: int, qtbot: QtBot, percent: int
) -> None:
    theme.set_text_percent(percent)
    dialog = MoveDialog(
        desk.services, Window(desk, qtbot).shell, desk.clock, desk.services.episodes.episode(adult)
    )
    qtbot.addWidget(dialog)
    theme.set_text_percent(percent)
    dialog.show()
    size = dialog.minimumSizeHint()
    theme.set_text_percent(100)
    assert size.width() <= 1280
    assert size.height() <= 700
