"""The answers in a filled Word form of ours, by field name; runs in a limited child.

Each table row holds its field's name as hidden words beside the question, and whatever stands in
the last cell is the answer; in a table of rows the names stand hidden in the headings. The names
survive Word and LibreOffice; where somebody took them out, that row is not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx.package import Package

from prevent_desk.core.form_fields import CODE
from prevent_desk.readers import guard, refusals
from prevent_desk.readers.form_pdf import CUT, MOST_FIELDS, MOST_OF_FIELD
from prevent_desk.readers.grid import FileKind
from prevent_desk.readers.refusals import refusal
from prevent_desk.readers.word_text import LeftOut, W, blocks, inside, said
from prevent_desk.workers.child import Report

NAME = re.compile(r"\[\[([a-z0-9_*-]{1,120})(?:=([^\]]{0,60}))?\]\]", re.IGNORECASE)
"""How a field's name stands in hidden words: "[[given_name]]"; "[[form-code=referral]]" has its
value with it, "[[household-*-name]]" is a column, "[[gender=ticks]]" is answered by signs."""
TICKS = "ticks"

_EMPTY_BOX, _FULL_BOX = "☐", "☒☑✓✔✗✘■"
_OPTION = re.compile(rf"[{_EMPTY_BOX}{_FULL_BOX}][^{_EMPTY_BOX}{_FULL_BOX}\n]*")


def in_child(payload: bytes, _report: Report | None = None) -> bytes:
    """Return `{"fields": {name: text}, "notes": [...]}` as JSON.

    Raises:
        Refused: It is no Word form of ours that can be read; with a code of `refusals`.
    """
    kind = guard.check(payload)
    if kind is not FileKind.DOCUMENT:
        raise refusal(refusals.NOT_A_WORKBOOK)
    try:
        part: Any = Package.open(BytesIO(payload)).main_document_part
        reading = _Reading()
        reading.read(part.element.body)
    except Exception as error:
        # python-docx and lxml fail in many ways on a damaged file; none says more than this.
        raise refusal(guard.code_of(error)) from error
    if CODE not in reading.fields:
        raise refusal(refusals.NOT_OUR_FORM)
    return json.dumps({"fields": reading.fields, "notes": sorted(reading.notes)}).encode()


class _Reading:
    """The document from its first paragraph to its last.

    Attributes:
        fields: Field name to its text.
        notes: What is to be told besides.
    """

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.notes: set[str] = set()

    def read(self, body: Any) -> None:  # noqa: ANN401 - an XML element
        """Take the body's blocks in their order."""
        for block in blocks(body):
            if block.tag == f"{W}tbl":
                self._take_table([list(inside(row, "tc")) for row in inside(block, "tr")])
            else:
                for name, value in _names(block):
                    self._put(name, value)

    def _take_table(self, rows: list[list[Any]]) -> None:
        if not rows:
            return
        columns = [next((name for name, _ in _names(cell)), "") for cell in rows[0]]
        if any("*" in name for name in columns):
            for number, cells in enumerate(rows[1:], 1):
                for name, cell in zip(columns, cells, strict=False):
                    if "*" in name:
                        self._put(name.replace("*", str(number)), _text(cell))
            return
        for cells in rows:
            names = [one for cell in cells for one in _names(cell)]
            if len(cells) >= 2 and names:
                text = _text(cells[-1])
                self._put(names[0][0], _chosen(text) if names[0][1] == TICKS else text)

    def _put(self, name: str, text: str) -> None:
        if len(text) > MOST_OF_FIELD:
            self.notes.add(CUT)
            text = text[:MOST_OF_FIELD]
        if len(self.fields) >= MOST_FIELDS:
            raise refusal(refusals.TOO_LARGE)
        self.fields[name] = self.fields.get(name) or text


def _names(element: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - an XML element
    """Yield the names in the hidden words of a paragraph or cell, each with its value."""
    hidden = []
    for run in element.iter(f"{W}r"):
        settings = run.find(f"{W}rPr")
        if settings is not None and settings.find(f"{W}vanish") is not None:
            hidden.append("".join(text.text or "" for text in run.iter(f"{W}t")))
    # A program may cut one name into several runs.
    for found in NAME.finditer("".join(hidden)):
        yield found[1], found[2] or ""


def _text(cell: Any) -> str:  # noqa: ANN401 - an XML element
    """Return a cell's words as they are seen, a line for each paragraph."""
    left_out = LeftOut()
    lines = [said(block, left_out).text for block in blocks(cell) if block.tag == f"{W}p"]
    return "\n".join(lines).strip()


def _chosen(text: str) -> str:
    """Return the options ticked by a sign, one a line; words of one's own as they are."""
    if not any(box in text for box in (_EMPTY_BOX, *_FULL_BOX)):
        return text
    options = [(found[0][0], found[0][1:].strip()) for found in _OPTION.finditer(text)]
    ticked = [words for box, words in options if box != _EMPTY_BOX and words]
    typed = _OPTION.sub("", text).strip(" \n\t;,")
    return "\n".join(ticked) or typed
