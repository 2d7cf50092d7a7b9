"""Blank feedback forms of a session: a fillable PDF, one to print, a workbook for one, for many."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from prevent_desk.core.questionnaire import Questionnaire
from prevent_desk.core.vocabulary import Vocabulary
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.workers.child import Report

TARGET = "prevent_desk.training.exports.feedback_forms:write_in_child"
"""Its payload is (order,). A PDF answers as `Made.unpacked` reads it, a workbook with its bytes."""

ROWS = 60
"""How many rows are ruled in the workbook for many."""


class FormShape(Enum):
    """What is made: label, words of the file's name, its ending."""

    FILLABLE = ("Fillable PDF", "feedback form", ".pdf")
    PEN = ("To print", "feedback form to print", ".pdf")
    BOOK = ("Workbook, one person", "feedback form", ".xlsx")
    ROWS = ("Workbook, a row each", "feedback of many", ".xlsx")

    def __init__(self, label: str, words: str, suffix: str) -> None:
        self.label, self.words, self.suffix = label, words, suffix

    @property
    def is_pdf(self) -> bool:
        """Whether it is made of pages."""
        return self.suffix == ".pdf"


@dataclass(frozen=True, slots=True)
class FeedbackOrder:
    """A form to be made; plain values, for it travels to the child."""

    form: Questionnaire
    vocabularies: dict[str, Vocabulary]
    paper: FormPaper
    shape: str


def write_in_child(payload: tuple[FeedbackOrder], _report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`)."""
    (order,) = payload
    shape = FormShape[order.shape]
    if shape is FormShape.BOOK:
        from prevent_desk.exports.workbook import form as form_book

        return form_book.write_blank(order.form, order.vocabularies, order.paper)
    if shape is FormShape.ROWS:
        from prevent_desk.training.exports import feedback_book

        return feedback_book.write(order.form, order.vocabularies, order.paper, ROWS)
    from prevent_desk.exports.pdf import form as pdf_form

    fillable = shape is FormShape.FILLABLE
    return pdf_form.write_blank(
        order.form, order.vocabularies, order.paper, fillable=fillable
    ).packed()
