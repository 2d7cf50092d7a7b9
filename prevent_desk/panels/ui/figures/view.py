"""Attendance and figures of panels over a period; each figure opens the records it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.core.dates import financial_year, say_date
from prevent_desk.core.small_counts import WITHHELD
from prevent_desk.panels.model.figures import (
    AgencyFigures,
    Came,
    Figure,
    Figures,
    MeetingHeard,
    figures,
)
from prevent_desk.panels.model.publishable import PrintedFigures, Row, exact, publishable
from prevent_desk.panels.model.register_order import BookOrder
from prevent_desk.panels.ui.around import Around
from prevent_desk.panels.ui.decisions.book_dialog import Book, BookDialog, Shown
from prevent_desk.panels.ui.decisions.view import period_words
from prevent_desk.panels.ui.figures.lists import Behind, BehindList, FigureList
from prevent_desk.ui import delegates, theme
from prevent_desk.ui.page import Command
from prevent_desk.ui.read_beside import ReadBeside
from prevent_desk.ui.tables import Column, RowsModel
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import ElidedLabel, Rule
from prevent_desk.ui.widgets.segmented import Choice, Segmented

VIEW = "figures"
_YEAR, _BEFORE, _ALL, _DAYS = "year", "before", "all", "days"
_FIRST = date(2015, 4, 12)
"""The panels' duty began then; nothing was held under it before."""


