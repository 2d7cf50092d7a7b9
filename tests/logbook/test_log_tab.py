"""A log on its tab: filtered, ordered, kept as views, opened at a position, by keys alone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.logbook.model.counted import How
from prevent_desk.logbook.model.period import By
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.ui.filters import CALENDAR, LIST
from prevent_desk.store.session import Store
from tests.logbook.logs import NOW, add, event
from tests.logbook.rooms import Room

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus

KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
STALLS = {"kind": frozenset({"stall"})}


def test_a_log_opens_with_its_newest_and_what_all_come_to(few: Store, qtbot: QtBot) -> None:
    room = Room(few, qtbot)
    tab = room.tab
    assert room.titles()[0] == "Event 00000"
    assert tab.filters.count_label.text() == "24 events"
    assert "people (" in tab.filters.totals_label.text()
    assert tab.shown_count() == "24 events"
    qtbot.waitUntil(lambda: tab.pane.text() == "Event 00000")


def test_words_filter_when_typing_pauses_and_enter_takes_them_at_once(
    few: Store, qtbot: QtBot
) -> None:
    room = Room(few, qtbot)
    room.keys(KEY.Key_F, held=CTRL)
    assert room.tab.filters.box.hasFocus()
    room.keys("00013")
    qtbot.waitUntil(lambda: room.titles() == ["Event 00013"])
    assert room.tab.filters.count_label.text() == "1 of 24 events"
    room.keys(KEY.Key_Return)
    assert room.tab.table.hasFocus()
    room.keys(KEY.Key_Return)
    assert room.tab.opened == [room.log.page(Query("00013"), 0, 1)[0].id]


def test_escape_takes_the_last_filter_off_and_then_the_one_before(few: Store, qtbot: QtBot) -> None:
    room = Room(few, qtbot)
    room.tab.ask(Query("event", STALLS, date(2025, 1, 1)))
    room.tab.table.setFocus()
    room.keys(KEY.Key_Escape)
    assert room.tab.query == Query("event", {}, date(2025, 1, 1))
    room.keys(KEY.Key_Escape)
    room.keys(KEY.Key_Escape)
    assert room.tab.query.is_whole


def test_several_options_are_ticked_in_one_open_list_which_counts_them(
    few: Store, qtbot: QtBot
) -> None:
    room = Room(few, qtbot)
    chip = room.tab.filters.chips["kind"]
    chip.setFocus()
    room.keys(KEY.Key_Space)
    actions = {action.text().split("\t")[0]: action for action in chip.menu.actions()}
    assert actions["Stall"].text() == "Stall\t8"
    chip.menu.setActiveAction(actions["Stall"])
    room.keys(KEY.Key_Space, chip.menu)
    chip.menu.setActiveAction(actions["Forum"])
    room.keys(KEY.Key_Return, chip.menu)
    assert chip.menu.isVisible()
    room.keys(KEY.Key_Escape, chip.menu)
    assert room.tab.query.chosen == {"kind": frozenset({"stall", "forum"})}
    assert chip.text() == "Kind: 2"
    assert room.tab.filters.count_label.text() == "16 of 24 events"


def test_a_period_is_typed_and_counted_by_either_day(few: Store, qtbot: QtBot) -> None:
    room = Room(few, qtbot)
    filters = room.tab.filters
    assert not filters.by_combo.isVisible()
    filters.period_edit.setFocus()
    filters.period_edit.select_all()
    room.keys("1 May - 31 Oct")
    room.keys(KEY.Key_Return)
    assert room.tab.query.period.words == "1 May to 31 Oct 2025"
    by_event = room.titles()
    filters.by_combo.setFocus()
    room.keys(KEY.Key_Down)
    filters.by_combo.activated.emit(filters.by_combo.currentIndex())
    assert room.tab.query.by is By.RECORDED
    assert room.titles() != by_event


def test_a_period_that_is_none_is_marked_and_changes_nothing(few: Store, qtbot: QtBot) -> None:
    room = Room(few, qtbot)
    edit = room.tab.filters.period_edit
    edit.setFocus()
    edit.select_all()
    room.keys("whenever")
    with qtbot.waitSignal(edit.refused) as told:
        room.keys(KEY.Key_Return)
    assert told.args is not None
    assert told.args[0].startswith("“whenever” is not a period.")
    assert edit.property("invalid")
    assert room.tab.query.is_whole


def test_late_entries_are_counted_on_a_chip_that_shows_them_alone(
    store: Store, qtbot: QtBot
) -> None:
    add(
        store,
        event(first=date(2025, 7, 3), title="In time"),
        event(first=date(2025, 7, 4), recorded=date(2025, 8, 1), title="Late"),
    )
    room = Room(store, qtbot)
    room.tab.ask(Query(first=date(2025, 7, 1), last=date(2025, 7, 31)))
    room.settle()
    chip = room.tab.filters.late_chip
    assert (chip.isVisible(), chip.text()) == (True, "1 late")
    assert chip.toolTip() == "1 of these was recorded after 31 Jul 2025"
    chip.click()
    assert room.titles() == ["Late"]


def test_headings_order_the_list_and_order_it_back(few: Store, qtbot: QtBot) -> None:
    room = Room(few, qtbot)
    header = room.tab.table.horizontalHeader()
    at = QPoint(header.sectionPosition(0) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert room.titles() == sorted(room.titles())
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert room.titles() == sorted(room.titles(), reverse=True)
    assert header.sortIndicatorSection() == 0


def test_the_end_of_a_long_list_is_reached_by_one_key(many: Store, qtbot: QtBot) -> None:
    room = Room(many, qtbot)
    room.tab.table.setFocus()
    room.keys(KEY.Key_End, held=CTRL)
    current = room.tab.current()
    assert current is not None
    assert current.id == room.log.ids(Query())[-1]


def test_a_record_chosen_deep_in_the_list_stays_chosen_when_the_list_is_read_anew(
    many: Store, qtbot: QtBot
) -> None:
    room = Room(many, qtbot)
    wanted = room.log.ids(Query())[333]
    room.tab.reach(wanted)
    add(many, event(first=NOW.date(), title="New"))
    room.page.reload()
    current = room.tab.current()
    assert current is not None
    assert current.id == wanted
    assert room.tab.count() == 451


def test_reaching_a_record_takes_off_the_filters_that_hide_it(few: Store, qtbot: QtBot) -> None:
    room = Room(few, qtbot)
    meeting = room.log.page(Query(chosen={"kind": frozenset({"meeting"})}), 0, 1)[0]
    room.tab.ask(Query(chosen=STALLS))
    room.page.go_to({"tab": "events", "record": meeting.id})
    assert room.tab.query.is_whole
    assert room.tab.pane.text() == meeting.title
    room.page.go_to({"tab": "events", "record": 9999})
    assert room.tab.pane.text() == meeting.title


def test_a_position_brings_back_what_was_asked_and_chosen(few: Store, qtbot: QtBot) -> None:
    room = Room(few, qtbot)
    room.tab.ask(Query("event", STALLS, date(2025, 1, 1), sort="title", descending=False))
    chosen = room.log.ids(room.tab.query)[2]
    room.tab.reach(chosen)
    position = room.page.position()
    room.tab.ask(Query())
    room.page.go_to(position)
    assert room.page.position() == position
    assert position["record"] == chosen


def test_a_figure_opens_exactly_its_records(few: Store, qtbot: QtBot) -> None:
    room = Room(few, qtbot)
    room.tab.show_as(CALENDAR)
    some = room.log.ids(Query())[4:7]
    room.page.go_to({"tab": "events", "ids": some})
    assert not room.tab.is_calendar()
    assert room.tab.table.rows.rowCount() == 3
    chip = room.tab.filters.ids_chip
    assert chip.text() == "3 chosen"
    chip.click()
    assert room.tab.query.is_whole


def test_a_view_is_kept_by_name_found_again_and_the_log_opens_with_it(
    few: Store, qtbot: QtBot
) -> None:
    room = Room(few, qtbot)
    room.tab.ask(Query(chosen=STALLS))

    def name_it() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        QTest.keyClicks(dialog.focusWidget(), "Stalls only")
        QTest.keyClick(dialog.focusWidget(), KEY.Key_Return)

    QTimer.singleShot(0, name_it)
    room.tab.views.keep()
    assert room.tab.views.text() == "Stalls only"
    room.tab.views.open_with("Stalls only", on=True)
    room.tab.ask(Query())
    assert room.tab.views.text() == "&Views"
    shown = next(one for one in room.tab.commands() if one.title == "Show view “Stalls only”")
    shown.run()
    assert room.tab.query == Query(chosen=STALLS)
    again = Room(few, qtbot)
    assert again.tab.query == Query(chosen=STALLS)
    again.tab.views.remove("Stalls only")
    assert again.shell.way_back is not None
    again.shell.way_back()
    assert again.tab.views.views.default() == "Stalls only"


def test_nothing_logged_yet_offers_the_first_entry(store: Store, qtbot: QtBot) -> None:
    room = Room(store, qtbot)
    assert room.tab.empty.isVisible()
    assert room.tab.empty.accessibleName().startswith("No event yet.")
    assert not room.tab.out_button.isEnabled()
    assert not room.tab.has_subject()
    room.page.setFocus()
    room.keys(KEY.Key_Return)
    assert room.tab.added == 1


def test_filters_that_find_nothing_are_named_and_cleared_by_one_key(
    few: Store, qtbot: QtBot
) -> None:
    room = Room(few, qtbot)
    room.tab.ask(Query("nowhere", STALLS))
    assert room.tab.empty.accessibleName() == "No event fits. “nowhere”, Stall"
    room.page.setFocus()
    room.keys(KEY.Key_Return)
    assert room.tab.query.is_whole
    assert room.tab.table.isVisible()


def test_a_lock_leaves_nothing_that_asks_the_closed_store(few: Store, qtbot: QtBot) -> None:
    room = Room(few, qtbot)
    room.keys(KEY.Key_F, held=CTRL)
    room.keys("stall")
    room.page.flush()
    assert room.tab.query.words == "stall"
    few.close()
    QApplication.processEvents()


def test_tab_goes_through_the_filters_as_the_eye_does_and_on_to_the_list(
    few: Store, qtbot: QtBot
) -> None:
    room = Room(few, qtbot)
    filters = room.tab.filters
    filters.box.setFocus()
    passed = []
    for _ in range(6):
        room.keys(KEY.Key_Tab)
        passed.append(room.page.window().focusWidget())
    assert passed[:4] == [
        filters.period_edit, filters.chips["kind"], filters.chips["with"], room.tab.views,
    ]  # fmt: skip
    assert filters.view.isAncestorOf(passed[4])
    assert passed[5] is room.tab.table


# The calendar


def test_the_calendar_goes_by_keys_from_day_to_day_and_month_to_month(
    store: Store, qtbot: QtBot
) -> None:
    add(
        store,
        event(first=date(2025, 11, 26), title="Wednesday"),
        event(first=date(2025, 12, 24), days=3, title="Over Christmas"),
    )
    room = Room(store, qtbot)
    room.tab.show_as(CALENDAR)
    grid = room.tab.calendar.grid
    assert grid.hasFocus()
    # With the record that was chosen in the list.
    assert grid.day() == date(2025, 12, 24)
    room.keys(KEY.Key_T)
    assert grid.day() == NOW.date()
    room.keys(KEY.Key_Right)
    assert grid.accessibleName() == "Wed 26 Nov 2025, 1 event, Wednesday"
    qtbot.waitUntil(lambda: room.tab.pane.text() == "Wednesday")
    room.keys(KEY.Key_PageDown)
    room.keys(KEY.Key_Home)
    assert grid.day() == date(2025, 12, 22)
    room.keys(KEY.Key_End)
    room.keys(KEY.Key_Up)
    room.keys(KEY.Key_T)
    assert grid.day() == NOW.date()
    for _ in range(5):
        room.keys(KEY.Key_Down)
    assert room.tab.calendar.title.text() == "December 2025"
    room.tab.calendar.show_day(date(2025, 12, 25))
    assert grid.accessibleName().startswith("Thu 25 Dec 2025, Christmas Day, 1 event")


def test_enter_lists_the_records_of_a_day_and_escape_comes_back_to_it(
    store: Store, qtbot: QtBot
) -> None:
    add(
        store,
        event(first=date(2025, 11, 24), days=3, title="Three days"),
        event(first=date(2025, 11, 25), title="One day"),
        event(first=date(2025, 11, 28), title="Another"),
    )
    room = Room(store, qtbot)
    room.tab.show_as(CALENDAR)
    room.keys(KEY.Key_T)
    room.keys(KEY.Key_Return)
    assert room.titles() == ["One day", "Three days"]
    assert room.tab.table.hasFocus()
    room.keys(KEY.Key_Escape)
    assert room.tab.is_calendar()
    assert room.tab.calendar.grid.day() == date(2025, 11, 25)
    assert room.tab.query.is_whole


def test_space_goes_through_the_records_of_a_day(store: Store, qtbot: QtBot) -> None:
    add(store, *(event(first=NOW.date(), title=title) for title in ("First", "Second")))
    room = Room(store, qtbot)
    room.tab.show_as(CALENDAR)
    room.keys(KEY.Key_Space)
    qtbot.waitUntil(lambda: room.tab.pane.text() == "First")
    room.keys(KEY.Key_Space)
    qtbot.waitUntil(lambda: room.tab.pane.text() == "Second")


def test_alt_c_goes_to_the_calendar_and_back_with_the_record_that_was_chosen(
    few: Store, qtbot: QtBot
) -> None:
    room = Room(few, qtbot)
    wanted = room.log.ids(Query())[2]
    room.tab.reach(wanted)
    room.keys(KEY.Key_C, held=ALT)
    assert room.tab.is_calendar()
    current = room.tab.current()
    assert current is not None
    assert (current.id, current.first) == (wanted, room.tab.calendar.grid.day())
    room.keys(KEY.Key_C, held=ALT)
    assert room.tab.filters.view.value() == LIST
    assert room.tab.table.current() == current


def test_the_calendar_shows_what_the_filters_leave_and_ignores_the_period(
    few: Store, qtbot: QtBot
) -> None:
    room = Room(few, qtbot)
    room.tab.ask(Query(chosen=STALLS, first=date(2020, 1, 1), last=date(2020, 1, 2)))
    room.tab.show_as(CALENDAR)
    room.tab.calendar.show_day(date(2025, 11, 8))
    assert [one.words for one in room.tab.calendar.grid.entries()] == ["Event 00013"]


def test_the_mouse_chooses_a_record_and_a_double_click_opens_it(store: Store, qtbot: QtBot) -> None:
    add(store, event(first=NOW.date(), title="Today"))
    room = Room(store, qtbot)
    room.tab.show_as(CALENDAR)
    grid = room.tab.calendar.grid
    week, column = grid.month().cell(NOW.date()) or (0, 0)
    at = grid.lane_box(week, 0, column, column).center()
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=at)
    assert grid.chosen() is not None
    QTest.mouseDClick(grid, Qt.MouseButton.LeftButton, pos=at)
    assert room.tab.opened == [grid.chosen()]


def test_more_than_a_day_holds_is_counted_and_opened(store: Store, qtbot: QtBot) -> None:
    add(store, *(event(first=NOW.date(), title=f"Event {n}", how=How.COUNTED) for n in range(9)))
    room = Room(store, qtbot)
    room.tab.show_as(CALENDAR)
    grid = room.tab.calendar.grid
    week, column = grid.month().cell(NOW.date()) or (0, 0)
    last = grid.lane_box(week, grid.lanes() - 1, column, column).center()
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=last)
    assert len(room.titles()) == 9
    assert not room.tab.is_calendar()
