"""What a file is by its bytes, and whether it may be given to a parser at all (SECURITY 3.11).

Workbooks and documents of today are zips of XML. Before anything parses one, every part is
unpacked once and counted: what a zip says of its own sizes is not believed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from prevent_desk.readers import refusals
from prevent_desk.readers.grid import FileKind
from prevent_desk.readers.refusals import refusal

MOST_BYTES = 20 * 2**20
MOST_PARTS = 2_000
MOST_OF_PART = 50 * 2**20
MOST_IN_ALL = 120 * 2**20
MOST_TIMES = 200
"""How many times its packed size a part may unpack to; ordinary workbooks reach 10 to 40."""
MOST_CELLS = 200_000
_SMALL = 2**20  # a part no larger than this may unpack as many times as it likes

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_CHUNK = 2**18
_LONGEST_MARK = 160
"""How much of a chunk is looked at again with the next one: no mark looked for is longer."""

# A declaration can hide behind an encoding with zero bytes in it, so these are taken out first.
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]{0,400}?encoding\s*=\s*[\"']([^\"']{0,40})[\"']", re.IGNORECASE)
_LONGEST_PROLOGUE = 400
"""Characters within which the line that names the encoding has to end; programs write 60."""
_KNOWN_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"utf-16"}

_CELLS = {
    FileKind.WORKBOOK: re.compile(rb"<(?:[^\s<>/:]{1,99}:)?c[\s/>]"),
    FileKind.OPEN_WORKBOOK: re.compile(rb"<(?:[^\s<>/:]{1,99}:)?table-cell[\s/>]"),
    FileKind.DOCUMENT: re.compile(rb"<(?:[^\s<>/:]{1,99}:)?(?:tc|p)[\s/>]"),
}
"""What counts as a cell in a part; in a document paragraphs count as well."""

_OUTSIDE = {
    FileKind.OPEN_WORKBOOK: re.compile(
        rb"<table:(?:table-source|dde-link|cell-range-source)\b|\[&apos;?(?:file|https?):|"
        rb"\['(?:file|https?|smb):",
        re.IGNORECASE,
    ),
}
_LOCKED = re.compile(rb"<manifest:encryption-data\b")
_EMBEDS = re.compile(
    rb"""/relationships/(?:oleObject|package|aFChunk|subDocument|frame)["']""", re.IGNORECASE
)
"""What in a document's relations brings another file into it, from inside or outside."""


def starts_well(head: bytes) -> bool:
    """Whether a file begins like one that may be read; asked before a child is started for it."""
    return head.startswith((_ZIP, _OLE))


def is_locked(data: bytes) -> bool:
    """Whether a file is a container around a workbook or document under a password."""
    if not data.startswith(_OLE):
        return False
    from olefile import OleFileIO

    try:
        with OleFileIO(BytesIO(data)) as container:
            return bool(container.exists("EncryptedPackage"))
    except Exception as error:
        raise refusal(code_of(error)) from error


def declares(part: bytes) -> bool:
    """Whether a piece of XML declares a type or entities."""
    return _DECLARATION.search(part.replace(b"\0", b"")) is not None


def code_of(error: BaseException) -> str:
    """Return the refusal's code for whatever a parser of others raised on a file."""
    if isinstance(error, (MemoryError, RecursionError)):
        return refusals.TOO_LARGE
    code = getattr(error, "code", "")
    return code if code in refusals.CODES else refusals.DAMAGED


def check(data: bytes) -> FileKind:
    """Return what kind of file it is; refuse what is none that can be read, or none that may be.

    Raises:
        Refused: With a code of `refusals`, and nothing of the content.
    """
    if len(data) > MOST_BYTES:
        raise refusal(refusals.TOO_LARGE)
    if data.startswith(_OLE):
        return _check_container(data)
    if not data.startswith(_ZIP):
        raise refusal(refusals.NOT_A_WORKBOOK)
    try:
        with ZipFile(BytesIO(data)) as archive:
            kind = _kind_of(archive)
            _check_names(archive.infolist())
            _check_parts(archive, kind)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise refusal(refusals.DAMAGED) from error
    return kind


def _kind_of(archive: ZipFile) -> FileKind:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_IN_ALL:
        raise refusal(refusals.TOO_LARGE)
    names = {part.filename.lower() for part in parts}
    if "mimetype" in names:
        return _open_document(archive)
    if "[content_types].xml" in names:
        if "word/document.xml" in names:
            return FileKind.DOCUMENT
        if any(name.startswith("xl/") for name in names):
            return FileKind.WORKBOOK
    raise refusal(refusals.NOT_A_WORKBOOK)


def _open_document(archive: ZipFile) -> FileKind:
    part = next(part for part in archive.infolist() if part.filename.lower() == "mimetype")
    with archive.open(part) as stream:
        said = stream.read(200)
    if not said.startswith(b"application/vnd.oasis.opendocument"):
        raise refusal(refusals.NOT_A_WORKBOOK)
    if not said.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise refusal(refusals.OPEN_DOCUMENT)
    return FileKind.OPEN_WORKBOOK


