"""The page of actions, by keyboard and with everything it hands out read back."""

from __future__ import annotations

import email
import email.policy
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from prevent_desk.actions.exports.book import write_in_child
from prevent_desk.actions.model.records import NewAction, Source, State
from prevent_desk.actions.ui.dialogs import CloseDialog, NewDialog
from prevent_desk.actions.ui.export_dialog import ExportDialog
from prevent_desk.actions.ui.page import ActionsPage
from prevent_desk.actions.ui.remind_dialog import RemindDialog
from prevent_desk.ui import jobs, theme
from prevent_desk.ui.widgets.grouped_list import Heading
from tests.actions.desks import Desk
from tests.plan.page_room import DeskStandIn
from tests.referrals.dialogs import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # popups

Key = Qt.Key


@pytest.fixture
def shell(desk: Desk) -> DeskStandIn:
    return DeskStandIn(desk.store)


@pytest.fixture
def page(desk: Desk, shell: DeskStandIn, qtbot: QtBot) -> Iterator[ActionsPage]:
    """The page with four actions: one late, one due today, one without a day, one closed."""
    desk.ask("Ask for a view on sleep", due=date(2025, 11, 17), shared="A view on Case C")
    desk.ask("Name one trusted adult", "School link worker", date(2025, 11, 26))
    desk.ask("Find out who speaks to the mother", "", None, case="PD-2025-026")
    desk.actions.done(desk.ask("Check with the national desk"), "Nothing new")
    page = ActionsPage(desk.actions, desk.contacts, shell, desk.clock)
    shell.after_undo = page.reload
    qtbot.addWidget(page)
    page.resize(1290, 626)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.setFocus()
    yield page
    qtbot.waitUntil(lambda: jobs.running() == 0)


def rows(page: ActionsPage) -> list[str]:
    return [
        f"# {row.title} {row.count}" if isinstance(row, Heading) else str(row.action.number)
        for row in page.form.list.rows.rows()
    ]


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def write(words: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, words)


def test_what_is_owed_stands_in_groups_and_says_who_owes_it(page: ActionsPage) -> None:
    assert rows(page) == ["# Late 1", "1", "# Due today 1", "2", "# No day set 1", "3"]
    assert page.form.summary_label.text() == "1 late  ·  1 due today  ·  1 without a day"
    assert page.shown_count() == "3 of 3 actions shown"
    assert page.pane.contact_label.text() == "Dr L. Shah · shah@agency.example"
    spoken = page.form.list.rows.index(5).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Action 3, No day set, Find out who speaks to the mother, Nobody yet")


def test_a_count_of_many_actions_is_whole_at_large_text(
    page: ActionsPage, qapp: QApplication
) -> None:
    theme.install(qapp, scheme="light")
    many = page._all * 700
    page._came(many)
    theme.set_text_percent(150)
    try:
        page.resize(1204, 566)
        label = page.form.count_label
        QApplication.processEvents()
        assert label.text() == "2,100 of 2,100"
        assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())
        assert page.minimumSizeHint().width() <= 1204
    finally:
        theme.set_text_percent(100)


def test_chips_count_and_filter_and_esc_takes_all_off(page: ActionsPage) -> None:
    chip = page.quick.chips[None]
    assert chip.accessibleName() == "1 without an owner, filter off"
    chip.click()
    assert rows(page) == ["# No day set 1", "3"]
    page.form.list.setFocus()
    press(Key.Key_Escape)
    assert len(rows(page)) == 6
    press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    write("zebra")
    assert page.form.empty_state.accessibleName() == "No action fits. “zebra”"
    page.step_back()
    page.which.set_value("closed")
    page.reload()
    assert rows(page) == ["# Closed 1", "4"]


def test_words_typed_in_the_pane_are_written_on_leaving_and_undone_as_one(
    page: ActionsPage, desk: Desk, shell: DeskStandIn
) -> None:
    press(Key.Key_Return)
    press(Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    write(" and mood")
    press(Key.Key_Tab)
    assert desk.actions.one(1).words == "Ask for a view on sleep and mood"
    shell.undo()
    assert desk.actions.one(1).words == "Ask for a view on sleep"
    assert page.pane.words_edit.toPlainText() == "Ask for a view on sleep"


def test_words_that_were_being_typed_come_back(
    page: ActionsPage, desk: Desk, shell: DeskStandIn, qtbot: QtBot
) -> None:
    press(Key.Key_Return)
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write("Ask for a view on")
    page.pane._autosave.flush()
    # As after a kill: another page over the same store.
    again = ActionsPage(desk.actions, desk.contacts, shell, desk.clock)
    qtbot.addWidget(again)
    assert again.pane.words_edit.toPlainText() == "Ask for a view on"


def test_owner_and_day_are_changed_in_words(page: ActionsPage, desk: Desk) -> None:
    page.form.list.go_to_key(3)
    pane = page.pane
    pane.owner_edit.setFocus()
    write("probation")
    press(Key.Key_Tab)
    assert desk.actions.one(3).owner.name == "Probation"
    pane.due_edit.setFocus()
    write("in 2 weeks")
    assert pane.due_edit.echo.text() == "Wed 10 Dec 2025 · 10 working days"
    press(Key.Key_Return)
    assert desk.actions.one(3).due == date(2025, 12, 10)


def test_a_new_action_is_written_by_keyboard_alone(page: ActionsPage, desk: Desk) -> None:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, NewDialog)
        press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        dialog.do()
        assert dialog.words_field.error() == "Write what is to be done."
        dialog.words_edit.setPlainText("Send the form")
        dialog.owner_edit.setEditText("City Police Prevent")
        dialog.due_edit.edit.setText("tomorrow")
        dialog.do()

    in_dialog(page.new_action, answer)
    made = desk.actions.one(5)
    assert (made.words, made.owner.name, made.due, made.source) == (
        "Send the form", "City Police Prevent", date(2025, 11, 27), Source.HAND,
    )  # fmt: skip
    current = page.current()
    assert current is not None
    assert current.number == 5


