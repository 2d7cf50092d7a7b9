"""What the screens and papers are told of a frozen version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from prevent_desk.plan.model.changes_since import local_day
from prevent_desk.plan.model.counts import Counts


@dataclass(frozen=True, slots=True)
class Version:
    """A plan as it stood when it was frozen; `Versions.contents` has the plan itself.

    Attributes:
        stamp: As printed: "V1.6/5/15".
        on: The day it speaks of, mostly that of the meeting that agreed it.
        agreed_by: Who agreed it, in the officer's words; may be empty.
        at: When it was frozen (UTC).
        counts: How many of its actions stood where, by its own key of progress.
    """

    id: int
    plan_id: int
    stamp: str
    on: date
    agreed_by: str
    note: str
    at: datetime
    counts: Counts

    @property
    def frozen_on(self) -> date:
        """The day it was frozen: what is written later stands in no figure of it."""
        return local_day(self.at)


@dataclass(frozen=True, slots=True)
class Forward:
    """How a plan is copied into a new year.

    Attributes:
        title: The new plan's title.
        years: As printed: "2016/2017".
        keep_progress: Each action begins where it stands; else it begins "Not set", and what was
            counted begins again.
        keep_comments: The updates come along.
        years_later: By how many years dates and the years in timescales are moved; 0 leaves them.
    """

    title: str
    years: str
    keep_progress: bool = False
    keep_comments: bool = False
    years_later: int = 1
