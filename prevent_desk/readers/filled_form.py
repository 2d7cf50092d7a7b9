"""A filled form of ours back into answers, whatever file it came as: fillable PDF or workbook.

What a file is, its bytes say. It is read in a limited child; nothing of it is in the desk yet.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from prevent_desk.core import form_fields, form_rows
from prevent_desk.core.errors import Refused
from prevent_desk.core.form_fields import CODE, MARK, VERSION
from prevent_desk.core.kept_file import file_name
from prevent_desk.core.questionnaire import Answers, Questionnaire
from prevent_desk.readers import (
    asking,
    form_file,
    form_pdf,
    form_workbook,
    guard,
    refusals,
    shipped,
)
from prevent_desk.readers.refusals import About, refusal
from prevent_desk.workers.child import Report, StopAsked

_FORM = "prevent_desk.readers.form_file:in_child"
_MAIL = "prevent_desk.readers.mail:in_child"

NOTES = {
    form_pdf.CUT: "An answer was so long that its end was left out; the file has it whole.",
    form_pdf.SCRIPTS: "The file holds scripts or actions; they were not run.",
    form_pdf.FILES: "The file has other files inside it; they were not opened.",
    form_pdf.SIGNED: "The file bears a signature, which was not checked.",
    form_pdf.XFA: "The file has a second form of another kind in it, which was not read.",
    form_workbook.FORMULA: "An answer is a formula; what it came to is taken.",
    form_workbook.UNKNOWN: "An answer is a formula without a result; it was left out.",
    form_workbook.TWICE: "Two sheets answer the same question; the first one is taken.",
}
"""What may be told of a form besides its answers, in sentences."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a filled form holds.

    Attributes:
        name: Of the file, as the person knows it.
        form: In the version that came back.
        mark: Of the copy; empty where the file lost it.
        findings: Sentences on answers that could not be taken as typed.
        notes: Sentences on the reading of the file.
        unplaced: What was filled in and is no answer, in words.
    """

    name: str
    form: Questionnaire
    mark: str
    answers: Answers
    findings: tuple[str, ...]
    notes: tuple[str, ...]
    unplaced: tuple[str, ...]


def read_form(
    data: bytes,
    name: str,
    wanted: str,
    today: date,
    *,
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> Filled:
    """Read a PDF or workbook as a filled form.

    Args:
        data: Its bytes.
        name: As the person who chose it knows it.
        wanted: The code of the form it is to be.
        today: Dates without a year are near it.
        report: Told how far it is.
        stopped: Says that nobody waits any longer.

    Raises:
        Refused: It is another form or none, damaged, or blank: one sentence, a code.
        Stopped: `stopped` said so.
    """
    shown = file_name(name)
    answer = asking.ask_of(data, shown, _FORM, report=report, stopped=stopped, about=About.FORM)
    return _filled(answer, form_file.is_pdf(data), shown, wanted, today)


def read_each(
    several: Sequence[tuple[str, bytes]],
    wanted: str,
    today: date,
    *,
    password: str = "",
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> list[Filled | Refused]:
    """Read several by as few limited children as it takes; see `read_form`.

    Args:
        several: Name and bytes of each.
        wanted: The code of the form they are to be.
        today: Dates without a year are near it.
        password: What opens those that are locked; without it, or with another, one is refused as
            `refusals.PASSWORD` or `WRONG_PASSWORD`.
        report: Told how many are read.
        stopped: Says that nobody waits any longer.

    Returns:
        Each form in its order, or why it cannot be read.

    Raises:
        Stopped: `stopped` said so.
    """
    shown = [(file_name(name), data) for name, data in several]
    answers = asking.ask_each(
        shown, _FORM, About.FORM, password=password, report=report, stopped=stopped
    )
    found: list[Filled | Refused] = []
    for (name, data), answer in zip(shown, answers, strict=True):
        if isinstance(answer, Refused):
            found.append(answer)
            continue
        try:
            found.append(_filled(answer, form_file.is_pdf(data), name, wanted, today))
        except Refused as refused:
            found.append(refused)
    return found


def _filled(answer: Any, pdf: bool, shown: str, wanted: str, today: date) -> Filled:  # noqa: ANN401
    told, notes = _checked(answer, "fields" if pdf else "answers", shown)
    kept = told if pdf else {CODE: answer.get("code"), VERSION: answer.get("version"),
                             MARK: answer.get("mark")}  # fmt: skip
    code, version, mark = (str(kept.get(key) or "").strip() for key in (CODE, VERSION, MARK))
    form = shipped.questionnaires().get((code, version))
    if code != wanted:
        raise refusal(refusals.NOT_OUR_FORM, shown, About.FORM)
    if form is None:
        raise refusal(refusals.UNKNOWN_FORM, shown, About.FORM)
    lists = shipped.vocabularies()
    if not pdf:
        names = form_rows.fields_by_number(form, lists)
        told = {names[number]: text for number, text in told.items() if number in names}
    placed = form_fields.place(form, told, lists, today)
    if not placed.answers and not placed.unplaced:
        raise Refused(
            f"“{shown}” is a blank form: nothing is filled in.",
            next_step="Ask for the file as it was saved after filling.",
        )
    return Filled(
        shown, form, mark, placed.answers,
        tuple(finding.said for finding in placed.findings),
        tuple(NOTES[note] for note in notes if note in NOTES),
        tuple(placed.unplaced.values()),
    )  # fmt: skip


def attached(
    data: bytes,
    name: str,
    belongs: Callable[[str, bytes], bool],
    *,
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> list[tuple[str, bytes]]:
    """Return the files attached to a mail that belong to what is asked, with their names.

    Raises:
        Refused: It is no mail, or none such is attached: one sentence, a code.
        Stopped: `stopped` said so.
    """
    shown = file_name(name)
    answer = asking.ask_of(data, shown, _MAIL, report=report, stopped=stopped, about=About.MAIL)
    try:
        found = [
            (file_name(str(one["name"])), base64.b64decode(one["data"], validate=True))
            for one in answer["attachments"]
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise refusal(refusals.DAMAGED, shown, About.MAIL) from error
    wanted = [(inner, content) for inner, content in found if belongs(inner, content)]
    if not wanted:
        raise Refused(
            f"“{shown}” has no form attached.", next_step="Save the attachment and choose that."
        )
    return wanted


def looks_like_form(_name: str, data: bytes) -> bool:
    """Return whether some bytes may be a filled form: a PDF or a workbook."""
    return form_file.is_pdf(data) or guard.starts_well(data)


def _checked(answer: Any, key: str, name: str) -> tuple[dict[str, str], list[str]]:  # noqa: ANN401 - JSON
    """Return the child's answer, believed only as far as its shape is right."""
    found = answer.get(key) if isinstance(answer, dict) else None
    notes = answer.get("notes") if isinstance(answer, dict) else None
    if not isinstance(found, Mapping) or not isinstance(notes, list):
        raise refusal(refusals.DAMAGED, name, About.FORM)
    if not all(isinstance(one, str) for one in (*found.values(), *notes)):
        raise refusal(refusals.DAMAGED, name, About.FORM)
    return {str(name): text for name, text in found.items()}, notes
