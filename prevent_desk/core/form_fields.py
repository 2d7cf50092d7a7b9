"""What the parts of a form are called outside the program: in a fillable PDF, in a Word form.

A question's key, and after a hyphen the part of it: "dependants-evidence", "household-2-name",
"health_conditions-asd". Keys have no hyphen, so a name can be taken apart again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from prevent_desk.core.answers import PARTS, STATES, Finding
from prevent_desk.core.dates import parse_date
from prevent_desk.core.errors import Refused
from prevent_desk.core.questionnaire import Answer, Kind, Question, Questionnaire, tidy
from prevent_desk.core.vocabulary import Term, Vocabularies

CODE, VERSION = "form-code", "form-version"
"""The fields that say which form it is; nobody sees them."""

MARK = "form-mark"
"""The field that tells one copy of a form from another; nobody sees it."""

ROWS_OFFERED = 4
_MOST_ROWS = 50
_YES = {"yes", "on", "true", "1", "x", "✓", "✔", "☒", "☑"}
_ROW = re.compile(r"(\d{1,2})-(.+)")


@dataclass
class Placed:
    """What came back, placed.

    Attributes:
        answers: By question key, as `questionnaire.Answers`.
        findings: What was answered, but not in a way that can be kept as meant: kept in `unplaced`.
        unplaced: Field name to its text, for everything that has no place in the form.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unplaced: dict[str, str] = field(default_factory=dict)


def part(question: Question, *parts: object) -> str:
    """Return the name of a part of a question."""
    return "-".join((question.key, *map(str, parts)))


def choices(question: Question, vocabularies: Vocabularies, on: date) -> tuple[Term, ...]:
    """Return what a question may be answered with on a day; nothing where it takes words."""
    if states := STATES.get(question.kind):
        return tuple(Term(code, label) for code, label in states.items())
    if question.kind not in {Kind.CHOICE, Kind.CHOICES}:
        return ()
    return vocabularies[question.vocabulary].on(on)


def place(
    form: Questionnaire, fields: Mapping[str, str], vocabularies: Vocabularies, today: date
) -> Placed:
    """Put what stands in a form's fields into answers.

    Args:
        form: In the version that came back.
        fields: Field name to what stands there; line ends of every kind, blanks around it allowed.
        vocabularies: Every list; a choice may be given by its label or its code, of any time.
        today: Dates without a year are near it.
    """
    placed = Placed()
    rows: dict[str, dict[int, dict[str, str]]] = {}
    questions = {question.key: question for question in form.questions()}
    for name, text in fields.items():
        text = _clean(text)
        if not text or name in {CODE, VERSION, MARK}:
            continue
        key, _, rest = name.partition("-")
        question = questions.get(key)
        if question is None or not _put(question, rest, text, placed, rows, vocabularies, today):
            placed.unplaced[name] = text
    for key, found in rows.items():
        placed.answers[key] = [found[number] for number in sorted(found)]
    placed.answers = tidy(_in_order(form, placed.answers))
    return placed


def _in_order(form: Questionnaire, answers: dict[str, Answer]) -> dict[str, Answer]:
    return {q.key: answers[q.key] for q in form.questions() if q.key in answers}


def _clean(text: str) -> str:
    return re.sub(r"\r\n?|[\u2028\u2029]", "\n", text).strip()


def _put(
    question: Question,
    rest: str,
    text: str,
    placed: Placed,
    rows: dict[str, dict[int, dict[str, str]]],
    lists: Vocabularies,
    today: date,
) -> bool:
    """Put one field's text into the answers; False where it has no place there."""
    if question.kind is Kind.ROWS:
        return _put_row(question, rest, text, rows)
    if question.kind is Kind.CHOICES:
        return _put_choices(question, rest, text, placed, lists)
    if question.kind in PARTS:
        return _put_part(question, rest, text, placed, today)
    if rest:
        return False
    answer, said = _read(question, text, lists, today)
    if said:
        placed.findings.append(Finding(question.key, said))
    if answer is None:
        return False
    placed.answers[question.key] = answer
    return True


def _put_row(
    question: Question, rest: str, text: str, rows: dict[str, dict[int, dict[str, str]]]
) -> bool:
    match = _ROW.fullmatch(rest)
    columns = {column.key for column in question.columns}
    if match is None or match[2] not in columns or not 1 <= int(match[1]) <= _MOST_ROWS:
        return False
    rows.setdefault(question.key, {}).setdefault(int(match[1]), {})[match[2]] = text
    return True


def _put_choices(
    question: Question, rest: str, text: str, placed: Placed, lists: Vocabularies
) -> bool:
    """Take a tick beside a choice, or a list of choices in one field."""
    given = placed.answers.setdefault(question.key, [])
    if not isinstance(given, list):
        return False
    known = lists[question.vocabulary]
    wanted = [rest] if rest else [one.strip() for one in re.split(r"[;\n]", text) if one.strip()]
    if rest and text.casefold() not in _YES:
        return text.casefold() in {"off", "no", "false", "0", "☐"}
    codes = [known.code_of(one) for one in wanted]
    for code in codes:
        if code is not None and code not in given:
            given.append(code)  # type: ignore[arg-type]
    if None in codes:
        strange = wanted[codes.index(None)]
        placed.findings.append(Finding(question.key, _not_in_list(question, strange)))
        return False
    return True


def _put_part(question: Question, rest: str, text: str, placed: Placed, today: date) -> bool:
    key = rest or "state"
    given = placed.answers.setdefault(question.key, {})
    if key not in PARTS[question.kind] or not isinstance(given, dict):
        return False
    if key == "state":
        if text.casefold() == "off":
            return True
        state = _state(question, text)
        if state is None:
            placed.findings.append(Finding(question.key, _not_in_list(question, text)))
            return False
        given[key] = state
        return True
    if key == "on":
        given[key] = _day(text, today) or text
        return True
    given[key] = text
    return True


def _read(
    question: Question, text: str, lists: Vocabularies, today: date
) -> tuple[Answer | None, str]:
    """Return the answer a text stands for, and what is to be said of it."""
    kind = question.kind
    if kind is Kind.DATE:
        day = _day(text, today)
        return (day, "") if day else (text, _no_date(question, text))
    if kind is Kind.YES_NO:
        if text.casefold() == "off":
            return "", ""
        state = _state(question, text)
        return (state, "") if state else (None, _not_in_list(question, text))
    if kind is Kind.CHOICE:
        if text.casefold() == "off":
            return "", ""
        code = lists[question.vocabulary].code_of(text)
        return (code, "") if code else (None, _not_in_list(question, text))
    return text, ""


def _day(text: str, today: date) -> str:
    try:
        return parse_date(text, today).isoformat()
    except Refused:
        return ""


def _state(question: Question, text: str) -> str | None:
    wanted = text.casefold()
    states = STATES[question.kind]
    if wanted in _YES and "yes" in states:
        return "yes"
    return next(
        (code for code, label in states.items() if wanted in {code.casefold(), label.casefold()}),
        None,
    )


def _no_date(question: Question, text: str) -> str:
    return f"“{_short(text)}” is no date; it is kept as written for “{question.text}”."


def _not_in_list(question: Question, text: str) -> str:
    return f"“{_short(text)}” is none of the choices of “{question.text}”."


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
