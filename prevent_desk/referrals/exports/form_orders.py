"""What a blank form can be taken out as, and what the child that makes one is told; light."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from prevent_desk.core.questionnaire import Questionnaire
from prevent_desk.core.vocabulary import Vocabulary
from prevent_desk.exports.form_paper import FormPaper

TARGET = "prevent_desk.referrals.exports.form_paper:write_in_child"
"""Makes a form; its payload is (order,), its answer is read by `Made.unpacked`."""

WHEN_COMPLETED = "when completed"
"""Stands after the marking of a blank form: it is not sensitive before somebody fills it."""


class Shape(Enum):
    """What a blank form can be taken out as.

    Attributes:
        label: As it is offered.
        words: As the file's name and the audit trail say it.
        suffix: Of the file's name.
    """

    FILLABLE = ("Fillable PDF", "referral form", ".pdf")
    WORD = ("Word form", "referral form", ".docx")
    PEN = ("For the pen", "referral form to print", ".pdf")

    def __init__(self, label: str, words: str, suffix: str) -> None:
        self.label = label
        self.words = words
        self.suffix = suffix


@dataclass(frozen=True, slots=True)
class FormOrder:
    """A form to be made.

    Attributes:
        vocabularies: Every list; a plain dict, for it travels to the child.
    """

    shape: Shape
    form: Questionnaire
    vocabularies: dict[str, Vocabulary]
    paper: FormPaper


def blank_marking(marking: str) -> str:
    """Return a marking as a blank form bears it."""
    return f"{marking} {WHEN_COMPLETED}"
