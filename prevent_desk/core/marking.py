"""The protective marking of a desk and of what leaves it: what is offered, what is refused."""

from __future__ import annotations

DEFAULT = "OFFICIAL-SENSITIVE"
"""Until the officer chooses another."""

MARKINGS = (DEFAULT, "OFFICIAL", "OFFICIAL - INTERNAL USE ONLY")
"""Offered first; an office may have its own words (DOMAIN, section 7.1)."""

_LONGEST = 80


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
