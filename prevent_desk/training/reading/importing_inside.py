"""What the limited child does: a workbook or CSV to the rows of a list, as JSON.

The desk must be able to say of each bad row what is wrong with it, so a row that does not fit is
handed on with the reason; only what is no list at all is refused.
"""

from __future__ import annotations

import json
from typing import Any

from prevent_desk.readers import commas, guard, handed, opening, refusals
from prevent_desk.readers.grid import FileKind, Grid, Kind
from prevent_desk.readers.refusals import refusal
from prevent_desk.training.model import elearning, staff_list
from prevent_desk.workers.child import Report

MOST_ROWS, MOST_COLUMNS, MOST_TEXT = 60_000, 100, 5_000
"""More columns than these are not offered: a list has a dozen."""
_LOOKED_AT = 30
_LEAST_HEADINGS = 2
_OTHERS = (b"%PDF", b"{\\rtf", b"<", b"%!PS")
"""How files of letters begin that are no table: PDF, rich text, web pages, PostScript."""

Rows = list[list[Any]]


def read(payload: bytes, report: Report | None = None) -> bytes:
    """Return what a list holds, as JSON.

    Its keys: "headings", "rows" (each its place, its cells, the columns of formulas without a
    result, why it cannot be read), "notes".

    Raises:
        Refused: It is no list that can be read; with a code of `refusals`.
    """
    if report is not None:
        report(0, 0, "Reading the file")
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
    text, notes = commas.decoded(data)
    return _of_commas(text, notes)


def _of_commas(text: str, notes: list[str]) -> dict[str, Any]:
    filled = commas.rows(text)
    looked = [cells for _number, cells in filled[:_LOOKED_AT]]
    at = _header(looked)
    headings, below = filled[at][1], filled[at + 1 :]
    while headings and not headings[-1].strip():
        headings = headings[:-1]
    width = min(len(headings), MOST_COLUMNS)
    notes += _wide(len(headings))
    rows: Rows = []
    for number, cells in below:
        over = [cell for cell in cells[len(headings) :] if cell.strip()]
        broken = ""
        if over:
            broken = f"It has {len(cells):,} cells where the headings have {len(headings):,}."
        kept = [*cells[:width], *[""] * (width - len(cells))]
        rows.append([f"Row {number}", kept, [], broken])
    return _answer(headings[:width], rows, notes)


def _of_workbook(payload: bytes) -> dict[str, Any]:
    book = opening.read(payload)
    if book.kind is FileKind.DOCUMENT:
        raise refusal(refusals.NOT_A_WORKBOOK)
    filled = [grid for grid in book.grids if not grid.hidden and len(grid.rows) > 1]
    if not filled:
        raise refusal(refusals.NO_CONTACTS)
    grid = max(filled, key=lambda one: (_score_of(one), len(one.rows)))
    notes = list(book.notes)
    if others := len(filled) - 1:
        verb = "sheet is" if others == 1 else "sheets are"
        notes.append(f"Sheet “{grid.name}” is read; {others} other {verb} not.")
    numbers = list(grid.numbers())
    header = numbers[_header([_cells(grid, number) for number in numbers[:_LOOKED_AT]])]
    columns = sorted(place for place, cell in grid.rows[header].items() if cell.text.strip())
    notes += _wide(len(columns))
    columns = columns[:MOST_COLUMNS]
    last = columns[-1]
    merged = _unmerged(grid, header)
    if merged:
        notes.append(
            f"{merged:,} merged cell{' is' if merged == 1 else 's are'} read as though "
            f"{'its' if merged == 1 else 'their'} words stood in every row."
        )
    rows: Rows = []
    worked_out = 0
    for number in numbers:
        if number <= header:
            continue
        row = grid.rows[number]
        over = [place for place in row if place > last and row[place].text.strip()]
        broken = ""
        if over and not _is_headed(grid, header, over):
            broken = f"It has {max(over):,} cells where the headings have {last:,}."
        unknown = [at for at, place in enumerate(columns)
                   if place in row and row[place].kind is Kind.UNKNOWN]  # fmt: skip
        worked_out += sum(cell.formula and cell.kind is not Kind.UNKNOWN for cell in row.values())
        cells = [grid.text(number, place) for place in columns]
        rows.append([f"Row {number}", cells, unknown, broken])
    if worked_out:
        notes.append(
            f"{worked_out:,} cell{' is a formula' if worked_out == 1 else 's are formulas'}: "
            "what was worked out when the file was saved is taken."
        )
    return _answer([grid.text(header, place) for place in columns], rows, notes)


def _is_headed(grid: Grid, header: int, places: list[int]) -> bool:
    return all(grid.text(header, place).strip() for place in places)


def _unmerged(grid: Grid, header: int) -> int:
    """Write the words of cells merged downwards into each of their rows; return how many."""
    found = 0
    for merge in grid.merges:
        cell = grid.rows.get(merge.top, {}).get(merge.left)
        if merge.top <= header or merge.bottom == merge.top or cell is None:
            continue
        found += 1
        for number in range(merge.top + 1, merge.bottom + 1):
            # A row with nothing of its own is an empty one.
            if number in grid.rows:
                grid.rows[number].setdefault(merge.left, cell)
    return found


def _cells(grid: Grid, number: int) -> list[str]:
    return [cell.text for _place, cell in grid.filled(number)]


def _score(cells: list[str]) -> int:
    return max(staff_list.heading_score(cells), elearning.heading_score(cells))


def _score_of(grid: Grid) -> int:
    return max(_score(_cells(grid, number)) for number in list(grid.numbers())[:_LOOKED_AT])


def _header(looked: list[list[str]]) -> int:
    """Return which of the first rows reads most like headings; else the first of several cells."""
    scores = [_score(cells) for cells in looked]
    if max(scores) >= _LEAST_HEADINGS:
        return scores.index(max(scores))
    several = (at for at, cells in enumerate(looked) if sum(bool(c.strip()) for c in cells) > 1)
    return next(several, 0)


def _wide(columns: int) -> list[str]:
    if columns <= MOST_COLUMNS:
        return []
    return [f"The file has {columns:,} columns; the first {MOST_COLUMNS} are offered."]


def _answer(headings: list[str], rows: Rows, notes: list[str]) -> dict[str, Any]:
    if not rows or not headings:
        raise refusal(refusals.NO_CONTACTS)
    if len(rows) > MOST_ROWS:
        raise refusal(refusals.TOO_LARGE)
    return {
        "headings": [" ".join(heading.split())[:200] for heading in headings],
        "rows": [
            [place, [cell[:MOST_TEXT] for cell in cells], unknown, broken]
            for place, cells, unknown, broken in rows
        ],
        "notes": notes,
    }
