"""An .ods workbook's bytes to grids of plain texts; runs in a limited child, after the guard.

Read straight from its XML, like the .xlsx beside it: python-calamine knows neither which cells are
merged nor which hold formulas, and unfolds rows that are said once and meant a million times. The
names are those of OpenDocument 1.3, part 3, chapters 9 (tables) and 19 (attributes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from defusedxml.ElementTree import iterparse

from prevent_desk.readers import guard, refusals
from prevent_desk.readers.grid import Cell, FileKind, Grid, Merge, Workbook, moment_of
from prevent_desk.readers.refusals import refusal
from prevent_desk.readers.values import as_cell

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _OFFICE = f"{{{_URN}table:1.0}}", f"{{{_URN}text:1.0}}", f"{{{_URN}office:1.0}}"
_STYLE, _META = f"{{{_URN}style:1.0}}", f"{{{_URN}meta:1.0}}"
_SAVED = "{http://purl.org/dc/elements/1.1/}date"
_FO = f"{{{_URN}xsl-fo-compatible:1.0}}"
_BLANKS = re.compile(r"[ \t\r\n]+")
_MOST_SHEETS = 50
_MOST_NAMES = 5_000
_MOST_BLANKS = 1_000


def read(data: bytes) -> Workbook:
    """Return every sheet as texts; the guard has let it in.

    Raises:
        Refused: It cannot be read, or is too large; with a code of `refusals`.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            found = Workbook(kind=FileKind.OPEN_WORKBOOK)
            with archive.open("content.xml") as stream:
                _Content(found).read(iterparse(stream, events=("start", "end")))
            if "meta.xml" in archive.namelist():
                with archive.open("meta.xml") as stream:
                    found.properties, found.saved = _properties(iterparse(stream))
            return found
    except Exception as error:
        raise refusal(guard.code_of(error)) from error


def _properties(elements: Iterable[Any]) -> tuple[dict[str, str], datetime | None]:
    """Return the custom properties, and when the file says that it was last saved."""
    found: dict[str, str] = {}
    saved: datetime | None = None
    for _, element in elements:
        if element.tag == _SAVED:
            saved = moment_of(element.text or "")
        if element.tag == f"{_META}user-defined" and len(found) < _MOST_NAMES:
            found[element.get(f"{_META}name", "")] = "".join(element.itertext()).strip()
    return found, saved


@dataclass(slots=True)
class _Styles:
    """What the names of styles mean here: hidden sheets and bold stretches."""

    hidden: set[str] = field(default_factory=set)
    bold: set[str] = field(default_factory=set)

    def learn(self, style: Any) -> None:  # noqa: ANN401 - an XML element
        name = style.get(f"{_STYLE}name", "")
        for properties in style:
            if properties.get(f"{_TABLE}display") == "false":
                self.hidden.add(name)
            if properties.get(f"{_FO}font-weight") == "bold":
                self.bold.add(name)


