"""The coverage map as a workbook: sectors on one sheet, their agencies on the other.

A hole is told by its words and its colour, so that it is one in grey as well.
"""

from __future__ import annotations

from dataclasses import replace

from prevent_desk.contacts.model.coverage import CoverageMap, MapCell, Shade
from prevent_desk.core.dates import say_date
from prevent_desk.exports.workbook import looks
from prevent_desk.exports.workbook.book import Book, Furniture
from prevent_desk.exports.workbook.looks import Look
from prevent_desk.workers.child import Report

TITLE, AGENCIES = "Coverage map", "Agencies"
_TINTS = {Shade.FULL: "green", Shade.PART: "amber", Shade.HOLE: "red", Shade.EMPTY: "grey"}
_SECTOR, _COLUMN = 30.0, 26.0


def write(told: CoverageMap, report: Report | None = None) -> bytes:
    """Return the workbook's bytes; equal maps give equal bytes."""
    book = Book()
    if report is not None:
        report(0, 2, TITLE)
    _sheet(book, TITLE, "Sector", told, told.sectors)
    if report is not None:
        report(1, 2, AGENCIES)
    _sheet(book, AGENCIES, "Agency", told, told.agencies)
    return book.packed(TITLE, told.made_at)


def write_in_child(payload: tuple[CoverageMap], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`): the workbook's bytes as they are."""
    return write(*payload, report)


def _sheet(
    book: Book, title: str, first: str, told: CoverageMap,
    rows: tuple[tuple[str, str, tuple[MapCell, ...]], ...],
) -> None:  # fmt: skip
    sheet = book.sheet(title, [_SECTOR, _SECTOR, *(_COLUMN for _ in told.headings)])
    last = len(told.headings) + 1
    sheet.row([title, *[""] * last], looks.TITLE, spans=[(0, last)])
    facts = f"{told.marking} · Data current to {say_date(told.current_to)}"
    sheet.row([facts, *[""] * last], looks.SUBTITLE, spans=[(0, last)])
    second = "Agencies" if first == "Sector" else "Sector"
    header = sheet.row([first, second, *told.headings], looks.HEADER)
    for name, beside, cells in rows:
        sheet.row(
            [name, beside, *(cell.words for cell in cells)],
            [looks.STRONG, looks.CELL, *(_look(cell.shade) for cell in cells)],
        )
    sheet.freeze(header, 1)
    furniture = Furniture(
        marking=told.marking,
        left=title,
        right="Practice desk: all people are invented" if told.practice else "",
        below=f"Data current to {say_date(told.current_to)} · {told.export_id}",
    )
    sheet.page(furniture, large=True)


def _look(shade: Shade) -> Look:
    tint = looks.TINTS[_TINTS[shade]]
    return replace(looks.CELL, colour=tint.text, fill=tint.fill, bold=shade is Shade.HOLE)