class FiguresView(QWidget):
    """Satisfies `prevent_desk.ui.page.Page`; positions: {"since": "2025-04-01", "until": …}."""

    title = "Panel figures"
    icon = "trending-up"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self._around = around
        self._is_stale = False
        self._heard: list[MeetingHeard] = []
        self._told: Figures | None = None
        self._reading: ReadBeside[list[MeetingHeard]] = ReadBeside(
            self, self._came, lambda: around.services.store.is_open
        )
        self._build_period()
        self.list = FigureList()
        self.behind = BehindList()
        self.table = QTableView()
        self._model: RowsModel[AgencyFigures] = RowsModel(_columns(), (), self)
        self._build_table()
        self.book_button = Button("&Excel…", "file-spreadsheet")
        self.book_button.clicked.connect(self.take_out)
        self._lay()
        self.list.current_changed.connect(self._show_figure)
        self.list.opened.connect(lambda _figure: self.behind.setFocus())
        self.behind.opened.connect(self._open)
        self.setFocusProxy(self.list)
        self._choose_period(_YEAR)
        self.reload()

    # What the shell asks

    def widget(self) -> QWidget:
        """Return the view itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return the view's own name."""
        return (Command(self.title, partial(self._around.open_view, VIEW, {})),)

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the figures."""
        if not self.book_button.isEnabled():
            return []
        return [Command("Take the panel figures out", self.take_out, "file-spreadsheet")]

    def primary_new(self) -> Callable[[], object] | None:
        """Return nothing: figures are counted."""
        return None

    def position(self) -> dict[str, Any]:
        """Return the period."""
        since, until = self._days()
        return {"since": since.isoformat(), "until": until.isoformat()}

    def go_to(self, position: dict[str, Any]) -> None:
        """Show a period."""
        try:
            since = date.fromisoformat(str(position.get("since")))
            until = date.fromisoformat(str(position.get("until")))
        except ValueError:
            return
        self.since_edit.set_day(since)
        self.until_edit.set_day(until)
        self.period.set_value(_DAYS)
        self._count()

    def flush(self) -> None:
        """Nothing is typed here that is kept."""

    def reload(self) -> None:
        """Count again; out of sight only once it is in sight again."""
        if self.isVisible() or not self.window().isVisible():
            self._read()
        else:
            self._is_stale = True

    def _read(self) -> None:
        self._is_stale = False
        self._reading.ask(self._around.services.registers.meetings)

    def _came(self, heard: list[MeetingHeard]) -> None:
        """Take in the meetings as they were read, and count those of the period."""
        self._heard = heard
        self._count()

    def _count(self) -> None:
        since, until = self._days()
        self._told = told = figures(self._heard, since, until)
        self.list.show_figures(told.figures)
        self._model.set_rows(told.agencies)
        held = int(told.figures[0].value)
        self._pages.setCurrentWidget(self._splitter if held else self.empty)
        if not held:
            self._say_empty(since, until)
        self.book_button.setEnabled(bool(held))
        self._show_figure(self.list.current())
        self._around.desk.page_changed()

    def _say_empty(self, since: date, until: date) -> None:
        if since > until:
            self.empty.show_text(
                "The first day comes after the last",
                f"{period_words(since, until)}: change one of the two.",
            )
            return
        self.empty.show_text(
            "No panel was held in these days",
            "Attendance, decisions and time for a case are counted here once one was.",
        )

    def shown_count(self) -> str:
        """Return how many meetings are counted."""
        count = self._told.figures[0].value if self._told is not None else "0"
        return f"{count} {'meeting' if count == '1' else 'meetings'} counted"

    # Acts

    def take_out(self) -> None:
        """Take the figures out as a workbook."""
        told, clock = self._told, self._around.clock
        if told is None or not self.book_button.isEnabled():
            return

        def book(title: str, printed: PrintedFigures) -> Book:
            order = BookOrder(
                title, "", "", clock.today(), clock.now(), self._around.desk.is_practice(),
                period_words(told.since, told.until), figures=printed,
            )  # fmt: skip
            rows = (*printed.figures, *((one[0], one[1], _split(one)) for one in printed.agencies))
            said = "Counts only: no names, no references."
            return Book(order, Shown(("Figure", "Value", "Of it"), rows, self.shown_count(), said))

        BookDialog(
            self._around,
            book("Panel figures", exact(told)),
            self,
            publishable=book("Panel figures for publication", publishable(told)),
        ).exec()

    # Inside

    def _days(self) -> tuple[date, date]:
        today = self._around.clock.today()
        return self.since_edit.day() or _FIRST, self.until_edit.day() or today

    def _choose_period(self, chosen: str) -> None:
        today = self._around.clock.today()
        first, last = financial_year(today)
        if chosen == _BEFORE:
            first, last = financial_year(date(first.year - 1, first.month, first.day))
        if chosen in {_YEAR, _BEFORE}:
            self.since_edit.set_day(first)
            self.until_edit.set_day(last)
        elif chosen == _ALL:
            self.since_edit.set_day(None)
            self.until_edit.set_day(None)
        self.period.set_value(chosen)
        self._count()
        if chosen == _DAYS:
            self.since_edit.setFocus()

    def _day_chosen(self, _day: object) -> None:
        self.period.set_value(_DAYS)
        self._count()

    def _show_figure(self, figure: Figure | None) -> None:
        if figure is None:
            self.behind.show_behind("", [])
            return
        self._show_behind(figure.title, set(figure.meetings), set(figure.items))

    def _show_agency(self, index: QModelIndex) -> None:
        agency = self._model.record(index.row())
        came = _CAME[index.column()] if index.column() < len(_CAME) else None
        kinds = [came] if came is not None else list(Came)
        meetings = {one for kind in kinds for one in agency.meetings.get(kind, ())}
        words = f"{agency.agency}: {came.words.lower()}" if came else agency.agency
        self._show_behind(words, meetings, set())

    def _show_behind(self, title: str, meetings: set[int], items: set[int]) -> None:
        found = []
        for one in self._heard:
            day = say_date(one.meeting.starts.date())
            if items:
                found += [
                    Behind(
                        one.meeting.id,
                        case.item_id,
                        case.ref,
                        f"{day} · {case.decision}".strip(" ·"),
                    )
                    for case in one.cases
                    if case.item_id in items
                ]
            elif one.meeting.id in meetings:
                count = len(one.cases)
                cases = f"{count} {'case' if count == 1 else 'cases'}"
                found.append(Behind(one.meeting.id, None, day, cases))
        self.behind.show_behind(title, list(reversed(found)))

    def _open(self, record: Behind) -> None:
        if record.item_id is not None:
            self._around.open_view("decisions", {"item": record.item_id})
        else:
            self._around.open_view("minutes", {"meeting": record.meeting_id})

    def _build_period(self) -> None:
        self.period = Segmented(
            [
                Choice(_YEAR, "This year"),
                Choice(_BEFORE, "Last year"),
                Choice(_ALL, "All"),
                Choice(_DAYS, "Dates"),
            ],
            self.tr("Period; a year is from April to March"),
        )
        self.period.chosen.connect(self._choose_period)
        self.since_edit = DateEdit(self._around.clock.today)
        self.until_edit = DateEdit(self._around.clock.today)
        for edit, name in ((self.since_edit, "From"), (self.until_edit, "To")):
            edit.setAccessibleName(name)
            edit.setPlaceholderText(name)
            edit.date_chosen.connect(self._day_chosen)

    def _build_table(self) -> None:
        self.table.setModel(self._model)
        self.table.setAccessibleName("Attendance by agency")
        delegates.dress(self.table)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.selectionModel().currentChanged.connect(
            lambda now, _before: self._show_agency(now) if now.isValid() else None
        )

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 14, 10)
        head.setSpacing(8)
        head.addWidget(ElidedLabel(self.title, "h1"), 1)
        head.addWidget(self.period)
        for edit in (self.since_edit, self.until_edit):
            edit.setMinimumWidth(theme.px(130))
            head.addWidget(edit)
        head.addWidget(self.book_button)
        left = QSplitter(Qt.Orientation.Vertical)
        left.setChildrenCollapsible(False)
        left.addWidget(self.list)
        left.addWidget(self.table)
        left.setStretchFactor(0, 1)
        left.setStretchFactor(1, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self.behind)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([theme.px(820), theme.px(330)])
        self.behind.setMinimumWidth(theme.px(240))
        self.empty = EmptyState("trending-up")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._splitter)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self._pages, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while it was out of sight."""
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list."""
        super().focusInEvent(event)
        self.list.setFocus(event.reason())


_CAME: tuple[Came | None, ...] = (None, None, *Came)


def _columns() -> list[Column[AgencyFigures]]:
    first = [
        Column[AgencyFigures]("Agency", lambda one: one.agency),
        Column[AgencyFigures]("Attended", lambda one: one.share, "right"),
    ]
    return [*first, *(_counted(came) for came in Came)]


def _counted(came: Came) -> Column[AgencyFigures]:
    return Column[AgencyFigures](came.words, lambda one: str(one.count(came)), "right")


def _split(row: Row) -> str:
    """Return as what an agency attended in one line: "lead 8, deputy 1"."""
    counts = dict(zip(Came, row[2:], strict=True))
    if WITHHELD in counts.values():
        return WITHHELD
    return ", ".join(f"{came.value} {count}" for came, count in counts.items() if count != "0")
