"""What somebody typed into one box: a name, a date of birth, a phone, a postcode, in any order."""

from __future__ import annotations

import re
from datetime import date

from prevent_desk.core import birth
from prevent_desk.core.birth import Born
from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model.matching.records import Sought

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_YEAR = r"(?:19|20)\d\d"
_LED = r"(?:\b(?:d\.?o\.?b\.?|born(?: on)?|date of birth)[:\s]*)?"
_DAYS = (
    re.compile(rf"{_LED}\b(\d{{4}}-\d\d-\d\d)\b", re.IGNORECASE),
    re.compile(rf"{_LED}\b(\d{{1,2}}[./-]\d{{1,2}}[./-](?:{_YEAR}|\d\d))\b", re.IGNORECASE),
    re.compile(rf"{_LED}\b(\d{{1,2}} \d{{1,2}} {_YEAR})\b", re.IGNORECASE),
    re.compile(
        rf"{_LED}\b(\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})\.?,? {_YEAR})\b", re.IGNORECASE
    ),
)
_AGES = (
    re.compile(
        r"\b(?:aged?|about|around|approx\.?|circa|c\.)[:\s]*(?:aged? )?(\d{1,2})\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(\d{1,2}) ?(?:years?(?: old)?|yrs?(?: old)?|y\.?o\.?)\b", re.IGNORECASE),
)
_ABOUT_YEAR = re.compile(
    rf"(?:~|≈|\b(?:about|around|approx\.?|circa|c\.?))\s?({_YEAR})\b", re.IGNORECASE
)
_BARE_YEAR = re.compile(rf"(?:\bborn(?: in)?[:\s]*)?\b({_YEAR})\b", re.IGNORECASE)
_BARE_AGE = re.compile(r"(?<![\w.])(\d{1,2})(?![\w.])")
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2})\b", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:\b(?:tel|phone|mobile|mob)\.?[:\s]*)?(\+?\(?\d[\d\s().-]{5,}\d)", re.IGNORECASE
)
_STREET = re.compile(
    r"\b((?:(?:flat|apt|apartment|unit) \w+,? )?\d+[a-z]?,? (?:[a-z'’-]+ ){1,3}?"
    r"(?:street|st|road|rd|avenue|ave|lane|ln|close|cl|drive|dr|court|ct|gardens?|gdns|grove|place|"
    r"pl|terrace|way|crescent|cres|square|sq|walk|hill|mews|row|park|rise|view|green))\b",
    re.IGNORECASE,
)
_NOT_NAMES = re.compile(
    r"\b(?:d\.?o\.?b|born|date of birth|tel|phone|mobile|lives at|living at|of|at|aged?)\b[:.]?",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\S*\d{2,}\S*|(?<!\S)\W*\d\W*(?!\S)")


MOST = 300
"""Letters of a line that are read."""


def parse(text: str, today: date, *, typing: bool = False) -> Sought:
    """Return whom a line of text asks for.

    Args:
        text: "kris hallam 12.05.2008", "07700 900123", "hallam, kris, aged 17, EC2V 7HH".
        today: The day it is typed on; ages count from it.
        typing: More may follow: the last word may be a beginning, a figure at the end is none yet.
    """
    text = text[:MOST]
    rest = " ".join(text.split())
    rest, born = _take_day(rest, today)
    rest, postcodes = _take(_POSTCODE, rest)
    rest, streets = _take(_STREET, rest)
    rest, phones = _take(_PHONE, rest, least=7)
    if born is None:
        rest, born = _take_age(rest, today, at_end=not typing)
    name = " ".join(_FIGURES.sub(" ", _NOT_NAMES.sub(" ", rest)).split()).strip(" ,;:.-")
    last = name.rpartition(" ")[2]
    return Sought(
        names=(_surname_last(name),) if any(map(str.isalpha, name)) else (),
        born=born,
        address=streets[0] if streets else "",
        postcode=postcodes[0].upper() if postcodes else "",
        phones=tuple(phones),
        typing=typing and last[-1:].isalpha() and text.endswith(last),
    )


def _surname_last(name: str) -> str:
    """Return "Hallam, Kris" as people say it; further commas are only dropped."""
    before, comma, after = name.partition(",")
    after = after.strip(" ,")
    return " ".join(f"{after} {before}".replace(",", " ").split()) if comma else name


def _take(pattern: re.Pattern[str], text: str, least: int = 0) -> tuple[str, list[str]]:
    """Return what is left of a text, and what was taken out; of at least so many figures."""
    found: list[str] = []

    def taken(match: re.Match[str]) -> str:
        if sum(map(str.isdigit, match[1])) < least:
            return match[0]
        found.append(match[1].strip())
        return " , "

    return pattern.sub(taken, text), found


def _take_day(text: str, today: date) -> tuple[str, Born | None]:
    for pattern in _DAYS:
        if match := pattern.search(text):
            spaced = re.fullmatch(r"(\d+) (\d+) (\d+)", match[1])
            day = (
                "/".join(spaced.groups())
                if spaced
                else re.sub(r"(?<=\d)(?:st|nd|rd|th)", "", match[1])
            )
            born = _read(day.replace(" of ", " "), today)
            if born is not None:
                return f"{text[: match.start()]} , {text[match.end() :]}", born
    return text, None


def _take_age(text: str, today: date, *, at_end: bool) -> tuple[str, Born | None]:
    """Take a year or an age out of a text; a bare figure at its end only when it is whole."""
    patterns = ((_ABOUT_YEAR, "~{}"), *((one, "about {}") for one in _AGES), (_BARE_YEAR, "{}"))
    for pattern, told in (*patterns, (_BARE_AGE, "about {}")):
        if match := pattern.search(text):
            if pattern is _BARE_AGE and not at_end and not text[match.end() :].strip(" ,"):
                continue
            born = _read(told.format(match[1]), today)
            if born is not None:
                return f"{text[: match.start()]} , {text[match.end() :]}", born
    return text, None


def _read(told: str, today: date) -> Born | None:
    try:
        return birth.read(told, today)
    except Refused:
        return None
