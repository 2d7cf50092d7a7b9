"""The blank workbook for the feedback of many: a column a question, a row a person, no names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from prevent_desk.core import form_fields
from prevent_desk.core.dates import say_date
from prevent_desk.core.questionnaire import Kind, Question, Questionnaire
from prevent_desk.core.vocabulary import Term, Vocabularies
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.exports.workbook import looks
from prevent_desk.exports.workbook.book import Book, Furniture
from prevent_desk.exports.workbook.looks import Look, Tint

SHEET = "Feedback"
_WIDTH, _LONG_WIDTH = 22.0, 46.0
_OPEN = Look(ruled=True, opens=True)
_PLAIN = Tint("171E29", "FFFFFF")


def write(form: Questionnaire, lists: Vocabularies, paper: FormPaper, rows: int) -> bytes:
    """Return the workbook's bytes; the same form at the same moment gives the same bytes."""
    questions, book = list(form.questions()), Book()
    offered = {
        question.key: form_fields.choices(question, lists, paper.made_at.date())
        for question in questions
    }
    sheet = book.sheet(SHEET, [_width(question) for question in questions])
    last = len(questions) - 1
    blank = [""] * last
    sheet.row([form.title, *blank], looks.TITLE, spans=[(0, last)])
    for words in _said(paper, offered.values()):
        sheet.row([words, *blank], looks.SUBTITLE, spans=[(0, last)])
    header = sheet.row([question.text for question in questions], looks.HEADER)
    for _number in range(rows):
        sheet.row([""] * len(questions), _OPEN)
    for place, question in enumerate(questions):
        if terms := offered[question.key]:
            sheet.choices(
                place,
                (header + 1, header + rows),
                [(_word(term), _PLAIN) for term in terms],
                asked="Choose one from the list.",
                title="Not in the list",
            )
    sheet.freeze(header, 0)
    below = f"Form {form.version}, made {say_date(paper.made_at.date())}"
    sheet.page(Furniture(paper.marking, form.title, paper.notice, below), large=True)
    return book.packed(form.title, paper.made_at)


def _said(paper: FormPaper, offered: Iterable[Sequence[Term]]) -> list[str]:
    about = f"{paper.filled_by}. " if paper.filled_by else ""
    to = f" Send it to {paper.send_to}." if paper.send_to else ""
    scales = dict.fromkeys(
        "” to “".join(term.label for term in (terms[-1], terms[0]))
        for terms in offered
        if any(_word(term) != term.label for term in terms)
    )
    said = f"{about}One row for each person; no name is asked. What is left out is left out.{to}"
    return [said, *(f"The numbers go from “{words}”." for words in scales)]


def _word(term: Term) -> str:
    # A list inside the sheet's rule takes no comma, and a sheet of lists may be taken for answers.
    return term.code if "," in term.label else term.label


def _width(question: Question) -> float:
    return _LONG_WIDTH if question.kind is Kind.LONG else _WIDTH
