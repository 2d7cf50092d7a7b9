"""What the child that makes a workbook of rows left over is told; light, for screens import it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

TARGET = "prevent_desk.training.exports.left_over:write_in_child"
"""Its payload is (book,); the answer is the workbook."""


@dataclass(frozen=True, slots=True)
class LeftOverBook:
    """Everything the workbook says; plain values, so that a child process makes it.

    Attributes:
        name: Of the file they come from.
        rows: Their cells as they stand there, and last why each was left.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marking: str
    export_id: str
    current_to: date
    made_at: datetime
    practice: bool
