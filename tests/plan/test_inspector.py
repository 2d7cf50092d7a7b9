"""The pane beside the grid: what it shows, what is written there, what outlives a lock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from prevent_desk.plan.model.legend import RAG_LEGEND
from prevent_desk.plan.model.records import ActionDetail, Field, Measure
from prevent_desk.plan.service import Plans
from prevent_desk.plan.ui.heading_dialog import ActivityDialog, ObjectiveDialog
from prevent_desk.plan.ui.inspector import Inspector
from prevent_desk.plan.ui.page import PlanPage
from prevent_desk.plan.ui.plan_dialog import PlanDialog
from prevent_desk.store.session import Store
from tests.plan.page_room import DeskStandIn, page_over, store_with_the_plan

# The offscreen platform says so of every popup; no screen does.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@dataclass
class Room:
    page: PlanPage
    desk: DeskStandIn
    plans: Plans
    store: Store

    @property
    def pane(self) -> Inspector:
        return self.page.inspector

    def open(self, row: int) -> None:
        action = self.page.sheet().rows[row]
        self.page.view.go_to_action(action.id, 1)
        self.pane.show_now(self.page.view.chosen_actions(), self.page.sheet().head)

    def detail(self, row: int) -> ActionDetail:
        return self.plans.detail(self.page.sheet().rows[row].id)


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    store = store_with_the_plan(tmp_path)
    page, desk, plans = page_over(store)
    qtbot.addWidget(page, before_close_func=PlanPage.flush)
    page.resize(1290, 626)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    yield Room(page, desk, plans, store)
    store.close()


def words(pane: Inspector) -> str:
    return "\n".join(label.text() for label in pane.findChildren(QLabel) if label.isVisible())


def test_the_pane_follows_the_cursor_a_moment_later(room: Room, qtbot: QtBot) -> None:
    room.page.view.go_to_action(room.page.sheet().rows[6].id, 1)
    qtbot.waitUntil(lambda: room.pane.title_label.text().startswith("Generic training"))
    assert room.pane.ref_label.text() == "O2-01"


def test_a_pinned_pane_stays_until_it_is_let_go(room: Room, qtbot: QtBot) -> None:
    room.open(6)
    room.pane.pin_button.setChecked(True)
    room.open(0)
    assert room.pane.ref_label.text() == "O2-01"
    room.pane.pin_button.setChecked(False)
    assert room.pane.ref_label.text() == "O1-01"


def test_progress_declared_here_is_in_grid_and_history_at_once(room: Room, qtbot: QtBot) -> None:
    room.open(2)
    room.pane.progress.chosen.emit("ongoing")
    room.pane.progress.chosen.emit("behind")
    assert room.page.view.current_action().progress == "behind"
    assert room.pane.progress.picker.segments.value() == "behind"
    assert [change.after for change in room.detail(2).history] == ["behind", "ongoing"]
    qtbot.waitUntil(lambda: "25 Nov 2015, " in words(room.pane))


def test_the_stages_are_worked_by_arrows(room: Room, qtbot: QtBot) -> None:
    room.open(0)
    stages = room.pane.progress.picker.segments.findChildren(QAbstractButton)
    qtbot.waitUntil(lambda: all(stage.isVisible() for stage in stages) and stages[1].x() > 0)
    room.page.view.setFocus()
    qtbot.keyClick(room.page.view, Qt.Key.Key_F6)
    assert isinstance(QGuiApplication.focusObject(), QAbstractButton)
    qtbot.keyClick(QGuiApplication.focusObject(), Qt.Key.Key_Space)
    qtbot.keyClick(QGuiApplication.focusObject(), Qt.Key.Key_Right)
    assert room.detail(0).row.progress == "ongoing"
    qtbot.keyClick(QGuiApplication.focusObject(), Qt.Key.Key_Escape)
    assert room.page.view.hasFocus()


def test_a_difference_from_what_is_expected_asks_for_its_reason(room: Room, qtbot: QtBot) -> None:
    room.open(0)
    assert not room.pane.progress.reason_field.isVisible()
    assert "Expected: Ongoing" in room.pane.progress.expected_label.text()
    room.pane.progress.chosen.emit("behind")
    assert room.pane.progress.reason_field.isVisible()
    qtbot.keyClicks(room.pane.progress.reason_edit, "Two partners have not answered.")
    qtbot.keyClick(room.pane.progress.reason_edit, Qt.Key.Key_Return)
    assert room.detail(0).row.reason == "Two partners have not answered."


def test_dates_are_read_as_people_say_them_and_refused_in_words(room: Room, qtbot: QtBot) -> None:
    room.open(0)
    dates = room.pane.dates
    dates.due_edit.setFocus()
    qtbot.keyClicks(dates.due_edit, "31 nov")
    qtbot.keyClick(dates.due_edit, Qt.Key.Key_Return)
    assert "30 days" in dates.due_field.error()
    dates.due_edit.clear()
    qtbot.keyClicks(dates.due_edit, "next fri")
    qtbot.keyClick(dates.due_edit, Qt.Key.Key_Return)
    assert room.detail(0).row.due == date(2015, 11, 27)
    assert dates.due_edit.text() == "Fri 27 Nov 2015"


def test_a_criterion_is_counted_and_counted_no_more(room: Room, qtbot: QtBot) -> None:
    room.open(6)
    criterion = room.detail(6).criteria[0].id
    room.pane.measures._open(criterion)
    editor = room.pane.measures.editors[criterion]
    for edit, text in (
        (editor.target_edit, "40"),
        (editor.actual_edit, "12"),
        (editor.unit_edit, "staff"),
    ):
        edit.setFocus()
        qtbot.keyClicks(edit, text)
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert room.detail(6).criteria[0].measure == Measure("staff", "40", "12")
    assert "12 of 40 staff" in room.pane.progress.expected_label.text()
    room.pane.measures.editors[criterion].closed.emit(criterion)
    assert room.detail(6).criteria[0].measure is None


def test_an_update_is_added_mended_and_removed(room: Room, qtbot: QtBot) -> None:
    room.open(0)
    updates = room.pane.updates
    qtbot.keyClicks(updates.text_edit, "Forum met.")
    qtbot.keyClicks(updates.by_edit, "Education")
    qtbot.keyClick(updates.text_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = room.detail(0).updates[-1]
    assert (made.text, made.by, made.on) == ("Forum met.", "Education", date(2015, 11, 25))
    assert "Forum met." in room.page.view.current_action().comments
    assert updates.text_edit.toPlainText() == ""
    updates._edit(made)
    updates.text_edit.setPlainText("Forum met twice.")
    updates.add_button.click()
    assert room.detail(0).updates[-1].text == "Forum met twice."
    updates.removed.emit(made.id)
    assert made.id not in [update.id for update in room.detail(0).updates]
    room.desk.undo()
    assert room.detail(0).updates[-1].text == "Forum met twice."


def test_an_empty_update_is_refused_under_its_box(room: Room) -> None:
    room.open(0)
    before = room.detail(0)
    room.pane.updates.add_button.click()
    assert room.pane.updates.text_field.error()
    assert room.detail(0) == before


def test_words_of_an_update_outlive_a_lock_and_belong_to_their_action(
    room: Room, qtbot: QtBot
) -> None:
    room.open(3)
    qtbot.keyClicks(room.pane.updates.text_edit, "Half a sent")
    room.page.flush()
    again, _, _ = page_over(room.store)
    qtbot.addWidget(again)
    again.resize(1290, 626)
    again.show()
    rows = again.sheet().rows
    again.inspector.show_now([rows[2]], again.sheet().head)
    assert again.inspector.updates.text_edit.toPlainText() == ""
    again.inspector.show_now([rows[3]], again.sheet().head)
    assert again.inspector.updates.text_edit.toPlainText() == "Half a sent"
    assert again.inspector.updates.text_edit.textCursor().position() == 11
    again.flush()
    again.hide()


def test_going_to_another_action_keeps_what_was_typed(room: Room, qtbot: QtBot) -> None:
    room.open(0)
    room.pane.resources.edit.setPlainText("A hall\nTwo trainers")
    room.open(1)
    assert room.detail(0).row.resources == "A hall\nTwo trainers"
    assert room.pane.resources.edit.toPlainText() == room.detail(1).row.resources


def test_many_chosen_are_counted_and_declared_together(room: Room, qtbot: QtBot) -> None:
    room.open(0)
    room.page.view.setFocus()
    for _ in range(2):
        qtbot.keyClick(room.page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    room.pane.show_now(room.page.view.chosen_actions(), room.page.sheet().head)
    assert room.pane.title_label.text() == "3 actions chosen"
    room.pane.many_picker.chosen.emit("on_target")
    assert [room.detail(n).row.progress for n in range(4)] == ["on_target"] * 3 + [None]


def test_a_narrow_window_has_the_pane_as_a_drawer(room: Room, qtbot: QtBot) -> None:
    assert room.pane.isVisible()
    room.page.resize(1204, 568)
    assert room.page.is_drawer()
    assert not room.pane.isVisible()
    wide = room.page.view.width()
    qtbot.keyClick(room.page.view, Qt.Key.Key_F4)
    assert room.pane.isVisible()
    assert room.page.view.width() == wide
    qtbot.keyClick(room.page.view, Qt.Key.Key_F4)
    assert not room.pane.isVisible()
    assert room.page.view.hasFocus()


def test_a_key_too_wide_for_the_pane_becomes_a_list(room: Room) -> None:
    made = room.plans.create_plan("Next plan", "2016/2017", RAG_LEGEND, ["People"])
    room.page.open_plan(made)
    room.page.view.setCurrentIndex(room.page.view.model_.index(0, 0))
    room.page.structure.add_action()
    room.pane.show_now(room.page.view.chosen_actions(), room.page.sheet().head)
    picker = room.pane.progress.picker
    assert picker.segments.isHidden()
    assert picker.list.count() == len(RAG_LEGEND) + 1
    picker.list.activated.emit(2)
    assert room.page.view.current_action().progress == "at_risk"


def test_commands_name_what_they_would_do(room: Room) -> None:
    room.open(6)
    titles = [command.title for command in room.page.commands()]
    assert "Set progress of O2-01 to Behind" in titles
    assert "Remove O2-01" in titles
    assert len(titles) == len(set(titles))
    next(one for one in room.page.commands() if one.title.endswith("O2-01 to Behind")).run()
    assert room.detail(6).row.progress == "behind"


def test_a_new_plan_starts_with_the_headings_of_an_old_one(room: Room) -> None:
    dialog = PlanDialog(room.page, None, room.plans.plans())
    dialog._check()
    assert dialog._form.years_field.error()
    dialog.years_edit.setText("2016/2017")
    dialog.copy_combo.setCurrentIndex(1)
    dialog._check()
    made = room.page.plan_acts._make(dialog.given())
    assert [one.title for one in room.plans.sheet(made).objectives] == [
        one.title for one in room.page.sheet().objectives
    ]


def test_a_stage_in_use_goes_only_when_its_actions_know_where(room: Room) -> None:
    room.open(0)
    room.pane.progress.chosen.emit("behind")
    sheet = room.page.sheet()
    dialog = PlanDialog(room.page, sheet.head, (), room.plans.counts(sheet.head.id))
    dialog.legend_edit.rows[0].removed.emit()
    dialog._check()
    assert not dialog.result()
    assert not dialog._key_error.isHidden()
    dialog._check()
    assert dialog.result()
    assert dialog.given().mapping == {"behind": "ongoing"}


def test_two_stages_of_one_word_are_refused_in_the_dialog(room: Room) -> None:
    dialog = PlanDialog(room.page, room.page.sheet().head)
    dialog.legend_edit.rows[1].word_edit.setText("behind")
    dialog._check()
    assert "twice" in dialog._key_error.text()
    assert not dialog.result()


def test_headings_are_edited_without_losing_their_title(room: Room) -> None:
    objective = room.page.sheet().objectives[0]
    dialog = ObjectiveDialog(room.page, objective)
    assert dialog.given() == objective
    dialog.heading_edit.setText("Objective One: IDEAS")
    assert dialog.given().title == "IDEAS"
    activity = room.page.sheet().activities[0]
    assert ActivityDialog(room.page, activity).given() == (activity.number, activity.heading)


def test_a_refusal_of_the_service_reaches_the_user(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prevent_desk.ui import messages

    told: list[BaseException] = []
    monkeypatch.setattr(messages, "show_failure", lambda _parent, error: told.append(error))
    room.open(0)
    room.page.acts.write([room.page.sheet().rows[0]], Field.DUE, "no date at all")
    assert len(told) == 1
    assert room.detail(0).row.due is None
