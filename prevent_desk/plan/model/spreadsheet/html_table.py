"""A table as HTML, the way Excel, Word and LibreOffice put one on a clipboard, and read again.

Word parts the paragraphs of a cell by line breaks in its plain text, where they cannot be told from
rows; only its HTML says which is which.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from html.parser import HTMLParser

from prevent_desk.plan.model.spreadsheet.table_text import Table, even

_BREAK = '<br style="mso-data-placement:same-cell">'
"""Excel's own word for a line break that does not begin a new row."""

_TEXT_CELL = 'sdnum="1033;0;@" style="mso-number-format:&quot;\\@&quot;;white-space:pre-wrap"'
"""Text stays text, for LibreOffice and for Excel.

They would make a date of 2015/16 and a sum of what begins with an equals sign.
"""

_BLOCKS = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"style", "script", "head", "title", "xml"})
_WIDEST = 200
"""More columns than any plan has; a span larger than this is not believed."""


def write(table: Sequence[Sequence[str]]) -> str:
    """Return cells as one HTML table, with nothing in it but their words."""
    rows = "".join(f"<tr>{''.join(_written(cell) for cell in row)}</tr>" for row in table)
    return f'<html><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'


def read(text: str) -> Table:
    """Return the cells of the first table; empty where there is none."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return even(reader.rows)


def _written(cell: str) -> str:
    words = _BREAK.join(html.escape(line, quote=False) for line in cell.split("\n"))
    return f"<td {_TEXT_CELL}>{words}</td>"


class _Reader(HTMLParser):
    """Collects the first table's cells; a table inside a cell is words of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: Table = []
        self._depth = 0
        self._is_over = False
        self._unseen = 0
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._taken: frozenset[int] = frozenset()
        """Columns of this row into which a cell of a row above reaches down."""
        self._below: dict[int, int] = {}
        """Columns of the rows below that are taken so, and for how many rows."""

    def close(self) -> None:
        """End what the text leaves open."""
        super().close()
        self._end_cell()
        self.rows = [row for row in self.rows if row]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._is_over:
            return
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._depth += 1
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self._begin_row()
        elif self._depth == 1 and tag in {"td", "th"}:
            self._begin_cell(dict(attrs))
        elif tag == "br":
            self._add("\n")
        elif tag in _BLOCKS or tag in {"tr", "td", "th"}:
            self._begin_line()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._end_cell()
                self._is_over = True
        elif self._depth == 1 and tag in {"td", "th", "tr"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            # The source's own line breaks are where its writer liked a line to end. A blank that
            # does not break is one the writer meant.
            self._add(re.sub(r"[ \t\r\n]+", " ", data))

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        if not self.rows:
            self._begin_row()
        self._skip()
        self._span = (_count(attributes.get("colspan")), _count(attributes.get("rowspan")))
        self._cell = []

    def _begin_line(self) -> None:
        if self._cell and not self._cell[-1].endswith("\n") and "".join(self._cell).strip():
            self._cell.append("\n")

    def _add(self, words: str) -> None:
        if self._cell is not None:
            self._cell.append(words)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        lines = "".join(self._cell).replace("\u00a0", " ").split("\n")
        words = "\n".join(line.strip(" ") for line in lines).strip("\n ")
        self._cell = None
        across, down = self._span
        row = self.rows[-1]
        if down > 1:
            self._below.update({len(row) + place: down - 1 for place in range(across)})
        row.extend([words, *[""] * (across - 1)])

    def _begin_row(self) -> None:
        if self.rows:
            self._skip()
        self.rows.append([])
        self._taken = frozenset(self._below)
        self._below = {place: left - 1 for place, left in self._below.items() if left > 1}

    def _skip(self) -> None:
        """Leave empty what a cell of a row above takes."""
        row = self.rows[-1]
        while len(row) in self._taken:
            row.append("")


def _count(value: str | None) -> int:
    return min(int(value), _WIDEST) if value and value.isdecimal() and int(value) > 0 else 1
