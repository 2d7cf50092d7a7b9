"""What a set of answers says: in words, by whom it is about, and what in it is not well formed.

Nothing is compulsory and nothing is refused here: a finding is shown beside its question, and the
answer is kept as given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from prevent_desk.core import birth
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.core.questionnaire import (
    FACTOR_STATES,
    YES_NO_STATES,
    Answer,
    Answers,
    Kind,
    Question,
    Questionnaire,
    is_empty,
)
from prevent_desk.core.vocabulary import Vocabularies

STATES: Mapping[Kind, Mapping[str, str]] = {
    Kind.YES_NO: YES_NO_STATES,
    Kind.YES_NO_MORE: YES_NO_STATES,
    Kind.FACTOR: FACTOR_STATES,
}
"""Which kinds are answered by one of a few states, and their words."""

PARTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.YES_NO_MORE: ("state", "evidence"),
    Kind.FACTOR: ("state", "evidence", "source", "on"),
}
"""The keys of the kinds that are answered in parts."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about an answer that somebody should look at.

    Attributes:
        key: The question's; or the answer's where no question has it.
        said: One sentence.
    """

    key: str
    said: str


def findings(
    form: Questionnaire, answers: Answers, vocabularies: Vocabularies, today: date
) -> list[Finding]:
    """Return what is not well formed, in the order of the form; answers of no question last."""
    found = [
        Finding(question.key, said)
        for question in form.questions()
        if (answer := answers.get(question.key)) is not None and not is_empty(answer)
        for said in _wrong(question, answer, vocabularies, today)
    ]
    known = {question.key for question in form.questions()}
    return found + [
        Finding(key, f"“{key}” is not asked by this form.") for key in answers if key not in known
    ]


def filled(form: Questionnaire, answers: Answers) -> dict[str, Answer]:
    """Return what the answers become in the desk's own records: "person.given" to its answer.

    Where two sections fill the same records (who first had the concern, who makes the referral) the
    first that says anything speaks alone: one's name never stands beside another's phone.
    """
    given: dict[str, Answer] = {}
    offered: set[str] = set()
    for section in form.sections:
        asked = {question.fills for question in section.questions if question.fills}
        overlap = asked & offered
        spoken = any(fills in given for fills in overlap)
        for question in section.questions:
            answer = answers.get(question.key)
            if not question.fills or answer is None or is_empty(answer):
                continue
            if not (question.fills in overlap and spoken):
                given.setdefault(question.fills, answer)
        offered |= asked
    return given


def about(form: Questionnaire, answers: Answers, whom: str) -> dict[str, Answer]:
    """Return the answers of the sections about "subject", "referrer" or "desk"."""
    keys = {
        question.key
        for section in form.sections
        if section.about == whom
        for question in section.questions
    }
    return {key: answer for key, answer in answers.items() if key in keys}


def in_words(question: Question, answer: Answer | None, vocabularies: Vocabularies) -> str:
    """Return an answer as people read it; "" for none.

    Codes become labels and days "12 May 2008"; several choices, rows and parts are a line each.
    """
    if answer is None or is_empty(answer):
        return ""
    if isinstance(answer, str):
        return _text_in_words(question, answer, vocabularies)
    if isinstance(answer, dict):
        return _parts_in_words(question, answer)
    if question.kind is Kind.ROWS:
        rows = (one for one in answer if isinstance(one, dict) and not is_empty(one))
        return "\n".join(_row_in_words(question, row, vocabularies) for row in rows)
    return "\n".join(label_of(question, str(code), vocabularies) for code in answer)


def label_of(question: Question, code: str, vocabularies: Vocabularies) -> str:
    """Return the words of a choice, or of a state; the code itself where nothing knows it."""
    if question.kind in STATES:
        return STATES[question.kind].get(code, code)
    found = vocabularies.get(question.vocabulary)
    return found.label(code) if found else code


def _text_in_words(question: Question, answer: str, vocabularies: Vocabularies) -> str:
    if question.kind is Kind.DATE:
        return _day_in_words(answer)
    if question.kind is Kind.MOMENT:
        try:
            moment = datetime.fromisoformat(answer)
        except ValueError:
            return answer
        return f"{say_short(moment.date())}, {moment:%H:%M}" if "T" in answer else answer
    if question.kind in STATES or question.kind in {Kind.CHOICE, Kind.CHOICES}:
        return label_of(question, answer, vocabularies)
    return answer


def _day_in_words(answer: str) -> str:
    try:
        return say_short(date.fromisoformat(answer))
    except ValueError:
        return answer


def _parts_in_words(question: Question, answer: Mapping[str, str]) -> str:
    state = STATES.get(question.kind, {}).get(answer.get("state", ""), answer.get("state", ""))
    lines = [state, answer.get("evidence", "").strip()]
    if source := answer.get("source", "").strip():
        lines.append(f"Source: {source}")
    if on := answer.get("on", "").strip():
        lines.append(_day_in_words(on))
    return "\n".join(line for line in lines if line)


def _row_in_words(question: Question, row: Mapping[str, str], lists: Vocabularies) -> str:
    said = (_text_in_words(column, row.get(column.key, ""), lists) for column in question.columns)
    return ", ".join(part for part in said if part.strip())


def _wrong(question: Question, answer: Answer, lists: Vocabularies, today: date) -> list[str]:
    name = f"“{question.text.rstrip('?')}”"
    if not _has_shape(question.kind, answer):
        return [f"The answer to {name} is not of the kind that is asked for."]
    if isinstance(answer, dict):
        return _wrong_parts(question, answer, name, today)
    if isinstance(answer, list):
        return [
            said
            for one in answer
            for said in (
                _wrong_row(question, one, lists, today)
                if isinstance(one, dict)
                else _wrong_text(question, one, lists, today, name)
            )
        ]
    return _wrong_text(question, answer, lists, today, name)


def _has_shape(kind: Kind, answer: Answer) -> bool:
    if kind in PARTS:
        return isinstance(answer, dict)
    if kind is Kind.ROWS:
        return isinstance(answer, list) and all(isinstance(one, dict) for one in answer)
    if kind is Kind.CHOICES:
        return isinstance(answer, list) and all(isinstance(one, str) for one in answer)
    return isinstance(answer, str)


def _wrong_parts(
    question: Question, answer: Mapping[str, str], name: str, today: date
) -> list[str]:
    found = []
    state = answer.get("state", "")
    if state and state not in STATES[question.kind]:
        found.append(f"“{state}” is none of the answers to {name}.")
    found += [
        f"The answer to {name} has a part “{part}” that is not asked for."
        for part in answer
        if part not in PARTS[question.kind]
    ]
    if (on := answer.get("on", "")) and _wrong_day(on):
        found.append(f"The day given for {name} is no date.")
    return found


def _wrong_row(
    question: Question, row: Mapping[str, str], lists: Vocabularies, today: date
) -> list[str]:
    found = []
    columns = {column.key: column for column in question.columns}
    for key, text in row.items():
        if key not in columns:
            found.append(f"“{question.text}” has no column “{key}”.")
        elif text.strip():
            column = columns[key]
            found += _wrong_text(column, text, lists, today, f"“{column.text.rstrip('?')}”")
    return found


def _wrong_text(
    question: Question, text: str, lists: Vocabularies, today: date, name: str
) -> list[str]:
    shown = text if len(text) <= 40 else f"{text[:39]}…"
    if question.kind is Kind.DATE and _wrong_day(text):
        return [f"“{shown}” is no date; {name} asks for one."]
    if question.kind is Kind.MOMENT and _wrong_moment(text):
        return [f"“{shown}” is no day with a time; {name} asks for one."]
    if question.kind is Kind.BIRTH:
        try:
            birth.read(text, today)
        except Refused as refused:
            return [refused.sentence()]
    if question.kind is Kind.NUMBER and not _is_number(text):
        return [f"“{shown}” is no number; {name} asks for one."]
    if question.kind is Kind.YES_NO and text not in YES_NO_STATES:
        return [f"“{shown}” is neither yes nor no; {name} asks for one of them."]
    if question.kind in {Kind.CHOICE, Kind.CHOICES}:
        known = lists.get(question.vocabulary)
        if known is None or all(term.code != text for term in known.terms):
            return [f"“{shown}” is not in the list of {name}."]
    return []


def _wrong_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return True
    return False


def _wrong_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return True
    return "T" not in text


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", ""))
    except ValueError:
        return False
    return True
