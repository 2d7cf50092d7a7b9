"""What comes again, the weekly group, the monthly forum: when it is next, what was missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice, takewhile

from prevent_desk.core.dates import add_months, say_date
from prevent_desk.core.working_days import WorkingDays

_WEEK = timedelta(days=7)
_MOST_MISSED = 120
"""More than these are not counted: somebody forgot to end it."""
_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "last"}
LAST_NTH = 5
"""Of a weekday in its month: some months have four only, so the fifth means the last."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Every(StrEnum):
    """How often it comes."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def words(self) -> str:
        """As forms say it: "Every week"."""
        return "Every fortnight" if self is Every.FORTNIGHT else f"Every {self.value}"


SLACK = {
    Every.WEEK: timedelta(days=3),
    Every.FORTNIGHT: timedelta(days=6),
    Every.MONTH: timedelta(days=13),
    Every.QUARTER: timedelta(days=40),
    Every.YEAR: timedelta(days=120),
}
"""An event that near before its day stands for it: it was moved."""

MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}
"""From one to the next."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day it comes to.

    Attributes:
        words: What is to be known of that day: "bank holiday: Good Friday"; or empty.
    """

    day: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """An event that comes again, as it stands today.

    Attributes:
        kind: A code of the vocabulary "event_kind".
        every: How often.
        keeps_weekday: It stays on its weekday (the first Tuesday), not on its day of the month.
        begun: The day it is counted from.
        last: The day of the newest event entered for it; None where there is none.
        entered: How many events were entered for it.
        missed: Days gone by on which nothing was entered or skipped, the oldest first.
        next: The next day from today on that is not entered yet; None where it has ended.
        ended: The day it stopped.
    """

    id: int
    title: str
    kind: str
    kind_words: str
    every: Every
    keeps_weekday: bool
    begun: date
    last: date | None = None
    entered: int = 0
    missed: tuple[date, ...] = ()
    next: Occasion | None = None
    ended: date | None = None

    @property
    def rule(self) -> str:
        """When it comes, in words: "Every week on Tuesday"."""
        return say_rule(self.every, self.begun, keeps_weekday=self.keeps_weekday)


def say_rule(every: Every, begun: date, *, keeps_weekday: bool) -> str:
    """Return when it comes: "Every month on the first Tuesday", "Every year on 4 Jun"."""
    weekday = _DAYS[begun.weekday()]
    if every in (Every.WEEK, Every.FORTNIGHT):
        return f"{every.words} on {weekday}"
    if keeps_weekday:
        return f"{every.words} on the {_NTH[nth_of_month(begun)]} {weekday}"
    if every is Every.YEAR:
        return f"{every.words} on {begun.day} {begun:%b}"
    return f"{every.words} on day {begun.day}"


def days_from(every: Every, begun: date, *, keeps_weekday: bool) -> Iterator[date]:
    """Return the days it comes to, from the first on, without end."""
    if every in (Every.WEEK, Every.FORTNIGHT):
        step = _WEEK if every is Every.WEEK else 2 * _WEEK
        day = begun
        while True:
            yield day
            day += step
    months = 0
    while True:
        if keeps_weekday:
            month = add_months(begun.replace(day=1), months)
            yield _nth_weekday(month, nth_of_month(begun), begun.weekday())
        else:
            yield add_months(begun, months)
        months += MONTHS[every]


def missed(
    every: Every, begun: date, after: date | None, today: date, *, keeps_weekday: bool
) -> list[date]:
    """Return the days before today, and after the last one dealt with, the oldest first."""
    days = takewhile(lambda day: day < today, days_from(every, begun, keeps_weekday=keeps_weekday))
    return list(islice((day for day in days if after is None or day > after), _MOST_MISSED))


def next_after(every: Every, begun: date, after: date, *, keeps_weekday: bool) -> date:
    """Return the first day it comes to after a day."""
    days = days_from(every, begun, keeps_weekday=keeps_weekday)
    return next(day for day in days if day > after)


def occasion(day: date, days: WorkingDays) -> Occasion:
    """Return a day, and why it may not take place: a bank holiday."""
    why = days.why_closed(day)
    return Occasion(day, "" if day.weekday() in (5, 6) else why)


def say_missed(days: tuple[date, ...]) -> str:
    """Return what was missed: "5 not entered, since Tue 4 Jun 2019"."""
    if not days:
        return ""
    if len(days) == 1:
        return f"{say_date(days[0])} is not entered"
    return f"{len(days)} not entered, since {say_date(days[0])}"


def nth_of_month(day: date) -> int:
    """Return which of its weekday it is in its month; the fifth counts as the last."""
    return min((day.day - 1) // 7 + 1, LAST_NTH)


def _nth_weekday(month: date, nth: int, weekday: int) -> date:
    first = month + timedelta(days=(weekday - month.weekday()) % 7)
    found = first + (nth - 1) * _WEEK
    return found if found.month == month.month else found - _WEEK
