"""From a file a partner sent to rows of a report: the part that runs in our own process.

A filled form, a workbook, a CSV, or a mail with any of those, with photos, or with words only. What
a file is, its bytes say. The mail itself is never kept: photos in it would keep what their camera
wrote.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parseaddr
from pathlib import Path

from prevent_desk.community.model.photos import ENDINGS, CleanPhoto
from prevent_desk.community.model.report_parts import HEADINGS, Part, guess
from prevent_desk.community.model.report_rows import ReportFile, ReportMail, ReportRow, of_mail
from prevent_desk.community.model.sightings import CameFrom
from prevent_desk.community.reading import sighting_photo
from prevent_desk.core.clock import local
from prevent_desk.core.errors import Refused
from prevent_desk.core.form_fields import CODE, VERSION
from prevent_desk.core.kept_file import file_name
from prevent_desk.readers import asking, form_pdf, guard, mail, refusals, shipped
from prevent_desk.readers.refusals import About, refusal
from prevent_desk.workers.child import Report, StopAsked

FORM = "sighting"
"""The code of our form."""

_PDF = "prevent_desk.readers.form_pdf:in_child"
_MAIL = "prevent_desk.readers.mail:in_child"
_ROWS = "prevent_desk.community.reading.sighting_rows:read"
_MOST_PHOTOS = 12
_LOOKED_AT = 8_192

# Of a message in the message nothing is said here: it is named among what is attached.
_NOTES = {
    form_pdf.CUT: "An answer was so long that its end was left out.",
    form_pdf.SCRIPTS: "The file holds scripts or actions; they were not run.",
    form_pdf.FILES: "The file has other files inside it; they were not opened.",
    form_pdf.SIGNED: "The file bears a signature, which was not checked.",
    form_pdf.XFA: "The file has a second form of another kind in it, which was not read.",
    mail.FROM_HTML: "The message was in HTML; its words were taken, not its looks.",
    mail.REMOTE: "The message wanted pictures from elsewhere; nothing was fetched.",
    mail.LEFT_OUT: "The message has more attachments than are read.",
}


@dataclass(frozen=True, slots=True)
class _How:
    report: Report | None
    stopped: StopAsked | None


def read_report(
    path: Path, *, report: Report | None = None, stopped: StopAsked | None = None
) -> ReportFile:
    """Read a report from disk; see `read_bytes`.

    Raises:
        Refused: It cannot be opened, or is no report.
        Stopped: `stopped` said so.
    """
    return read_bytes(asking.bytes_of(path), path.name, report=report, stopped=stopped)


def read_bytes(
    data: bytes, name: str, *, report: Report | None = None, stopped: StopAsked | None = None
) -> ReportFile:
    """Return what a file reports; up to some seconds. Nothing of it is in the desk yet.

    Raises:
        Refused: It is no report that can be read: one sentence, a code.
        Stopped: `stopped` said so.
    """
    how, shown = _How(report, stopped), file_name(name)
    if not data.strip():
        raise Refused(f"“{shown}” is empty.", next_step="Ask for it again.")
    if b"%PDF-" in data[:1024]:
        return _form(data, shown, how)
    if _is_outlook(shown):
        raise refusal(refusals.OUTLOOK, shown, About.MAIL)
    if guard.starts_well(data):
        return _table(data, shown, how)
    if _looks_like_mail(data, shown):
        return _mail(data, shown, how)
    if _looks_like_photo(data):
        raise Refused(
            f"“{shown}” is a photo, not a report.",
            next_step="Log a sighting and add the photo there.",
            code="PD-386",
        )
    if b"\0" in data[:_LOOKED_AT]:
        raise refusal(refusals.NOT_A_WORKBOOK, shown, About.SIGHTINGS)
    return _table(data, shown, how)


def _is_outlook(name: str) -> bool:
    """Tell Outlook's own file by its name: it begins as an old workbook does."""
    return name.lower().endswith(".msg")


def _looks_like_mail(data: bytes, name: str) -> bool:
    return name.lower().endswith((".eml", ".txt", ".mht")) and b"\0" not in data[:_LOOKED_AT]


def _looks_like_photo(data: bytes) -> bool:
    begins = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
    return data.startswith(begins) or data[8:12] == b"WEBP" or data[4:8] == b"ftyp"


def _form(data: bytes, name: str, how: _How) -> ReportFile:
    answer = asking.ask_of(
        data, name, _PDF, report=how.report, stopped=how.stopped, about=About.SIGHTINGS
    )
    fields = answer.get("fields") if isinstance(answer, dict) else None
    if not isinstance(fields, dict) or not all(isinstance(one, str) for one in fields.values()):
        raise refusal(refusals.DAMAGED, name, About.SIGHTINGS)
    if fields.get(CODE, "").strip() != FORM:
        raise refusal(refusals.NOT_OUR_FORM, name, About.SIGHTINGS)
    if (FORM, fields.get(VERSION, "").strip()) not in shipped.questionnaires():
        raise refusal(refusals.UNKNOWN_FORM, name, About.SIGHTINGS)
    parts = {
        part: text
        for part in Part
        if (text := fields.get(part.value, "").strip()) and text.casefold() != "off"
    }
    if not parts:
        raise Refused(
            f"“{name}” is a blank form: nothing is filled in.",
            next_step="Ask for the file as it was saved after filling.",
            code="PD-387",
        )
    notes = tuple(_NOTES[one] for one in answer.get("notes", ()) if one in _NOTES)
    return ReportFile(name, CameFrom.PDF, (ReportRow("The form", parts),), notes=notes)