def test_closing_asks_what_shows_it(page: ActionsPage, desk: Desk) -> None:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, CloseDialog)
        dialog.do()
        assert dialog.words_field.error()
        dialog.words_edit.setPlainText("Seen on 24 November")
        dialog.do()

    in_dialog(page.close_current, answer)
    closed = desk.actions.one(1)
    assert (closed.state, closed.outcome) == (State.DONE, "Seen on 24 November")
    assert rows(page)[0] == "# Due today 1"


def test_reminders_are_drafts_with_an_address_and_no_name_of_a_case(
    page: ActionsPage, desk: Desk, shell: DeskStandIn, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = RemindDialog(page.around, desk.actions.standing())
    qtbot.addWidget(dialog)
    dialog.folder_line.folder = tmp_path
    assert [debt.owner for debt in dialog.model.chosen()] == ["Barts Health"]
    dialog.make()
    qtbot.waitUntil(lambda: dialog.made)
    (path,) = tmp_path.glob("*.eml")
    message: Any = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert path.name == "barts-health-actions-2025-11-26.eml"
    assert message["X-Unsent"] == "1"
    (to,) = message["To"].addresses
    assert (to.display_name, to.addr_spec) == ("Dr L. Shah", "shah@agency.example")
    assert "A view on Case C" in message.get_content()
    assert "sleep" not in message.get_content()
    assert desk.actions.one(1).chased == date(2025, 11, 26)


def test_the_workbook_holds_what_is_on_show_in_shared_words(
    page: ActionsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    def make_here(target: str, payload: Any, **_more: object) -> bytes:
        assert target.endswith("book:write_in_child")
        return write_in_child(payload)

    page.form.filter_box.setText("view")
    rows_shown = page.form.list.rows.records()
    dialog = ExportDialog(page.around, rows_shown, "“view”", make=make_here)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog._prepared is not None)
    assert dialog.sheet.facts() == "1 action."
    prepared = dialog._prepared
    assert prepared is not None
    sheet: Any = openpyxl.load_workbook(io.BytesIO(prepared.data))["Actions"]
    texts = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert texts[1][0].endswith("· 1 action · “view”")
    assert texts[3][:6] == [
        "1", "A view on Case C", "Barts Health", "Dr L. Shah", "17 Nov 2025",
        "7 working days over",
    ]  # fmt: skip
    dialog.reject()


def test_a_page_without_actions_says_where_they_come_from(
    desk: Desk, shell: DeskStandIn, qtbot: QtBot
) -> None:
    page = ActionsPage(desk.actions, desk.contacts, shell, desk.clock)
    qtbot.addWidget(page)
    assert page.form.empty_state.accessibleName().startswith("Nobody owes anything.")
    assert page.minimumSizeHint().width() <= 1204
    assert page.minimumSizeHint().height() <= 568


def test_the_list_keeps_qts_rules(page: ActionsPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.form.list.rows)  # type: ignore[no-untyped-call]


def test_large_text_leaves_the_list_its_room_and_enter_brings_the_action_over_it(
    page: ActionsPage,
) -> None:
    theme.set_text_percent(150)
    try:
        page.resize(1280, 640)
        QApplication.processEvents()
        assert page.minimumSizeHint().width() <= 1290
        assert not page.place.is_shown()

        page.form.list.setFocus()
        press(Key.Key_Return)
        assert page.place.is_shown()
        assert page.pane.words_edit.hasFocus()

        press(Key.Key_Escape)
        assert not page.place.is_shown()
        assert page.form.list.hasFocus()
    finally:
        theme.set_text_percent(100)


def test_a_closed_action_is_read_not_changed(page: ActionsPage) -> None:
    page.which.set_value("closed")
    page.reload()

    pane = page.pane
    assert pane.words_edit.isReadOnly()
    assert pane.words_edit.isEnabled()
    assert pane.owner_field.isHidden()
    assert pane.due_field.isHidden()
    assert pane.outcome_title.text() == "What was done"


def test_a_page_without_actions_has_one_filled_button(
    desk: Desk, shell: DeskStandIn, qtbot: QtBot
) -> None:
    page = ActionsPage(desk.actions, desk.contacts, shell, desk.clock)
    qtbot.addWidget(page)

    assert page.form.new_button.property("k") == "secondary"


def test_a_long_list_is_read_beside_the_window_and_leads_to_what_is_wanted(
    page: ActionsPage, desk: Desk, qtbot: QtBot
) -> None:
    with desk.store.writing(None) as session:
        keys = [
            desk.actions.make_in(session, NewAction(f"Send a view, {number}"), number)
            for number in range(100, 350)
        ]
    page.reload()
    assert jobs.running()
    assert page.shown_count() == "3 of 3 actions shown"
    page.go_to({"action": keys[-1], "words": "send"})
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert page.shown_count() == "250 of 253 actions shown"
    current = page.current()
    assert current is not None
    assert current.id == keys[-1]
    shown = page.pane.action()
    assert shown is not None
    assert [line.kind for line in shown.lines] == ["made"]
