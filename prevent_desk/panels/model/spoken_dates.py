"""The day by which something is asked for, found in the words of a line: "… by wed 10 dec".

A weekday in the middle of a sentence tells when something was ("seen on Friday"), so it counts only
after a word that sets a limit, or at the end. A day that lies behind is no limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from prevent_desk.core.dates import parse_date
from prevent_desk.core.errors import Refused

_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_DATED = (
    rf"(?:{_DAY},? )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?: \d{{4}})?",
    r"\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?",
    rf"in {_COUNT} (?:day|week|fortnight|month)s?",
    r"end of (?:the |this |next )?(?:week|month)",
)
_LOOSE = (rf"(?:a )?week on {_DAY}", rf"{_DAY} week", rf"(?:next |this )?{_DAY}", "today|tomorrow")
_LIMIT = r"(?P<limit>by|before|until|due(?: on)?|no later than|on|within)?"
_FOUND = re.compile(
    rf"(?<![\w/]){_LIMIT}\s*(?:the )?(?P<day>(?P<dated>{'|'.join(_DATED)})|{'|'.join(_LOOSE)})"
    rf"|(?<![\w/])within (?P<within>{_COUNT} (?:day|week|fortnight|month)s?)(?![\w/])",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[\s.;,)]*$")
_FULL = {"tues": "tue", "wednes": "wed", "thurs": "thu", "satur": "sat"}


@dataclass(frozen=True, slots=True)
class SpokenDay:
    """A day found in words.

    Attributes:
        told: As it was typed: "wed 10 dec".
        start, end: Where it stands, the word that sets the limit included.
    """

    day: date
    told: str
    start: int
    end: int


def find_due(words: str, today: date) -> SpokenDay | None:
    """Return the last day words name as a limit; None where they name none.

    Args:
        words: Of a line.
        today: From which "in 4 weeks" is counted.
    """
    found = list(_all(words, today))
    for wanted in ("limit", "end", "dated"):
        chosen = [day for kinds, day in found if wanted in kinds]
        if chosen:
            return chosen[-1]
    return None


def _all(words: str, today: date) -> Iterator[tuple[set[str], SpokenDay]]:
    for match in _FOUND.finditer(words):
        end = match.end()
        if end < len(words) and (words[end].isalnum() or words[end] == "/"):
            continue
        told = match["within"] or match["day"]
        day = _day(f"in {told}" if match["within"] else told, today)
        if day is None or day < today:
            continue
        limit = (match["limit"] or "").lower()
        kinds = set()
        if match["within"] or (limit and limit != "on"):
            kinds.add("limit")
        if _AFTER.match(words, end):
            kinds.add("end")
        if match["within"] or match["dated"]:
            kinds.add("dated")
        yield kinds, SpokenDay(day, told, match.start(), end)


def _day(told: str, today: date) -> date | None:
    plain = re.sub(r"\b(tues|wednes|thurs|satur)(?=\b|day)", lambda m: _FULL[m[1].lower()], told,
                   flags=re.IGNORECASE)  # fmt: skip
    plain = re.sub(r"\b(mon|tue|wed|thu|fri|sat|sun)day\b", r"\1", plain, flags=re.IGNORECASE)
    try:
        return parse_date(plain, today)
    except Refused:
        return None
