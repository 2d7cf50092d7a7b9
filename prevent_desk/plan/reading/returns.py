"""What the limited child does with a returned file: bytes to texts in their places, as JSON.

`plan.service.returns` names `read` by its words; nothing of this file runs in the window's process.
"""

from __future__ import annotations

import json

from prevent_desk.plan.model.partners.comparing_columns import known_headings, looks_like_mark
from prevent_desk.plan.model.partners.comparing_file import (
    MOST_COLUMNS,
    MOST_ROWS,
    SaidCell,
    SaidFile,
    SaidRow,
    SaidSheet,
    Typed,
    as_plain,
)
from prevent_desk.plan.model.partners.sending import (
    BASELINE_SHEET,
    PACK_NAME,
    PACK_PROPERTY,
    pack_of,
)
from prevent_desk.readers import opening, refusals
from prevent_desk.readers.grid import Cell, Grid, Kind, Workbook
from prevent_desk.readers.refusals import refusal
from prevent_desk.workers.child import Report

_TYPED = {
    Kind.TEXT: Typed.TEXT,
    Kind.NUMBER: Typed.NUMBER,
    Kind.DATE: Typed.DAY,
    Kind.UNKNOWN: Typed.UNKNOWN,
}
_HEADINGS_AT_LEAST = 3
_LOOKED_FOR_IN = 80
"""Rows from the top in which a heading row is looked for."""
_MOST_ABOVE = 100


def read(payload: bytes, report: Report | None = None) -> bytes:
    """Return what a returned workbook says, as JSON.

    Raises:
        Refused: It is none that can be read or that may be, or it is too large; with a code of
            `refusals`.
    """
    if report is not None:
        report(0, 2, "Reading the workbook")
    book = opening.read(payload)
    if report is not None:
        report(1, 2, "Looking for the rows that were sent")
    return json.dumps(as_plain(said(book))).encode()


def said(book: Workbook) -> SaidFile:
    """Return the tables of a workbook, whatever sheets they stand on now."""
    grids = [grid for grid in book.grids if grid.name != BASELINE_SHEET]
    sheets = [sheet for grid in grids if (sheet := _sheet(grid)) is not None]
    formulas = sum(
        cell.formula for grid in grids for row in grid.rows.values() for cell in row.values()
    )
    return SaidFile(
        tuple(sheets),
        _packs(book, grids),
        formulas,
        book.locked,
        tuple(book.notes),
        book.saved,
    )


def _sheet(grid: Grid) -> SaidSheet | None:
    """Return a sheet's table; None where it has neither known headings nor marks."""
    numbers = list(grid.numbers())
    counted = [(known_headings(_texts(grid, row)), -row) for row in numbers[:_LOOKED_FOR_IN]]
    best, top = max(counted, default=(0, 0))
    header = -top if best >= _HEADINGS_AT_LEAST else 0
    below = [row for row in numbers if row > header]
    if not header and not any(
        looks_like_mark(cell.text) for row in below for cell in grid.rows[row].values()
    ):
        return None
    if len(below) > MOST_ROWS:
        raise refusal(refusals.TOO_LARGE)
    headings = _texts(grid, header) if header else {}
    above = [text for row in numbers if row < header for text in _texts(grid, row).values()]
    return SaidSheet(
        grid.name,
        grid.hidden,
        headings,
        tuple(SaidRow(row, _cells(grid.rows[row])) for row in below),
        tuple(above[:_MOST_ABOVE]),
    )


def _texts(grid: Grid, row: int) -> dict[int, str]:
    return {at: cell.text for at, cell in grid.filled(row) if at <= MOST_COLUMNS}


def _cells(row: dict[int, Cell]) -> dict[int, SaidCell]:
    return {
        at: SaidCell(cell.text, _typed(cell))
        for at, cell in sorted(row.items())
        if at <= MOST_COLUMNS
    }


def _typed(cell: Cell) -> Typed:
    if cell.formula and cell.kind is not Kind.UNKNOWN:
        return Typed.FORMULA
    return _TYPED[cell.kind]


def _packs(book: Workbook, grids: list[Grid]) -> tuple[str, ...]:
    """Return the packs a workbook names: what can be seen, then its property, then its name."""
    seen = [
        pack_of(cell.text)
        for grid in grids
        for row in list(grid.numbers())[:_LOOKED_FOR_IN]
        for cell in grid.rows[row].values()
        if "pack" in cell.text[:300].casefold()
    ]
    kept = [book.properties.get(PACK_PROPERTY, ""), book.names.get(PACK_NAME, "").strip('"= ')]
    found = [*seen, *(pack_of(text) for text in kept)]
    return tuple(dict.fromkeys(pack for pack in found if pack))[:20]
