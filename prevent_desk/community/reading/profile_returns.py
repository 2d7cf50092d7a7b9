"""From files stakeholders sent to returns: the part that runs in our own process.

A filled PDF form, a workbook form, or a mail with either. What a file is, its bytes say. Nothing is
in the desk yet.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from prevent_desk.community.model.profile_returns import Return
from prevent_desk.core.errors import Refused
from prevent_desk.core.kept_file import file_name
from prevent_desk.readers import (
    asking,
    filled_form,
    form_file,
    guard,
    refusals,
)
from prevent_desk.readers.filled_form import Filled
from prevent_desk.readers.refusals import About, refusal
from prevent_desk.workers.child import Report, StopAsked

FORM = "ctlp-return"
"""The code of our form."""

_FORM_FILE = "prevent_desk.readers.form_file:in_child"
_MAIL = "prevent_desk.readers.mail:in_child"
_MOST_ATTACHED = 10
_LOCKED = frozenset({refusals.PASSWORD, refusals.WRONG_PASSWORD})
_KEPT_LOCKED = "The file is kept as it came: it asks for its password when it is opened."

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
    password: str = "",
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> list[Return]:
    """Return what files hold, in their order: a return each, of a mail those attached to it.

    What cannot be read is a return with its problem in a sentence, never an error. One limited
    child reads them one after the other; none takes another with it.

    Args:
        files: Names and bytes; what is refused already stays so.
        today: For days without a year.
        password: What opens those that are locked.
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
    filled = filled_form.read_each(
        forms, FORM, today, password=password, report=report, stopped=stopped
    )
    read = iter([_return(*pair) for pair in zip(forms, filled, strict=True)])
    return [one if isinstance(one, Return) else next(read) for one in waiting]


def read_locked(
    files: Sequence[Return],
    password: str,
    today: date,
    *,
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> list[Return]:
    """Read those that are under a password once more with it; the others stay as they are.

    Each stays in its place.

    Raises:
        Stopped: `stopped` said so.
    """
    again: list[Whole | Return] = [(one.name, one.content) if one.locked else one for one in files]
    read = read_several(again, today, password=password, report=report, stopped=stopped)
    return [
        replace(one, notes=(*one.notes, _KEPT_LOCKED)) if was.locked and not one.problem else one
        for was, one in zip(files, read, strict=True)
    ]


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


def _return(one: Whole, filled: Filled | Refused) -> Return:
    name, data = one
    if isinstance(filled, Refused):
        locked = filled.code in _LOCKED
        return Return(name, content=data, problem=filled.sentence(), locked=locked)
    said = (*filled.findings, *filled.notes)
    edition = filled.form.code, filled.form.version
    return Return(name, filled.mark, edition, filled.answers, said, data)


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
