"""When somebody was born, as far as it was told: "12.05.2008", "1986", "about 17".

A caller rarely knows the day. What was said is kept as said; this is what can be reckoned from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from prevent_desk.core.dates import parse_date, say_short
from prevent_desk.core.errors import Refused

ADULT = 18
"""Years; consent and whom to tell turn on it (DOMAIN, section 2.7)."""

_OLDEST = 120
_ABOUT = r"(?P<about>~|≈|about|around|approx\.?|approximately|roughly|circa|ca?\.?|maybe|perhaps)?"
_YEAR = re.compile(rf"{_ABOUT} ?(?:born )?(?:in )?(?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_AGE = re.compile(
    rf"(?:aged? )?{_ABOUT} ?(?:aged? )?(?P<age>\d{{1,3}})(?: ?(?:years?|yrs?|y\.?o\.?|y))?"
    r"(?: ?old| of age)?",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(?:aged? )?(?P<from>\d{1,3}) ?(?:-|–|to|or) ?(?P<to>\d{1,3})(?: years?)?(?: old)?",
    re.IGNORECASE,
)
_DAY_LED = re.compile(r"(?:born )?(?:on )?(?:the )?", re.IGNORECASE)
_LONG_YEAR = re.compile(r"\d{4}")
_SHORT_YEAR = re.compile(r"^(.*\D)(\d\d)$")


@dataclass(frozen=True, slots=True)
class Born:
    """When somebody was born, as far as it was told.

    Attributes:
        year: Four digits.
        month: 1 to 12; 0 when only the year was told.
        day: 1 to 31; 0 when only the year was told.
        approximate: The year was reckoned from an age or guessed.
    """

    year: int
    month: int = 0
    day: int = 0
    approximate: bool = False

    @classmethod
    def on(cls, day: date) -> Born:
        """Return a day of birth told in full."""
        return cls(day.year, day.month, day.day)

    @property
    def is_full(self) -> bool:
        """Say whether day and month were told."""
        return bool(self.month and self.day)

    @property
    def is_new_year(self) -> bool:
        """Say whether it is 1 January: often what papers say when the day was not known."""
        return self.month == 1 and self.day == 1

    @property
    def full_date(self) -> date | None:
        """The day; None when only the year is known."""
        return date(self.year, self.month, self.day) if self.is_full else None

    def ages(self, on: date) -> tuple[int, ...]:
        """Return the ages in whole years that the person may have on a day, lowest first.

        A full date gives one; a year gives two, as the birthday may or may not have been; what was
        only guessed is taken at its word and gives one. Before birth there is none.
        """
        if day := self.full_date:
            years = on.year - day.year - ((on.month, on.day) < (day.month, day.day))
            return (years,) if years >= 0 else ()
        most = on.year - self.year
        least = most if self.approximate else most - 1
        return tuple(age for age in range(least, most + 1) if age >= 0)

    def is_child(self, on: date) -> bool | None:
        """Return whether the person is under 18 on a day; None where that cannot be told."""
        ages = self.ages(on)
        if not ages:
            return None
        young = {age < ADULT for age in ages}
        return young.pop() if len(young) == 1 else None


def read(text: str, today: date) -> Born | None:
    """Read a birth as told; None for nothing.

    Args:
        text: "12.05.2008", "12 May 2008", "2008-05-12", "12/5/08", "1986", "about 1986", "~1986",
            "17", "about 17", "aged 17", "15-17 years old".
        today: The day it is told on; ages count from it.

    Raises:
        Refused: It is none of these, or a day to come; the sentence can be shown.
    """
    told = " ".join(text.split()).strip(" .,;")
    if not told:
        return None
    found = _year(told) or _age(told, today) or _day(told, today)
    if found is None:
        raise Refused(
            f"“{_short(told)}” is no date of birth, year or age.",
            next_step="Write 12/05/2008, 1986, or “about 17”.",
        )
    if (found.year, found.month, found.day) > (today.year, today.month, today.day):
        raise Refused(f"“{_short(told)}” has not come yet.", next_step="A birth lies before today.")
    if found.year < today.year - _OLDEST:
        raise Refused(
            f"“{_short(told)}” is over {_OLDEST} years ago.", next_step="Look at the year again."
        )
    return found


def say(born: Born, on: date) -> str:
    """Return a birth with the age on a day: "12 May 2008, 17 – child", "about 1986, 39 or 40"."""
    told = say_short(born.full_date) if born.full_date else str(born.year)
    if born.approximate:
        told = f"about {told}"
    return ", ".join(part for part in (told, say_age(born, on)) if part)


def say_age(born: Born, on: date) -> str:
    """Return the age on a day in words: "17 – child", "about 17 – child", "17 or 18"."""
    ages = born.ages(on)
    if not ages:
        return ""
    if born.approximate:
        said = f"about {ages[-1]}"
    else:
        said = " or ".join(str(age) for age in ages)
    return f"{said} – child" if born.is_child(on) else said


def _year(told: str) -> Born | None:
    match = _YEAR.fullmatch(told)
    return Born(int(match["year"]), approximate=bool(match["about"])) if match else None


def _age(told: str, today: date) -> Born | None:
    if span := _SPAN.fullmatch(told):
        ages = int(span["from"]), int(span["to"])
        middle = sum(ages) // 2
        fits = ages[0] < ages[1] <= min(_OLDEST, ages[0] + 10)
        return Born(today.year - middle, approximate=True) if fits else None
    match = _AGE.fullmatch(told)
    if match is None or int(match["age"]) > _OLDEST:
        return None
    return Born(today.year - int(match["age"]), approximate=True)


def _day(told: str, today: date) -> Born | None:
    about = re.match(rf"{_ABOUT} ?", told, re.IGNORECASE)
    rest = told[about.end() :] if about else told
    rest = _DAY_LED.sub("", rest, count=1) if _DAY_LED.match(rest) else rest
    # Two figures of a year mean the last hundred years, never the coming ones.
    short = _SHORT_YEAR.match(rest)
    if short and not _LONG_YEAR.search(rest):
        century = today.year // 100 * 100
        year = century + int(short[2])
        rest = f"{short[1]}{year if year <= today.year else year - 100}"
    if not _LONG_YEAR.search(rest):
        return None
    try:
        day = parse_date(rest, today)
    except Refused as refused:
        if refused.next_step and "days" in refused.what:
            raise
        return None
    return Born(day.year, day.month, day.day, approximate=bool(about and about["about"]))


def _short(told: str) -> str:
    return told if len(told) <= 40 else f"{told[:39]}…"
