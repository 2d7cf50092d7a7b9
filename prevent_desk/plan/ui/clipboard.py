"""Cells to and from the clipboard, so that Excel, Word and LibreOffice take and give them whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.spreadsheet import html_table, table_text
from prevent_desk.plan.model.spreadsheet.table_text import Table

MOST_CELLS = 20_000
_MOST_CHARACTERS = 20_000_000

_OURS = "application/x-prevent-desk-cells"
"""Tells a column of our cells from words that happen to stand on several lines; holds nothing."""


def written(table: Sequence[Sequence[str]]) -> QMimeData:
    """Return cells as text and as a table; one cell alone is its own text, with nothing added."""
    made = QMimeData()
    if len(table) == 1 and len(table[0]) == 1:
        made.setText(table[0][0])
        return made
    made.setText(table_text.write(table))
    made.setHtml(html_table.write(table))
    made.setData(_OURS, b"1")
    return made


def read(held: QMimeData) -> Table:
    """Return the cells on the clipboard, each row as long as the longest.

    Words with line breaks that come from no table are one cell. Where the text and the table do
    not agree on rows and columns the table is right: Word's text parts a cell's paragraphs as if
    they were rows.

    Raises:
        Refused: It is larger than one that was meant.
    """
    text = held.text().replace("\r\n", "\n").replace("\r", "\n")
    web = held.html() if held.hasHtml() else ""
    if max(len(text), len(web)) > _MOST_CHARACTERS:
        raise Refused(
            "The clipboard holds more text than can be pasted at once.",
            next_step="Import the workbook instead.",
        )
    table = _read(held, text, web)
    if sum(len(row) for row in table) > MOST_CELLS:
        raise Refused(
            f"The clipboard holds {len(table):,} rows, more than can be pasted at once.",
            next_step="Import the workbook instead.",
        )
    return table


def _read(held: QMimeData, text: str, web: str) -> Table:
    if held.hasFormat(_OURS):
        return table_text.read(text)
    in_web = html_table.read(web) if "<table" in web.casefold() else []
    if in_web:
        in_text = table_text.read(text)
        same = [len(row) for row in in_text] == [len(row) for row in in_web]
        return in_text if same else in_web
    return table_text.read(text) if "\t" in text else [[text.strip("\n")]]
