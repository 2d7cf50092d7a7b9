"""The figures of a period, taken out by a command as a workbook or as plain text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from prevent_desk.app.marked import count, marking_of, next_id
from prevent_desk.app.services import Services
from prevent_desk.core.dates import parse_date
from prevent_desk.core.errors import Refused
from prevent_desk.exports import files
from prevent_desk.logbook.model.period import By, Period, parse_period
from prevent_desk.reports.exports.targets import BOOK
from prevent_desk.reports.model.reported import Beside, Report, ReportSheet, as_text
from prevent_desk.workers import child

BESIDE = {"before": Beside.BEFORE, "year": Beside.YEAR, "nothing": Beside.NOTHING}
"""What figures can be compared with, by the command's word."""

_BOOK, _TEXT = ".xlsx", ".txt"


@dataclass(frozen=True, slots=True)
class FiguresOrder:
    """What is to be taken out.

    Attributes:
        period: As typed: "last quarter", "1 May - 31 Jul 2019"; empty where days are given.
        first, last: Days as typed, both included; empty for no beginning, no end.
        by_recorded: Count records by the day they were written down.
        beside: A key of `BESIDE`.
    """

    to: Path
    period: str = ""
    first: str = ""
    last: str = ""
    by_recorded: bool = False
    beside: str = "before"
    marking: str = ""


def take_out_figures(services: Services, order: FiguresOrder) -> int:
    """Write the file; return how many figures are in it.

    Raises:
        DeskError: The period is none, or the file cannot be written; none is left.
    """
    marking, suffix = marking_of(services, order.marking), order.to.suffix.casefold()
    if suffix not in {_BOOK, _TEXT}:
        raise Refused(
            f"“{order.to.name}” ends in neither {_BOOK} nor {_TEXT}.", next_step="Name it so."
        )
    by = By.RECORDED if order.by_recorded else By.EVENT
    report = services.reports.report(_period(services, order), by, BESIDE[order.beside])
    number = next_id(services)
    made = _book(services, report, marking, number) if suffix == _BOOK else _text(report, marking)
    files.save(order.to, made)
    count(services)
    services.reports.note_export(number, marking, len(report.lines))
    return len(report.lines)


def _period(services: Services, order: FiguresOrder) -> Period:
    today = services.clock.today()
    if order.period and (order.first or order.last):
        raise Refused("A period and its days are both given.", next_step="Give one of the two.")
    if not order.first and not order.last:
        return parse_period(order.period, today)
    first = parse_date(order.first, today) if order.first else None
    last = parse_date(order.last, today) if order.last else None
    if first is not None and last is not None and last < first:
        raise Refused("The period ends before it begins.", next_step="Give the earlier day first.")
    return Period(first, last)


def _book(services: Services, report: Report, marking: str, number: str) -> bytes:
    clock = services.clock
    sheet = ReportSheet(report, marking, number, clock.today(), clock.now(), services.desk.practice)
    return child.run(BOOK, (sheet,))


def _text(report: Report, marking: str) -> bytes:
    return f"{marking}\n\n{as_text(report)}\n".encode()
