"""From when to when records are counted, by which of their two days, and which came late."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from prevent_desk.core.dates import add_months, financial_year, parse_date, say_short, say_span
from prevent_desk.core.errors import Refused

_DAY = timedelta(days=1)
_MONTHS_OF_QUARTER = 3
_ENDS = 2


class By(StrEnum):
    """Which day of a record decides whether it belongs to a period."""

    EVENT = "event"
    RECORDED = "recorded"

    @property
    def words(self) -> str:
        """As screens and papers say it: "by day of event"."""
        return "by day of event" if self is By.EVENT else "by day recorded"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included.

    Attributes:
        first: None reaches back without end.
        last: None reaches on without end.
    """

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise ValueError(self)

    @property
    def is_all(self) -> bool:
        """Whether every day belongs to it."""
        return self.first is None and self.last is None

    @property
    def words(self) -> str:
        """As it is said: "1 May to 31 Jul 2019", "since 3 Nov 2025", "all dates"."""
        if self.first and self.last:
            if self.first != self.last and self.first.year == self.last.year:
                return f"{say_short(self.first).rsplit(' ', 1)[0]} to {say_short(self.last)}"
            return say_span(self.first, self.last)
        if self.first:
            return f"since {say_short(self.first)}"
        return f"until {say_short(self.last)}" if self.last else "all dates"

    def holds(self, day: date) -> bool:
        """Return whether a day belongs to it."""
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)

    def before(self) -> Period | None:
        """Return the period of the same length just before; None where it has no first or last day.

        Whole months are followed by as many whole months: 1 May to 31 Jul by 1 Feb to 30 Apr.
        """
        if self.first is None or self.last is None:
            return None
        last, after = self.first - _DAY, self.last + _DAY
        if self.first.day == 1 and after.day == 1:
            months = (after.year - self.first.year) * 12 + after.month - self.first.month
            return Period(add_months(self.first, -months), last)
        return Period(self.first - (after - self.first), last)

    def a_year_before(self) -> Period | None:
        """Return the same days a year earlier; None where it has no first or last day."""
        if self.first is None or self.last is None:
            return None
        after = add_months(self.last + _DAY, -12)
        return Period(add_months(self.first, -12), after - _DAY)


ALL = Period()


class Preset(StrEnum):
    """A period by its name; which days it means follows from the day it is asked on."""

    THIS_MONTH = "this month"
    LAST_MONTH = "last month"
    THIS_QUARTER = "this quarter"
    LAST_QUARTER = "last quarter"
    THIS_YEAR = "this financial year"
    LAST_YEAR = "last financial year"
    LAST_90_DAYS = "last 90 days"
    ALL = "all dates"

    @property
    def shown(self) -> str:
        """As a list shows it: "Last quarter"."""
        return self.value[0].upper() + self.value[1:]


def preset(name: Preset, today: date) -> Period:
    """Return the days that a name means on a day.

    Quarters are those of the financial year, which begins on 1 April.
    """
    month = today.replace(day=1)
    quarter = add_months(month, -((today.month - 1) % _MONTHS_OF_QUARTER))
    year, year_end = financial_year(today)
    return {
        Preset.THIS_MONTH: Period(month, add_months(month, 1) - _DAY),
        Preset.LAST_MONTH: Period(add_months(month, -1), month - _DAY),
        Preset.THIS_QUARTER: Period(quarter, add_months(quarter, 3) - _DAY),
        Preset.LAST_QUARTER: Period(add_months(quarter, -3), quarter - _DAY),
        Preset.THIS_YEAR: Period(year, year_end),
        Preset.LAST_YEAR: Period(add_months(year, -12), year - _DAY),
        Preset.LAST_90_DAYS: Period(today - 89 * _DAY, today),
        Preset.ALL: ALL,
    }[name]


def preset_of(period: Period, today: date) -> Preset | None:
    """Return the name of a period on a day; None where it has none."""
    return next((name for name in Preset if preset(name, today) == period), None)


_BETWEEN = re.compile(
    r"\s+(?:to|until|till)\s+|\s*[–—]\s*|\s+-\s*|(?<=[a-z])-(?=\d)|(?<=\d{4})-(?=\d{1,2}[/ ])"
)
_YEAR = re.compile(r"\d{4}|\d[/.]\d{1,2}[/.]\d")


def parse_period(text: str, today: date) -> Period:
    """Read a period: a preset's name, "1 Feb - 30 Apr", "since 3 Nov", "until today", one day.

    Where only the second day names its year, the first is of the same one, or of the year before
    where it would come later: "1 Nov - 31 Jan 2026".

    Raises:
        Refused: It is no period; the words name what would be.
    """
    typed = " ".join(text.split())
    lower = typed.lower()
    for name in Preset:
        if lower == name.value:
            return preset(name, today)
    if lower in {"", "all", "any", "always"}:
        return ALL
    if found := re.fullmatch(r"(?:since|from) (.+)", lower):
        if not _BETWEEN.search(found[1]):
            return Period(_past(found[1], today), None)
        lower = found[1]
    if found := re.fullmatch(r"(?:until|till|to|up to) (.+)", lower):
        return Period(None, _past(found[1], today))
    ends = _BETWEEN.split(lower)
    if len(ends) > _ENDS or not re.search(r"\d|day|month", lower):
        raise _refused(typed, today)
    last = _past(ends[-1], today)
    if len(ends) == 1:
        return Period(last, last)
    first = parse_date(ends[0] if _YEAR.search(ends[0]) else f"{ends[0]} {last.year}", today)
    if first > last and not _YEAR.search(ends[0]):
        first = add_months(first, -12)
    if first > last:
        raise Refused(f"“{typed}” ends before it begins.", next_step="Say the earlier day first.")
    return Period(first, last)


def _past(text: str, today: date) -> date:
    """Read a day; one without a year that is still to come is of the year before."""
    found = parse_date(text, today)
    without_year = re.search(r"\d", text) is not None and not _YEAR.search(text)
    return add_months(found, -12) if found > today and without_year else found


def _refused(typed: str, today: date) -> Refused:
    return Refused(
        f"“{typed}” is not a period.",
        next_step=f"Try “last quarter” or “1 Feb - {say_short(today)}”.",
    )


def is_late(day: date, recorded: date, period: Period, by: By = By.EVENT) -> bool:
    """Return whether a record is a late entry of a period.

    By day of event: it happened in the period and was recorded after its last day, so that whoever
    counted then did not count it. By day recorded: it was recorded in the period and had happened
    before its first day.
    """
    if by is By.EVENT:
        return period.last is not None and period.holds(day) and recorded > period.last
    return period.first is not None and period.holds(recorded) and day < period.first


def late_words(number: int, period: Period, by: By = By.EVENT) -> str:
    """Return the line about late entries; empty where there are none.

    "3 of these were recorded after 31 Jul 2019", "1 of these happened before 1 May 2019".
    """
    if not number:
        return ""
    if by is By.EVENT and period.last is not None:
        verb = "was" if number == 1 else "were"
        return f"{number:,} of these {verb} recorded after {say_short(period.last)}"
    if by is By.RECORDED and period.first is not None:
        return f"{number:,} of these happened before {say_short(period.first)}"
    return ""
