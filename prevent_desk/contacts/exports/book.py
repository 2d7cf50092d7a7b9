"""Contacts as a workbook whose first row is the headings: mail merge reads it as it is."""

from __future__ import annotations

from prevent_desk.contacts.model.directory import Directory
from prevent_desk.core.dates import say_date
from prevent_desk.exports.workbook import looks
from prevent_desk.exports.workbook.book import Book, Furniture
from prevent_desk.workers.child import Report

SHEET = "Contacts"


def write(directory: Directory, report: Report | None = None) -> bytes:
    """Return the workbook's bytes; equal directories give equal bytes."""
    fields = directory.fields()
    book = Book()
    sheet = book.sheet(SHEET, [field.width for field in fields])
    header = sheet.row([field.heading for field in fields], looks.HEADER)
    count = len(directory.rows)
    for number, one in enumerate(directory.rows, 1):
        sheet.row([field.text(one) for field in fields], looks.CELL)
        if report is not None:
            report(number, count, "Contact")
    sheet.freeze(header, 1)
    furniture = Furniture(
        marking=directory.marking,
        left=directory.title,
        right="Practice desk: all people are invented" if directory.practice else "",
        below=f"Data current to {say_date(directory.current_to)} · {directory.export_id}",
    )
    sheet.page(furniture, large=True)
    return book.packed(directory.title, directory.made_at)


def write_in_child(payload: tuple[Directory], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`): the workbook's bytes as they are."""
    return write(*payload, report)
