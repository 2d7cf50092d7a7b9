"""Papers of referrals taken out by a command: made in a child process, saved, noted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from prevent_desk.app.marked import count, marking_of, next_id
from prevent_desk.app.services import Services
from prevent_desk.core.errors import Refused
from prevent_desk.exports import files
from prevent_desk.exports.pdf.made import Made
from prevent_desk.referrals.exports.kinds import REGISTER, TARGETS
from prevent_desk.referrals.model.papers.wanted import Format, Kind, Wanted
from prevent_desk.workers import child

PAPERS = {
    "referral-record": Kind.RECORD,
    "case-summary": Kind.SUMMARY,
    "chronology": Kind.CHRONOLOGY,
}
"""What can be taken out of one referral, by the command's word."""

_FORMATS = {one.suffix: one for one in Format}


@dataclass(frozen=True, slots=True)
class CaseOrder:
    """What is to be taken out.

    Attributes:
        kind: A key of `PAPERS`, or "register".
        ref: The referral; empty for the register.
    """

    kind: str
    to: Path
    ref: str = ""
    with_names: bool = False
    marking: str = ""


def take_out_case(services: Services, order: CaseOrder) -> list[str]:
    """Write one file and return what could not be printed as written, in sentences.

    Raises:
        DeskError: There is no such referral, or the file cannot be written; none is left.
    """
    marking = marking_of(services, order.marking)
    number = next_id(services)
    made = (
        _register(services, order, marking, number)
        if order.kind == "register"
        else _paper(services, order, marking, number)
    )
    count(services)
    return list(made.warnings)


def _paper(services: Services, order: CaseOrder, marking: str, number: str) -> Made:
    form = _FORMATS.get(order.to.suffix.casefold())
    if form is None:
        raise _wrong_end(order, ".pdf or .docx")
    episode = services.referrals.episodes.find(order.ref.strip().upper())
    if episode is None:
        raise Refused(
            f"This desk holds no referral “{order.ref}”.",
            next_step="Give its reference as it is shown: PD-2026-014.",
        )
    wanted = Wanted(episode, PAPERS[order.kind], form, marking, with_names=order.with_names)
    papers = services.referrals.papers
    paper = papers.paper(wanted, number, practice=services.desk.practice)
    made = Made.unpacked(child.run(TARGETS[form], (paper,)))
    files.save(order.to, made.pdf)
    papers.note_export(wanted, number)
    return made


def _register(services: Services, order: CaseOrder, marking: str, number: str) -> Made:
    if order.to.suffix.casefold() != ".xlsx":
        raise _wrong_end(order, ".xlsx")
    registers = services.referrals.registers
    told = registers.register(
        with_names=order.with_names,
        marking=marking,
        export_id=number,
        practice=services.desk.practice,
    )
    made = Made(child.run(REGISTER, (told,)))
    files.save(order.to, made.pdf)
    registers.note_export(number, marking, with_names=order.with_names)
    return made


def _wrong_end(order: CaseOrder, ends: str) -> Refused:
    return Refused(f"“{order.to.name}” does not end in {ends}.", next_step=f"Name it so: {ends}.")
