"""A log as a workbook: what was asked for over the lines, so that a number can be checked later."""

from __future__ import annotations

from prevent_desk.core.dates import say_date
from prevent_desk.exports.workbook import looks
from prevent_desk.exports.workbook.book import Book, Furniture
from prevent_desk.logbook.model.sheet import LogSheet
from prevent_desk.workers.child import Report

_LONGEST_NAME = 31
"""Of a sheet, in characters (Excel)."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write(log: LogSheet, report: Report | None = None) -> bytes:
    """Return the workbook's bytes; equal logs give equal bytes."""
    book = Book()
    name = " ".join(log.title.translate(_FORBIDDEN).split())[:_LONGEST_NAME]
    sheet = book.sheet(name, [width for _heading, width in log.columns])
    last = len(log.columns) - 1
    blank = [""] * last
    sheet.row([log.title, *blank], looks.TITLE, spans=[(0, last)])
    for fact in (log.marking, *log.facts):
        sheet.row([fact, *blank], looks.SUBTITLE, spans=[(0, last)])
    header = sheet.row([heading for heading, _width in log.columns], looks.HEADER)
    for number, texts in enumerate(log.rows, 1):
        sheet.row(texts, looks.CELL)
        if report is not None and number % 100 == 0:
            report(number, len(log.rows), log.noun_many)
    sheet.freeze(header, 1)
    furniture = Furniture(
        marking=log.marking,
        left=log.title,
        right="Practice desk: all people are invented" if log.practice else "",
        below=f"Data current to {say_date(log.current_to)} · {log.export_id}",
    )
    sheet.page(furniture, large=True)
    return book.packed(log.title, log.made_at)


def write_in_child(payload: tuple[LogSheet], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`): the workbook's bytes as they are."""
    return write(*payload, report)
