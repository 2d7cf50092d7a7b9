"""Rows of a list that could not be taken in, as a workbook whose first row is their headings."""

from __future__ import annotations

from prevent_desk.core.dates import say_date
from prevent_desk.exports.workbook import looks
from prevent_desk.exports.workbook.book import Book, Furniture
from prevent_desk.training.exports.left_over_orders import LeftOverBook
from prevent_desk.workers.child import Report

_WIDTH, _WHY_WIDTH = 20, 60
_WHY = "Why it was left"


def write(left: LeftOverBook, report: Report | None = None) -> bytes:
    """Return the workbook's bytes; equal rows give equal bytes."""
    book = Book()
    sheet = book.sheet("Left over", [*(_WIDTH for _one in left.headings), _WHY_WIDTH])
    # Taken in again as it is: so its last heading is none that tells anything.
    header = sheet.row([*left.headings, _WHY], looks.HEADER)
    count = len(left.rows)
    for number, row in enumerate(left.rows, 1):
        sheet.row(list(row), looks.CELL)
        if report is not None:
            report(number, count, "Row")
    sheet.freeze(header, 1)
    furniture = Furniture(
        marking=left.marking,
        left=f"Rows left over of {left.name}",
        right="Practice desk: all people are invented" if left.practice else "",
        below=f"Data current to {say_date(left.current_to)} · {left.export_id}",
    )
    sheet.page(furniture, large=True)
    return book.packed("Rows left over", left.made_at)


def write_in_child(payload: tuple[LeftOverBook], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`): the workbook's bytes as they are."""
    return write(*payload, report)
