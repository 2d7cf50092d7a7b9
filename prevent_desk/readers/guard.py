"""What a file is by its bytes, and whether it may be given to a parser at all (SECURITY 3.11).

A workbook is a zip of XML. Before anything parses it, every part is unpacked once and counted:
what a zip says of its own sizes is not believed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from prevent_desk.readers import refusals
from prevent_desk.readers.refusals import refusal

MOST_BYTES = 20 * 2**20
MOST_PARTS = 2_000
MOST_OF_PART = 50 * 2**20
MOST_IN_ALL = 120 * 2**20
MOST_TIMES = 200
"""How many times its packed size a part may unpack to; ordinary workbooks reach 10 to 40."""
MOST_CELLS = 200_000
_SMALL = 2**20  # a part no larger than this may unpack as many times as it likes

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_CHUNK = 2**18

# A declaration can hide behind an encoding with zero bytes in it, so these are taken out first.
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']{0,40})[\"']", re.IGNORECASE)
_KNOWN_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"utf-16"}
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")


def kind_of(head: bytes) -> str:
    """Return the refusal's code for a file that is no zip, by its first bytes; "" for a zip."""
    if head.startswith(_OLE):
        # A workbook with a password is an old container around the new one.
        hidden = "EncryptedPackage".encode("utf-16-le")
        return refusals.PASSWORD if hidden in head else refusals.OLD_EXCEL
    return "" if head.startswith(b"PK\x03\x04") else refusals.NOT_A_WORKBOOK


def check(data: bytes) -> None:
    """Refuse what is not a workbook, or is none that may be parsed.

    Raises:
        Refused: With a code of `refusals`, and nothing of the content.
    """
    if len(data) > MOST_BYTES:
        raise refusal(refusals.TOO_LARGE)
    if code := kind_of(data):
        raise refusal(code)
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_names(archive.infolist())
            _check_parts(archive)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise refusal(refusals.DAMAGED) from error


def _check_names(parts: list[ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_IN_ALL:
        raise refusal(refusals.TOO_LARGE)
    names = [part.filename.lower() for part in parts]
    if "mimetype" in names:
        raise refusal(refusals.OPEN_DOCUMENT)
    if any(name.startswith("word/") for name in names):
        raise refusal(refusals.WORD)
    if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise refusal(refusals.NOT_A_WORKBOOK)
    for name in names:
        parents = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ".." in parents or ":" in parents[0]:
            raise refusal(refusals.DAMAGED)
        _check_purpose(name)
    encrypted = any(part.flag_bits & 1 for part in parts)
    if encrypted:
        raise refusal(refusals.PASSWORD)
    if len(set(names)) < len(names):
        raise refusal(refusals.DAMAGED)


def _check_purpose(name: str) -> None:
    if "vbaproject" in name or name.startswith("xl/macrosheets/"):
        raise refusal(refusals.MACROS)
    if "/embeddings/" in name or "/activex/" in name or "oleobject" in name:
        raise refusal(refusals.EMBEDDED)
    if "/externallinks/" in name:
        raise refusal(refusals.LINKS)


def _check_parts(archive: ZipFile) -> None:
    total = cells = 0
    for part in archive.infolist():
        size = 0
        markup = _is_markup(part.filename)
        tail = b""
        for chunk in _chunks(archive, part):
            if not size and markup:
                _check_encoding(chunk)
            size += len(chunk)
            total += len(chunk)
            if size > MOST_OF_PART or total > MOST_IN_ALL:
                raise refusal(refusals.TOO_LARGE)
            if size > max(_SMALL, part.compress_size * MOST_TIMES):
                raise refusal(refusals.TOO_LARGE)
            if markup:
                # A word that two chunks share is found with the end of the first in front.
                seen = tail + chunk.replace(b"\0", b"")
                if _DECLARATION.search(seen):
                    raise refusal(refusals.DECLARATIONS)
                if part.filename.lower().startswith("xl/worksheets/"):
                    cells += sum(found.end() > len(tail) for found in _CELL.finditer(seen))
                    if cells > MOST_CELLS:
                        raise refusal(refusals.TOO_LARGE)
                tail = seen[-11:]


def _is_markup(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _chunks(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _check_encoding(head: bytes) -> None:
    declared = _ENCODING.search(head[:400].replace(b"\0", b""))
    if declared and declared[1].lower() not in _KNOWN_ENCODINGS:
        raise refusal(refusals.DECLARATIONS)
