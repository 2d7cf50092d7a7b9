"""What a workbook of the register is to hold: light, for the screens that ask for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from prevent_desk.panels.model.publishable import PrintedFigures
from prevent_desk.panels.model.register import DecisionLine


@dataclass(frozen=True, slots=True)
class BookOrder:
    """A workbook that is wanted.

    Attributes:
        lines: Of the register; () where figures are wanted.
        figures: None where the register is wanted.
        period: In words, under the title.
    """

    title: str
    marking: str
    export_id: str
    current_to: date
    made_at: datetime
    practice: bool
    period: str = ""
    lines: tuple[DecisionLine, ...] = ()
    figures: PrintedFigures | None = None
