"""Answers drawn by chance for any form: well formed, odd, and plainly wrong."""

from __future__ import annotations

import random
from datetime import date, timedelta

from prevent_desk.core.answers import STATES
from prevent_desk.core.questionnaire import Answer, Kind, Question, Questionnaire, tidy
from prevent_desk.core.vocabulary import Vocabularies

_WORDS = (
    "he said “they all deserve it”", "naïve – Ωmega", "O'Brien; née Łuk", "<b>not bold</b>", "١٢",
    "two\nlines", "a" * 300, "50% & more", "=SUM(A1)", "יוסף", "…",
)  # fmt: skip


def any_answers(
    form: Questionnaire, lists: Vocabularies, chance: random.Random
) -> dict[str, Answer]:
    """Return answers to about half of a form's questions."""
    found: dict[str, Answer] = {}
    for question in form.questions():
        if chance.random() < 0.5:
            found[question.key] = any_answer(question, lists, chance)
    return tidy(found)


def any_answer(question: Question, lists: Vocabularies, chance: random.Random) -> Answer:
    """Return one answer of the shape its kind takes."""
    if question.kind is Kind.ROWS:
        return [
            {column.key: _text(column, lists, chance) for column in question.columns}
            for _ in range(chance.randint(1, 4))
        ]
    if question.kind is Kind.CHOICES:
        terms = lists[question.vocabulary].terms
        return [term.code for term in terms if chance.random() < 0.5] or [terms[0].code]
    if question.kind in {Kind.YES_NO_MORE, Kind.FACTOR}:
        parts = {"state": chance.choice(list(STATES[question.kind])), "evidence": _words(chance)}
        if question.kind is Kind.FACTOR:
            parts |= {"source": "a teacher", "on": _day(chance).isoformat()}
        return parts
    return _text(question, lists, chance)


def _text(question: Question, lists: Vocabularies, chance: random.Random) -> str:
    if chance.random() < 0.15 and question.kind not in STATES:
        # Kept as typed, whatever the kind asks for.
        return "31/11/2025"
    if question.kind is Kind.DATE:
        return _day(chance).isoformat()
    if question.kind is Kind.MOMENT:
        return f"{_day(chance).isoformat()}T{chance.randint(0, 23):02}:{chance.randint(0, 59):02}"
    if question.kind is Kind.BIRTH:
        return chance.choice(("12.05.2008", "1986", "about 17", "aged 9", "no idea"))
    if question.kind is Kind.NUMBER:
        return str(chance.randint(0, 5000))
    if question.kind in STATES:
        return chance.choice(list(STATES[question.kind]))
    if question.kind is Kind.CHOICE:
        return chance.choice(lists[question.vocabulary].terms).code
    words = _words(chance)
    return words if question.kind is Kind.LONG else words.replace("\n", " ")


def _words(chance: random.Random) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(chance.randint(1, 3)))


def _day(chance: random.Random) -> date:
    return date(2025, 11, 25) - timedelta(days=chance.randint(0, 4000))
