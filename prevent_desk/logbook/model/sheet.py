"""A log as a workbook holds it: heading lines that say what was asked for, then texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

Record = TypeVar("Record")


# Without slots: with them `SheetColumn[Record](...)` fails on Python 3.11.
@dataclass(frozen=True)
class SheetColumn(Generic[Record]):
    """A column of the workbook: its heading, its width in characters, the text of a record."""

    heading: str
    width: float
    text: Callable[[Record], str]


@dataclass(frozen=True, slots=True)
class LogSheet:
    """Everything a workbook of a log says; plain values, so that a child process makes it.

    Attributes:
        title: Of the log: "Training sessions".
        facts: Lines under the title: filters, period, by which date, late entries, totals.
        columns: Headings and widths.
        rows: Texts, one for each column.
        noun_many: What the rows are: "sessions".
    """

    title: str
    facts: Sequence[str]
    columns: Sequence[tuple[str, float]]
    rows: Sequence[Sequence[str]]
    noun_many: str
    marking: str
    export_id: str
    current_to: date
    made_at: datetime
    practice: bool
