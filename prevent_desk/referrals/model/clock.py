"""A clock of a referral: a time limit, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from prevent_desk.core.working_days import Closed
from prevent_desk.referrals.model.course import Stop
from prevent_desk.referrals.model.deadlines import Rule


class Standing(StrEnum):
    """How a clock stands; over first, as lists are sorted."""

    OVER = "over"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    STOPPED = "stopped"
    NOT_RUNNING = "not running"
    MET = "met"

    @property
    def is_running(self) -> bool:
        """Whether time goes by."""
        return self in {Standing.OVER, Standing.TODAY, Standing.SOON, Standing.LATER}

    @property
    def needs_you(self) -> bool:
        """Whether something is late or due today."""
        return self in {Standing.OVER, Standing.TODAY}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit of one referral, and how it stands.

    Attributes:
        key: The rule's, with ":" and the number of the one agency or review it is about.
        title: What is due: "Information reply – Adult social care".
        started: When it began; a day is midnight.
        due: When it is due, to the minute for limits in hours, else the end of the working day.
        said: "3 working days over"; `short` is the same for a chip of a list: "3 days over".
        why: One line beside it: "Day 5 of 5 working days".
        skipped: Bank holidays and closures that did not count.
        stops: When it stood still, and why.
        met: The day it was met.
    """

    key: str
    title: str
    rule: Rule
    state: Standing
    said: str
    short: str
    why: str
    started: datetime | None = None
    due: datetime | None = None
    skipped: tuple[Closed, ...] = ()
    stops: tuple[Stop, ...] = ()
    met: date | None = None

    @property
    def starts(self) -> date | None:
        """The day it began."""
        return self.started.date() if self.started else None

    @property
    def due_on(self) -> date | None:
        """The day it is due."""
        return self.due.date() if self.due else None

    @property
    def is_stopped(self) -> bool:
        """Whether it stands still now."""
        return self.state is Standing.STOPPED
