"""An .xls workbook's bytes to grids of plain texts; runs in a limited child, after the guard."""

from __future__ import annotations

from prevent_desk.readers import refusals
from prevent_desk.readers.grid import Workbook
from prevent_desk.readers.refusals import refusal


def read(data: bytes) -> Workbook:
    """Return the file as texts."""
    raise refusal(refusals.NOT_A_WORKBOOK)
