"""The plan as the grid shows it, for paper: its columns, its order, and what its filters leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A column in sight.

    Attributes:
        share: Its width beside the others'.
    """

    heading: str
    share: float


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """What stands in a cell.

    Attributes:
        lines: Its paragraphs; the first is the title where `leads` says so.
        leads: The first line stands out.
        bullets: The lines are items of a list.
        tint: The colour of its stage; empty for a cell without one.
    """

    lines: tuple[str, ...]
    leads: bool = False
    bullets: bool = False
    tint: str = ""


@dataclass(frozen=True, slots=True)
class PrintedHeading:
    """An objective (level 2) or an activity (level 3)."""

    level: int
    text: str


PrintedRow = tuple[PrintedCell, ...]


@dataclass(frozen=True, slots=True)
class PrintedPlan:
    """What is printed.

    Attributes:
        version: "Working copy after V1.6/5/15"; may be empty.
        shown: What is shown of it, in words: "9 of 14 actions. Lead: Probation."
        lines: Headings and rows, in the order of the grid.
    """

    title: str
    version: str
    shown: str
    columns: tuple[PrintedColumn, ...]
    lines: tuple[PrintedHeading | PrintedRow, ...]


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """How it is printed, and what the paper says of itself.

    Attributes:
        export_id: Its number in the export register, on every page.
        practice: The desk holds invented people; said on every page.
    """

    marking: str
    landscape: bool
    current_to: date
    made_at: datetime
    export_id: str
    practice: bool
