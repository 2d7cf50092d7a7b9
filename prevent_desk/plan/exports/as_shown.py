"""The plan as its grid shows it, as pages: for the printer, never saved as a file by us."""

from __future__ import annotations

from collections.abc import Callable

from prevent_desk.core.dates import say_date
from prevent_desk.exports.pdf.document import Document, collector_at_rest
from prevent_desk.exports.pdf.fonts import Face
from prevent_desk.exports.pdf.furniture import Furniture
from prevent_desk.exports.pdf.made import Made
from prevent_desk.exports.pdf.table import Cell, Column, Part, Setting
from prevent_desk.plan.model.spreadsheet.printed import (
    PrintedCell,
    PrintedHeading,
    PrintedPaper,
    PrintedPlan,
    PrintedRow,
)

Report = Callable[[int, int, str], None]

_SETTING = Setting(size=7.5, leading=10)


def write(plan: PrintedPlan, paper: PrintedPaper, report: Report | None = None) -> Made:
    """Return the pages, with sentences about characters that could not be printed."""
    with collector_at_rest():
        return _written(plan, paper, report)


def write_in_child(
    payload: tuple[PrintedPlan, PrintedPaper], report: Report | None = None
) -> bytes:
    """The work of a child process."""
    return write(*payload, report).packed()


def _written(plan: PrintedPlan, paper: PrintedPaper, report: Report | None) -> Made:
    document = Document(plan.title, _furniture(plan, paper), landscape=paper.landscape)
    document.heading(1, plan.title)
    document.paragraph(plan.version)
    document.paragraph(plan.shown)
    document.notice_here()
    columns = [Column(column.heading, column.share) for column in plan.columns]
    rows: list[list[Cell]] = []

    def say_rows() -> None:
        if rows:
            document.table(columns, list(rows), _SETTING)
            rows.clear()

    above = 1
    for line in plan.lines:
        if isinstance(line, PrintedHeading):
            say_rows()
            # A level that is missing above would be skipped on the way down.
            above = min(line.level, above + 1)
            document.heading(above, line.text)
        else:
            rows.append(_row(document, line))
    say_rows()
    return document.finish(paper.made_at, report)


def _row(document: Document, row: PrintedRow) -> list[Cell]:
    return [document.cell(*_parts(cell), heads=n == 0) for n, cell in enumerate(row)]


def _parts(cell: PrintedCell) -> list[Part]:
    return [
        Part(
            line,
            Face.SEMIBOLD if (cell.leads and not n) or cell.tint else Face.REGULAR,
            bullet=cell.bullets,
            tint=cell.tint if not n else "",
        )
        for n, line in enumerate(cell.lines)
        if line.strip()
    ]


def _furniture(plan: PrintedPlan, paper: PrintedPaper) -> Furniture:
    return Furniture(
        marking=paper.marking,
        running=" · ".join(part for part in (plan.title, plan.version) if part),
        notice="Practice desk – all people are invented" if paper.practice else "",
        footer=f"Printed from the desk as it stood on {say_date(paper.current_to)}"
        f"  ·  {paper.export_id}",
    )
