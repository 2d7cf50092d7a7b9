"""What changes in a plan that is copied into a new year: years, days, the words for them."""

from __future__ import annotations

import re
from datetime import date

from prevent_desk.core.dates import add_months

_YEARS = re.compile(
    r"(?<!\d)(?P<first>(?:19|20)\d\d)"
    r"(?:(?P<between>\s?[/–-]\s?)(?P<second>(?:19|20)\d\d|\d\d)(?!\d))?(?!\d)"
)


def years_later(text: str, years: int) -> str:
    """Return words with the years in them moved on: "2015/16" one year later is "2016/17".

    A second number of two figures belongs to a year only where it is the year after: "2015-16",
    but not "2015/08".
    """
    if not years:
        return text

    def moved(match: re.Match[str]) -> str:
        first = int(match["first"])
        said = str(first + years)
        second = match["second"]
        if second is None:
            return said
        if len(second) == 2:
            if int(second) != (first + 1) % 100:
                return said + match["between"] + second
            return f"{said}{match['between']}{(int(second) + years) % 100:02d}"
        return said + match["between"] + str(int(second) + years)

    return _YEARS.sub(moved, text)


def day_later(day: date | None, years: int) -> date | None:
    """Return the same day some years on; 29 February becomes the 28th where there is none."""
    return add_months(day, 12 * years) if day else None


def next_title(title: str, years: str) -> tuple[str, str]:
    """Return the title and years of next year's plan."""
    return years_later(title, 1), years_later(years, 1)
