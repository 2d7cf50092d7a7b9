"""What a calendar shows of a record: its days and a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DayEntry:
    """A record in the calendar.

    Attributes:
        id: The record.
        first: Its first day.
        last: Its last day; the same for a record of one day.
        words: Its line.
        icon: Before the line, or empty.
        tone: Of its ground: "blue", "green", "amber", "red", "grey", "accent".
    """

    id: int
    first: date
    last: date
    words: str
    icon: str = ""
    tone: str = "accent"
