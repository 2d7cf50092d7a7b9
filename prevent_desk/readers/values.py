"""What a workbook's cell holds, as the text a person reads."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from prevent_desk.core.dates import say_short
from prevent_desk.readers.grid import Cell, Kind

_MOST_TEXT = 32_767


def as_cell(value: Any, kind: str = "") -> Cell | None:  # noqa: ANN401 - whatever a cell holds
    """Return a value as a cell; None for nothing.

    Args:
        value: As a reader of workbooks gives it: a text, number, day, or text and bold stretch.
        kind: "f" for a formula.
    """
    if value is None or value == "":
        return Cell("", Kind.UNKNOWN) if kind == "f" else None
    if isinstance(value, tuple):
        text, bold = value
        return Cell(text[:_MOST_TEXT], bold=bold) if text.strip() else None
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if isinstance(value, datetime):
        return Cell(say_short(value.date()), Kind.DATE, day=value.date())
    if isinstance(value, date):
        return Cell(say_short(value), Kind.DATE, day=value)
    if isinstance(value, (time, timedelta)):
        return Cell(str(value), Kind.DATE)
    if isinstance(value, (int, float)):
        return Cell(f"{value:.12g}", Kind.NUMBER, number=float(value))
    text = str(value)[:_MOST_TEXT]
    return Cell(text) if text.strip() else None
