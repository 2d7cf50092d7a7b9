"""What counts of a history that is never edited: a correction stands in place of what it corrects.

The corrected row stays as it was and stays on show; it only no longer counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar


class Dated(Protocol):
    """A row of a history."""

    @property
    def id(self) -> int:
        """Its key; a later row has a higher one."""
        ...

    @property
    def corrects(self) -> int | None:
        """The row it stands in place of."""
        ...

    @property
    def day(self) -> date:
        """The day it speaks of."""
        ...


Row = TypeVar("Row", bound=Dated)


def replaced(history: Iterable[Dated]) -> frozenset[int]:
    """Return the keys of the rows that a correction stands in place of."""
    return frozenset(row.corrects for row in history if row.corrects is not None)


def standing(history: Sequence[Row]) -> list[Row]:
    """Return what counts, oldest day first; on one day in the order of recording.

    A correction takes the place of what it corrects: recorded weeks later, it is not the newer one
    of two rows of the same day.
    """
    gone = replaced(history)
    by_id = {row.id: row for row in history}
    kept = [row for row in history if row.id not in gone]
    return sorted(kept, key=lambda row: (row.day, _first_of(row, by_id)))


def _first_of(row: Dated, by_id: dict[int, Row]) -> int:
    first = row
    while first.corrects is not None and first.corrects in by_id and first.corrects < first.id:
        first = by_id[first.corrects]
    return first.id
