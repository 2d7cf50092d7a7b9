"""What may be shared with a meeting: letters, counts, a quorum, agencies and words typed for it.

This is all the shared window is given. It imports no record of the desk, so that nothing can be
handed on by way of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda as it is shared.

    Attributes:
        called: "Case C", "Opening": a letter, or a word of ours; never a title as typed.
        stand: "waiting", "now", "done", "deferred" or "dropped".
    """

    called: str
    stand: str = "waiting"


@dataclass(frozen=True, slots=True)
class Owed:
    """An action as it is shared.

    Attributes:
        agency: What its owner's organisation is called; "Other" where none is known.
        words: Typed for sharing; empty where nothing was.
    """

    number: int
    agency: str
    words: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """All that the shared window shows.

    Attributes:
        called: The point that is talked about; empty before and after.
        told: Of it, in a line: "New case", or words typed for sharing.
        here, asked: Agencies in the room, and agencies asked.
        quorum: Whether there is one for the case; None where it is no case.
        next_on: When the next panel meets, local time.
    """

    points: tuple[Point, ...] = ()
    called: str = ""
    told: str = ""
    here: int = 0
    asked: int = 0
    quorum: bool | None = None
    actions: tuple[Owed, ...] = ()
    marking: str = ""
    next_on: datetime | None = None

    @property
    def line(self) -> str:
        """What stands under the title: "New case · 8 of 9 agencies in the room · quorum met"."""
        parts = [self.told] if self.told else []
        if self.asked:
            word = "agency" if self.asked == 1 else "agencies"
            parts.append(f"{self.here} of {self.asked} {word} in the room")
        if self.quorum is not None:
            parts.append("quorum met" if self.quorum else "no quorum")
        return " · ".join(parts)