def _check_names(parts: list[ZipInfo]) -> None:
    names = [part.filename.lower() for part in parts]
    for name in names:
        parents = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ".." in parents or ":" in parents[0]:
            raise refusal(refusals.DAMAGED)
        _check_purpose(name)
    if any(part.flag_bits & 1 for part in parts):
        raise refusal(refusals.OTHER_LOCK)
    if len(set(names)) < len(names):
        raise refusal(refusals.DAMAGED)


def _check_purpose(name: str) -> None:
    if "vbaproject" in name or name.startswith(("xl/macrosheets/", "basic/", "scripts/")):
        raise refusal(refusals.MACROS)
    if "/embeddings/" in name or "/activex/" in name or "oleobject" in name:
        raise refusal(refusals.EMBEDDED)
    if "/externallinks/" in name:
        raise refusal(refusals.LINKS)


def _check_parts(archive: ZipFile, kind: FileKind) -> None:
    total = cells = 0
    for part in archive.infolist():
        size = 0
        seen = _Seen(part.filename.lower(), kind)
        for chunk in _chunks(archive, part):
            size += len(chunk)
            total += len(chunk)
            if size > MOST_OF_PART or total > MOST_IN_ALL:
                raise refusal(refusals.TOO_LARGE)
            if size > max(_SMALL, part.compress_size * MOST_TIMES):
                raise refusal(refusals.TOO_LARGE)
            seen.look(chunk)
            if cells + seen.cells > MOST_CELLS:
                raise refusal(refusals.TOO_LARGE)
        cells += seen.cells


class _Seen:
    """One part as it is unpacked, chunk by chunk: refused as soon as something must not be in it.

    Attributes:
        cells: How many cells have been seen in it.
    """

    def __init__(self, name: str, kind: FileKind) -> None:
        self._markup = name.endswith((".xml", ".rels", ".vml", ".rdf"))
        self._counted = _CELLS[kind] if _holds_cells(name, kind) else None
        self._outside = _OUTSIDE.get(kind) if name == "content.xml" else None
        # Of a workbook's own parts the names tell; in a document only its relations do.
        self._embeds = _EMBEDS if kind is FileKind.DOCUMENT and name.endswith(".rels") else None
        self._locks = _LOCKED if name == "meta-inf/manifest.xml" else None
        self._first, self._tail = True, b""
        self.cells = 0

    def look(self, chunk: bytes) -> None:
        """Look at the next piece.

        Raises:
            Refused: Declarations, links to other files, files inside, or parts under a password.
        """
        if not self._markup:
            return
        if self._first:
            self._first = False
            _check_encoding(chunk)
        # What two chunks share is found with the end of the first in front.
        before = len(self._tail)
        seen = self._tail + chunk.replace(b"\0", b"")
        if _DECLARATION.search(seen):
            raise refusal(refusals.DECLARATIONS)
        if self._outside and self._outside.search(seen):
            raise refusal(refusals.LINKS)
        if self._embeds and self._embeds.search(seen):
            raise refusal(refusals.EMBEDDED)
        if self._locks and self._locks.search(seen):
            raise refusal(refusals.OTHER_LOCK)
        if self._counted:
            self.cells += sum(found.end() > before for found in self._counted.finditer(seen))
        self._tail = seen[-_LONGEST_MARK:]


def _holds_cells(name: str, kind: FileKind) -> bool:
    if kind is FileKind.WORKBOOK:
        return name.startswith("xl/worksheets/")
    return name == ("content.xml" if kind is FileKind.OPEN_WORKBOOK else "word/document.xml")


def _chunks(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _check_encoding(head: bytes) -> None:
    start = head[: 2 * _LONGEST_PROLOGUE].replace(b"\0", b"")[:_LONGEST_PROLOGUE]
    if b"<?xml" in start and b"?>" not in start:
        # Blanks enough would push the encoding out of what is looked at.
        raise refusal(refusals.DECLARATIONS)
    declared = _ENCODING.search(start)
    if declared and declared[1].lower() not in _KNOWN_ENCODINGS:
        raise refusal(refusals.DECLARATIONS)


def _check_container(data: bytes) -> FileKind:
    """Say what an old container holds; only a workbook may be read."""
    from olefile import OleFileIO

    try:
        with OleFileIO(BytesIO(data)) as container:
            names = [
                [part.casefold() for part in path] for path in container.listdir(storages=True)
            ]
    except Exception as error:
        raise refusal(code_of(error)) from error
    tops = {path[0] for path in names}
    if len(names) > MOST_PARTS:
        raise refusal(refusals.TOO_LARGE)
    if any("vba" in path[-1] or path[-1] == "macros" for path in names):
        raise refusal(refusals.MACROS)
    if "worddocument" in tops:
        raise refusal(refusals.WORD)
    if not tops & {"workbook", "book"}:
        raise refusal(refusals.OLD_PROGRAM)
    if any(top.startswith("mbd") or top == "objectpool" for top in tops):
        raise refusal(refusals.EMBEDDED)
    return FileKind.OLD_WORKBOOK
