"""By when: a day in words, read back with its weekday and working days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.core.dates import other_weekday, parse_date, say_date
from prevent_desk.core.errors import Refused
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.labels import WrapLabel


def read_back(day: date, today: date, days: WorkingDays, told: str = "") -> str:
    """Return a day with its working days: "Wed 10 Dec 2025 · 10 working days".

    Args:
        day: What is meant.
        today: From which working days are counted.
        days: The working days of the desk.
        told: The words it was read from; a weekday in them that is not its own is said.
    """
    count = days.between(today, day)
    other = other_weekday(told, day)
    said = f"{say_date(day)}, not a {other}" if other else say_date(day)
    if day < today:
        return f"{said} · in the past"
    words = "1 working day" if count == 1 else f"{count} working days"
    closed = days.why_closed(day)
    note = f" · {closed}" if closed else (" · weekend" if day.weekday() > 4 else "")
    return f"{said} · {words}{note}"


class DueEdit(QWidget):
    """A `DateEdit` that reads back while one types.

    Signals:
        day_chosen: Another day (or None) stands here now.
    """

    day_chosen = Signal(object)

    def __init__(
        self,
        today: Callable[[], date],
        days: Callable[[], WorkingDays],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today, self._days = today, days
        self.edit = DateEdit(today)
        self.echo = WrapLabel("", "meta")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.edit)
        column.addWidget(self.echo)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._echo)
        self.edit.date_chosen.connect(self.day_chosen)
        self.edit.refused.connect(self._refused)
        self._echo()

    def day(self) -> date | None:
        """Return the day that stands here."""
        return self.edit.day()

    def set_day(self, day: date | None) -> None:
        """Show a day without telling."""
        self.edit.set_day(day)
        self._echo()

    def take(self) -> bool:
        """Read what is typed; False when it is refused."""
        return self.edit.take()

    def _refused(self, words: str) -> None:
        self.echo.setText(words)

    def _echo(self, _text: str = "") -> None:
        typed = self.edit.text().strip()
        day = self.edit.day()
        if typed and (day is None or typed != say_date(day)):
            try:
                day = parse_date(typed, self._today())
            except Refused:
                day = None
        elif not typed:
            day = None
        words = read_back(day, self._today(), self._days(), typed) if day else ""
        self.echo.setText(words)
        self.echo.setVisible(bool(words))
