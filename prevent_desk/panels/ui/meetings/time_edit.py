"""A time of day, typed the way people say it: "10", "10:30", "2pm"."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.core.errors import Refused
from prevent_desk.panels.model.meeting import parse_time


class TimeEdit(QLineEdit):
    """Reads a time on leaving; what is none stays as typed.

    Signals:
        refused: The words for what is wrong.
        time_chosen: Another time stands here.
    """

    refused = Signal(str)
    time_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._time: time | None = None
        self.setPlaceholderText("10:00")

    def chosen(self) -> time | None:
        """Return the time that stands here; None for none."""
        return self._time

    def set_time(self, at: time | None) -> None:
        """Show a time without telling."""
        self._time = at
        self.setText(f"{at:%H:%M}" if at is not None else "")

    def take(self) -> bool:
        """Read what is typed; False when it is refused."""
        typed, before = self.text().strip(), self._time
        try:
            self.set_time(parse_time(typed) if typed else None)
        except Refused as error:
            self.refused.emit(error.sentence())
            return False
        if self._time != before:
            self.time_chosen.emit()
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take it on leaving."""
        super().focusOutEvent(event)
        self.take()