def _table(data: bytes, name: str, how: _How) -> ReportFile:
    answer = asking.ask_of(
        data, name, _ROWS, report=how.report, stopped=how.stopped, about=About.SIGHTINGS
    )
    try:
        headings = [str(heading) for heading in answer["headings"]]
        mapped = guess(headings)
        rows = tuple(
            ReportRow(
                str(place),
                _parts(mapped, [str(cell) for cell in cells]),
                str(why),
                tuple(str(note) for note in odd),
            )
            for place, cells, odd, why in answer["rows"]
        )
        notes = [str(note) for note in answer["notes"]]
    except (ValueError, TypeError, KeyError) as error:
        raise refusal(refusals.DAMAGED, name, About.SIGHTINGS) from error
    strange = [
        heading for heading, part in zip(headings, mapped, strict=True) if heading and part is None
    ]
    if strange:
        more = f" and {len(strange) - 1} more" if len(strange) > 1 else ""
        notes.append(f"Column “{strange[0][:40]}”{more} is not read.")
    missing = [HEADINGS[part] for part in (Part.SEEN, Part.KIND) if part not in mapped]
    if missing:
        notes.append(f"There is no column “{missing[0]}”.")
    return ReportFile(name, CameFrom.WORKBOOK, rows, notes=tuple(notes))


def _parts(mapped: Iterable[Part | None], cells: list[str]) -> dict[Part, str]:
    return {
        part: text.strip()
        for part, text in zip(mapped, cells, strict=False)
        if part is not None and text.strip()
    }


def _mail(data: bytes, name: str, how: _How) -> ReportFile:
    answer = asking.ask_of(
        data, name, _MAIL, report=how.report, stopped=how.stopped, about=About.MAIL
    )
    try:
        sender = str(answer["from"])
        at = _moment(str(answer["date"]))
        text, subject = str(answer["text"]), str(answer["subject"])
        attached = [
            (file_name(str(one["name"])), base64.b64decode(one["data"], validate=True))
            for one in answer["attachments"]
        ]
        notes = [_NOTES[str(one)] for one in answer["notes"] if str(one) in _NOTES]
    except (KeyError, TypeError, ValueError) as error:
        raise refusal(refusals.DAMAGED, name, About.MAIL) from error
    told, email = parseaddr(sender)
    message = ReportMail(told or email, email, subject, at)
    rows, photos, came, more = _attached(attached, how)
    notes += more
    if not rows:
        parts = of_mail(text, at.date() if at is not None else None, email)
        rows, came = [ReportRow("The message", parts)], CameFrom.MAIL
    elif email:
        rows = [
            row
            if row.parts.get(Part.EMAIL)
            else replace(row, parts={**row.parts, Part.EMAIL: email})
            for row in rows
        ]
    return ReportFile(name, came, tuple(rows), message, tuple(photos), tuple(notes))


def _attached(
    attached: list[tuple[str, bytes]], how: _How
) -> tuple[list[ReportRow], list[tuple[str, CleanPhoto]], CameFrom, list[str]]:
    rows: list[ReportRow] = []
    photos: list[tuple[str, CleanPhoto]] = []
    notes: list[str] = []
    came = CameFrom.MAIL
    for name, data in attached:
        is_photo = _looks_like_photo(data) or name.lower().endswith(ENDINGS)
        try:
            if is_photo and len(photos) < _MOST_PHOTOS:
                photo = sighting_photo.clean(data, name, stopped=how.stopped)
                photos.append((name, photo))
            elif _is_outlook(name):
                raise refusal(refusals.OUTLOOK, name, About.MAIL)
            elif is_photo:
                notes.append(f"“{name}” was not read: {_MOST_PHOTOS} photos are taken at most.")
            elif b"%PDF-" in data[:1024] or guard.starts_well(data):
                inner = (
                    _form(data, name, how) if b"%PDF-" in data[:1024] else _table(data, name, how)
                )
                came = inner.came
                rows += [replace(row, place=f"{name}: {row.place.lower()}") for row in inner.rows]
                notes += inner.notes
            else:
                notes.append(f"“{name}” is attached and was not read.")
        except Refused as refused:
            notes.append(refused.sentence())
    return rows, photos, came, notes


def _moment(text: str) -> datetime | None:
    """Return when a mail says it was sent, by the clocks here."""
    try:
        return local(datetime.fromisoformat(text)) if text else None
    except (ValueError, OverflowError):
        return None
