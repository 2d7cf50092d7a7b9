"""A form as data: one definition draws the screen, checks answers, prints, and reads what returns.

Definitions live in `resources/questionnaires/` as TOML, one file a version. An answer set keeps the
code and version it was given under, so that an old one is always shown with its own questions.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from prevent_desk.core.errors import Fault

Answer = str | list[str] | list[dict[str, str]] | dict[str, str]
"""An answer as JSON holds it.

Text kinds, dates ("2026-11-22"), numbers and one choice (its code) are texts; several choices are a
list of codes; rows are a list of column key to text; a factor is `{"state", "evidence", "source",
"on"}`. A question without an answer has no key.
"""
Answers = Mapping[str, Answer]


class Kind(StrEnum):
    """What kind of answer a question takes."""

    LINE = "line"
    LONG = "long"
    DATE = "date"
    MOMENT = "moment"
    """A day and a time of day: "2026-11-22T14:20"."""
    BIRTH = "birth"
    """A day, a year, "about 1986" or an age, kept as typed; worked out in the person's record."""
    NUMBER = "number"
    YES_NO = "yes_no"
    """ "yes", "no", "not_known"."""
    YES_NO_MORE = "yes_no_more"
    """As YES_NO, with words: `{"state", "evidence"}`."""
    CHOICE = "choice"
    CHOICES = "choices"
    ROWS = "rows"
    FACTOR = "factor"
    """Present, partly, absent, not known, with evidence; never a number, never added up."""


FACTOR_STATES = {
    "present": "Present",
    "partly": "Partly",
    "absent": "Absent",
    "not_known": "Not known",
}
YES_NO_STATES = {"yes": "Yes", "no": "No", "not_known": "Not known"}


@dataclass(frozen=True, slots=True)
class Condition:
    """A question is asked only where another has one of these answers."""

    key: str
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        key: Its name in answers, unique in the form: "given_name".
        text: As asked: "Given name".
        hint: One line under it.
        prompts: What to think of, each a line of its own (the national form's prompts).
        vocabulary: The list that choices come from, for CHOICE and CHOICES.
        columns: The columns of ROWS, each a question of a plain kind.
        show_if: None for always.
        wide: It takes the whole width on screen and paper.
        fills: What of the desk's own records the answer becomes on recording: "person.given".
    """

    key: str
    text: str
    kind: Kind
    hint: str = ""
    prompts: tuple[str, ...] = ()
    vocabulary: str = ""
    columns: tuple[Question, ...] = ()
    show_if: Condition | None = None
    wide: bool = False
    fills: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together.

    Attributes:
        about: "subject", "referrer" (kept apart from everything else) or "desk" (not on the form
            that leaves the desk: who received it, when, by what way).
    """

    key: str
    title: str
    questions: tuple[Question, ...]
    hint: str = ""
    about: str = "subject"


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A form in one version.

    Attributes:
        code: What kind of form it is, the same over versions: "referral", "VAF", "PAF".
        version: "2012", "2024.1".
        source: Where its questions come from, printed at its foot.
    """

    code: str
    version: str
    title: str
    sections: tuple[Section, ...]
    hint: str = ""
    source: str = ""

    def questions(self) -> Iterator[Question]:
        """Yield every question in order."""
        for section in self.sections:
            yield from section.questions

    def question(self, key: str) -> Question | None:
        """Return a question by its key."""
        return next((one for one in self.questions() if one.key == key), None)

    def without(self, *about: str) -> Questionnaire:
        """Return the form without the sections about these ("referrer", "desk")."""
        kept = tuple(section for section in self.sections if section.about not in about)
        return Questionnaire(self.code, self.version, self.title, kept, self.hint, self.source)


def is_asked(question: Question, answers: Answers) -> bool:
    """Return whether a question is asked, given the answers so far."""
    if question.show_if is None:
        return True
    given = answers.get(question.show_if.key)
    if isinstance(given, dict):
        given = given.get("state", "")
    values = [given] if isinstance(given, str) else given or []
    return any(value in question.show_if.any_of for value in values)


def is_empty(answer: Answer | None) -> bool:
    """Return whether there is nothing in an answer."""
    if not answer:
        return True
    if isinstance(answer, str):
        return not answer.strip()
    if isinstance(answer, dict):
        return not any(str(value).strip() for value in answer.values())
    return all(is_empty(one) for one in answer)


def tidy(answers: Answers) -> dict[str, Answer]:
    """Return the answers without the empty ones."""
    return {key: answer for key, answer in answers.items() if not is_empty(answer)}


def read(text: str) -> Questionnaire:
    """Read a form out of a TOML file of `resources/questionnaires`.

    Raises:
        Fault: A shipped form is not well formed: a key twice, a condition on a question that is not
            there, a choice without a list.
    """
    body = tomllib.loads(text)
    sections = tuple(_section(one) for one in body["sections"])
    form = Questionnaire(
        body["code"],
        str(body["version"]),
        body["title"],
        sections,
        body.get("hint", ""),
        body.get("source", ""),
    )
    _check(form)
    return form


def as_date(answer: Answer | None) -> date | None:
    """Return the day an answer of kind DATE or MOMENT names; None for none, or words."""
    if not isinstance(answer, str):
        return None
    try:
        return date.fromisoformat(answer[:10])
    except ValueError:
        return None


def _section(body: dict[str, Any]) -> Section:
    questions = tuple(_question(one) for one in body["questions"])
    return Section(
        body["key"],
        body["title"],
        questions,
        body.get("hint", ""),
        body.get("about", "subject"),
    )


def _question(body: dict[str, Any]) -> Question:
    condition = body.get("show_if")
    return Question(
        key=body["key"],
        text=body["text"],
        kind=Kind(body.get("kind", "line")),
        hint=body.get("hint", ""),
        prompts=tuple(body.get("prompts", ())),
        vocabulary=body.get("vocabulary", ""),
        columns=tuple(_question(one) for one in body.get("columns", ())),
        show_if=Condition(condition["key"], tuple(condition["any_of"])) if condition else None,
        wide=body.get("wide", False),
        fills=body.get("fills", ""),
    )


def _check(form: Questionnaire) -> None:
    keys = [question.key for question in form.questions()]
    for question in form.questions():
        name = f"Question “{question.key}” of {form.code} {form.version}"
        if keys.count(question.key) > 1:
            raise Fault(f"{name} is there twice.")
        if question.show_if is not None and question.show_if.key not in keys:
            raise Fault(f"{name} depends on a question that is not there.")
        if question.kind in {Kind.CHOICE, Kind.CHOICES} and not question.vocabulary:
            raise Fault(f"{name} offers choices of no list.")
        if question.kind is Kind.ROWS and not question.columns:
            raise Fault(f"{name} has rows without columns.")
