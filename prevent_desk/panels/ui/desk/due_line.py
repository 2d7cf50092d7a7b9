"""A day to come, typed in words and read back with its weekday and working days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.core.dates import other_weekday, parse_date, say_date
from prevent_desk.core.errors import Refused
from prevent_desk.core.working_days import WorkingDays


class DueLine(QLineEdit):
    """Keeps the words as typed, and tells with each key what day they mean.

    Signals:
        read: What the words mean now, to be shown beside them; empty where nothing is typed.
    """

    read = Signal(str)

    def __init__(
        self,
        today: Callable[[], date],
        days: Callable[[], WorkingDays],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today, self._days = today, days
        self.setPlaceholderText(self.tr("wed 10 dec"))
        self.textChanged.connect(lambda _text: self.read.emit(self.told()))

    def day(self) -> date | None:
        """Return the day that is meant; None for none, or words that are no day."""
        try:
            return parse_date(self.text(), self._today()) if self.text().strip() else None
        except Refused:
            return None

    def is_wrong(self) -> bool:
        """Return whether something is typed that is no day."""
        return bool(self.text().strip()) and self.day() is None

    def show_day(self, day: date | None) -> None:
        """Show a day that was kept."""
        if day != self.day():
            self.setText(say_date(day) if day else "")

    def told(self) -> str:
        """Return what the words mean: "Wed 10 Dec · 10 working days"."""
        day = self.day()
        if day is None:
            return self.tr("Not a day yet") if self.text().strip() else ""
        return read_back(day, self._today(), self._days(), self.text())


def read_back(day: date, today: date, days: WorkingDays, typed: str = "") -> str:
    """Return a day and how far away it is: "Wed 10 Dec · 10 working days".

    Args:
        day: What is meant.
        today: From which working days are counted.
        days: The working days of the desk.
        typed: The words it was read from; a weekday in them that is not its own is said.
    """
    told = say_date(day)
    if day.year == today.year:
        told = told.rsplit(" ", 1)[0]
    if other := other_weekday(typed, day):
        told = f"{told}, not a {other}"
    count = days.between(today, day)
    if day <= today:
        return f"{told} · today" if day == today else f"{told} · past"
    word = "working day" if count == 1 else "working days"
    closed = "" if days.is_worked(day) else f", {days.why_closed(day) or 'weekend'}"
    return f"{told} · {count} {word}{closed}"
