"""Wrong passphrases: a growing delay, and a count for the next person who gets in.

Kept in the memory of this process only. A wrong try leaves no trace in the folder, and there is no
number of tries after which anything is deleted: that would be data loss of our own making.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from prevent_desk.vault.model import TooSoon

_LONGEST: Final = timedelta(seconds=30)


@dataclass
class Attempts:
    """Failed tries of this run of the program, by folder."""

    _failed: dict[Path, tuple[int, datetime]] = field(default_factory=dict)

    def refuse_if_too_soon(self, folder: Path, now: datetime) -> None:
        """Refuse while the delay after the last failure is not over.

        Raises:
            TooSoon: With what is left of it.
        """
        count, at = self._failed.get(folder, (0, now))
        if now < at:
            # The clock was put back: begin the delay again, rather than wait for that day.
            self._failed[folder] = (count, now)
            at = now
        left = at + self.delay(count) - now
        if left > timedelta(0):
            raise TooSoon(left)

    def fail(self, folder: Path, now: datetime) -> int:
        """Count one more failure and return how many there are in a row."""
        count = self._failed.get(folder, (0, now))[0] + 1
        self._failed[folder] = (count, now)
        return count

    def succeed(self, folder: Path) -> int:
        """Forget the failures, and return how many there were."""
        return self._failed.pop(folder, (0, None))[0]

    @staticmethod
    def delay(count: int) -> timedelta:
        """Return the delay after so many failures in a row: none, 1, 2, 4 … 30 s."""
        if count == 0:
            return timedelta(0)
        return min(_LONGEST, timedelta(seconds=2 ** min(count - 1, 10)))
