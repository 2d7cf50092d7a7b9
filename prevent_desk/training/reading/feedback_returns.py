"""From files that came back to feedback: the part that runs in our own process.

A filled form (PDF or workbook), a list with a row a person (our workbook for many, or what a
program of online forms saves), or a mail with any of them attached.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from prevent_desk.core import form_fields
from prevent_desk.core.errors import Refused
from prevent_desk.core.kept_file import file_name
from prevent_desk.core.questionnaire import Questionnaire, tidy
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.readers import asking, filled_form, form_file, refusals, shipped
from prevent_desk.readers.filled_form import Filled
from prevent_desk.readers.refusals import About, refusal
from prevent_desk.training.model.feedback import CODE as FEEDBACK
from prevent_desk.training.model.feedback import newest
from prevent_desk.training.model.feedback_returns import ROW, Given, columns_of, digest_of
from prevent_desk.training.reading.importing import list_of
from prevent_desk.workers.child import Report, StopAsked

_LEAST_COLUMNS = 2
"""So many questions among the headings make a list of feedback; one may be anything."""
_LOCKED = frozenset({refusals.PASSWORD, refusals.WRONG_PASSWORD})
_MAILS, _LISTS = (".eml", ".mht"), (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class _File:
    """One to be read: by itself, or attached to a mail."""

    name: str
    data: bytes

    @property
    def is_form(self) -> bool:
        """Whether it may be the form of one person."""
        return filled_form.looks_like_form(self.name, self.data)


def read_files(
    paths: Sequence[Path],
    today: date,
    *,
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> list[Given]:
    """Read files from disk in limited children, in their order.

    What cannot be read is given with its problem in a sentence, never an error.

    Raises:
        Stopped: `stopped` said so.
    """
    found: list[_File | Given] = []
    for path in paths:
        try:
            found += _opened(_File(path.name, asking.bytes_of(path)), stopped)
        except Refused as refused:
            found.append(Given(file_name(path.name), problem=refused.sentence()))
    return _read(found, "", today, report, stopped)


def read_locked(
    given: Sequence[Given],
    password: str,
    today: date,
    *,
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> list[Given]:
    """Read those that are under a password once more with it; the others stay as they are.

    Raises:
        Stopped: `stopped` said so.
    """
    found = [_File(one.file, one.locked) if one.locked else one for one in given]
    return _read(found, password, today, report, stopped)


def _read(
    found: Sequence[_File | Given], password: str, today: date, report: Report | None,
    stopped: StopAsked | None,
) -> list[Given]:  # fmt: skip
    forms = [(one.name, one.data) for one in found if isinstance(one, _File) and one.is_form]
    read = iter(
        filled_form.read_each(
            forms, FEEDBACK, today, password=password, report=report, stopped=stopped
        )
    )
    given: list[Given] = []
    for one in found:
        if isinstance(one, Given):
            given.append(one)
            continue
        try:
            form = next(read) if one.is_form else None
            given += _taken(one, form, password, today, stopped)
        except Refused as refused:
            locked = one.data if refused.code in _LOCKED else b""
            given.append(Given(file_name(one.name), problem=refused.sentence(), locked=locked))
    return given


def _opened(file: _File, stopped: StopAsked | None) -> list[_File | Given]:
    """Return a file, or those attached to a mail."""
    shown, ending = file_name(file.name), Path(file.name).suffix.lower()
    if not file.data.strip():
        raise Refused(f"“{shown}” is empty.", next_step="Ask for it again.")
    if file.is_form:
        return [file]
    if ending == ".msg":
        raise refusal(refusals.OUTLOOK, shown, About.MAIL)
    if ending in _MAILS:
        inside = filled_form.attached(file.data, shown, _may_be, stopped=stopped)
        return [_File(name, data) for name, data in inside]
    if ending in _LISTS:
        return [file]
    raise refusal(refusals.NOT_A_WORKBOOK, shown, About.FORM)


def _taken(
    file: _File, read: Filled | Refused | None, password: str, today: date,
    stopped: StopAsked | None,
) -> list[Given]:  # fmt: skip
    """Return what a file gives: the form of one person, else a row for each of a list."""
    if isinstance(read, Filled):
        return [Given(
            read.name, "", read.mark, read.form.version, read.answers, read.findings, read.notes,
            hashlib.sha256(file.data).hexdigest(),
        )]  # fmt: skip
    is_list = read is None or (
        read.code == refusals.NOT_OUR_FORM and not form_file.is_pdf(file.data)
    )
    if read is not None and not is_list:
        raise read
    return _rows(file.data, file_name(file.name), password, today, stopped)


def _rows(
    data: bytes, name: str, password: str, today: date, stopped: StopAsked | None
) -> list[Given]:
    file = list_of(data, name, password=password, stopped=stopped)
    form, lists = newest(shipped.questionnaires()), shipped.vocabularies()
    keys = columns_of(form, file.headings)
    if sum(key is not None for key in keys) < _LEAST_COLUMNS:
        raise Refused(
            f"The headings of “{name}” are not the questions of the feedback form.",
            next_step="Take a blank workbook out and fill its columns.",
        )
    left = [words for words, key in zip(file.headings, keys, strict=True) if words and key is None]
    notes = list(file.notes)
    if left:
        more = f" and {len(left) - 1} more" if len(left) > 1 else ""
        notes.append(f"Column “{left[0][:40]}”{more} is not read: it is no question of the form.")
    found: list[Given] = []
    for row in file.rows:
        told = [(key, text.strip()) for key, text in zip(keys, row.cells, strict=False)
                if key is not None and text.strip()]  # fmt: skip
        if not told and not row.broken:
            continue
        unknown = sorted(file.headings[at] for at in row.formulas if keys[at] is not None)
        if row.broken or unknown:
            why = row.broken or f"“{unknown[0]}” is a formula without a result."
            found.append(Given(name, row.place, problem=why, source=ROW))
            continue
        found.append(_row(form, lists, dict(told), name, row.place, today))
    if not found:
        raise Refused(f"“{name}” has no filled rows.", next_step="Ask for it as it was saved.")
    # Told once, of the first: they are of the file.
    return [replace(found[0], notes=(*notes, *found[0].notes)), *found[1:]]


def _row(
    form: Questionnaire, lists: Vocabularies, told: dict[str, str], name: str,
    place: str, today: date,
) -> Given:  # fmt: skip
    placed = form_fields.place(form, told, lists, today)
    answers = tidy(placed.answers)
    findings = tuple(finding.said for finding in placed.findings)
    if not answers:
        why = " ".join(findings) or "Nothing is answered."
        return Given(name, place, problem=why, source=ROW)
    return Given(name, place, "", form.version, answers, findings, (), digest_of(answers), ROW)


def _may_be(name: str, data: bytes) -> bool:
    is_list = name.lower().endswith(_LISTS[:2])
    return is_list or filled_form.looks_like_form(name, data)
