"""Which days are worked, and how deadlines are counted in them.

Weekends and the bank holidays of England and Wales are left out. The bank holidays come from the
`holidays` package, which holds the proclaimed ones too (a coronation, a royal funeral), so nothing
is asked of a network; what it does not know, such as a closure of the office, the desk adds, and
what does not apply the desk takes away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

_DAY = timedelta(days=1)
_SATURDAY = 5
_MOST_YEARS = 60
"""A count that has not ended by then never will: every day would be closed."""


@dataclass(frozen=True, slots=True, order=True)
class Closed:
    """A day that is not worked, and why: "Good Friday", "Office moves"."""

    day: date
    words: str


class WorkingDays:
    """The days that are worked: Monday to Friday, less bank holidays, as the desk corrected them.

    Attributes:
        added: Closures of the desk's own, with their words.
        removed: Bank holidays that are worked here all the same.
    """

    def __init__(
        self, added: Mapping[date, str] | None = None, removed: Iterable[date] = ()
    ) -> None:
        self.added = dict(added or {})
        self.removed = frozenset(removed)

    def why_closed(self, day: date) -> str:
        """Return why a day is not worked: a bank holiday's or closure's name; else empty.

        Weekends have no words of their own; `is_worked` knows of them.
        """
        if words := self.added.get(day):
            return words
        return "" if day in self.removed else bank_holidays(day.year).get(day, "")

    def is_worked(self, day: date) -> bool:
        """Return whether a day is worked."""
        return day.weekday() < _SATURDAY and not self.why_closed(day)

    def on_or_after(self, day: date) -> date:
        """Return the day itself where it is worked, else the next one that is."""
        return next(self._worked_from(day))

    def after(self, start: date, count: int) -> date:
        """Return the working day that is `count` working days after a day.

        The day itself never counts: one working day after a Friday is a Monday, and so it is after
        a Saturday. No working days after a day is that day, or the first worked one after it.

        Args:
            start: Any day, worked or not.
            count: 0 or more.
        """
        if count <= 0:
            return self.on_or_after(start)
        days = self._worked_from(start + _DAY)
        for _ in range(count - 1):
            next(days)
        return next(days)

    def between(self, start: date, end: date) -> int:
        """Return how many working days lie after `start`, up to and with `end`.

        Negative where `end` comes first; 0 within the same day, and across closed days alone.
        """
        if end < start:
            return -self.between(end, start)
        whole, left = divmod((end - start).days, 7)
        weekdays = whole * 5 + sum(
            (start + _DAY * n).weekday() < _SATURDAY for n in range(1, left + 1)
        )
        return weekdays - len(self.closed_between(start, end))

    def closed_between(self, start: date, end: date) -> list[Closed]:
        """Return bank holidays and closures after `start`, up to and with `end`; no weekends."""
        found = {
            day: words
            for year in range(start.year, end.year + 1)
            for day, words in bank_holidays(year).items()
            if day not in self.removed
        } | self.added
        return [
            Closed(day, words)
            for day, words in sorted(found.items())
            if start < day <= end and day.weekday() < _SATURDAY
        ]

    def closed_in(self, year: int) -> list[Closed]:
        """Return the bank holidays and closures of a year, on weekends too, soonest first."""
        known = {d: w for d, w in bank_holidays(year).items() if d not in self.removed}
        known |= {day: words for day, words in self.added.items() if day.year == year}
        return [Closed(day, words) for day, words in sorted(known.items())]

    def _worked_from(self, day: date) -> Iterator[date]:
        """Yield worked days, from a day on."""
        last = day.year + _MOST_YEARS
        while day.year <= last:
            if self.is_worked(day):
                yield day
            day += _DAY
        raise OverflowError


@cache
def bank_holidays(year: int) -> Mapping[date, str]:
    """Return the bank holidays of England and Wales in a year, substitute days included."""
    # Not by the package's front door: it looks its countries up by name at run time, which a bundle
    # cannot see. And not before a day is asked for: with the United Kingdom come 248 countries;
    # every start of the program would wait 0.35 s for them.
    from holidays.countries.united_kingdom import UnitedKingdom

    known = UnitedKingdom(subdiv="ENG", years=year)  # type: ignore[no-untyped-call]
    return {
        day: words.replace("(observed)", "(substitute day)") for day, words in sorted(known.items())
    }
