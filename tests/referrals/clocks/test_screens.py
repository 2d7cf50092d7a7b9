"""Clocks on screen: cards, the list of what is due, dialogs and settings, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.model.agenda import Group
from prevent_desk.referrals.model.deadlines import Unit
from prevent_desk.referrals.ui.clocks import acts
from prevent_desk.referrals.ui.clocks.card import ClockStrip
from prevent_desk.referrals.ui.clocks.deadlines_section import DeadlinesSection, LimitDialog
from prevent_desk.referrals.ui.clocks.holidays_section import ClosureDialog, HolidaysSection
from prevent_desk.referrals.ui.clocks.stop_dialog import RestartDialog, StopDialog
from prevent_desk.referrals.ui.due.view import DueView
from prevent_desk.referrals.ui.record.pane import Record
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.grouped_list import Heading
from tests.referrals.desks import Desk
from tests.referrals.dialogs import in_dialog
from tests.referrals.rooms import Room

Key = Qt.Key


def at(month: int, day: int) -> datetime:
    return datetime(2025, month, day, 9, 31)  # noqa: DTZ001 - local time, as records have it


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Room:
    desk.add("Tomasz", "Wilk", state="consent_pending", received=at(10, 30))
    desk.add("Amira", "Khalid", state="panel_scheduled", received=at(11, 6))
    desk.add("Daniel", "Osei-Boateng", state="screening", received=at(11, 18))
    desk.add("Kris", "Hallam", state="passed_to_police", received=at(11, 24))
    return Room(desk, qtbot)


@pytest.fixture
def due(room: Room) -> DueView:
    room.open("due")
    found = room.find(DueView)
    assert isinstance(found, DueView)
    return found


def record_rests(room: Room) -> None:
    """Wait until the record has made its tabs, one after another."""
    record = room.find(Record)
    room.qtbot.waitUntil(lambda: len(record._tabs) == len(record._kinds))


def rows(due: DueView) -> list[str]:
    return [
        f"# {row.title} {row.count}" if isinstance(row, Heading) else f"{row.ref} {row.clock.said}"
        for row in due.form.list.rows.rows()
    ]


def test_what_is_due_stands_in_groups_in_words(due: DueView) -> None:
    assert rows(due) == [
        "# Overdue 1",
        "PD-2025-001 8 working days over",
        "# Today – Tue 25 Nov 2025 1",
        "PD-2025-003 Due today 17:00",
        "# Next 7 days 1",
        "PD-2025-004 4 working days left",
        "# Later 1",
        "PD-2025-002 7 working days left",
    ]
    assert (
        due.form.summary_label.text() == "1 late  ·  1 today  ·  1 in the next 7 days  ·  1 later"
    )
    assert due.shown_count() == "4 of 4 deadlines shown"


def test_arrows_pass_over_headings_and_enter_opens_the_record_where_it_is_met(
    room: Room, due: DueView
) -> None:
    due.setFocus()
    assert due.form.list.current() is not None
    room.press(Key.Key_Down)
    current = due.form.list.current()
    assert current is not None
    assert current.ref == "PD-2025-003"
    room.press(Key.Key_Home)
    room.press(Key.Key_Return)
    record_rests(room)
    assert room.shell.went[-1][1] == {"view": "desk", "episode": 1, "tab": "consent"}


def test_words_and_late_or_today_filter_and_esc_takes_them_off(room: Room, due: DueView) -> None:
    due.setFocus()
    room.press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    room.type("hallam")
    assert rows(due) == ["# Next 7 days 1", "PD-2025-004 4 working days left"]
    room.press(Key.Key_Escape)
    due.which.set_value("needed")
    due.reload()
    assert len(rows(due)) == 4
    due.form.filter_box.setText("hallam")
    assert due.form.empty_state.accessibleName() == "No deadline fits. “hallam”, Late or today"
    due.step_back()
    due.step_back()
    assert len(rows(due)) == 8


def test_nothing_due_says_so(desk: Desk, qtbot: QtBot) -> None:
    room = Room(desk, qtbot)
    room.open("due")
    due = room.find(DueView)
    assert due.form.empty_state.accessibleName().startswith("Nothing is due.")


def test_a_new_limit_is_shown_at_once(room: Room, due: DueView) -> None:
    room.desk.services.clocks.set_limit("consent_attempt", 40, Unit.WORKING_DAYS)
    assert rows(due)[0] == "# Today – Tue 25 Nov 2025 1"


def test_the_model_keeps_qts_rules(due: DueView, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(due.form.list.rows)  # type: ignore[no-untyped-call]


def test_groups_have_words_and_a_tone_of_their_own() -> None:
    assert [group.title(date(2025, 11, 25)) for group in Group] == [
        "Overdue", "Today – Tue 25 Nov 2025", "Next 7 days", "Later", "Stopped",
    ]  # fmt: skip
    assert Group.LATE.tone == "red"


@pytest.fixture
def strip(room: Room) -> ClockStrip:
    room.open("desk", episode=3)
    record_rests(room)
    found = room.find(ClockStrip)
    assert isinstance(found, ClockStrip)
    return found


def test_the_head_of_a_record_has_its_clocks_as_cards(strip: ClockStrip) -> None:
    assert strip.clocks()[0].key == "police_first_assessment"
    card = strip._cards[0]
    assert card.accessibleName() == (
        "Police first assessment: Due today 17:00. Day 5 of 5 working days"
    )
    assert "Source: Home Office" in card.toolTip()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # a menu's grabs
def test_a_card_opens_its_menu_by_space(room: Room, strip: ClockStrip) -> None:
    strip._cards[0].setFocus()
    room.press(Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    titles = [act.text() for act in menu.actions() if act.isEnabled() and act.text()]
    assert titles == [
        "Stop the clock: Police first assessment…",
        "Change the limit: Police first assessment",
    ]
    menu.close()


def test_a_clock_is_stopped_and_started_again_in_dialogs(room: Room, strip: ClockStrip) -> None:
    stop, limit = acts.of(room.room.around, 3, strip.clocks()[0])

    def refuse_then_stop(dialog: QDialog) -> None:
        assert isinstance(dialog, StopDialog)
        dialog.stop_button.click()
        assert dialog.isVisible()
        dialog.reason_edit.setPlainText("They asked us to wait")
        dialog.from_edit.setText("27 nov")
        dialog.stop_button.click()
        assert dialog.isVisible()
        dialog.from_edit.setText("24 nov")
        dialog.stop_button.click()
        assert not dialog.isVisible()

    in_dialog(stop.run, refuse_then_stop)
    assert strip.clocks()[0].said == "Stopped Mon 24 Nov"
    assert strip.clocks()[0].why == "They asked us to wait"
    assert room.desk.store.undo_label() == "stopped clock “Police first assessment” of PD-2025-003"
    again, _ = acts.of(room.room.around, 3, strip.clocks()[0])

    def start(dialog: QDialog) -> None:
        assert isinstance(dialog, RestartDialog)
        dialog.from_edit.setText("20 nov")
        dialog.start_button.click()
        assert dialog.isVisible()
        dialog.from_edit.setText("25 nov")
        dialog.start_button.click()

    in_dialog(again.run, start)
    assert strip.clocks()[0].said == "Tomorrow"
    limit.run()
    assert room.shell.went[-1] == ("Settings", {"section": "Deadlines"})


def test_words_of_a_stop_that_was_not_made_are_there_again(room: Room, strip: ClockStrip) -> None:
    stop = acts.of(room.room.around, 3, strip.clocks()[0])[0]

    def type_and_leave(dialog: QDialog) -> None:
        assert isinstance(dialog, StopDialog)
        dialog.reason_edit.setPlainText("They asked")
        dialog._autosave.flush()
        dialog.reject()

    in_dialog(stop.run, type_and_leave)
    seen: list[str] = []
    in_dialog(stop.run, lambda dialog: seen.append(dialog.reason))  # type: ignore[attr-defined]
    assert seen == ["They asked"]


def test_a_narrow_strip_shows_fewer_cards_and_leads_to_the_rest(
    room: Room, strip: ClockStrip
) -> None:
    clocks = room.desk.services.clocks.of(3)
    many = [clock for clock in clocks if clock.state.is_running]
    more = room.desk.services.clocks.of(1) + room.desk.services.clocks.of(2)
    many += [clock for clock in more if clock.state.is_running]
    strip.show_clocks(many)
    wide = len(strip.clocks())
    strip.setFixedWidth(theme.px(260))
    QApplication.processEvents()
    assert 1 <= len(strip.clocks()) < wide
    assert strip._more.isVisible()
    assert strip._more.text() == f"{len(many) - len(strip.clocks())} more"


@pytest.fixture
def limits(room: Room) -> Iterator[DeadlinesSection]:
    section = DeadlinesSection(room.desk.services.clocks, room.shell)
    room.qtbot.addWidget(section)
    section.resize(860, 560)
    section.show()
    return section  # type: ignore[return-value]


def test_a_limit_is_changed_by_enter_and_goes_back_to_what_ships(
    room: Room, limits: DeadlinesSection
) -> None:
    limits.form.limits_table.selectRow(1)
    assert limits.current().key == "pass_on"

    def three_days(dialog: QDialog) -> None:
        assert isinstance(dialog, LimitDialog)
        dialog.amount_box.setValue(999)
        dialog.change_button.click()
        assert dialog.isVisible()
        dialog.amount_box.setValue(3)
        dialog.change_button.click()

    in_dialog(limits.change, three_days)
    kept = room.desk.services.clocks.deadlines().rule("pass_on")
    assert (kept.amount, kept.unit) == (3, Unit.WORKING_DAYS)
    assert limits.model.record(1).said == "3 working days"
    assert "it ships as 1 working day" in limits.form.source_label.text()
    assert limits.form.reset_button.isEnabled()
    limits.form.reset_button.click()
    assert room.desk.services.clocks.deadlines().rule("pass_on").amount == 1
    assert not limits.form.reset_button.isEnabled()


def test_a_deadline_may_be_done_without(room: Room, limits: DeadlinesSection) -> None:
    limits.form.limits_table.selectRow(6)

    def without(dialog: QDialog) -> None:
        assert isinstance(dialog, LimitDialog)
        assert not dialog.limit_field.isVisible()
        dialog.kept_check.setChecked(False)
        dialog.change_button.click()

    in_dialog(limits.change, without)
    assert not room.desk.services.clocks.deadlines().rule("panel").is_kept
    assert limits.model.record(6).is_kept is False


def test_bank_holidays_are_added_worked_and_kept_again(room: Room) -> None:
    clocks = room.desk.services.clocks
    section = HolidaysSection(clocks, room.desk.clock, room.shell)
    room.qtbot.addWidget(section)
    section.show()
    section.refresh()
    assert section.model.rowCount() == 8

    def add(dialog: QDialog) -> None:
        assert isinstance(dialog, ClosureDialog)
        dialog.day_edit.setText("25 dec")
        dialog.words_edit.setText("Office moves")
        dialog.add_button.click()
        assert dialog.isVisible()
        dialog.day_edit.setText("24 dec")
        dialog.add_button.click()

    in_dialog(section.add, add)
    assert clocks.working_days().why_closed(date(2025, 12, 24)) == "Office moves"
    places = [one.day for one in section.model.rows()]
    section.form.days_table.selectRow(places.index(date(2025, 12, 24)))
    assert section.form.turn_button.text() == "&Remove this closure"
    section.form.turn_button.click()
    assert clocks.working_days().is_worked(date(2025, 12, 24))
    section.form.days_table.selectRow(section.model.rowCount() - 1)
    section.form.turn_button.click()
    assert section.current() is not None
    assert section.form.turn_button.text() == "&Keep this holiday"
    section.form.turn_button.click()
    assert not clocks.working_days().is_worked(date(2025, 12, 26))
