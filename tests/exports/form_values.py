"""Something to answer to every question of a form, and the same as its fields hold it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import cycle

from prevent_desk.core import form_fields
from prevent_desk.core.form_fields import part
from prevent_desk.core.questionnaire import Answer, Kind, Question, Questionnaire
from prevent_desk.core.vocabulary import Vocabularies

AWKWARD = (
    "Zażółć gęślą jaźń, ŁÓDŹ",
    "Nguyễn Thị Phượng",
    "Αναστασία Παπαδοπούλου",
    "=SUM(A1:A9) +1 -1 @x",
    "“quoted” 'single' \"double\" <b>&amp; \\n (brackets) [[key]]",
    "Щербаков Ёлкин; İbrahim Çağlayan",
    "O'Neill – Ọláyínká 50 % #1",
)
LINES = ("first line\nsecond line\n\nfourth, after an empty one", "Ł\nễ\nΩ", 'one\n=2+2\n"three"')


def everything(
    form: Questionnaire, lists: Vocabularies, on: date, *, labels: bool = True
) -> tuple[dict[str, Answer], dict[str, str]]:
    """Return answers to every question, and the fields that hold them.

    Args:
        form: Without the sections that are not on it.
        lists: Every list.
        on: The day the form was made.
        labels: Lists that open hold labels, as the PDF's do.
    """
    texts, blocks = cycle(AWKWARD), cycle(LINES)
    answers: dict[str, Answer] = {}
    fields: dict[str, str] = {}
    for number, question in enumerate(form.questions()):
        answer, held = _answer(question, lists, on, number, texts, blocks)
        answers[question.key] = answer
        fields.update(held)
    if labels:
        for question in form.questions():
            terms = form_fields.choices(question, lists, on)
            if question.kind is Kind.CHOICE and len(terms) > 7:
                fields[question.key] = lists[question.vocabulary].label(fields[question.key])
    return answers, fields


def _answer(
    question: Question,
    lists: Vocabularies,
    on: date,
    number: int,
    texts: Iterator[str],
    blocks: Iterator[str],
) -> tuple[Answer, dict[str, str]]:
    terms = [term.code for term in form_fields.choices(question, lists, on)]
    one = terms[number % len(terms)] if terms else ""
    if question.kind is Kind.LONG:
        text = next(blocks)
        return text, {part(question): text}
    if question.kind is Kind.DATE:
        return "2026-11-03", {part(question): "3/11/2026"}
    if question.kind is Kind.BIRTH:
        return "about 17", {part(question): "about 17"}
    if question.kind in {Kind.YES_NO, Kind.CHOICE}:
        return one, {part(question): one}
    if question.kind is Kind.CHOICES:
        return terms, {part(question, code): "Yes" for code in terms}
    if question.kind is Kind.YES_NO_MORE:
        text = next(blocks)
        return {"state": one, "evidence": text}, {
            part(question): one, part(question, "evidence"): text
        }  # fmt: skip
    if question.kind is Kind.FACTOR:
        text = next(texts)
        return {"state": one, "evidence": text, "source": "School", "on": "2026-11-03"}, {
            part(question): one, part(question, "evidence"): text,
            part(question, "source"): "School", part(question, "on"): "3 Nov 2026",
        }  # fmt: skip
    if question.kind is Kind.ROWS:
        rows = [{c.key: f"{next(texts)} {n}" for c in question.columns} for n in range(1, 5)]
        return list(rows), {
            part(question, n, key): text
            for n, row in enumerate(rows, 1)
            for key, text in row.items()
        }
    text = next(texts)
    return text, {part(question): text}
