"""The blank workbook for partners who report many sightings: a row each, lists to choose from."""

from __future__ import annotations

from prevent_desk.community.exports.sighting_orders import SightingBookOrder
from prevent_desk.community.model.report_parts import HEADINGS, Part
from prevent_desk.core.dates import say_date
from prevent_desk.core.vocabulary import Term
from prevent_desk.exports.workbook import looks
from prevent_desk.exports.workbook.book import Book, Furniture
from prevent_desk.exports.workbook.looks import Look, Tint
from prevent_desk.workers.child import Report

SHEET, LISTS = "Sightings", "Lists"

_WIDTHS = {
    Part.SEEN: 13, Part.SEEN_AT: 9, Part.KIND: 13, Part.ITEMS: 10, Part.STREET: 24, Part.WARD: 20,
    Part.PLACE: 28, Part.COORDINATE: 22, Part.THEME: 22, Part.WORDS: 42, Part.REMOVED: 13,
    Part.REMOVED_AT: 10, Part.REMOVED_BY: 18, Part.POLICE: 12, Part.TENSION: 34,
    Part.ORGANISATION: 24, Part.FINDER: 22, Part.EMAIL: 28,
}  # fmt: skip
_LISTED = {Part.KIND: "sighting_kind", Part.WARD: "ward", Part.THEME: "sighting_theme"}
_ANSWERS = ("Yes", "No")
_OPEN = Look(ruled=True, opens=True)
_PLAIN = Tint("171E29", "FFFFFF")


def write(order: SightingBookOrder) -> bytes:
    """Return the workbook's bytes; equal orders give equal bytes."""
    book, paper = Book(), order.paper
    parts = list(HEADINGS)
    sheet = book.sheet(SHEET, [_WIDTHS[part] for part in parts])
    title = f"Sightings reported to {paper.office}" if paper.office else "Report of sightings"
    sheet.row([title, *[""] * 9], looks.TITLE, spans=[(0, 9)])
    send_to = f" Send it to {paper.send_to}." if paper.send_to else ""
    said = (
        "One row for each sighting; fill in what you know. Do not name or describe any person: "
        f"for a worry about somebody there is the Prevent referral form.{send_to}"
    )
    sheet.row([said, *[""] * 9], looks.SUBTITLE, spans=[(0, 9)])
    header = sheet.row([HEADINGS[part] for part in parts], looks.HEADER)
    for _number in range(order.rows):
        filled = [order.organisation if part is Part.ORGANISATION else "" for part in parts]
        sheet.row(filled, _OPEN)
    lists = book.sheet(LISTS, [26.0, 26.0, 26.0])
    columns = [[term.label for term in _terms(order, code)] for code in _LISTED.values()]
    lists.row([HEADINGS[part] for part in _LISTED], looks.HEADER)
    for place in range(max(map(len, columns))):
        lists.row([column[place] if place < len(column) else "" for column in columns], looks.CELL)
    rows = (header + 1, header + order.rows)
    for letter, part, words in zip("ABC", _LISTED, columns, strict=True):
        sheet.choices(
            parts.index(part),
            rows,
            [(word, _PLAIN) for word in words],
            asked="Choose one from the list.",
            listed_at=f"'{LISTS}'!${letter}$2:${letter}${len(words) + 1}",
            title="Not in the list",
        )
    sheet.choices(
        parts.index(Part.POLICE),
        rows,
        [(word, _PLAIN) for word in _ANSWERS],
        asked="Choose Yes or No.",
        title="Not in the list",
    )
    sheet.freeze(header, 3)
    below = f"Made {say_date(paper.made_at.date())}"
    sheet.page(Furniture(paper.marking, title, paper.notice, below), large=True)
    return book.packed(title, paper.made_at)


def _terms(order: SightingBookOrder, code: str) -> tuple[Term, ...]:
    return order.vocabularies[code].on(order.paper.made_at.date())


def write_in_child(payload: tuple[SightingBookOrder], _report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`): the workbook's bytes as they are."""
    return write(*payload)
