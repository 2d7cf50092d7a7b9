"""From a file a stakeholder sent to a return: the part that runs in our own process.

A filled PDF form, a workbook form, or a mail with either. What a file is, its bytes say. Nothing is
in the desk yet.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from prevent_desk.community.model.profile_returns import Return
from prevent_desk.core import form_fields, form_rows
from prevent_desk.core.errors import Refused
from prevent_desk.core.form_fields import CODE, MARK, VERSION
from prevent_desk.core.kept_file import file_name
from prevent_desk.readers import asking, form_pdf, form_workbook, guard, refusals, shipped
from prevent_desk.readers.refusals import About, refusal
from prevent_desk.workers.child import Report, StopAsked

FORM = "ctlp-return"
"""The code of our form."""

_PDF = "prevent_desk.readers.form_pdf:in_child"
_BOOK = "prevent_desk.readers.form_workbook:in_child"
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


@dataclass(frozen=True, slots=True)
class _How:
    today: date
    report: Report | None
    stopped: StopAsked | None


def read_returns(
    path: Path, today: date, *, report: Report | None = None, stopped: StopAsked | None = None
) -> list[Return]:
    """Read a file from disk; see `read_bytes`. One that cannot be opened is a return refused."""
    try:
        data = asking.bytes_of(path)
    except Refused as refused:
        return [Return(file_name(path.name), problem=refused.sentence())]
    return read_bytes(data, path.name, today, report=report, stopped=stopped)


def read_bytes(
    data: bytes,
    name: str,
    today: date,
    *,
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> list[Return]:
    """Return what a file holds: one return, or those attached to a mail. Up to some seconds.

    What cannot be read is a return with its problem in a sentence, never an error.

    Raises:
        Stopped: `stopped` said so.
    """
    how, shown = _How(today, report, stopped), file_name(name)
    try:
        if not data.strip():
            raise Refused(f"“{shown}” is empty.", next_step="Ask for it again.")
        if b"%PDF-" in data[:1024] or guard.starts_well(data):
            return [_form(data, shown, how)]
        if shown.lower().endswith(".msg"):
            raise refusal(refusals.OUTLOOK, shown, About.MAIL)
        if shown.lower().endswith((".eml", ".txt", ".mht")):
            return _mail(data, shown, how)
        raise refusal(refusals.NOT_A_WORKBOOK, shown, About.FORM)
    except Refused as refused:
        return [Return(shown, content=data, problem=refused.sentence())]


def _form(data: bytes, name: str, how: _How) -> Return:
    is_pdf = b"%PDF-" in data[:1024]
    answer = asking.ask_of(
        data, name, _PDF if is_pdf else _BOOK, report=how.report, stopped=how.stopped,
        about=About.FORM,
    )  # fmt: skip
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
    placed = form_fields.place(form, fields, lists, how.today)
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


def _mail(data: bytes, name: str, how: _How) -> list[Return]:
    answer = asking.ask_of(
        data, name, _MAIL, report=how.report, stopped=how.stopped, about=About.MAIL
    )
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
        if b"%PDF-" in content[:1024] or guard.starts_well(content)
    ][:_MOST_ATTACHED]
    if not forms:
        raise Refused(
            f"“{name}” has no form attached.", next_step="Save the attachment and choose that."
        )
    found = []
    for inner, content in forms:
        try:
            found.append(_form(content, inner, how))
        except Refused as refused:
            found.append(Return(inner, content=content, problem=refused.sentence()))
    return found
