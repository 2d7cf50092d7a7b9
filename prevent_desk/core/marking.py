"""The protective marking of a desk and of what leaves it: what is offered, what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable

from prevent_desk.core.errors import Refused

DEFAULT = "OFFICIAL-SENSITIVE"
"""Until the officer chooses another."""

MARKINGS = (DEFAULT, "OFFICIAL", "OFFICIAL - INTERNAL USE ONLY")
"""Offered first; an office may have its own words (DOMAIN, section 7.1)."""

LIMIT = "Nothing marked above OFFICIAL-SENSITIVE may be kept here."
"""What entry forms say (DOMAIN, section 8)."""

_LONGEST = 80
_ABOVE = re.compile(r"\b(?:TOP[ -]?)?SECRET\b")


def wrong_marking(text: str) -> str:
    """Return what is wrong with a marking, in words; nothing when it may be given.

    Nothing above OFFICIAL-SENSITIVE may be kept in the desk (DOMAIN, section 8), so nothing above
    it can leave.
    """
    words = text.upper().split()
    if not words:
        return "The file needs a marking."
    if len(text) > _LONGEST:
        return f"A marking has at most {_LONGEST} characters."
    if "SECRET" in words:
        return "This desk may hold nothing above OFFICIAL-SENSITIVE."
    return ""


def is_above(text: str) -> bool:
    """Return whether a text bears a marking above what may be kept.

    Markings are written in capitals; "a secret meeting" is no marking.
    """
    return _ABOVE.search(text) is not None


def refuse_above(texts: Iterable[str]) -> None:
    """Refuse words that bear a marking above what may be kept.

    Raises:
        Refused: One of them does.
    """
    if any(is_above(text) for text in texts):
        raise Refused(
            "It is marked SECRET. " + LIMIT,
            next_step="Handle it as its marking says, and enter no word of it.",
        )
