"""What the limited child does with a partner's workbook or CSV: rows of plain texts, as JSON."""

from __future__ import annotations

import json
from typing import Any

from prevent_desk.community.model.report_parts import heading_score
from prevent_desk.readers import commas, guard, handed, opening, refusals
from prevent_desk.readers.grid import FileKind, Grid, Kind
from prevent_desk.readers.refusals import refusal
from prevent_desk.workers.child import Report

MOST_ROWS, MOST_COLUMNS, MOST_TEXT = 2_000, 60, 5_000
_LOOKED_AT = 20
_LEAST_HEADINGS = 2
"""So few headings that are understood make a table of sightings; one may be anything."""


def read(payload: bytes, report: Report | None = None) -> bytes:
    """Return what a table of sightings holds, as JSON.

    Its keys: "headings", "rows" (each its place, its cells, and sentences on its reading, and why
    it cannot be read, or ""), "notes".

    Raises:
        Refused: It is no table that can be read; with a code of `refusals`.
    """
    if report is not None:
        report(0, 1, "Reading the file")
    try:
        return json.dumps(_told(payload)).encode()
    except Exception as error:
        raise refusal(guard.code_of(error)) from error


def _told(payload: bytes) -> dict[str, Any]:
    data, _password = handed.unpack(payload)
    if guard.starts_well(data):
        return _of_workbook(payload)
    text, notes = commas.decoded(data)
    lines = commas.rows(text)
    looked = lines[:_LOOKED_AT]
    at = max(range(len(looked)), key=lambda at: (heading_score(looked[at][1]), -at), default=0)
    if not looked or heading_score(looked[at][1]) < _LEAST_HEADINGS:
        raise refusal(refusals.NO_SIGHTINGS)
    rows: list[list[Any]] = [[f"Line {number}", cells, [], ""] for number, cells in lines[at + 1 :]]
    return _answer(looked[at][1], rows, notes)


def _of_workbook(payload: bytes) -> dict[str, Any]:
    book = opening.read(payload)
    if book.kind is FileKind.DOCUMENT:
        raise refusal(refusals.NOT_A_WORKBOOK)
    best = max(
        (grid for grid in book.grids if not grid.hidden and grid.rows),
        key=_score,
        default=None,
    )
    if best is None or _score(best) < _LEAST_HEADINGS:
        raise refusal(refusals.NO_SIGHTINGS)
    header = max(list(best.numbers())[:_LOOKED_AT], key=lambda row: (_row_score(best, row), -row))
    width = max(best.rows[header])
    notes = list(book.notes)
    if any(place > width for row in best.rows.values() for place in row):
        notes.append("What stands to the right of the headings is not read.")
    others = [one.name for one in book.grids if one is not best and _score(one) >= _LEAST_HEADINGS]
    if others:
        notes.append(f"Sheet “{best.name}” is read; “{others[0]}” looks like one too and is not.")
    headings = [best.text(header, place) for place in range(1, width + 1)]
    rows = [_row(best, number, headings) for number in best.numbers() if number > header]
    return _answer(headings, rows, notes)


def _row(grid: Grid, number: int, headings: list[str]) -> list[Any]:
    cells = grid.rows[number]
    formulas = [
        headings[place - 1] or f"column {place}"
        for place, cell in sorted(cells.items())
        if cell.formula and place <= len(headings)
    ]
    unknown = [
        headings[place - 1] or f"column {place}"
        for place, cell in sorted(cells.items())
        if cell.kind is Kind.UNKNOWN and place <= len(headings)
    ]
    why = f"“{unknown[0]}” is a formula without a result." if unknown else ""
    notes = [f"“{formulas[0]}” is a formula; what it came to is taken."] if formulas else []
    texts = [grid.text(number, place) for place in range(1, len(headings) + 1)]
    return [f"Row {number}", texts, notes, why]


def _score(grid: Grid) -> int:
    numbers = list(grid.numbers())[:_LOOKED_AT]
    return max((_row_score(grid, number) for number in numbers), default=0)


def _row_score(grid: Grid, number: int) -> int:
    return heading_score(cell.text for _place, cell in grid.filled(number))


def _answer(headings: list[str], rows: list[list[Any]], notes: list[str]) -> dict[str, Any]:
    filled = [row for row in rows if row[3] or any(cell.strip() for cell in row[1])]
    if not filled:
        raise refusal(refusals.NO_SIGHTINGS)
    if len(filled) > MOST_ROWS or len(headings) > MOST_COLUMNS:
        raise refusal(refusals.TOO_LARGE)
    return {
        "headings": [heading.strip()[:200] for heading in headings],
        "rows": [
            [place, [cell[:MOST_TEXT] for cell in cells], odd, why]
            for place, cells, odd, why in filled
        ],
        "notes": notes,
    }
