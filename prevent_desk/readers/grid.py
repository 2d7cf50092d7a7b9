"""A file as read: plain texts in their places, and what is merged with what.

One shape for every kind of file. A Word document is one grid: its tables and the paragraphs
between them from the top down, a paragraph as a row of one cell across the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
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
        day: The day, where it was one.
        formula: The text is what a formula came to when the file was saved; nobody typed it. An
            .xls does not tell.
    """

    text: str
    kind: Kind = Kind.TEXT
    bold: str = ""
    number: float | None = None
    day: date | None = None
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells shown as one, from 1; the text is the top left one's."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Grid:
    """One sheet, or the whole of a Word document.

    Attributes:
        rows: Row and column number, from 1, to the cell; only cells that hold something.
        hidden_rows: Hidden by hand or by a filter; they are read all the same.
        places: What a row is called where "Sheet …, row …" says nothing: "Table 2, row 5".
        tables: Of a Word document: which row belongs to which of its tables, from 1.
    """

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    places: dict[int, str] = field(default_factory=dict)
    tables: dict[int, int] = field(default_factory=dict)

    def place(self, row: int) -> str:
        """Return what a person looks for to find a row."""
        return self.places.get(row) or f"Sheet “{self.name}”, row {row}"

    def column_place(self, heading: str) -> str:
        """Return what a person looks for to find a column."""
        return f"Column “{heading}”" if self.tables else f"Sheet “{self.name}”, column “{heading}”"

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


class FileKind(StrEnum):
    """What kind of file it was."""

    WORKBOOK = "xlsx"
    OPEN_WORKBOOK = "ods"
    OLD_WORKBOOK = "xls"
    DOCUMENT = "docx"


@dataclass(slots=True)
class Workbook:
    """A file as read.

    Attributes:
        notes: What a person should know of the reading, in sentences.
        kind: What kind of file it was.
        locked: It was under a password.
        properties: Custom document properties, by name, as texts.
        names: Defined names, to what they are defined as: "Sheet1!$A$5", or a text in quotes.
        saved: When the file says that it was last saved (UTC); anybody can write that into it.
    """

    grids: list[Grid] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    kind: FileKind = FileKind.WORKBOOK
    locked: bool = False
    properties: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    saved: datetime | None = None


def moment_of(text: str) -> datetime | None:
    """Return a moment as files write it ("2015-11-25T14:02:00Z"), in UTC; None for none."""
    try:
        found = datetime.fromisoformat(text.strip())
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
