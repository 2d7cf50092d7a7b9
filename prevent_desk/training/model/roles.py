"""What people do, as far as it says which courses they need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Role:
    """A role: "Housing officer", "Safeguarding lead".

    Attributes:
        ended: The day it was no longer used.
    """

    id: int
    title: str
    note: str = ""
    ended: date | None = None
