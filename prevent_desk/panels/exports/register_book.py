"""The register of decisions and the panel's figures as workbooks."""

from __future__ import annotations

from collections.abc import Sequence

from prevent_desk.core.dates import say_date, say_short
from prevent_desk.exports.workbook import looks
from prevent_desk.exports.workbook.book import Book, Furniture, Sheet
from prevent_desk.panels.model.figures import Came
from prevent_desk.panels.model.publishable import PrintedFigures
from prevent_desk.panels.model.register import DecisionLine
from prevent_desk.panels.model.register_order import BookOrder
from prevent_desk.workers.child import Report

_DECISIONS = (
    ("Panel", 13),
    ("Reference", 14),
    ("Decision", 22),
    ("As minuted", 44),
    ("Rationale", 52),
    ("How decided", 18),
    ("Dissent", 40),
    ("What is awaited", 30),
    ("Consent", 30),
    ("Next review", 13),
    ("Minutes", 12),
)


def write(order: BookOrder, report: Report | None = None) -> bytes:
    """Return the workbook's bytes; equal orders give equal bytes."""
    book = Book()
    furniture = Furniture(
        marking=order.marking,
        left=order.title,
        right="Practice desk: all people are invented" if order.practice else "",
        below=f"Data current to {say_date(order.current_to)} · {order.export_id}",
    )
    if order.figures is not None:
        _say_figures(book, order, order.figures, furniture)
    else:
        _say_decisions(book, order, furniture, report)
    return book.packed(order.title, order.made_at)


def write_in_child(payload: tuple[BookOrder], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`): the workbook's bytes as they are."""
    return write(*payload, report)


def _say_decisions(
    book: Book, order: BookOrder, furniture: Furniture, report: Report | None
) -> None:
    sheet = book.sheet("Decisions", [width for _, width in _DECISIONS])
    last = len(_DECISIONS) - 1
    count = len(order.lines)
    facts = f"{order.marking} · {order.period} · {count:,} decision{'' if count == 1 else 's'}"
    sheet.row([order.title, *[""] * last], looks.TITLE, spans=[(0, last)])
    sheet.row([facts, *[""] * last], looks.SUBTITLE, spans=[(0, last)])
    header = sheet.row([name for name, _ in _DECISIONS], looks.HEADER)
    for number, line in enumerate(order.lines, 1):
        sheet.row(_texts(line), looks.CELL)
        if report is not None:
            report(number, count, "Decision")
    sheet.freeze(header, 2)
    sheet.page(furniture, large=True)


def _texts(line: DecisionLine) -> list[str]:
    return [
        say_short(line.on),
        line.ref,
        line.decision,
        line.words,
        line.rationale,
        line.how,
        line.dissent,
        line.needed,
        line.consent,
        say_short(line.next_review) if line.next_review else "",
        "Sealed" if line.sealed else "Draft",
    ]


def _say_figures(book: Book, order: BookOrder, told: PrintedFigures, furniture: Furniture) -> None:
    sheet = book.sheet("Figures", (34, 14, 60))
    _title(sheet, order, told, 3)
    header = sheet.row(["Figure", "Value", "Of it"], looks.HEADER)
    for figure in told.figures:
        sheet.row(list(figure), looks.CELL)
    sheet.freeze(header, 1)
    sheet.page(furniture)
    sheet = book.sheet("Attendance", (40, 18, 11, 11, 11, 11, 11))
    _title(sheet, order, told, 7)
    names = ["Agency", "Attended", *(came.words for came in Came)]
    header = sheet.row(names, looks.HEADER)
    for agency in told.agencies:
        sheet.row(list(agency), looks.CELL)
    sheet.freeze(header, 1)
    sheet.page(furniture)


def _title(sheet: Sheet, order: BookOrder, told: PrintedFigures, columns: int) -> None:
    """Say on each sheet what it is: it is looked at, and printed, by itself."""
    blank: Sequence[str] = [""] * (columns - 1)
    across = [(0, columns - 1)]
    sheet.row([order.title, *blank], looks.TITLE, spans=across)
    for words in (f"{order.marking} · {order.period}", *told.notes):
        sheet.row([words, *blank], looks.SUBTITLE, spans=across)
