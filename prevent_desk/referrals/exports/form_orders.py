"""What forms can be taken out as, and what the child that makes one is told; nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from prevent_desk.core.questionnaire import Answer, Questionnaire
from prevent_desk.core.vocabulary import Vocabulary
from prevent_desk.exports.form_paper import FormPaper

TARGET = "prevent_desk.referrals.exports.form_paper:write_in_child"
"""Makes a form; its payload is (order,), its answer is read by `Made.unpacked`."""

WHEN_COMPLETED = "when completed"
"""Stands after the marking of a blank form: it is not sensitive before somebody fills it."""


class Shape(Enum):
    """What a form can be taken out as.

    Attributes:
        label: As it is offered.
        words: As the file's name and the audit trail say it.
        suffix: Of the file's name.
    """

    FILLABLE = ("Fillable PDF", "referral form", ".pdf")
    WORD = ("Word form", "referral form", ".docx")
    PEN = ("For the pen", "referral form to print", ".pdf")
    FILLED = ("Filled", "filled referral form", ".pdf")

    def __init__(self, label: str, words: str, suffix: str) -> None:
        self.label = label
        self.words = words
        self.suffix = suffix


BLANK = (Shape.FILLABLE, Shape.WORD, Shape.PEN)


@dataclass(frozen=True, slots=True)
class FormOrder:
    """A form to be made.

    Attributes:
        vocabularies: Every list; a plain dict, for it travels to the child.
        answers: For a filled one.
        with_referrer: Whether a filled one has the sections about the referrer; never where
            anonymity was asked.
        about: What a filled one belongs to: "PD-2026-014".
    """

    shape: Shape
    form: Questionnaire
    vocabularies: dict[str, Vocabulary]
    paper: FormPaper
    answers: Mapping[str, Answer] = field(default_factory=dict)
    with_referrer: bool = False
    about: str = ""


def blank_marking(marking: str) -> str:
    """Return a marking as a blank form bears it."""
    return f"{marking} {WHEN_COMPLETED}"
