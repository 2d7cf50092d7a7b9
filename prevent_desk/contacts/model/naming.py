"""How a contact's name is taken apart: what they are called by, and what notes call the speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable

_TITLES = frozenset(
    {
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "revd", "fr", "sir",
        "dame", "lady", "lord", "cllr", "hon", "imam", "rabbi",
        "pc", "dc", "ps", "ds", "di", "dci", "dsu", "dcs", "supt", "insp", "sgt",
    }
)  # fmt: skip
"""Forms of address and ranks that stand before a name, without their full stop."""

_WORDS = re.compile(r"[^\W\d_][\w'’.-]*")


def parts(name: str) -> tuple[str, str]:
    """Return the given and the family name that a name as written holds; either may be empty.

    "Barrow, Kim" and "DS Kim Barrow" both give ("Kim", "Barrow"). Letters need no more than that:
    who is called otherwise has it typed in.
    """
    if "," in name:
        family, given = name.split(",", 1)
        return " ".join(_own(given)), " ".join(_own(family))
    words = _own(name)
    if len(words) < 2:
        return "", words[0] if words else ""
    return " ".join(words[:-1]), words[-1]


def initials(name: str) -> str:
    """Return up to three letters that stand for a name, titles left out: "DS R. Cole" is "RC"."""
    given, family = parts(name)
    words = [*given.split(), *family.split()]
    letters = [word[0].upper() for word in words if word[0].isalpha()]
    return "".join([*letters[:2], *letters[-1:]] if len(letters) > 3 else letters)


def apart(wanted: str, taken: Iterable[str]) -> str:
    """Return initials that nobody else in the room has: "RC", else "RC2", "RC3"."""
    known = set(taken)
    if wanted not in known:
        return wanted
    number = 2
    while f"{wanted}{number}" in known:
        number += 1
    return f"{wanted}{number}"


def sort_key(given: str, family: str, name: str) -> tuple[str, str, str]:
    """Return what people are sorted by: family name, given name, then all that is written."""
    return (family or parts(name)[1]).casefold(), given.casefold(), name.casefold()


def _own(text: str) -> list[str]:
    """Return the words of a name without the forms of address before it."""
    words = _WORDS.findall(text)
    while len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES:
        words.pop(0)
    return words
