"""Whether free words of a sighting seem to name a person: a log of places is to hold none.

It only warns: a shop may be called "Marks Spencer", and a slogan is part of what was seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|PC|DC|DS|Sgt|Imam|Rev|Revd|Rabbi|Sheikh)\.?\s+"
    r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?"
)
_CALLED = re.compile(
    r"\b(?:called|named|name is|by the name of|known as|goes by)\s+(?:[“\"']\s*)?"
    r"([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?)"
)
_PAIR = re.compile(r"(?<![\w“\"'‘])([A-Z][a-zà-ÿ’'-]{1,20})\s+([A-Z][a-zà-ÿ’'-]{1,20})\b")
_HANDLE = re.compile(r"(?<![\w.])@[A-Za-z0-9_.]{3,30}\b")
_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_PHONE = re.compile(r"(?<!\d)(?:\+44\s?|0)(?:\d[\s-]?){9,10}(?!\d)")
_PLATE = re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b")
_BORN = re.compile(r"\b(?:born|dob|d\.o\.b\.?|aged?)\s+(?:on\s+)?\d+", re.IGNORECASE)

_NO_NAME_WORDS = """
street road lane avenue square place court yard gardens garden terrace crescent house market
station bridge park hill walk way passage alley wall row close drive gate tower building
centre center library school college academy church mosque synagogue temple cathedral hall
hotel pub arms tavern inn bank museum theatre estate wharf pier dock circus broadway green
north south east west upper lower great little old new saint st royal city london council
corporation police fire brigade transport underground tube line bus stop post office box lamp
british england english scotland wales welsh irish britain europe european national front
action party movement white black blue red pride lives matter patriotic alternative defence
league islamic state free palestine israel ukraine russia muslim christian jewish hindu sikh
monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december christmas eid diwali ramadan easter
the a an in on at by and or of to for from with near outside opposite behind sticker stickers
graffiti leaflet poster two three four five six several one seen found reported removed
fire-safety safety visitor cleansing team officer warden manager security staff act early
telegram instagram facebook tiktok twitter whatsapp discord reddit youtube google
"""
_NO_NAME = frozenset(_NO_NAME_WORDS.split())


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of words that seems to name somebody.

    Attributes:
        words: As it was typed.
        why: What it looks like: "a name", "an e-mail address".
    """

    words: str
    why: str


def seems_to_name(text: str, places: Sequence[str] = ()) -> list[Named]:
    """Return what in a text seems to name a person, in its order, each once.

    Args:
        text: Free words.
        places: Words that are known to be no people: streets, wards, organisations.
    """
    found: dict[int, Named] = {}
    for pattern, why in (
        (_EMAIL, "an e-mail address"), (_PHONE, "a telephone number"), (_TITLE, "a name"),
        (_HANDLE, "an account"), (_PLATE, "a number plate"), (_BORN, "a birth or an age"),
    ):  # fmt: skip
        for match in pattern.finditer(text):
            found.setdefault(match.start(), Named(match[0].strip(), why))
    for match in _CALLED.finditer(text):
        found.setdefault(match.start(1), Named(match[1], "a name"))
    known = " ".join(places).casefold()
    for match in _PAIR.finditer(text):
        first, second = match[1].casefold(), match[2].casefold()
        if first in _NO_NAME or second in _NO_NAME or f"{first} {second}" in known:
            continue
        found.setdefault(match.start(), Named(match[0], "a name"))
    return _apart(text, found)


def _apart(text: str, found: dict[int, Named]) -> list[Named]:
    """Return what was found, without what lies within another find."""
    told: list[Named] = []
    end = -1
    for start in sorted(found):
        one = found[start]
        if start < end:
            continue
        end = start + len(one.words)
        if one.words.casefold() not in {other.words.casefold() for other in told}:
            told.append(one)
    return told


def warning(named: Sequence[Named]) -> str:
    """Return the line shown under words that seem to name somebody; empty where none do."""
    if not named:
        return ""
    first = named[0]
    more = f" and {len(named) - 1} more" if len(named) > 1 else ""
    return (
        f"“{first.words}” looks like {first.why}{more}. No person is recorded here: "
        "say what was seen, and report a person as a referral."
    )
