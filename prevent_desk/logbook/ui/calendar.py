"""The calendar of a log: a month, the ways to others, and the grid of its days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.core.dates import add_months
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.logbook.model.days import DayEntry
from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.logbook.ui.month_grid import MonthGrid
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.labels import ElidedLabel

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class CalendarView(QWidget):
    """Shows a month; what it holds is asked of `load` whenever another one is on show.

    Attributes:
        grid: The days; its signals tell what is chosen and opened.
        head: The month with the ways to others; stands among the filters of the log.

    Signals:
        month_changed: Another month is on show.
    """

    month_changed = Signal()

    def __init__(
        self,
        noun: Noun,
        today: Callable[[], date],
        working_days: Callable[[], WorkingDays],
        load: Callable[[date, date], Sequence[DayEntry]],
        parent: QWidget | None = None,
    ) -> None:
        """Make it, at today, not loaded yet.

        Args:
            noun: What its records are called.
            today: The desk's clock.
            working_days: Tells bank holidays and closures.
            load: Returns what happened from one day to another.
            parent: Its owner.
        """
        super().__init__(parent)
        self._noun, self._today, self._load = noun, today, load
        self.grid = MonthGrid(noun, today, working_days)
        self.title = QLabel()
        self.title.setProperty("t", "h2")
        self.summary = ElidedLabel("", "support")
        self.before = IconButton("chevron-left", "The month before", shortcut="PgUp", small=True)
        self.after = IconButton("chevron-right", "The month after", shortcut="PgDn", small=True)
        self.today_button = Button("Today", small=True)
        self.today_button.setToolTip("T")
        self.head = QWidget()
        head = QHBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        for widget in (self.before, self.after, self.today_button, self.title):
            head.addWidget(widget)
        head.addWidget(self.summary, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid)
        self.before.clicked.connect(lambda: self.show_day(add_months(self.grid.day(), -1)))
        self.after.clicked.connect(lambda: self.show_day(add_months(self.grid.day(), 1)))
        self.today_button.clicked.connect(lambda: self.show_day(today()))
        self.grid.day_changed.connect(lambda _day: self._turn())
        self._shown: date | None = None
        self.setFocusProxy(self.grid)

    def show_day(self, day: date) -> None:
        """Show a day, in its month."""
        self.grid.show_day(day)
        self._turn()
        self.grid.choose(None)
        self.grid.record_chosen.emit(None)

    def reload(self) -> None:
        """Show what the month holds now."""
        month = self.grid.month()
        self._shown = month.first
        entries = self._load(month.monday, month.last_shown)
        self.grid.show_entries(entries)
        inside = sum(any(month.holds(day) for day in (one.first, one.last)) for one in entries)
        self.title.setText(f"{_MONTHS[month.first.month - 1]} {month.first.year}")
        self.summary.setText(self._noun.counted(inside) if inside else f"no {self._noun.one}")

    def _turn(self) -> None:
        if self.grid.month().first != self._shown:
            self.reload()
            self.month_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the days."""
        super().focusInEvent(event)
        self.grid.setFocus(event.reason())
