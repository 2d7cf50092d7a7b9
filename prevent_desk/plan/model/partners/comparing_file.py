"""What a returned file says: texts in their places, as a limited child hands them over.

Nothing is interpreted here. Which column is what, and which row is which action, is told beside
what was sent (`comparing_columns`, `comparing_rows`), so the same words are kept in the desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

MOST_ROWS = 5_000
MOST_COLUMNS = 60
_MOST_SHEETS = 50
_MOST_TEXTS = 200
_LONGEST = 40_000


class Typed(StrEnum):
    """What a cell held before it became a text."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    FORMULA = "formula"  # what a formula came to
    UNKNOWN = "unknown"  # a formula whose result the file does not hold


@dataclass(frozen=True, slots=True)
class SaidCell:
    """One cell with something in it; a day as "31 Dec 2015"."""

    text: str
    typed: Typed = Typed.TEXT


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A row of a sheet.

    Attributes:
        number: As the sheet counts it.
        cells: By column, from 1; empty ones are left out.
    """

    number: int
    cells: Mapping[int, SaidCell]

    def text(self, column: int | None) -> str:
        """Return a cell's text; "" where there is none."""
        cell = self.cells.get(column) if column is not None else None
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class SaidSheet:
    """A sheet that holds a table.

    Attributes:
        headings: The words of its heading row by column; empty where it has none any more.
        rows: The rows below, hidden and filtered ones too.
        above: What stands above the heading row.
    """

    name: str
    hidden: bool
    headings: Mapping[int, str]
    rows: tuple[SaidRow, ...]
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidFile:
    """A returned file.

    Attributes:
        packs: The ids of packs that it names, the visible one first: it survives the most.
        formulas: How many cells hold the result of a formula.
        locked: It was under a password.
        notes: What the reader says of the file.
        saved: When it says that it was last saved (UTC).
    """

    sheets: tuple[SaidSheet, ...]
    packs: tuple[str, ...] = ()
    formulas: int = 0
    locked: bool = False
    notes: tuple[str, ...] = ()
    saved: datetime | None = None


def as_plain(file: SaidFile) -> dict[str, Any]:
    """Return a file as values that JSON has."""
    return {
        "sheets": [
            {
                "name": sheet.name,
                "hidden": sheet.hidden,
                "headings": [[at, text] for at, text in sheet.headings.items()],
                "rows": [
                    [row.number, [_plain_cell(at, cell) for at, cell in row.cells.items()]]
                    for row in sheet.rows
                ],
                "above": list(sheet.above),
            }
            for sheet in file.sheets
        ],
        "packs": list(file.packs),
        "formulas": file.formulas,
        "locked": file.locked,
        "notes": list(file.notes),
        "saved": file.saved.isoformat() if file.saved else "",
    }


def from_plain(given: Any) -> SaidFile:  # noqa: ANN401 - JSON of unknown shape
    """Return the file that `as_plain` made values of; they may come from a child that was misled.

    Raises:
        ValueError: They are not of that shape; KeyError and TypeError likewise.
    """
    return SaidFile(
        sheets=tuple(_sheet(each) for each in _list(given["sheets"], _MOST_SHEETS)),
        packs=tuple(_text(each) for each in _list(given["packs"], _MOST_TEXTS)),
        formulas=_number(given["formulas"]),
        locked=bool(given["locked"]),
        notes=tuple(_text(each) for each in _list(given["notes"], _MOST_TEXTS)),
        saved=datetime.fromisoformat(given["saved"]) if given["saved"] else None,
    )


def _plain_cell(at: int, cell: SaidCell) -> list[Any]:
    return [at, cell.text] if cell.typed is Typed.TEXT else [at, cell.text, cell.typed.value]


def _sheet(given: Any) -> SaidSheet:  # noqa: ANN401 - JSON
    headings = {_number(at): _text(text) for at, text in _list(given["headings"], MOST_COLUMNS)}
    rows = tuple(
        SaidRow(_number(number), dict(map(_cell, _list(cells, MOST_COLUMNS))))
        for number, cells in _list(given["rows"], MOST_ROWS)
    )
    above = tuple(_text(each) for each in _list(given["above"], _MOST_TEXTS))
    return SaidSheet(_text(given["name"]), bool(given["hidden"]), headings, rows, above)


def _cell(given: Any) -> tuple[int, SaidCell]:  # noqa: ANN401 - JSON
    at, text, *typed = _list(given, 3)
    return _number(at), SaidCell(_text(text), Typed(typed[0]) if typed else Typed.TEXT)


def _list(given: Any, most: int) -> list[Any]:  # noqa: ANN401 - JSON
    if not isinstance(given, list) or len(given) > most:
        raise ValueError("A list was expected, and no longer one.")
    return given


def _text(given: Any) -> str:  # noqa: ANN401 - JSON
    if not isinstance(given, str) or len(given) > _LONGEST:
        raise ValueError("A text was expected, and no longer one.")
    return given


def _number(given: Any) -> int:  # noqa: ANN401 - JSON
    if not isinstance(given, int):
        raise ValueError("A number was expected.")  # noqa: TRY004 - one kind of error
    return given
