"""What receiving a return and applying it say of themselves."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_desk.core.errors import Refused


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one file that was dropped.

    Attributes:
        return_id: The return it became, or the one it was already; None where it was refused.
        agency: Whose return it is; empty where it was refused.
        refusal: Why it is not in the desk, with what to do next; None where it is.
        needs_password: It is under a password, and none or a wrong one was given: ask, and receive
            it again with one.
        notes: What to know of it, a sentence each: "This file was received on 21 Nov 2015 already."
    """

    file_name: str
    return_id: int | None = None
    agency: str = ""
    refusal: Refused | None = None
    needs_password: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying a return wrote.

    Attributes:
        agency: Whose return it was.
        cells: Cells that were changed, updates not counted.
        updates: Updates that were added to comments.
        added: References of rows that were made.
        removed: References of rows that were taken out, each by a decision of its own.
        kept: Decisions that left things as they are.
        left: Differences that still wait for a decision.
    """

    agency: str
    cells: int = 0
    updates: int = 0
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: int = 0
    left: int = 0

    @property
    def changed_nothing(self) -> bool:
        """Whether the plan is as it was before."""
        return not (self.cells or self.updates or self.added or self.removed)

    def sentence(self) -> str:
        """Return in one sentence what was written: "3 cells and 2 updates of City Police"."""
        parts = [
            _count(self.cells, "cell"),
            _count(self.updates, "update"),
            _count(len(self.added), "new row"),
            f"{_count(len(self.removed), 'row')} removed" if self.removed else "",
        ]
        said = [part for part in parts if part]
        if not said:
            return f"The return of {self.agency} changes nothing in the plan."
        words = " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
        return f"The return of {self.agency} is in the plan: {words}."


def _count(number: int, word: str) -> str:
    return "" if not number else f"{number} {word}" + ("" if number == 1 else "s")
