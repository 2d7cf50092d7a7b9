"""The statement of who is trained, taken out by a command: whole or of some departments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from prevent_desk.app.marked import count, marking_of, next_id
from prevent_desk.app.services import Services
from prevent_desk.core.dates import parse_date
from prevent_desk.core.errors import Refused
from prevent_desk.exports import files
from prevent_desk.exports.pdf.made import Made
from prevent_desk.training.exports.targets import PAPER_PDF, PAPER_WORD, SHEET
from prevent_desk.training.model.coverage import Scope
from prevent_desk.training.model.papers import Making, statement, statement_sheet
from prevent_desk.workers import child

_EXCEL, _PAPERS = ".xlsx", {".pdf": PAPER_PDF, ".docx": PAPER_WORD}


@dataclass(frozen=True, slots=True)
class StatementOrder:
    """What is to be taken out.

    Attributes:
        to: Its ending says the kind of file: .pdf, .docx or .xlsx.
        as_of: The day it speaks of, as typed; empty: today.
        departments: Their names as the desk has them; none: all.
    """

    to: Path
    as_of: str = ""
    departments: tuple[str, ...] = ()
    marking: str = ""


def take_out_statement(services: Services, order: StatementOrder) -> list[str]:
    """Write the statement; return what could not be printed as written, in sentences.

    Raises:
        DeskError: There is no such department, nobody needs a course, or the file cannot be
            written; none is left.
    """
    ending, clock, training = order.to.suffix.casefold(), services.clock, services.training
    if ending not in {_EXCEL, *_PAPERS}:
        raise Refused(
            f"“{order.to.name}” does not end in .pdf, .docx or .xlsx.", next_step="Name it so."
        )
    day = parse_date(order.as_of, clock.today()) if order.as_of.strip() else clock.today()
    matrix = training.coverage.matrix(day, Scope(_departments(services, order.departments)))
    if not matrix.people.required:
        raise Refused(
            "Nobody there needs a course, so there is nothing to take out.",
            next_step="Say in the window who needs which course.",
        )
    marking, number = marking_of(services, order.marking), next_id(services)
    making = Making(marking, number, clock.today(), clock.now(), services.desk.practice)
    goal = training.coverage.goal()
    warnings: tuple[str, ...] = ()
    if ending == _EXCEL:
        made = child.run(SHEET, (statement_sheet(matrix, goal, making),))
    else:
        told = Made.unpacked(child.run(_PAPERS[ending], (statement(matrix, goal, making),)))
        made, warnings = told.pdf, told.warnings
    files.save(order.to, made)
    everybody = range(matrix.people.required)
    training.reminders.note_export("training statement", number, marking, everybody)
    count(services)
    return list(warnings)


def _departments(services: Services, names: tuple[str, ...]) -> frozenset[int] | None:
    if not names:
        return None
    known = {one.name.casefold(): one.id for one in services.training.departments.all()}
    unknown = [name for name in names if name.strip().casefold() not in known]
    if unknown:
        raise Refused(
            f"This desk has no department “{unknown[0]}”.",
            next_step="Give its name as the matrix shows it.",
        )
    return frozenset(known[name.strip().casefold()] for name in names)
