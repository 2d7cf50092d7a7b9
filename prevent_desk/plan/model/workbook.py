"""The words by which our own action plan workbook is written, and by which it is read again."""

from __future__ import annotations

PLAN_SHEET = "Action plan"
NOTES_SHEET = "Legend and notes"

COLUMNS = (
    "Ref",
    "ACTION",
    "LEAD",
    "SUCCESS CRITERIA",
    "TIMESCALE",
    "RESOURCES",
    "Progress",
    "COMMENTS/PROGRESS",
)
"""The source plan's own columns in its order (DOMAIN 6); the reference in front is ours."""

OBJECTIVE, AIM, INTRODUCTION, ACTIVITY = "Objective", "Aim", "Introduction", "Activity"
"""What stands in the first column of a heading row; a number may follow."""

NO_HEADING = "(no heading)"
"""Of an activity without one that follows an activity with one."""

CONTINUED = "continued"
"""In the first column of a row that carries on the row above it."""

BULLET = "• "
MEASURED = "→ Measured: "
"""In front of what has been counted of the criterion above it; no part of its words."""

ABOUT, STATEMENTS, AIMS = "About this plan", "Statements of the plan", "Strategic objectives"
KEY, HOW_TO, SHORT_NAMES = "Key of progress", "How to use this workbook", "Short names"
"""The sections of the second sheet."""

TITLE, YEARS, VERSION, LABEL = "Title", "Years", "Version", "Appears as"
STATEMENT, AIM_NUMBERED = "Statement", "Objective"
KEY_COLUMNS = ("Word", "In the plan’s key", "Painted", "Says that it is", "Short code")
NAME_COLUMNS = ("Ref", "Short name")


def rejoined(pieces: list[str]) -> str:
    """Return a text that was cut into pieces to fit its rows.

    A piece that ends with "…" and one that begins so were one line; a blank on both sides of the
    cut was a blank of the text.
    """
    text = pieces[0] if pieces else ""
    for piece in pieces[1:]:
        if text.endswith(" …") and piece.startswith("… "):
            text = text[:-1] + piece[2:]
        elif text.endswith("…") and piece.startswith("…"):
            text = text[:-1] + piece[1:]
        else:
            text += "\n" + piece
    return text
