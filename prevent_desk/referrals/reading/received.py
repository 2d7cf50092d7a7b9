"""From the bytes of a file to what came in: the part that runs in our own process.

What a file is, its bytes say, never its name. Nothing is refused for good: what cannot be read as a
form or a mail can be kept as a file, and why it was not read is told.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from prevent_desk.core import answers, form_fields
from prevent_desk.core.clock import local
from prevent_desk.core.errors import Refused
from prevent_desk.core.form_fields import CODE, VERSION, Placed
from prevent_desk.core.kept_file import file_name
from prevent_desk.core.questionnaire import Questionnaire
from prevent_desk.readers import asking, form_pdf, mail, refusals
from prevent_desk.readers.refusals import About, refusal
from prevent_desk.referrals.model.receiving import Arrived, ArrivedFile, Kind, Mail, Unplaced
from prevent_desk.referrals.service.forms import REFERRAL, Forms
from prevent_desk.workers.child import Report, StopAsked

_PDF = "prevent_desk.readers.form_pdf:in_child"
_WORD = "prevent_desk.readers.form_docx:in_child"
_MAIL = "prevent_desk.readers.mail:in_child"

_NOTES = {
    form_pdf.CUT: "An answer was so long that its end was left out; the file has it whole.",
    form_pdf.SCRIPTS: "The file holds scripts or actions; they were not run.",
    form_pdf.FILES: "The file has other files inside it; they were not opened.",
    form_pdf.SIGNED: "The file bears a signature, which was not checked.",
    form_pdf.XFA: "The file has a second form of another kind in it, which was not read.",
    mail.FROM_HTML: "The message was in HTML; its words were taken, not its looks.",
    mail.REMOTE: "The message wanted pictures from elsewhere; nothing was fetched.",
    mail.LEFT_OUT: "The message has more attachments than are taken; the file has them all.",
    mail.NESTED: "Another message is attached; it is kept as a file.",
}
_MAIL_NOTES = {mail.CUT: "The message is so long that its end was left out; the file has it whole."}


@dataclass(frozen=True, slots=True)
class _How:
    """What reading needs besides the file."""

    forms: Forms
    today: date
    report: Report | None
    stopped: StopAsked | None


def receive(
    path: Path,
    forms: Forms,
    today: date,
    *,
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> Arrived:
    """Read a file from disk; see `receive_bytes`.

    Raises:
        Refused: It cannot be opened, or is too large to be kept.
        Stopped: `stopped` said so.
    """
    data = asking.bytes_of(path)
    return receive_bytes(data, path.name, forms, today, report=report, stopped=stopped)


def receive_bytes(
    data: bytes,
    name: str,
    forms: Forms,
    today: date,
    *,
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> Arrived:
    """Say what came in. Takes up to some seconds: call it beside the window.

    Args:
        data: The file.
        name: As the person knows it.
        forms: The forms a filled one may be.
        today: Dates without a year are near it.
        report: Told of progress.
        stopped: Asked whether it is still wanted.

    Raises:
        Stopped: `stopped` said so.
    """
    how = _How(forms, today, report, stopped)
    shown = file_name(name)
    if not data:
        return Arrived(shown, Kind.FILE, problem=f"“{shown}” is empty: ask for it again.")
    try:
        if data.startswith(b"PK\x03\x04") or b"%PDF-" in data[:1024]:
            return _form(data, shown, how)
        if _looks_like_mail(data, shown):
            return _mail(data, shown, how)
        if shown.lower().endswith(".msg"):
            raise refusal(refusals.OUTLOOK, shown, About.MAIL)
    except Refused as refused:
        told = refused.sentence()
        return Arrived(shown, Kind.FILE, files=(ArrivedFile(shown, data),), problem=told)
    return Arrived(shown, Kind.FILE, files=(ArrivedFile(shown, data),))


def _looks_like_mail(data: bytes, name: str) -> bool:
    return name.lower().endswith((".eml", ".txt", ".mht")) and b"\0" not in data[:8192]


def _form(data: bytes, name: str, how: _How) -> Arrived:
    target = _PDF if not data.startswith(b"PK\x03\x04") else _WORD
    answer = asking.ask_of(
        data, name, target, report=how.report, stopped=how.stopped, about=About.FORM
    )
    fields, told = _checked_form(answer, name)
    form = _form_of(fields, name, how.forms)
    placed = form_fields.place(form, fields, how.forms.vocabularies(), how.today)
    return Arrived(
        name,
        Kind.FORM,
        form=form,
        answers=placed.answers,
        findings=_findings(form, placed, how),
        unplaced=_unplaced(form, placed),
        notes=(*_version_note(form, how.forms), *(_NOTES[one] for one in told if one in _NOTES)),
        files=(ArrivedFile(name, data, Kind.FORM.value, is_referrers=True),),
    )


def _checked_form(answer: Any, name: str) -> tuple[dict[str, str], list[str]]:  # noqa: ANN401 - JSON
    """Return the child's answer, believed only as far as its shape is right."""
    fields = answer.get("fields") if isinstance(answer, dict) else None
    notes = answer.get("notes") if isinstance(answer, dict) else None
    if not isinstance(fields, dict) or not isinstance(notes, list):
        raise refusal(refusals.DAMAGED, name, About.FORM)
    if not all(isinstance(one, str) for one in (*fields.values(), *notes)):
        raise refusal(refusals.DAMAGED, name, About.FORM)
    return fields, notes


