"""The words of any kept file, for search and for showing: PDF, Word, workbook, mail, plain text.

Runs in a limited child. Only words are taken: nothing is run, fetched or followed. Who wrote a mail
is left out, for a referral is found by what was told and never by who told it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]

from prevent_desk.core.errors import Refused
from prevent_desk.readers import handed, mail, opening, refusals
from prevent_desk.readers.refusals import refusal
from prevent_desk.workers.child import Report

IN_CHILD = "prevent_desk.readers.words:in_child"
MOST_WORDS = 400_000
"""Characters that are taken; a text of 150 pages has fewer."""

_MOST_PAGES = 400
_ZIP, _PDF = b"PK\x03\x04", b"%PDF-"
_LOOKED_AT = 4096


def may_have_words(content: bytes) -> bool:
    """Return whether it is worth starting a child: pictures, films and programs have none."""
    head = content[:_LOOKED_AT]
    return head.startswith(_ZIP) or _PDF in head[:1024] or b"\0" not in head


def in_child(payload: bytes, _report: Report | None = None) -> bytes:
    """Return `{"words": text}` as JSON; no words where there are none.

    Raises:
        Refused: It cannot be read, with a code of `refusals`.
    """
    try:
        content, _password = handed.unpack(payload)
        words = "".join(_cut(_words(content)))
    except Refused:
        raise
    except Exception as error:
        # Parsers fail in many ways on a damaged file; none says more than this.
        raise refusal(refusals.DAMAGED) from error
    return json.dumps({"words": words.strip()}).encode()


def _words(content: bytes) -> Iterator[str]:
    if _PDF in content[:1024]:
        yield from _of_pdf(content)
    elif content.startswith(_ZIP):
        yield from _of_office(content)
    elif (told := _of_mail(content)) is not None:
        yield told
    else:
        yield _of_text(content)


def _of_pdf(content: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        for number in range(min(len(document), _MOST_PAGES)):
            page = document[number]
            text = page.get_textpage()
            yield text.get_text_bounded() + "\n"
            text.close()
            page.close()
    finally:
        document.close()


def _of_office(content: bytes) -> Iterator[str]:
    for grid in opening.read(content).grids:
        for row in grid.numbers():
            yield " ".join(cell.text for _column, cell in grid.filled(row)) + "\n"


def _of_mail(content: bytes) -> str | None:
    try:
        told = json.loads(mail.in_child(content))
    except Refused as refused:
        if refused.code == refusals.NOT_A_MAIL:
            return None
        raise
    return f"{told['subject']}\n\n{told['text']}"


def _of_text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _cut(parts: Iterator[str]) -> Iterator[str]:
    room = MOST_WORDS
    for part in parts:
        yield part[:room]
        room -= len(part)
        if room <= 0:
            return
