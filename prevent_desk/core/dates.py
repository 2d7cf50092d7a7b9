"""Days as this office writes and reads them: day first, in words, one date at a time."""

from __future__ import annotations

import re
from datetime import date, timedelta

from prevent_desk.core.errors import Refused

# Not of `calendar`: Qt sets the locale of the process, and its names would follow it.
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = {
    form: number
    for number, name in enumerate(_MONTH_NAMES, 1)
    for form in (name.lower(), name[:3].lower())
}
_DAYS = {
    form: number
    for number, name in enumerate(_DAY_NAMES)
    for form in (name.lower(), name[:3].lower())
}

_COUNTS = {
    word: number
    for number, words in enumerate(
        ("a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve"), 1
    )
    for word in words.split()
}  # fmt: skip
_AHEAD = re.compile(rf"(\d{{1,3}}|{'|'.join(_COUNTS)}) (day|week|fortnight|month|year)s?")


def say_date(day: date) -> str:
    """Return a day as people read it here: "Wed 3 Dec 2025"."""
    return f"{_DAY_NAMES[day.weekday()][:3]} {say_short(day)}"


def say_short(day: date) -> str:
    """Return a day without its weekday: "3 Dec 2025"."""
    return f"{day.day} {_MONTH_NAMES[day.month - 1][:3]} {day.year}"


def say_span(start: date | None, end: date | None) -> str:
    """Return a span of days; one day when they are equal, and nothing when neither is known."""
    if start and end and start != end:
        return f"{say_short(start)} to {say_short(end)}"
    day = start or end
    return say_short(day) if day else ""


def add_months(day: date, months: int) -> date:
    """Move a day by calendar months, held to the month's end (31 Aug 2025 + 6 = 28 Feb 2026)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, _days_in(year, month + 1)))


def parse_date(text: str, today: date) -> date:
    """Read one date, day first: "17/11/2025", "17 nov", "next fri", "today", "in 4 weeks".

    Also "in a fortnight", "a week on friday", "friday week", "end of next month".

    A day without a year is the nearest such day from three months ago on.

    Raises:
        Refused: It is not one date; the words name what would be.
    """
    cleaned = re.sub(r"[,\s]+", " ", text.strip().lower()).strip(" .")
    found = _relative(cleaned, today) or _written(cleaned, today)
    if found is None:
        raise Refused(
            f"“{text.strip()}” is not one date.",
            next_step=f"Try “{today.day} {_MONTH_NAMES[today.month - 1][:3].lower()}” or "
            f"“{today:%d/%m/%Y}”.",
        )
    return found


def other_weekday(text: str, day: date) -> str:
    """Return the weekday that is typed with a date and is not its own: "Wednesday"; else empty.

    "wed 10 dec" is read as the 10th; who meant a Wednesday is told that it is none.
    """
    match = re.match(r"\s*([a-z]{3})[a-z]*,?\s+\d", text.lower())
    weekday = _DAYS.get(match[1]) if match else None
    return "" if weekday is None or weekday == day.weekday() else _DAY_NAMES[weekday]


def _relative(text: str, today: date) -> date | None:
    if text in {"today", "now"}:
        return today
    if text in {"tomorrow", "tmr"}:
        return today + timedelta(days=1)
    if text == "yesterday":
        return today - timedelta(days=1)
    if text.startswith("in ") and (match := _AHEAD.fullmatch(text[3:])):
        return _ahead(match, today)
    if match := re.fullmatch(r"end of (?:the |this |(next ))?(week|month)", text):
        return _end(match[2], today, following=bool(match[1]))
    if match := re.fullmatch(r"(?:a )?week on ([a-z]+)|([a-z]+) week", text):
        weekday = _DAYS.get(match[1] or match[2])
        if weekday is not None:
            return today + timedelta(days=((weekday - today.weekday()) % 7 or 7) + 7)
    if match := re.fullmatch(r"(next |this )?([a-z]+)", text):
        weekday = _DAYS.get(match[2])
        if weekday is not None:
            ahead = (weekday - today.weekday()) % 7
            return today + timedelta(days=ahead or 7)
    return None


def _ahead(match: re.Match[str], today: date) -> date:
    """Return the day so many days, weeks, months or years after today."""
    count, unit = _COUNTS.get(match[1]) or int(match[1]), match[2]
    if unit in {"month", "year"}:
        return add_months(today, count * (12 if unit == "year" else 1))
    return today + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _end(unit: str, today: date, *, following: bool) -> date:
    """Return the Friday of a week, or the last day of a month."""
    if unit == "week":
        friday = today + timedelta(days=4 - today.weekday() + (7 if following else 0))
        return friday if friday >= today else friday + timedelta(days=7)
    first = add_months(today.replace(day=1), 1 if following else 0)
    return first.replace(day=_days_in(first.year, first.month))


def _written(text: str, today: date) -> date | None:
    text = re.sub(rf"^({'|'.join(sorted(_DAYS, key=len, reverse=True))}) ", "", text)
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{2}|\d{4}))?", text):
        return _near(int(match[1]), int(match[2]), match[3], today)
    if match := re.fullmatch(
        r"(\d{1,2})(?:st|nd|rd|th)? ?(?:of )?([a-z]+)(?: (\d{2}|\d{4}))?", text
    ):
        month = _MONTHS.get(match[2])
        return _near(int(match[1]), month, match[3], today) if month else None
    return None


def _near(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this = _day(today.year, month, day)
    if this and this < add_months(today, -3):
        return _day(today.year + 1, month, day)
    return this


def _day(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1900 <= year <= 2200:
        return None
    last = _days_in(year, month)
    if not 1 <= day <= last:
        if 1 <= day <= 31:
            raise Refused(
                f"{_MONTH_NAMES[month - 1]} {year} has {last} days.",
                next_step=f"Try “{last} {_MONTH_NAMES[month - 1][:3].lower()}”.",
            )
        return None
    return date(year, month, day)


def _days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def financial_year(day: date) -> tuple[date, date]:
    """Return the first and last day of the council's financial year, 1 April to 31 March."""
    first = date(day.year if day.month >= 4 else day.year - 1, 4, 1)
    return first, date(first.year + 1, 3, 31)
