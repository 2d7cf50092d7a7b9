"""How each kind of line looks: its glyph and the colour of its disc."""

from __future__ import annotations

from prevent_desk.referrals.model.timeline import Kind

LOOKS: dict[Kind, tuple[str, str]] = {
    Kind.CALL: ("phone", "blue"),
    Kind.MAIL: ("mail", "blue"),
    Kind.NOTE: ("message-square", "grey"),
    Kind.MEETING: ("users", "blue"),
    Kind.WORKING_NOTE: ("notebook-pen", "grey"),
    Kind.RECEIVED: ("inbox", "grey"),
    Kind.MOVE: ("arrow-right", "accent"),
    Kind.PANEL: ("gavel", "accent"),
    Kind.LINK: ("repeat-2", "amber"),
    Kind.PEOPLE: ("user", "grey"),
    Kind.FILE: ("file", "grey"),
    Kind.CHECK: ("send", "blue"),
    Kind.REPLY: ("reply", "blue"),
    Kind.ASSESSMENT: ("clipboard-check", "accent"),
    Kind.CONSENT: ("handshake", "green"),
    Kind.PLAN: ("list-checks", "green"),
    Kind.SESSION: ("user-check", "green"),
    Kind.REVIEW: ("refresh-cw", "accent"),
    Kind.CLOCK: ("circle-pause", "grey"),
    Kind.NO_SUPPORT: ("scale", "amber"),
    Kind.REFERRER_TOLD: ("message-square-plus", "green"),
}
"""Icon and tone by kind."""


def colours(tone: str) -> tuple[str, str]:
    """Return the tokens of a disc's ground and of the glyph on it."""
    if tone == "accent":
        return "accentsoft", "accenttext"
    return f"{tone}bg", tone
