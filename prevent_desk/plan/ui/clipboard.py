"""Cells to and from the clipboard as plain text, the way spreadsheets write and read it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from prevent_desk.core.errors import Refused

MOST_CELLS = 20_000


def written(cells: Sequence[Sequence[str]]) -> str:
    """Return cells as tab separated text; one cell alone is its own text, with nothing added."""
    if len(cells) == 1 and len(cells[0]) == 1:
        return cells[0][0]
    out = io.StringIO()
    writer = csv.writer(out, dialect="excel-tab", lineterminator="\n")
    writer.writerows(cells)
    return out.getvalue().removesuffix("\n")


def read(text: str) -> list[list[str]]:
    """Return the cells of copied text, each row as long as the longest.

    Raises:
        Refused: It is no table of cells, or too large to be one that was meant.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if "\t" not in text and not text.startswith('"'):
        # Words with line breaks from a letter are one cell; a copied column has one cell a line.
        return [[line] for line in text.split("\n")]
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
