"""Cells to and from the clipboard as plain text, the way spreadsheets write and read it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from prevent_desk.core.errors import Refused

MOST_CELLS = 20_000

_OURS = "application/x-prevent-desk-cells"


def written(cells: Sequence[Sequence[str]]) -> QMimeData:
    """Return cells as tab separated text; one cell alone is its own text, with nothing added."""
    made = QMimeData()
    if len(cells) == 1 and len(cells[0]) == 1:
        made.setText(cells[0][0])
        return made
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(cells)
    made.setText(out.getvalue().removesuffix("\n"))
    # Tells a column of our cells from words that happen to stand on several lines.
    made.setData(_OURS, b"1")
    return made


def read(held: QMimeData) -> list[list[str]]:
    """Return the cells on the clipboard, each row as long as the longest.

    Words with line breaks that come from no table are one cell.

    Raises:
        Refused: It is no table that can be read, or larger than one that was meant.
    """
    text = held.text().replace("\r\n", "\n").replace("\r", "\n")
    from_table = held.hasFormat(_OURS) or "<table" in held.html()[:20_000].casefold()
    if not from_table and "\t" not in text:
        return [[text.strip("\n")]]
    try:
        rows = [list(row) for row in csv.reader(io.StringIO(text), dialect="excel-tab")]
    except csv.Error as error:
        raise Refused("The clipboard holds no cells that can be read.") from error
    wide = max((len(row) for row in rows), default=0)
    if len(rows) * wide > MOST_CELLS:
        raise Refused(
            f"The clipboard holds {len(rows)} rows, more than can be pasted at once.",
            next_step="Import the workbook instead.",
        )
    return [row + [""] * (wide - len(row)) for row in rows]
