"""A workbook's bytes to grids of plain texts; runs in a limited child, after the guard.

Of openpyxl only the reading of cells is used: pictures, charts, comments, pivots, links and rules
are never parsed, so neither can they do harm nor can a fault in one of them keep a plan out.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Generator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import IO, Any, cast
from zipfile import ZipFile

# lxml is not asked to parse files from outside: defusedxml refuses entities, lxml only ignores
# them. It has to be said before openpyxl is imported; a child reads one file and ends.
os.environ.setdefault("OPENPYXL_LXML", "False")

from defusedxml.ElementTree import iterparse
from openpyxl import DEFUSEDXML
from openpyxl.reader.workbook import WorkbookParser
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.worksheet._reader import WorkSheetParser

from prevent_desk.core.errors import Fault
from prevent_desk.readers import guard, refusals
from prevent_desk.readers.grid import Grid, Merge, Workbook, moment_of
from prevent_desk.readers.refusals import refusal
from prevent_desk.readers.values import as_cell

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_SHEETS = 50
_WORKBOOK, _STRINGS = "xl/workbook.xml", "xl/sharedstrings.xml"
_CUSTOM, _CORE = "docprops/custom.xml", "docprops/core.xml"
_MOST_NAMES = 5_000

Said = tuple[str, str]
"""A text, and its first stretch in bold where only a part is."""


def read(data: bytes) -> Workbook:
    """Return every sheet of a workbook as texts.

    Raises:
        Refused: The guard refuses it, or it cannot be read; with a code of `refusals`.
    """
    guard.check(data)
    if not DEFUSEDXML:
        raise Fault("defusedxml is missing: no file from outside is parsed without it.")
    try:
        with warnings.catch_warnings(), ZipFile(BytesIO(data)) as archive:
            warnings.simplefilter("ignore")
            return _read(archive)
    except Exception as error:
        # openpyxl fails in a dozen ways on a damaged file; none of them says more than this.
        raise refusal(guard.code_of(error)) from error


def _read(archive: ZipFile) -> Workbook:
    found = Workbook(properties=_properties(archive), names=_names(archive))
    found.saved = _saved(archive)
    parser = WorkbookParser(archive, _part(archive, _WORKBOOK), keep_links=False)
    parser.parse()
    book: Any = parser.wb
    try:
        apply_stylesheet(archive, book)
    except Exception:  # noqa: BLE001 - a plan can be read without its formats
        book._date_formats, book._timedelta_formats = set(), set()  # noqa: SLF001
        found.notes.append("The file's formats could not be read; days may stand as numbers.")
    strings = _shared_strings(archive)
    for sheet, link in parser.find_sheets():
        if "chartsheet" in link.Type or link.target not in archive.namelist():
            continue
        if len(found.grids) == _MOST_SHEETS:
            raise refusal(refusals.TOO_LARGE)
        grid = Grid(str(sheet.name)[:31], hidden=sheet.state != "visible")
        with archive.open(link.target) as stream:
            _fill(grid, _Cells(stream, strings, book))
        found.grids.append(grid)
    return found


def _part(archive: ZipFile, wanted: str) -> str:
    return next((name for name in archive.namelist() if name.lower() == wanted), wanted)


def _properties(archive: ZipFile) -> dict[str, str]:
    """Return the custom properties; a file without them has none."""
    found: dict[str, str] = {}
    name = _part(archive, _CUSTOM)
    if name in archive.namelist():
        with archive.open(name) as stream:
            for _, element in iterparse(stream):
                if element.tag.endswith("}property") and len(found) < _MOST_NAMES:
                    found[element.get("name", "")] = "".join(element.itertext()).strip()
    return found


def _saved(archive: ZipFile) -> datetime | None:
    """Return when the file says that it was last saved."""
    name = _part(archive, _CORE)
    if name not in archive.namelist():
        return None
    with archive.open(name) as stream:
        for _, element in iterparse(stream):
            if element.tag.endswith("}modified"):
                return moment_of(element.text or "")
    return None


def _names(archive: ZipFile) -> dict[str, str]:
    """Return the defined names that hold for the whole workbook."""
    found: dict[str, str] = {}
    with archive.open(_part(archive, _WORKBOOK)) as stream:
        for _, element in iterparse(stream):
            whole = element.tag == f"{_MAIN}definedName" and element.get("localSheetId") is None
            if whole and len(found) < _MOST_NAMES:
                found[element.get("name", "")] = element.text or ""
    return found


def _fill(grid: Grid, cells: _Cells) -> None:
    for number, row in cells.parse():
        kept = {}
        for each in row:
            cell = as_cell(each["value"], each["data_type"])
            if cell is not None:
                kept[int(each["column"])] = replace(cell, formula=True) if each["f"] else cell
        if kept:
            grid.rows.setdefault(int(number), {}).update(kept)
        if str(cells.row_dimensions.pop(str(number), {}).get("hidden", "0")) in {"1", "true"}:
            grid.hidden_rows.add(int(number))
    for reference in cells.merged:
        left, top, right, bottom = range_boundaries(reference)
        if left is not None and top is not None and right is not None and bottom is not None:
            grid.merges.append(Merge(top, left, bottom, right))


class _Cells(WorkSheetParser):
    """openpyxl's reader of a sheet, kept to its rows and merged ranges."""

    def __init__(self, stream: IO[bytes], strings: list[Said], book: Any) -> None:  # noqa: ANN401
        super().__init__(
            stream,
            cast("Any", strings),  # each with its bold stretch
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001 - where openpyxl keeps them
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        self.merged: list[str] = []

    def parse(self) -> Generator[Any, None, None]:
        """Yield each row's number and cells; nothing else of the sheet is looked at."""
        for _, element in iterparse(self.source):
            if element.tag == f"{_MAIN}row":
                yield self.parse_row(element)
                element.clear()
            elif element.tag == f"{_MAIN}mergeCell":
                self.merged.append(element.get("ref", ""))
            elif element.tag not in _INSIDE_ROW:
                element.clear()

    def parse_cell(self, element: Any) -> dict[str, Any]:  # noqa: ANN401 - an XML element
        """Return one cell; a text with its bold stretch, a formula without result as such."""
        if element.get("t") == "inlineStr":
            inline = element.find(f"{_MAIN}is")
            row, column = coordinate_to_tuple(element.get("r") or f"A{self.row_counter}")
            value = _said(inline) if inline is not None else None
            return {"row": row, "column": column, "value": value, "data_type": "s", "f": False}
        found: dict[str, Any] = super().parse_cell(element)
        found["f"] = element.find(f"{_MAIN}f") is not None
        if found["value"] is None and found["f"]:
            found["data_type"] = "f"
        return found


_INSIDE_ROW = {f"{_MAIN}{tag}" for tag in ("c", "v", "f", "is", "t", "r", "rPr", "b", "rFont")}


def _shared_strings(archive: ZipFile) -> list[Said]:
    name = _part(archive, _STRINGS)
    if name not in archive.namelist():
        return []
    found = []
    with archive.open(name) as stream:
        for _, element in iterparse(stream):
            if element.tag == f"{_MAIN}si":
                found.append(_said(element))
                element.clear()
    return found


def _said(element: Any) -> Said:  # noqa: ANN401 - an XML element
    """Return a string item's text and bold stretch; what is only a reading aid is left out."""
    runs: list[tuple[str, bool]] = []
    for child in element:
        if child.tag == f"{_MAIN}t":
            runs.append((child.text or "", False))
        elif child.tag == f"{_MAIN}r":
            mark = child.find(f"{_MAIN}rPr/{_MAIN}b")
            bold = mark is not None and mark.get("val", "1") not in {"0", "false"}
            runs.append((child.findtext(f"{_MAIN}t") or "", bold))
    text = _decoded("".join(part for part, _ in runs))
    bolds = [_decoded(part).strip() for part, bold in runs if bold and part.strip()]
    plain = any(not bold and part.strip() for part, bold in runs)
    return text, bolds[0] if bolds and plain else ""


def _decoded(text: str) -> str:
    # "_x000D_" is how the file writes a carriage return; "_x005F_" an underscore before such words.
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")
