"""An assessment as its screens get it; never added up, never a colour of a person (DOMAIN 1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from prevent_desk.core.questionnaire import Answers, Kind, Questionnaire

FOUND = ("present", "partly")
"""States of a factor that ask for an answer: an item of the support plan, or a reason for none."""


@dataclass(frozen=True, slots=True)
class Addendum:
    """Words added to a finished assessment."""

    at: datetime
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """A questionnaire's answers at one stage.

    Attributes:
        stage: A code of the list "assessment_stage".
        on: The day it speaks for.
        author: Who assessed.
        answers: Of a draft what is typed so far, kept or not.
        carried: Keys of answers taken over from the assessment before and not confirmed yet.
        finished: When it was finished, UTC; None while it is a draft.
    """

    id: int
    episode_id: int
    form: str
    form_version: str
    stage: str
    on: date
    author: str
    answers: Answers
    carried: frozenset[str]
    made: datetime
    finished: datetime | None
    addenda: tuple[Addendum, ...] = ()

    @property
    def is_finished(self) -> bool:
        """Whether it can no longer be changed."""
        return self.finished is not None


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor of a form.

    Attributes:
        key: Its question's key: "E04".
        text: "A desire for status".
        dimension: The section it stands in: "Engagement".
    """

    key: str
    text: str
    dimension: str


@dataclass(frozen=True, slots=True)
class FoundFactor:
    """A factor found present or partly, and what is done about it.

    Attributes:
        state: One of FOUND.
        items: What of the support plan answers it, in words.
        reason: Why nothing does; empty where something does, or nothing was said.
        said_on: The day the reason was given.
    """

    factor: Factor
    state: str
    evidence: str
    items: tuple[str, ...] = ()
    reason: str = ""
    said_on: date | None = None

    @property
    def is_answered(self) -> bool:
        """Whether something answers it, or somebody said why nothing does."""
        return bool(self.items or self.reason)


def factors(form: Questionnaire) -> Iterator[Factor]:
    """Yield the factors of a form, in its order; none for a form of free sections."""
    for section in form.sections:
        for question in section.questions:
            if question.kind is Kind.FACTOR:
                yield Factor(question.key, question.text, section.title)


def found(form: Questionnaire, answers: Answers) -> Iterator[FoundFactor]:
    """Yield the factors found present or partly, in the order of the form."""
    for factor in factors(form):
        answer = answers.get(factor.key)
        if isinstance(answer, Mapping) and answer.get("state") in FOUND:
            yield FoundFactor(factor, answer["state"], answer.get("evidence", "").strip())
