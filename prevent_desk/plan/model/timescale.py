"""A plan's own words for when an action runs, read as days where that can be done.

The 2015/16 plan has "2015-2016", "2015/16", "Ongoing" and nothing at all (DOMAIN, section 6). What
is read is always said together with the words it was read from, never kept as if it were a date.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from prevent_desk.core.dates import add_months, parse_date, say_span
from prevent_desk.core.errors import Refused

_LONGEST_YEARS = 10

_FINANCIAL = re.compile(r"(?:fy )?(20\d\d)(?: ?/ ?(\d\d|20\d\d)|-(\d\d))")
_QUARTER = re.compile(r"q(?:uarter)? ?([1-4]),? (?:of )?(20\d\d ?[/-] ?\d\d)")
_CALENDAR = re.compile(r"(20\d\d)(?: ?- ?| to )(20\d\d)")
_YEAR = re.compile(r"20\d\d")
_UNTIL = re.compile(r"(?:by|until|due) (?:the )?")
_MONTH = re.compile(r"(?:end (?:of )?)?([a-z]+),? (20\d\d)")
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name} | {
    name.lower(): n for n, name in enumerate(calendar.month_abbr) if name
}


@dataclass(frozen=True, slots=True)
class Period:
    """When an action runs.

    Attributes:
        read_from: The words of the timescale it was read from; empty when the dates were given.
    """

    start: date | None
    due: date | None
    read_from: str = ""

    @property
    def said(self) -> str:
        """How the words were read: "“2015/16” read as 1 Apr 2015 to 31 Mar 2016"; may be empty."""
        if not self.read_from:
            return ""
        return f"“{self.read_from}” read as {say_span(self.start, self.due)}"


def period(timescale: str, start: date | None, due: date | None) -> Period:
    """Return when an action runs: by its dates, else by its timescale where that names days."""
    first, last = read_timescale(timescale) if due is None else (None, None)
    if last is None or (start is not None and last < start):
        return Period(start, due)
    return Period(start or first, last, timescale)


# Few words stand in the timescales of many actions, and health reads them all.
@lru_cache(maxsize=1024)
def read_timescale(text: str) -> tuple[date | None, date | None]:
    """Return the first and last day that a timescale names, each None where it names none.

    With a slash it is a financial year, 1 April to 31 March ("2015/16", "2015/2016", "2015-16"); a
    span of whole years is one of calendar years ("2015-2016": 1 January 2015 to 31 December 2016),
    the longer reading, so that nothing is called late too soon. A month or day is a last day.
    """
    words = " ".join(text.casefold().replace("–", "-").replace("—", "-").split()).strip(" .")
    for read in (_financial, _quarter, _calendar, _last_day):
        found = read(words)
        if found is not None:
            return found
    return None, None


def _financial(words: str) -> tuple[date, date] | None:
    match = _FINANCIAL.fullmatch(words)
    if match is None:
        return None
    first = int(match[1])
    told = match[2] or match[3]
    last = int(told) if len(told) == 4 else first // 100 * 100 + int(told)
    if not first < last <= first + _LONGEST_YEARS:
        return None
    return date(first, 4, 1), date(last, 3, 31)


def _quarter(words: str) -> tuple[date, date] | None:
    match = _QUARTER.fullmatch(words)
    year = _financial(re.sub(r"[ -]", "/", match[2].replace(" ", ""))) if match else None
    if match is None or year is None:
        return None
    first = add_months(year[0], 3 * (int(match[1]) - 1))
    return first, add_months(first, 3) - timedelta(days=1)


def _calendar(words: str) -> tuple[date, date] | None:
    if _YEAR.fullmatch(words):
        return date(int(words), 1, 1), date(int(words), 12, 31)
    match = _CALENDAR.fullmatch(words)
    if match is None or not int(match[1]) < int(match[2]) <= int(match[1]) + _LONGEST_YEARS:
        return None
    return date(int(match[1]), 1, 1), date(int(match[2]), 12, 31)


def _last_day(words: str) -> tuple[None, date] | None:
    words = _UNTIL.sub("", words, count=1) if _UNTIL.match(words) else words
    match = _MONTH.fullmatch(words)
    if match and match[1] in _MONTHS:
        year, month = int(match[2]), _MONTHS[match[1]]
        return None, date(year, month, calendar.monthrange(year, month)[1])
    # A day without its year would depend on when it is read.
    if not re.search(r"20\d\d", words):
        return None
    try:
        return None, parse_date(words, date(2000, 1, 1))
    except Refused:
        return None
