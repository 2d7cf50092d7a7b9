"""From files stakeholders sent to returns: the part that runs in our own process.

A filled PDF form, a workbook form, or a mail with either. What a file is, its bytes say. Nothing is
in the desk yet.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from prevent_desk.community.model.profile_returns import Return
from prevent_desk.core import form_fields, form_rows
from prevent_desk.core.errors import Refused
from prevent_desk.core.form_fields import CODE, MARK, VERSION
from prevent_desk.core.kept_file import file_name
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

FORM = "ctlp-return"
"""The code of our form."""

_FORM_FILE = "prevent_desk.readers.form_file:in_child"
_MAIL = "prevent_desk.readers.mail:in_child"
_MOST_ATTACHED = 10

_NOTES = {
    form_pdf.CUT: "An answer was so long that its end was left out; the file has it whole.",
    form_pdf.SCRIPTS: "The file holds scripts or actions; they were not run.",
    form_pdf.FILES: "The file has other files inside it; they were not opened.",
    form_pdf.SIGNED: "The file bears a signature, which was not checked.",
    form_pdf.XFA: "The file has a second form of another kind in it, which was not read.",
    form_workbook.FORMULA: "An answer is a formula; what it came to is taken.",
    form_workbook.UNKNOWN: "An answer is a formula without a result; it was left out.",
    form_workbook.TWICE: "Two sheets answer the same question; the first one is taken.",
}


Whole = tuple[str, bytes]
"""A file's name, as the person knows it, and its bytes."""


