"""The marking of a file that leaves the desk: what is offered, and what may not be given."""

from __future__ import annotations

from prevent_desk.ui.widgets.editors import Combo

MARKINGS = ("OFFICIAL-SENSITIVE", "OFFICIAL", "OFFICIAL - INTERNAL USE ONLY")
"""Offered first; an office may have its own words (DOMAIN, section 7.1)."""

_LONGEST = 80


def marking_combo(chosen: str) -> Combo:
    """Return a list of markings that also takes an office's own words."""
    combo = Combo()
    combo.setEditable(True)
    combo.addItems(list(dict.fromkeys([*MARKINGS, chosen])))
    combo.setCurrentText(chosen)
    return combo


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
