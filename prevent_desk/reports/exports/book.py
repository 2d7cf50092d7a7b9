"""The figures of a period as a workbook."""

from __future__ import annotations

from prevent_desk.core.dates import say_date
from prevent_desk.exports.workbook import looks
from prevent_desk.exports.workbook.book import Book, Furniture
from prevent_desk.reports.model.reported import Line, Report, ReportSheet
from prevent_desk.workers.child import Report as Progress

TITLE = "Figures of a period"
_COLUMNS = (("Figure", 34), ("Number", 16), ("Made of", 46), ("Recorded late", 16))
_COMPARED = ("Compared", 34)


def write(sheet: ReportSheet, progress: Progress | None = None) -> bytes:
    """Return the workbook's bytes; equal reports give equal bytes."""
    report, book = sheet.report, Book()
    columns = [*_COLUMNS, *([_COMPARED] if report.other is not None else [])]
    page = book.sheet("Figures", [width for _heading, width in columns])
    last = len(columns) - 1
    page.row([TITLE, *[""] * last], looks.TITLE, spans=[(0, last)])
    for fact in facts(report, sheet.marking):
        page.row([fact, *[""] * last], looks.SUBTITLE, spans=[(0, last)])
    header = page.row([heading for heading, _width in columns], looks.HEADER)
    for section in report.sections:
        page.row([section.title, *[""] * last], looks.SUBHEADING, spans=[(0, last)])
        for line in section.lines:
            page.row(texts(line, compared=report.other is not None), looks.CELL)
    page.freeze(header, 1)
    furniture = Furniture(
        marking=sheet.marking,
        left=TITLE,
        right="Practice desk: all people are invented" if sheet.practice else "",
        below=f"Data current to {say_date(sheet.current_to)} · {sheet.export_id}",
    )
    page.page(furniture)
    return book.packed(TITLE, sheet.made_at)


def write_in_child(payload: tuple[ReportSheet], progress: Progress | None = None) -> bytes:
    """The work of a child process (see `workers.child`): the workbook's bytes as they are."""
    return write(*payload, progress)


def facts(report: Report, marking: str) -> list[str]:
    """Return the lines over the figures: marking, period, comparison, late entries, moment."""
    compared = f"Compared with {report.other.words}" if report.other is not None else ""
    lines = (marking, report.heading, compared, report.late_line, report.as_at_words)
    return [line for line in lines if line]


def texts(line: Line, *, compared: bool) -> list[str]:
    """Return a line's cells."""
    late = len(line.figure.late)
    found = [line.title, line.figure.short, line.made_of, f"{late:,}" if late else ""]
    return [*found, line.compared] if compared else found
