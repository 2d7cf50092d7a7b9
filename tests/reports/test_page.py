"""The page of reports on real widgets, over a real log."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prevent_desk.logbook.model.counted import How
from prevent_desk.logbook.model.figures import Figure, FigureSource
from prevent_desk.logbook.model.period import By, Period
from prevent_desk.logbook.model.query import Query
from prevent_desk.reports.exports import book
from prevent_desk.reports.model.reported import ReportSheet
from prevent_desk.reports.service import Reports
from prevent_desk.reports.ui.export_dialog import FiguresExportDialog
from prevent_desk.reports.ui.figures_tab import FiguresTab
from prevent_desk.reports.ui.page import ReportsPage
from prevent_desk.store.session import Store
from prevent_desk.ui import jobs
from tests import ready
from tests.logbook.logs import EventFigures, Events, add, clock, event
from tests.plan.page_room import DeskStandIn

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
JULY = {"first": "2025-07-01", "last": "2025-07-31"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with events of June and July, one of them recorded late."""
    store = ready.empty_store(tmp_path, clock())
    add(
        store,
        event("meeting", date(2025, 6, 10)),
        event("meeting", date(2025, 7, 3), reach=20),
        event("meeting", date(2025, 7, 4), reach=100, how=How.ESTIMATED),
        event("stall", date(2025, 7, 5), times=3, recorded=date(2025, 8, 2)),
    )
    yield store
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    store.close()


class Room:
    """The page, open."""

    def __init__(
        self, store: Store, qtbot: QtBot, slow: FigureSource | None = None, /, **position: str
    ) -> None:
        self.qtbot, self.desk, self.log = qtbot, DeskStandIn(store), Events(store)
        sources = [*([slow] if slow else []), EventFigures(self.log)]
        reports = Reports(store, clock(), sources)
        self.page = ReportsPage(reports, self.desk, clock())
        qtbot.addWidget(self.page)
        self.page.resize(1290, 626)
        if position:
            self.page.go_to({"tab": "figures", **position})
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.settle()
        self.page.setFocus()

    @property
    def tab(self) -> FiguresTab:
        tab = self.page.tab()
        assert isinstance(tab, FiguresTab)
        return tab

    def settle(self) -> None:
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not jobs.running())

    def lines(self) -> list[tuple[str, str]]:
        return [(one.figure.short, one.title) for one in self.tab.list.rows.records()]

    def press(self, key: Qt.Key) -> None:
        target = self.page.window().focusWidget()
        assert target is not None
        QTest.keyClick(target, key)
        QApplication.processEvents()


def test_a_period_is_counted_and_zeros_are_shown_when_asked_for(store: Store, qtbot: QtBot) -> None:
    room = Room(store, qtbot, **JULY)
    assert room.lines() == [("2", "Meetings"), ("3", "Stalls"), ("about 120", "People reached")]
    room.tab.nothing_chip.click()
    assert ("0", "Forums") in room.lines()
    assert room.tab.late_banner.text() == "1 of these was recorded after 31 Jul 2025."
    assert room.page.shown_count() == "Figures as at Tue 25 Nov 2025, 14:02"


def test_enter_opens_exactly_the_records_of_a_figure(store: Store, qtbot: QtBot) -> None:
    room = Room(store, qtbot, **JULY)
    assert room.tab.list.hasFocus()
    room.press(KEY.Key_Down)
    room.press(KEY.Key_Return)
    ((page, position),) = room.desk.went
    assert page == "Community"
    stalls = room.log.page(Query.from_json(position["query"]), 0, 9)
    assert [one.kind for one in stalls] == ["stall"]


class Gate:
    """A room that takes its time over its figures; satisfies `FigureSource`."""

    title = "Slow"

    def __init__(self) -> None:
        self.opened, self.begun = threading.Event(), threading.Event()
        self.opened.set()

    def figures(self, _period: Period, _by: By) -> list[Figure]:
        self.begun.set()
        assert self.opened.wait(60)
        return []


def test_counting_that_takes_long_can_be_stopped_and_leaves_what_was_on_show(
    store: Store, qtbot: QtBot
) -> None:
    gate = Gate()
    room = Room(store, qtbot, gate, **JULY)
    shown = room.lines()
    assert all(button.isEnabled() for button in room.tab.buttons())
    gate.opened.clear()
    gate.begun.clear()
    try:
        room.tab.ask(Period(date(2025, 6, 1), date(2025, 6, 30)))
        assert gate.begun.wait(60)
        qtbot.waitUntil(room.tab.progress.isVisible)
        room.tab.progress.cancel_button.click()
    finally:
        gate.opened.set()
    qtbot.waitUntil(lambda: not room.tab.progress.isVisible())
    assert room.lines() == shown
    assert room.tab.period_edit.period() == Period(date(2025, 7, 1), date(2025, 7, 31))


def test_nothing_can_be_taken_out_before_it_was_counted_and_a_stopped_count_can_be_begun_again(
    store: Store, qtbot: QtBot
) -> None:
    gate = Gate()
    gate.opened.clear()
    desk, log = DeskStandIn(store), Events(store)
    page = ReportsPage(Reports(store, clock(), [gate, EventFigures(log)]), desk, clock())
    qtbot.addWidget(page)
    tab = page.tab()
    assert isinstance(tab, FiguresTab)
    try:
        page.go_to({"tab": "figures", **JULY})
        page.show()
        qtbot.waitUntil(tab.progress.isVisible)
        assert not any(button.isEnabled() for button in tab.buttons())
        tab.progress.cancel_button.click()
    finally:
        gate.opened.set()
    qtbot.waitUntil(lambda: tab.empty.isVisible())
    tab.empty.first_clicked.emit()
    qtbot.waitUntil(lambda: tab.report is not None)
    assert all(button.isEnabled() for button in tab.buttons())


