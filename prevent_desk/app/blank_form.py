"""The referral form, blank, taken out by a command: it holds no name, so no desk is opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.core.marking import DEFAULT, wrong_marking
from prevent_desk.exports import files
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.exports.pdf.made import Made
from prevent_desk.referrals.exports.form_orders import TARGET, FormOrder, Shape, blank_marking
from prevent_desk.referrals.service.forms import REFERRAL, Forms
from prevent_desk.workers import child


@dataclass(frozen=True, slots=True)
class BlankForm:
    """What is to be taken out.

    Attributes:
        to: The file; ".docx" makes a form for Word.
        for_pen: A PDF without fields, to be printed.
        office: Whose form it is.
        send_to: Where it goes when it is filled.
        marking: Of the filled form; empty for the usual.
    """

    to: Path
    for_pen: bool = False
    office: str = ""
    send_to: str = ""
    marking: str = ""


def write_blank_form(wanted: BlankForm, clock: Clock) -> list[str]:
    """Write the file and return what could not be printed as written, in sentences.

    Raises:
        DeskError: It cannot be written so; no file is left.
    """
    shape = _shape(wanted)
    marking = " ".join(wanted.marking.split()) or DEFAULT
    if wrong := wrong_marking(marking):
        raise Refused(wrong, next_step="Give another marking; nothing was written.")
    forms = Forms()
    paper = FormPaper(
        blank_marking(marking),
        clock.now(),
        office=" ".join(wanted.office.split()),
        send_to=" ".join(wanted.send_to.split()),
    )
    order = FormOrder(shape, forms.form(REFERRAL), dict(forms.vocabularies()), paper)
    made = Made.unpacked(child.run(TARGET, (order,)))
    files.save(wanted.to, made.pdf)
    return list(made.warnings)


def _shape(wanted: BlankForm) -> Shape:
    shapes = {".pdf": Shape.PEN if wanted.for_pen else Shape.FILLABLE, ".docx": Shape.WORD}
    suffix = wanted.to.suffix.casefold()
    if suffix not in shapes or (wanted.for_pen and suffix != ".pdf"):
        raise Refused(
            f"“{wanted.to.name}” is no name for this form.",
            next_step="Name it .pdf, or .docx for Word; a form for the pen is a .pdf.",
        )
    return shapes[suffix]
