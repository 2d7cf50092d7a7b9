"""The fields of a filled PDF form, by name; runs in a limited child (`asking.ask_of` starts it).

Only values are taken, never what a page looks like: programs that fill a form draw as they please.
Scripts, actions and files inside are not looked into; that they are there is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream, String

from prevent_desk.core.form_fields import CODE
from prevent_desk.readers import guard, handed, refusals
from prevent_desk.readers.refusals import refusal
from prevent_desk.workers.child import Report

MOST_PAGES = 100
MOST_FIELDS = 3_000
MOST_OF_FIELD = 60_000
"""Characters of one answer; what is over is cut, and told."""
MOST_IN_ALL = 1_000_000
_DEEPEST = 12

CUT, SCRIPTS, FILES, SIGNED, XFA = "cut", "scripts", "files", "signed", "xfa"
"""What may be told of a form besides its answers."""

_STARTS_WITHIN = 1024
"""Bytes before which "%PDF-" has to stand; programs put up to so much in front of it."""


def in_child(payload: bytes, _report: Report | None = None) -> bytes:
    """Return `{"fields": {name: text}, "notes": [...]}` as JSON.

    Raises:
        Refused: It is no PDF form of ours that can be read; with a code of `refusals`.
    """
    data, password = handed.unpack(payload)
    if b"%PDF-" not in data[:_STARTS_WITHIN]:
        raise refusal(refusals.NOT_A_WORKBOOK)
    try:
        with pikepdf.open(BytesIO(data), password=password) as document:
            reading = _Reading(document)
            fields = reading.read()
    except pikepdf.PasswordError as error:
        raise refusal(refusals.WRONG_PASSWORD if password else refusals.PASSWORD) from error
    except Exception as error:
        # qpdf and what is built on it fail in many ways on a damaged file.
        raise refusal(guard.code_of(error)) from error
    if not fields:
        raise refusal(refusals.NO_FIELDS)
    if CODE not in fields:
        raise refusal(refusals.NOT_OUR_FORM)
    return json.dumps({"fields": fields, "notes": sorted(reading.notes)}).encode()


class _Reading:
    """One document's fields.

    Attributes:
        notes: What is to be told besides.
    """

    def __init__(self, document: pikepdf.Pdf) -> None:
        self.notes: set[str] = set()
        self._document = document
        self._seen: set[tuple[int, int]] = set()
        self._left = MOST_IN_ALL

    def read(self) -> dict[str, str]:
        """Return every field's text by its whole name; those without one are "".

        Raises:
            Refused: It has more pages or fields than a form has.
        """
        if len(self._document.pages) > MOST_PAGES:
            raise refusal(refusals.TOO_LARGE)
        self._look_around()
        form = self._document.Root.get("/AcroForm")
        if not isinstance(form, Dictionary):
            return {}
        if "/XFA" in form:
            self.notes.add(XFA)
        fields: dict[str, str] = {}
        for name, field, inherited in self._fields(form):
            text = self._text(field, inherited)
            # A field that stands twice: what is filled in speaks.
            fields[name] = fields.get(name) or text
            if len(fields) > MOST_FIELDS:
                raise refusal(refusals.TOO_LARGE)
        return fields

    def _look_around(self) -> None:
        root = self._document.Root
        names = root.get("/Names")
        names = names if isinstance(names, Dictionary) else Dictionary()
        if "/JavaScript" in names or "/AA" in root or _is_action(root.get("/OpenAction")):
            self.notes.add(SCRIPTS)
        if "/EmbeddedFiles" in names or "/Collection" in root:
            self.notes.add(FILES)

    def _fields(self, form: Dictionary) -> Iterator[tuple[str, Object, Object | None]]:
        """Yield the fields that hold a value: name, field, and the value of a parent."""
        listed = form.get("/Fields")
        if not isinstance(listed, Array):
            return
        stack: list[tuple[Object, str, Object | None, int]] = [
            (kid, "", None, 0) for kid in reversed(list(listed))
        ]
        visited = 0
        while stack:
            field, above, inherited, depth = stack.pop()
            visited += 1
            if visited > 4 * MOST_FIELDS or depth > _DEEPEST:
                raise refusal(refusals.TOO_LARGE)
            if not isinstance(field, Dictionary) or self._was_seen(field):
                continue
            if "/AA" in field or _is_action(field.get("/A")):
                self.notes.add(SCRIPTS)
            own = _plain(field.get("/T"))
            name = ".".join(part for part in (above, own) if part)
            value = field.get("/V", inherited)
            kids = field.get("/Kids")
            below = list(kids) if isinstance(kids, Array) else []
            # Kids with a name are fields of their own; those without are its buttons on the pages.
            if any(isinstance(kid, Dictionary) and "/T" in kid for kid in below):
                stack += [(kid, name, value, depth + 1) for kid in reversed(below)]
            elif name:
                yield name, field, value

    def _was_seen(self, field: Object) -> bool:
        place = field.objgen
        if place == (0, 0):
            return False
        if place in self._seen:
            return True
        self._seen.add(place)
        return False

    def _text(self, field: Object, value: Object | None) -> str:
        if field.get("/FT") == Name.Sig:
            if value is not None:
                self.notes.add(SIGNED)
            return ""
        text = _said(value)
        if field.get("/FT") == Name.Btn:
            # A name begins with a slash; pypdf writes that of a chosen button as a text.
            text = text.removeprefix("/")
            if text in {"", "Off"}:
                # Some programs turn the button on the page and leave the field's value alone.
                text = _pressed(field)
        if len(text) > MOST_OF_FIELD:
            self.notes.add(CUT)
            text = text[:MOST_OF_FIELD]
        self._left -= len(text)
        if self._left < 0:
            raise refusal(refusals.TOO_LARGE)
        return text


def _said(value: Object | None) -> str:
    if isinstance(value, Array):
        return "\n".join(_said(one) for one in list(value)[:200])
    if isinstance(value, Stream):
        raw = value.read_bytes()[: 4 * MOST_OF_FIELD]
        return _plain(String(raw))
    return _plain(value)


def _pressed(field: Object) -> str:
    kids = field.get("/Kids")
    buttons = [field, *(list(kids) if isinstance(kids, Array) else [])]
    for button in buttons:
        state = button.get("/AS") if isinstance(button, Dictionary) else None
        said = _said(state).removeprefix("/")
        if said not in {"", "Off"}:
            return said
    return ""


def _plain(value: Any) -> str:  # noqa: ANN401 - whatever stands in the file
    """Return a text without what nobody can have typed; "" for what is none."""
    if not isinstance(value, (String, Name)):
        return ""
    text = str(value).encode("utf-8", "replace").decode("utf-8")
    return "".join(char for char in text if char in "\t\n\r" or char >= " ")


def _is_action(value: Object | None) -> bool:
    """Whether something runs: a place to turn to on opening is not it."""
    return isinstance(value, Dictionary) and value.get("/S") != Name.GoTo