def test_the_late_entries_are_opened_alone(store: Store, qtbot: QtBot) -> None:
    room = Room(store, qtbot, **JULY)
    late = next(one for one in room.tab.list.rows.records() if one.figure.late)
    room.tab.open_late(late)
    ((_page, position),) = room.desk.went
    assert position["tab"] == "events"
    assert room.log.count(Query.from_json(position["query"])) == 1


def test_the_period_before_stands_beside_and_the_pane_opens_its_records(
    store: Store, qtbot: QtBot
) -> None:
    room = Room(store, qtbot, **JULY, beside="before")
    compared = {one.title: one.compared for one in room.tab.list.rows.records()}
    assert compared["Meetings"] == "1 before, 1 more"
    assert room.tab.told_label.text() == "1 Jun to 30 Jun 2025"
    opens = {one.accessibleName(): one for one in room.tab.pane.buttons()}
    opens["Open those records: 1 before, 1 more"].click()
    ((_page, position),) = room.desk.went
    assert room.log.count(Query.from_json(position["query"])) == 1


def test_counted_by_the_day_recorded_other_records_belong_to_the_period(
    store: Store, qtbot: QtBot
) -> None:
    room = Room(
        store, qtbot, first="2025-08-01", last="2025-08-31", by="recorded", beside="nothing"
    )
    assert room.lines()[0] == ("3", "Stalls")
    assert room.tab.late_banner.text() == "1 of these happened before 1 Aug 2025."


def test_a_period_is_typed_after_ctrl_f_and_comes_back_when_the_page_is_opened_again(
    store: Store, qtbot: QtBot
) -> None:
    room = Room(store, qtbot)
    QTest.keyClick(room.page, KEY.Key_F, CTRL)
    focus = room.page.window().focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "1 jul - 31 jul")
    QTest.keyClick(focus, KEY.Key_Return)
    room.settle()
    assert room.lines()[0] == ("2", "Meetings")
    again = Room(store, qtbot)
    assert again.tab.period_edit.period().words == "1 Jul to 31 Jul 2025"


def test_a_period_with_a_name_is_kept_by_its_name(store: Store, qtbot: QtBot) -> None:
    room = Room(store, qtbot)
    shown = next(one for one in room.page.commands() if one.title == "Figures of last quarter")
    shown.run()
    room.settle()
    assert room.desk.setting("reports/figures")["period"] == "last quarter"


def test_a_position_brings_back_period_comparison_and_figure(store: Store, qtbot: QtBot) -> None:
    room = Room(store, qtbot, **JULY, beside="year", figure="Engagement/stall")
    position = room.page.position()
    assert position["figure"] == "Engagement/stall"
    room.page.go_to({"tab": "figures", "period": "all dates", "beside": "nothing"})
    room.settle()
    room.page.go_to(position)
    room.settle()
    assert room.page.position() == position


def test_what_was_written_meanwhile_is_counted(store: Store, qtbot: QtBot) -> None:
    room = Room(store, qtbot, **JULY)
    add(store, event("meeting", date(2025, 7, 9)))
    room.page.reload()
    room.settle()
    assert room.lines()[0] == ("3", "Meetings")


def test_an_empty_period_says_so_and_leads_to_all_dates(store: Store, qtbot: QtBot) -> None:
    room = Room(store, qtbot, first="2010-01-01", last="2010-12-31")
    assert room.tab.empty.accessibleName().startswith("No figures in this period.")
    assert not room.tab.out_button.isEnabled()
    room.page.setFocus()
    room.press(KEY.Key_Return)
    room.settle()
    assert room.lines()[0] == ("3", "Meetings")


def test_the_figures_are_copied_as_text(store: Store, qtbot: QtBot) -> None:
    room = Room(store, qtbot, **JULY)
    room.tab.copy_button.click()
    assert "- 3 stalls" in QApplication.clipboard().text()
    assert room.desk.said == ["Figures copied; they leave the clipboard in 30 seconds"]


def test_the_figures_are_taken_out_and_that_is_noted(
    store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    room = Room(store, qtbot, **JULY)
    assert room.tab.report is not None

    def here(_target: str, payload: tuple[ReportSheet], **_more: object) -> bytes:
        return book.write_in_child(payload)

    dialog = FiguresExportDialog(room.tab.around, room.tab.report, make=here)
    qtbot.addWidget(dialog)
    room.settle()
    assert dialog.sheet.facts() == "4 figures."
    dialog._folder = tmp_path
    dialog.save()
    qtbot.waitUntil(lambda: dialog.saved is not None)
    assert store.undo_label() == "events"


def test_a_lock_while_figures_are_counted_leaves_nothing_that_asks_the_store(
    store: Store, qtbot: QtBot
) -> None:
    room = Room(store, qtbot, **JULY)
    room.page.reload()
    room.page.flush()
    assert not jobs.running()