def _form_of(fields: Mapping[str, str], name: str, forms: Forms) -> Questionnaire:
    code, version = fields.get(CODE, "").strip(), fields.get(VERSION, "").strip()
    if code != REFERRAL:
        raise refusal(refusals.NOT_OUR_FORM, name, About.FORM)
    if not forms.knows(code, version):
        raise refusal(refusals.UNKNOWN_FORM, name, About.FORM)
    return forms.form(code, version)


def _version_note(form: Questionnaire, forms: Forms) -> list[str]:
    newest = forms.form(form.code).version
    if form.version == newest:
        return []
    return [
        f"It is the form of {form.version}; the newest is that of {newest}. Its answers are kept "
        "with its own questions."
    ]


def _findings(form: Questionnaire, placed: Placed, how: _How) -> tuple[answers.Finding, ...]:
    judged = answers.findings(form, placed.answers, how.forms.vocabularies(), how.today)
    told = {finding.key for finding in placed.findings}
    return (*placed.findings, *(one for one in judged if one.key not in told))


def _unplaced(form: Questionnaire, placed: Placed) -> tuple[Unplaced, ...]:
    found = []
    for name, text in placed.unplaced.items():
        question = form.question(name.partition("-")[0])
        found.append(Unplaced(question.text if question else name[:80], text))
    return tuple(found)


def _mail(data: bytes, name: str, how: _How) -> Arrived:
    answer = asking.ask_of(
        data, name, _MAIL, report=how.report, stopped=how.stopped, about=About.MAIL
    )
    try:
        read = Mail(
            sender=_text(answer, "from"),
            to=_text(answer, "to"),
            at=_moment(_text(answer, "date")),
            subject=_text(answer, "subject"),
            text=_text(answer, "text"),
        )
        attached = tuple(
            ArrivedFile(file_name(str(one["name"])), base64.b64decode(one["data"], validate=True))
            for one in answer["attachments"]
        )
        told = [str(one) for one in answer["notes"]]
    except (KeyError, TypeError, ValueError) as error:
        raise refusal(refusals.DAMAGED, name, About.MAIL) from error
    words = {**_NOTES, **_MAIL_NOTES}
    arrived = Arrived(
        name,
        Kind.MAIL,
        mail=read,
        notes=tuple(words[one] for one in told if one in words),
        files=(ArrivedFile(name, data, Kind.MAIL.value, is_referrers=True), *attached),
    )
    return _with_form_inside(arrived, attached, how)


def _with_form_inside(arrived: Arrived, attached: tuple[ArrivedFile, ...], how: _How) -> Arrived:
    """Take the answers of a filled form that came with a mail; the first of several."""
    for file in attached:
        if not (file.data.startswith(b"PK\x03\x04") or b"%PDF-" in file.data[:1024]):
            continue
        try:
            form = _form(file.data, file.name, how)
        except Refused:
            continue
        others = tuple(one for one in arrived.files if one is not file)
        more = sum(1 for one in attached if one is not file and _is_form(one, how))
        notes = [f"The form attached as “{file.name}” was read."]
        if more:
            notes.append(f"{more} more filled forms are attached; drop each of them on its own.")
        return replace(
            form,
            name=arrived.name,
            mail=arrived.mail,
            notes=(*notes, *form.notes, *arrived.notes),
            files=(others[0], *form.files, *others[1:]),
        )
    return arrived


def _is_form(file: ArrivedFile, how: _How) -> bool:
    if not (file.data.startswith(b"PK\x03\x04") or b"%PDF-" in file.data[:1024]):
        return False
    try:
        _form(file.data, file.name, how)
    except Refused:
        return False
    return True


def _text(answer: Any, key: str) -> str:  # noqa: ANN401 - JSON
    value = answer[key]
    if not isinstance(value, str):
        raise TypeError(key)
    return value


def _moment(text: str) -> datetime | None:
    """Return when a mail says it was sent, by the clocks here."""
    try:
        return local(datetime.fromisoformat(text)) if text else None
    except (ValueError, OverflowError):
        return None
