"""What people said of a session, question by question; never who said it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from prevent_desk.core.answers import in_words
from prevent_desk.core.questionnaire import Answers, Kind, Question, Questionnaire, is_empty
from prevent_desk.core.vocabulary import Vocabularies

CODE = "training-feedback"
SCALE = "training_scale"
"""The list whose codes are numbers, 1 the least: only of its answers is there an average."""
OVERALL = "overall"
"""The question whose average is a session's score."""
LEAST_FOR_AVERAGE = 5
"""Of fewer answers an average says nothing."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One person's feedback, without their name.

    Attributes:
        version: Of the questionnaire it was given under.
        source: How it came: "paper", "online form"; or empty.
        at: When it was written down (UTC).
    """

    id: int
    session_id: int
    version: str
    answers: Answers
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Choice:
    """How often one answer of a question was chosen."""

    code: str
    words: str
    times: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What one question was answered.

    Attributes:
        answered: How many answered it.
        choices: Of a question with choices, each with its number, those never chosen too.
        average: Of a scale of five, from `LEAST_FOR_AVERAGE` answers on; None for no average.
        words: Of a question answered in words, each answer once, in order.
    """

    question: Question
    answered: int
    choices: tuple[Choice, ...] = ()
    average: float | None = None
    words: tuple[str, ...] = ()

    @property
    def average_words(self) -> str:
        """The average as it is said: "4.3 of 5"; empty where there is none."""
        return say_average(self.average)


def newest(forms: Mapping[tuple[str, str], Questionnaire]) -> Questionnaire:
    """Return the newest feedback form of all forms there are, by code and version."""
    versions = {version: form for (code, version), form in forms.items() if code == CODE}
    return versions[max(versions, key=lambda one: tuple(int(part) for part in one.split(".")))]


def say_average(average: float | None) -> str:
    """Return an average as it is said: "4.3 of 5"; empty for none."""
    return "" if average is None else f"{average:.1f} of 5"


def summarised(
    form: Questionnaire, given: Sequence[Answers], vocabularies: Vocabularies
) -> list[Summary]:
    """Return what each question was answered, in the order of the form."""
    return [_summary(question, given, vocabularies) for question in form.questions()]


def _summary(question: Question, given: Sequence[Answers], lists: Vocabularies) -> Summary:
    answers = [
        answer
        for one in given
        if (answer := one.get(question.key)) is not None and not is_empty(answer)
    ]
    if question.kind not in {Kind.CHOICE, Kind.CHOICES, Kind.YES_NO}:
        told = dict.fromkeys(in_words(question, answer, lists) for answer in answers)
        return Summary(question, len(answers), words=tuple(told))
    chosen = [code for one in answers for code in ([one] if isinstance(one, str) else one)]
    if question.kind is Kind.YES_NO:
        terms = [("yes", "Yes"), ("no", "No"), ("not_known", "Not known")]
    else:
        terms = [(term.code, term.label) for term in lists[question.vocabulary].terms]
    choices = tuple(Choice(code, words, chosen.count(code)) for code, words in terms)
    return Summary(question, len(answers), choices, _average(question, choices))


def _average(question: Question, choices: Sequence[Choice]) -> float | None:
    if question.vocabulary != SCALE:
        return None
    number = sum(one.times for one in choices)
    if number < LEAST_FOR_AVERAGE:
        return None
    return sum(int(one.code) * one.times for one in choices) / number
