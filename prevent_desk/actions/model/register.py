"""What a workbook of actions holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from prevent_desk.actions.model.standing import Standing


@dataclass(frozen=True, slots=True)
class ActionRegister:
    """Actions as they are taken out.

    Attributes:
        shown: What was filtered, in words; empty for all.
        shared_only: Only the words typed for sharing; what has none says "see the minutes".
    """

    rows: tuple[Standing, ...]
    shown: str
    shared_only: bool
    marking: str
    export_id: str
    current_to: date
    made_at: datetime
    practice: bool
