"""A day as it is typed into a log: "tue" is the last Tuesday, "next tue" lies ahead."""

from __future__ import annotations

from datetime import date

from prevent_desk.community.model.event_line import read_day
from prevent_desk.ui.widgets.date_edit import DateEdit


class LogDayEdit(DateEdit):
    """Reads days as a log means them: mostly they have been."""

    def _read(self, typed: str) -> date:
        return read_day(typed, self._today())