def read_returns(
    paths: Sequence[Path],
    today: date,
    *,
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> list[Return]:
    """Read files from disk, as `read_several` does; one that cannot be opened is a return refused.

    Raises:
        Stopped: `stopped` said so.
    """
    return read_several([_opened(path) for path in paths], today, report=report, stopped=stopped)


def read_several(
    files: Sequence[Whole | Return],
    today: date,
    *,
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> list[Return]:
    """Return what files hold, in their order: a return each, of a mail those attached to it.

    What cannot be read is a return with its problem in a sentence, never an error. One limited
    child reads them one after the other; none takes another with it.

    Args:
        files: Names and bytes; what is refused already stays so.
        today: For days without a year.
        report: Told how many are read.
        stopped: Asked whether the reading is still wanted.

    Raises:
        Stopped: `stopped` said so.
    """
    kinds = [one if isinstance(one, Return) else _kind_of(*one) for one in files]
    mails = [_plainly(one) for one, kind in zip(files, kinds, strict=True) if kind == _MAIL]
    opened = iter(asking.ask_each(mails, _MAIL, About.MAIL, stopped=stopped))
    waiting: list[Whole | Return] = []
    for one, kind in zip(files, kinds, strict=True):
        if isinstance(kind, Return):
            waiting.append(kind)
        elif kind == _MAIL:
            waiting += _attached(next(opened), *_plainly(one))
        else:
            waiting.append(_plainly(one))
    forms = [one for one in waiting if not isinstance(one, Return)]
    answers = asking.ask_each(forms, _FORM_FILE, About.FORM, report=report, stopped=stopped)
    read = iter([_return(*pair, today) for pair in zip(forms, answers, strict=True)])
    return [one if isinstance(one, Return) else next(read) for one in waiting]


def _opened(path: Path) -> Whole | Return:
    try:
        return path.name, asking.bytes_of(path)
    except Refused as refused:
        return Return(file_name(path.name), problem=refused.sentence())


def _plainly(one: Whole | Return) -> Whole:
    """Return name and bytes of a file that was not refused."""
    name, data = one if not isinstance(one, Return) else (one.name, one.content)
    return file_name(name), data


def _kind_of(name: str, data: bytes) -> str | Return:
    """Return which child reads a file, by its bytes; or why none does."""
    shown, lower = file_name(name), name.lower()
    if not data.strip():
        refused = Refused(f"“{shown}” is empty.", next_step="Ask for it again.")
    elif form_file.is_pdf(data) or guard.starts_well(data):
        return _FORM_FILE
    elif lower.endswith(".msg"):
        refused = refusal(refusals.OUTLOOK, shown, About.MAIL)
    elif lower.endswith((".eml", ".txt", ".mht")):
        return _MAIL
    else:
        refused = refusal(refusals.NOT_A_WORKBOOK, shown, About.FORM)
    return Return(shown, content=data, problem=refused.sentence())


def _return(one: Whole, answer: Any, today: date) -> Return:  # noqa: ANN401 - JSON, or a refusal
    name, data = one
    try:
        if isinstance(answer, Refused):
            raise answer
        return _placed(answer, name, data, today)
    except Refused as refused:
        return Return(name, content=data, problem=refused.sentence())


def _placed(answer: Any, name: str, data: bytes, today: date) -> Return:  # noqa: ANN401 - JSON
    is_pdf = form_file.is_pdf(data)
    told = _of_pdf(answer, name) if is_pdf else _of_book(answer, name)
    code, version, mark, fields, notes = told
    form = shipped.questionnaires().get((code, version))
    if code != FORM:
        raise refusal(refusals.NOT_OUR_FORM, name, About.FORM)
    if form is None:
        raise refusal(refusals.UNKNOWN_FORM, name, About.FORM)
    lists = shipped.vocabularies()
    if not is_pdf:
        names = form_rows.fields_by_number(form, lists)
        fields = {names[number]: text for number, text in fields.items() if number in names}
    placed = form_fields.place(form, fields, lists, today)
    if not placed.answers and not placed.unplaced:
        raise Refused(
            f"“{name}” is a blank form: nothing is filled in.",
            next_step="Ask for the file as it was saved after filling.",
        )
    said = [
        *(finding.said for finding in placed.findings),
        *(_NOTES[note] for note in notes if note in _NOTES),
    ]
    return Return(name, mark, (code, version), placed.answers, tuple(said), data)


_Told = tuple[str, str, str, dict[str, str], list[str]]


def _of_pdf(answer: Any, name: str) -> _Told:  # noqa: ANN401 - JSON
    fields, notes = _checked(answer, "fields", name)
    return (
        fields.get(CODE, "").strip(), fields.get(VERSION, "").strip(),
        fields.get(MARK, "").strip(), fields, notes,
    )  # fmt: skip


def _of_book(answer: Any, name: str) -> _Told:  # noqa: ANN401 - JSON
    answers, notes = _checked(answer, "answers", name)
    kept = [str(answer.get(key, "")) for key in ("code", "version", "mark")]
    return kept[0], kept[1], kept[2], answers, notes


def _checked(answer: Any, key: str, name: str) -> tuple[dict[str, str], list[str]]:  # noqa: ANN401 - JSON
    """Return the child's answer, believed only as far as its shape is right."""
    found = answer.get(key) if isinstance(answer, dict) else None
    notes = answer.get("notes") if isinstance(answer, dict) else None
    if not isinstance(found, Mapping) or not isinstance(notes, list):
        raise refusal(refusals.DAMAGED, name, About.FORM)
    if not all(isinstance(one, str) for one in (*found.values(), *notes)):
        raise refusal(refusals.DAMAGED, name, About.FORM)
    return dict(found), notes


def _attached(answer: Any, name: str, data: bytes) -> list[Whole | Return]:  # noqa: ANN401 - JSON
    """Return the forms attached to a mail, or why there are none."""
    try:
        if isinstance(answer, Refused):
            raise answer
        forms = _forms_in(answer, name)
    except Refused as refused:
        return [Return(name, content=data, problem=refused.sentence())]
    return list(forms)


def _forms_in(answer: Any, name: str) -> list[Whole]:  # noqa: ANN401 - JSON
    try:
        attached = [
            (file_name(str(one["name"])), base64.b64decode(one["data"], validate=True))
            for one in answer["attachments"]
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise refusal(refusals.DAMAGED, name, About.MAIL) from error
    forms = [
        (inner, content)
        for inner, content in attached
        if form_file.is_pdf(content) or guard.starts_well(content)
    ][:_MOST_ATTACHED]
    if not forms:
        raise Refused(
            f"“{name}” has no form attached.", next_step="Save the attachment and choose that."
        )
    return forms
