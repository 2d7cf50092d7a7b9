"""Words in a timescale that look like a day and are none: "31/2" is a slip, "2015/16" is not."""

from __future__ import annotations

import re
from datetime import date

from prevent_desk.core.dates import parse_date
from prevent_desk.core.errors import Refused

_FRONT = re.compile(r"^(?:by|until|due|from|to|before|end)\s+(?:the\s+)?", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](?:\d{2}|\d{4}))?")
_WORDS = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s*(?:of\s+)?{_MONTH}\.?(?:\s+(?:\d{{2}}|\d{{4}}))?", re.IGNORECASE
)


def no_such_day(text: str, today: date) -> str:
    """Return what is wrong with words that look like one day and name none; nothing when they do.

    A timescale may hold any words, so this is a doubt and no refusal.

    Args:
        text: What is typed.
        today: Gives a day without a year its year.
    """
    words = _FRONT.sub("", text.strip()).strip(" .")
    numbers = _NUMBERS.fullmatch(words)
    if numbers is None and _WORDS.fullmatch(words) is None:
        return ""
    if numbers and int(numbers[2]) == int(numbers[1]) + 1 and int(numbers[2]) > 12:
        # A financial year, as "15/16".
        return ""
    try:
        parse_date(words, today)
    except Refused as refused:
        return refused.what
    return ""
