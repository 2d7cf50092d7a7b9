"""Courses: how long one counts, and what is said of it.

There is no national number for how often training is taken again: each course has a period of its
own, or none. Source: the domain notes, section 9.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from prevent_desk.core.dates import add_months
from prevent_desk.core.errors import Refused

USUAL_MONTHS = 24
"""What a new course starts with: the commonest local rule."""
MOST_MONTHS = 240


@dataclass(frozen=True, slots=True)
class NewCourse:
    """What is asked of a course; only its title is needed.

    Attributes:
        short: What columns call it; the title where it is empty.
        kind: A code of the vocabulary "course_kind".
        minutes: How long it takes; None where that is not said.
        refresh_months: After how many months it is to be taken again; None: it never lapses.
        needs_id: The course to be taken before it.
        basis: Where length and period come from.
        code: Its key in the shipped catalogue; empty for one of the officer's own.
    """

    title: str
    short: str = ""
    kind: str = "e_learning"
    audience: str = ""
    minutes: int | None = None
    refresh_months: int | None = USUAL_MONTHS
    needs_id: int | None = None
    basis: str = ""
    note: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """A course that is given or taken; see `NewCourse`.

    Attributes:
        kind_words: Its kind as it is read.
        place: Its place among the others.
        ended: The day it was no longer given; what was completed stays.
    """

    id: int
    title: str
    short: str = ""
    kind: str = ""
    kind_words: str = ""
    audience: str = ""
    minutes: int | None = None
    refresh_months: int | None = None
    needs_id: int | None = None
    basis: str = ""
    note: str = ""
    code: str = ""
    place: int = 0
    ended: date | None = None

    @property
    def called(self) -> str:
        """What columns and chips call it."""
        return self.short or self.title

    @property
    def refresh_words(self) -> str:
        """How long it counts: "2 years", "18 months", "for good"."""
        return period_words(self.refresh_months)

    @property
    def length_words(self) -> str:
        """How long it takes: "40 minutes", "1 hour 30"; empty where that is not said."""
        if not self.minutes:
            return ""
        hours, rest = divmod(self.minutes, 60)
        if not hours:
            return f"{rest} minutes"
        whole = "1 hour" if hours == 1 else f"{hours} hours"
        return f"{whole} {rest:02d}" if rest else whole

    def until(self, on: date) -> date | None:
        """Return the last day a completion of some day counts; None: for good."""
        return None if self.refresh_months is None else add_months(on, self.refresh_months)


def period_words(months: int | None) -> str:
    """Return a period in words: "1 year", "18 months", "for good"."""
    if months is None:
        return "for good"
    if months % 12 == 0:
        years = months // 12
        return "1 year" if years == 1 else f"{years} years"
    return "1 month" if months == 1 else f"{months} months"


def refuse_wrong(minutes: int | None, refresh_months: int | None) -> None:
    """Raise where a length or a period cannot be.

    Raises:
        Refused: The course takes no time, or its period is none or beyond twenty years.
    """
    if minutes is not None and not 0 < minutes <= 60 * 24 * 20:
        raise Refused("That is no length of a course.", next_step="Say minutes, or leave it empty.")
    if refresh_months is not None and not 0 < refresh_months <= MOST_MONTHS:
        raise Refused(
            "A course is taken again after 1 to 240 months.",
            next_step="Say how many, or that it counts for good.",
        )
