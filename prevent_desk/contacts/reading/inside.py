"""What the limited child does: a workbook, CSV or vCards to rows of plain texts, as JSON."""

from __future__ import annotations

import json
from typing import Any

from prevent_desk.contacts.reading import cards, commas
from prevent_desk.readers import commas as letters
from prevent_desk.readers import guard, handed, opening, refusals
from prevent_desk.readers.grid import FileKind, Grid, Kind
from prevent_desk.readers.refusals import refusal
from prevent_desk.workers.child import Report

MOST_ROWS, MOST_COLUMNS, MOST_TEXT = 20_000, 200, 5_000
_LOOKED_AT = 20
_OTHERS = (b"%PDF", b"{\\rtf", b"<", b"%!PS")
"""How files of letters begin that are no table: PDF, rich text, web pages, PostScript."""


def read(payload: bytes, report: Report | None = None) -> bytes:
    """Return what a file of contacts holds, as JSON.

    Its keys: "cards" (whether headings are parts), "headings", "rows" (each its place and its
    cells), "notes", "broken" (places that could not be read, and why).

    Raises:
        Refused: It is no file of contacts that can be read; with a code of `refusals`.
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
    if not data.strip():
        raise refusal(refusals.NO_CONTACTS)
    if data.lstrip().startswith(_OTHERS):
        raise refusal(refusals.NOT_A_WORKBOOK)
    text, notes = letters.decoded(data)
    if cards.looks_like_cards(text):
        return cards.told(text, notes)
    return commas.told(text, notes)


def _of_workbook(payload: bytes) -> dict[str, Any]:
    book = opening.read(payload)
    if book.kind is FileKind.DOCUMENT:
        raise refusal(refusals.NOT_A_WORKBOOK)
    filled = [grid for grid in book.grids if not grid.hidden and len(grid.rows) > 1]
    if not filled:
        raise refusal(refusals.NO_CONTACTS)
    grid = max(filled, key=lambda one: (_score(one), len(one.rows)))
    notes = list(book.notes)
    others = [one.name for one in filled if one is not grid]
    if others:
        notes.append(
            f"Sheet “{grid.name}” is read; {len(others)} other "
            f"sheet{' is' if len(others) == 1 else 's are'} not."
        )
    formulas = sum(
        cell.formula or cell.kind is Kind.UNKNOWN
        for row in grid.rows.values() for cell in row.values()
    )  # fmt: skip
    if formulas:
        notes.append(
            f"{formulas:,} cell{' is a formula' if formulas == 1 else 's are formulas'}: "
            "what was worked out when the file was saved is taken as text."
        )
    numbers = list(grid.numbers())
    header = _header(grid, numbers)
    width = max(place for row in grid.rows.values() for place in row)
    below = [number for number in numbers if number > header]
    return table(
        [grid.text(header, place) for place in range(1, width + 1)],
        [
            (f"Row {number}", [grid.text(number, place) for place in range(1, width + 1)])
            for number in below
        ],
        notes,
    )


def _score(grid: Grid) -> int:
    from prevent_desk.contacts.model.import_rows import heading_score

    numbers = list(grid.numbers())[:_LOOKED_AT]
    return max(
        heading_score(cell.text for _place, cell in grid.filled(number)) for number in numbers
    )


def _header(grid: Grid, numbers: list[int]) -> int:
    """Return the row that reads most like headings; the first where none does."""
    from prevent_desk.contacts.model.import_rows import heading_score

    looked = numbers[:_LOOKED_AT]
    return max(
        looked,
        key=lambda number: (
            heading_score(cell.text for _place, cell in grid.filled(number)), -number,
        ),
    )  # fmt: skip


def table(
    headings: list[str], rows: list[tuple[str, list[str]]], notes: list[str]
) -> dict[str, Any]:
    """Return a table as the child answers with it.

    Raises:
        Refused: It has no row below its headings, or more than are read.
    """
    if not rows:
        raise refusal(refusals.NO_CONTACTS)
    if len(rows) > MOST_ROWS or len(headings) > MOST_COLUMNS:
        raise refusal(refusals.TOO_LARGE)
    return {
        "cards": False,
        "headings": [heading.strip()[:200] for heading in headings],
        "rows": [[place, [cell[:MOST_TEXT] for cell in cells]] for place, cells in rows],
        "notes": notes,
        "broken": [],
    }
