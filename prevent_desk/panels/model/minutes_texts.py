"""The few texts that minutes have of their own, beside what was noted at the desk."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text of the minutes' own.

    Attributes:
        title: As its field is called.
        begins: What stands there until something else is typed.
    """

    key: str
    title: str
    hint: str = ""
    begins: str = ""


CONFIDENTIALITY = "confidentiality"
OTHER = "other"
CIRCULATION = "circulation"

STATEMENT = (
    "What is said and shown at this panel is shared for the purpose of safeguarding under Part 5 "
    "of the Counter-Terrorism and Security Act 2015. It is used for that purpose only, kept "
    "securely, and passed on to nobody outside the panel without the chair’s agreement."
)

TEXTS: tuple[OwnText, ...] = (
    OwnText(
        CONFIDENTIALITY,
        "Confidentiality statement",
        "As it was read out; it stays for the next minutes too.",
        STATEMENT,
    ),
    OwnText(OTHER, "Other business", "What belongs to no case and was not noted at the desk."),
    OwnText(CIRCULATION, "Goes to", "Who gets these minutes: “Members of the panel only”."),
)
"""In the order of the paper."""
