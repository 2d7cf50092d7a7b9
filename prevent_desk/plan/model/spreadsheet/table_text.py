"""Cells as tab-separated text, the way Excel and LibreOffice put them on a clipboard.

Both put a cell into quotation marks only where it holds a line break or a tab, and double the marks
inside it then. A cell that merely begins with a mark stands as it is, so a reader of CSV would eat
marks that are part of the words.
"""

from __future__ import annotations

from collections.abc import Sequence

Table = list[list[str]]
"""Rows of cells, each row as long as the longest."""


def write(table: Sequence[Sequence[str]]) -> str:
    """Return cells as text: tabs between cells, a line break between rows, none at the end."""
    return "\r\n".join("\t".join(_written(cell) for cell in row) for row in table)


def read(text: str) -> Table:
    """Return the cells of a text that a spreadsheet wrote; never fails, for any text is cells."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.endswith("\n"):
        text = text[:-1]
    rows: Table = [[]]
    place = 0
    while True:
        cell, place = _read_cell(text, place)
        rows[-1].append(cell)
        if place >= len(text):
            return even(rows)
        if text[place] == "\n":
            rows.append([])
        place += 1


def even(rows: Sequence[Sequence[str]]) -> Table:
    """Return rows made as long as the longest of them."""
    wide = max((len(row) for row in rows), default=0)
    return [[*row, *[""] * (wide - len(row))] for row in rows]


def _written(cell: str) -> str:
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    if _needs_marks(cell):
        doubled = cell.replace('"', '""')
        return f'"{doubled}"'
    return cell


def _needs_marks(cell: str) -> bool:
    # A mark at the start would open a quotation that ends in some later cell.
    return "\n" in cell or "\t" in cell or cell.startswith('"')


def _read_cell(text: str, start: int) -> tuple[str, int]:
    """Return a cell and the place of what ends it: a tab, a line break, or the text's end."""
    if text.startswith('"', start):
        quoted = _read_quoted(text, start)
        if quoted is not None:
            return quoted
    ends = (place for mark in "\t\n" if (place := text.find(mark, start)) >= 0)
    end = min(ends, default=len(text))
    return text[start:end], end


def _read_quoted(text: str, start: int) -> tuple[str, int] | None:
    """Return a cell in quotation marks; None where the marks are part of its words."""
    parts: list[str] = []
    place = start + 1
    while True:
        mark = text.find('"', place)
        if mark < 0:
            return None
        parts.append(text[place:mark])
        if text.startswith('""', mark):
            parts.append('"')
            place = mark + 2
            continue
        end = mark + 1
        cell = "".join(parts)
        closes = end == len(text) or text[end] in "\t\n"
        return (cell, end) if closes and _needs_marks(cell) else None