class _Content:
    """content.xml from its beginning to its end."""

    def __init__(self, found: Workbook) -> None:
        self._found = found
        self._styles = _Styles()
        self._grid: Grid | None = None
        self._row = 0
        self._cells = 0
        self._deep = 0  # tables inside a cell, whose rows are none of the sheet

    def read(self, elements: Iterable[Any]) -> None:
        for event, element in elements:
            tag = element.tag
            if event == "start":
                if tag == f"{_TABLE}table":
                    self._begin(element)
            elif tag == f"{_TABLE}table":
                self._deep -= 1
                element.clear()
            elif tag == f"{_TABLE}table-row" and self._deep == 1:
                self._take_row(element)
                element.clear()
            elif tag == f"{_STYLE}style":
                self._styles.learn(element)
                element.clear()
            elif tag in {f"{_TABLE}named-range", f"{_TABLE}named-expression"}:
                self._take_name(element)

    def _begin(self, table: Any) -> None:  # noqa: ANN401 - an XML element
        self._deep += 1
        if self._deep > 1:
            return
        if len(self._found.grids) == _MOST_SHEETS:
            raise refusal(refusals.TOO_LARGE)
        hidden = table.get(f"{_TABLE}style-name") in self._styles.hidden
        name = table.get(f"{_TABLE}name", "")[:100]
        self._grid = Grid(name, hidden=hidden)
        self._row = 0
        self._found.grids.append(self._grid)

    def _take_name(self, element: Any) -> None:  # noqa: ANN401 - an XML element
        said = element.get(f"{_TABLE}expression") or element.get(f"{_TABLE}cell-range-address")
        if said and len(self._found.names) < _MOST_NAMES:
            said = re.sub(r"^\w+:=", "", said)
            self._found.names[element.get(f"{_TABLE}name", "")] = said

    def _take_row(self, element: Any) -> None:  # noqa: ANN401 - an XML element
        grid = self._grid
        if grid is None:
            return
        first = self._row + 1
        self._row += _count(element, "number-rows-repeated")
        cells = self._row_cells(element, first, grid)
        if not cells:
            return
        hidden = element.get(f"{_TABLE}visibility") in {"collapse", "filter"}
        for row in range(first, self._row + 1):
            self._cells += len(cells)
            if self._cells > guard.MOST_CELLS:
                raise refusal(refusals.TOO_LARGE)
            grid.rows[row] = dict(cells)
            if hidden:
                grid.hidden_rows.add(row)

    def _row_cells(self, row: Any, number: int, grid: Grid) -> dict[int, Cell]:  # noqa: ANN401
        kept: dict[int, Cell] = {}
        column = 1
        for element in row:
            times = _count(element, "number-columns-repeated")
            if element.tag == f"{_TABLE}table-cell":
                cell = self._cell(element)
                if cell is not None:
                    if times > guard.MOST_CELLS:
                        raise refusal(refusals.TOO_LARGE)
                    kept.update(dict.fromkeys(range(column, column + times), cell))
                across = _count(element, "number-columns-spanned")
                down = _count(element, "number-rows-spanned")
                if across > 1 or down > 1:
                    end = (number + down - 1, column + across - 1)
                    grid.merges.append(Merge(number, column, *end))
            elif element.tag != f"{_TABLE}covered-table-cell":
                continue
            column += times
        return kept

    def _cell(self, element: Any) -> Cell | None:  # noqa: ANN401 - an XML element
        formula = element.get(f"{_TABLE}formula") is not None
        kind = element.get(f"{_OFFICE}value-type", "")
        value: object = None
        if kind in {"float", "percentage", "currency"}:
            value = float(element.get(f"{_OFFICE}value", "nan"))
        elif kind == "date":
            value = datetime.fromisoformat(element.get(f"{_OFFICE}date-value", ""))
        elif kind == "boolean":
            value = element.get(f"{_OFFICE}boolean-value") == "true"
        else:
            value = self._said(element)
        cell = as_cell(value, "f" if formula else "")
        return replace(cell, formula=True) if cell is not None and formula else cell

    def _said(self, cell: Any) -> tuple[str, str] | str:  # noqa: ANN401 - an XML element
        """Return a cell's paragraphs as lines, and the first stretch of them in bold."""
        lines = [_Line(self._styles) for _ in cell.iterfind(f"{_TEXT}p")]
        for line, paragraph in zip(lines, cell.iterfind(f"{_TEXT}p"), strict=True):
            line.take(paragraph, bold=False)
        text = "\n".join("".join(said for said, _ in line.runs) for line in lines)
        if not text:
            return str(cell.get(f"{_OFFICE}string-value", ""))
        runs = [run for line in lines for run in line.runs if run[0].strip()]
        bolds = [said.strip() for said, bold in runs if bold]
        return text, bolds[0] if bolds and len(bolds) < len(runs) else ""


class _Line:
    """One paragraph of a cell as runs of text, each bold or not."""

    def __init__(self, styles: _Styles) -> None:
        self._styles = styles
        self.runs: list[tuple[str, bool]] = []

    def take(self, element: Any, *, bold: bool) -> None:  # noqa: ANN401 - an XML element
        """Take an element's words in their order; a comment beside the cell is none of them."""
        self._say(_BLANKS.sub(" ", element.text or ""), bold)
        for child in element:
            if child.tag == f"{_TEXT}s":
                self._say(" " * min(_MOST_BLANKS, _number(child.get(f"{_TEXT}c"))), bold)
            elif child.tag == f"{_TEXT}tab":
                self._say("\t", bold)
            elif child.tag == f"{_TEXT}line-break":
                self._say("\n", bold)
            elif child.tag.startswith(_TEXT) and child.tag != f"{_TEXT}note":
                # Spans, links, and fields such as a day or the sheet's name: they hold their words.
                inside = bold or child.get(f"{_TEXT}style-name") in self._styles.bold
                self.take(child, bold=inside)
            self._say(_BLANKS.sub(" ", child.tail or ""), bold)

    def _say(self, text: str, bold: bool) -> None:
        if text:
            self.runs.append((text, bold))


def _count(element: Any, name: str) -> int:  # noqa: ANN401 - an XML element
    return _number(element.get(f"{_TABLE}{name}"))


def _number(said: str | None) -> int:
    return max(1, int(said)) if said else 1
