"""The one reader of the system clock; everything else is told the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the day and the moment."""

    def today(self) -> date:
        """Return the local day."""
        ...

    def now(self) -> datetime:
        """Return this moment in UTC, to the microsecond."""
        ...


def local(moment: datetime) -> datetime:
    """Return a moment as the clocks on the wall here show it, without a zone.

    Args:
        moment: Without a zone it is UTC, as the store keeps what was recorded.
    """
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone().replace(tzinfo=None)


def hours_after(moment: datetime, hours: int) -> datetime:
    """Return a moment so many hours later, both as the clocks on the wall here show them.

    The day the clocks change has 23 hours or 25: a limit of 24 hours ends an hour later or earlier
    by the wall than it began.
    """
    return local(moment.astimezone(UTC) + timedelta(hours=hours))


class SystemClock:
    """The clock of this machine."""

    def today(self) -> date:
        """Return the local day."""
        return datetime.now().astimezone().date()

    def now(self) -> datetime:
        """Return this moment in UTC."""
        return datetime.now(UTC)


@dataclass
class SetClock:
    """A clock that stands still until it is moved; for tests, demo data and reproducible files."""

    moment: datetime

    def today(self) -> date:
        """Return the day it is set to."""
        return self.moment.date()

    def now(self) -> datetime:
        """Return the moment it is set to."""
        return self.moment

    def move(self, by: timedelta) -> None:
        """Move on, or back."""
        self.moment += by
