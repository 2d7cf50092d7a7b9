"""One date, typed the way people say it: "17 nov", "next fri", "17/11/2025"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.core.clock import SystemClock
from prevent_desk.core.dates import add_months, parse_date, say_date
from prevent_desk.core.errors import Refused


class DateEdit(QLineEdit):
    """Reads a date on leaving or Enter and echoes its weekday; refuses what is not one date.

    Signals:
        date_chosen: Another date (or None, for an empty line) stands here now.
        refused: The words for what is wrong; the text stays as typed.
    """

    date_chosen = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        today: Callable[[], date] | None = None,
        parent: QWidget | None = None,
        *,
        is_past: bool = False,
    ) -> None:
        """Make it; `today` is the desk's clock, the system's own when not given.

        With `is_past` a day without a year is the last such day, and a later one is refused.
        """
        super().__init__(parent)
        self._is_past = is_past
        self._today = today or SystemClock().today
        self._date: date | None = None
        self.setPlaceholderText(self.tr("17 nov, next fri"))
        self.setToolTip(self.tr("Day first. Ctrl+; is today."))

    def day(self) -> date | None:
        """Return the date that stands here; None for none."""
        return self._date

    def set_day(self, day: date | None) -> None:
        """Show a date without telling."""
        self._date = day
        self.setText(say_date(day) if day else "")

    def take(self) -> bool:
        """Read what is typed; False when it is refused."""
        typed = self.text().strip()
        if self._date is not None and typed == say_date(self._date):
            return True
        try:
            found = self._read(typed) if typed else None
        except Refused as error:
            self.refused.emit(error.sentence())
            return False
        changed = found != self._date
        self.set_day(found)
        if changed:
            self.date_chosen.emit(found)
        return True

    def _read(self, typed: str) -> date:
        today = self._today()
        found = parse_date(typed, today)
        if self._is_past and found > today and not re.search(r"\d{4}", typed):
            found = add_months(found, -12)
        if self._is_past and found > today:
            told = f"{say_date(found)} is still to come."
            raise Refused(told, next_step="Say a day until today.")
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it on Enter, put today on Ctrl+; and the former date back on Esc."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.take():
                super().keyPressEvent(event)
        elif control and event.key() == Qt.Key.Key_Semicolon:
            self.setText(say_date(self._today()))
            self.take()
        elif event.key() == Qt.Key.Key_Escape and self.isModified():
            self.set_day(self._date)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take it on leaving."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.take()
