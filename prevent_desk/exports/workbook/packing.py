"""A workbook as bytes, made in memory: the same records give the same bytes.

openpyxl writes each sheet to a temporary file on disk, stamps the parts with the clock, and names
itself as the author. None of that may happen here: plain text must not reach the disk by the way,
and a file says nothing about its maker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.packaging.core import DocumentProperties
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from prevent_desk.core.errors import Fault

_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Microsoft Excel</Application></Properties>"
)
"""The one property that programs look for; which version made it is nobody's business."""

_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_OUTSIDE = re.compile(rb'TargetMode\s*=\s*["\']External', re.IGNORECASE)
_MAKER = re.compile(rb"<(?:dc:creator|cp:lastModifiedBy|Company|Manager)\b[^>]*>[^<]+<")
_PART = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core|custom)\.xml"
    r"|xl/(?:workbook|styles|sharedStrings)\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/theme/theme1\.xml|xl/worksheets/sheet\d+\.xml"
)


_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_RANGE = re.compile(rb'(<dimension ref=")[^"]*(")')


def packed(book: Workbook, rows: Sequence[tuple[str, str]], title: str, made_at: datetime) -> bytes:
    """Return a workbook's bytes, looked through once more before they are handed out.

    Args:
        book: With all its sheets, empty of cells.
        rows: For each sheet the range of its cells, and its rows as the file holds them.
        title: For the properties; with the language the only thing they say.
        made_at: The only moment in the file.

    Raises:
        Fault: It holds a formula, a link to outside, a maker's name or a part we did not mean.
    """
    still = made_at.replace(tzinfo=None, microsecond=0)
    book.properties = DocumentProperties(
        creator=None, title=title, language="en-GB", created=still, modified=still
    )
    out = BytesIO()
    # The zip's own clock has steps of two seconds and begins in 1980.
    first = max(still, datetime(1980, 1, 1))  # noqa: DTZ001 - zip knows no zones
    moment = (first.year, first.month, first.day, first.hour, first.minute, first.second)
    with _StillZip(out, moment) as archive:
        _InMemory(book, archive, rows).write_data()
    made = out.getvalue()
    check(made)
    return made


def check(made: bytes) -> None:
    """Look through a finished workbook for what must never leave the desk.

    Raises:
        Fault: One is there; the words name the part, never its content.
    """
    with ZipFile(BytesIO(made)) as archive:
        for name in archive.namelist():
            if not _PART.fullmatch(name):
                raise Fault(f"The workbook has a part of no known kind: {name}.", code="PD-322")
            part = archive.read(name)
            if name.startswith("xl/worksheets/") and _FORMULA.search(part):
                raise Fault(f"The workbook would hold a formula in {name}.", code="PD-323")
            if name.endswith(".rels") and _OUTSIDE.search(part):
                raise Fault(f"The workbook would point outside in {name}.", code="PD-324")
            if name.startswith("docProps/") and _MAKER.search(part):
                raise Fault("The workbook would name its maker.", code="PD-325")


_Moment = tuple[int, int, int, int, int, int]


class _StillZip(ZipFile):
    """A zip whose entries all bear one moment and no machine."""

    def __init__(self, out: BytesIO, moment: _Moment) -> None:
        super().__init__(out, "w", ZIP_DEFLATED)
        self._moment = moment

    def writestr(
        self,
        zinfo_or_arcname: str | ZipInfo,
        data: Any,  # noqa: ANN401 - text or bytes
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Write one part."""
        given = zinfo_or_arcname
        name = given.filename if isinstance(given, ZipInfo) else given
        entry = ZipInfo(name, self._moment)
        entry.create_system = 0
        entry.compress_type = ZIP_DEFLATED
        super().writestr(entry, _APPLICATION if name == "docProps/app.xml" else data)


class _InMemory(ExcelWriter):
    """openpyxl's writer without its temporary files, and with rows of ours."""

    def __init__(self, book: Workbook, archive: ZipFile, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__(book, archive)
        self._zip = archive
        self._rows = iter(rows)

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write one sheet into the zip by way of memory."""
        sheet: Any = ws
        sheet._drawing = SpreadsheetDrawing()  # noqa: SLF001 - what the method we replace does
        out = BytesIO()
        writer: Any = WorksheetWriter(sheet, out)
        writer.write()
        sheet._rels = writer._rels  # noqa: SLF001 - likewise
        used, rows = next(self._rows)
        frame = _RANGE.sub(rb"\g<1>" + used.encode() + rb"\2", out.getvalue(), count=1)
        above, below = _NO_ROWS.split(frame, maxsplit=1)
        whole = above + b"<sheetData>" + rows.encode() + b"</sheetData>" + below
        self._zip.writestr(sheet.path[1:], whole)
        self.manifest.append(sheet)
