"""A sheet as read: plain texts in their places, and what is merged with what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a cell held before it became a text."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    UNKNOWN = "unknown"  # a formula whose result the file does not hold


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with something in it.

    Attributes:
        text: As a person reads it; a day as "31 Dec 2015".
        bold: The first stretch set apart in bold, where only a part of the cell is.
        number: The number itself, where it was one.
    """

    text: str
    kind: Kind = Kind.TEXT
    bold: str = ""
    number: float | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells shown as one, from 1; the text is the top left one's."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Grid:
    """One sheet.

    Attributes:
        rows: Row and column number, from 1, to the cell; only cells that hold something.
        hidden_rows: Hidden by hand or by a filter; they are read all the same.
    """

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)

    def text(self, row: int, column: int) -> str:
        """Return a cell's text; "" where there is none."""
        cell = self.rows.get(row, {}).get(column)
        return cell.text if cell else ""

    def numbers(self) -> Iterable[int]:
        """Return the numbers of the rows that hold something, from the top down."""
        return sorted(self.rows)

    def filled(self, row: int) -> Iterator[tuple[int, Cell]]:
        """Return a row's cells from left to right."""
        yield from sorted(self.rows.get(row, {}).items())


@dataclass(slots=True)
class Workbook:
    """A workbook as read.

    Attributes:
        notes: What a person should know of the reading, in sentences.
    """

    grids: list[Grid] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
