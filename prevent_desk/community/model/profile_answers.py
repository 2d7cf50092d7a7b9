"""What stakeholders answered, question by question across all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prevent_desk.community.model.profile import Stakeholder
from prevent_desk.core.answers import PARTS, STATES
from prevent_desk.core.questionnaire import Answer, Kind, Question, Questionnaire, is_empty
from prevent_desk.core.vocabulary import Vocabularies


@dataclass(frozen=True, slots=True)
class Said:
    """One stakeholder's answer, in words."""

    stakeholder_id: int
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what was answered how often, and every answer in words.

    Attributes:
        section: Its section's title.
        counts: Each choice and how many gave it, in the form's order; empty for a question of
            words only.
        said: Who said something in words, by name.
        silent: How many returned the form without an answer here.
    """

    key: str
    section: str
    text: str
    counts: tuple[tuple[str, int], ...]
    said: tuple[Said, ...]
    silent: int

    @property
    def counts_words(self) -> str:
        """The counts in one line: "Yes 12, No 5, Not known 2"."""
        return ", ".join(f"{words} {count:,}" for words, count in self.counts if count)


def across(
    form: Questionnaire, stakeholders: Sequence[Stakeholder], lists: Vocabularies
) -> list[Asked]:
    """Return every question of a form with the answers of those who returned it.

    Args:
        form: In the version they answered; others' answers are passed over.
        stakeholders: Of the campaign.
        lists: Every vocabulary.
    """
    given = sorted(
        (
            one
            for one in stakeholders
            if one.returned is not None and one.form == (form.code, form.version)
        ),
        key=lambda one: one.name.casefold(),
    )
    return [
        _asked(question, section.title, given, lists)
        for section in form.without("desk").sections
        for question in section.questions
    ]


def in_words(question: Question, answer: Answer | None, lists: Vocabularies) -> str:
    """Return an answer as a person reads it; empty where there is none."""
    if answer is None or is_empty(answer):
        return ""
    if isinstance(answer, dict):
        state = STATES.get(question.kind, {}).get(answer.get("state", ""), "")
        return ": ".join(part for part in (state, answer.get("evidence", "").strip()) if part)
    if isinstance(answer, list):
        codes = [one for one in answer if isinstance(one, str)]
        return ", ".join(_label(question, code, lists) for code in codes)
    return _label(question, answer, lists)


def _asked(
    question: Question, section: str, given: Sequence[Stakeholder], lists: Vocabularies
) -> Asked:
    counts = dict.fromkeys(_choices(question, lists), 0)
    said, silent = [], 0
    for one in given:
        answer = one.answers.get(question.key)
        if answer is None or is_empty(answer):
            silent += 1
            continue
        for choice in _chosen(question, answer, lists):
            counts[choice] = counts.get(choice, 0) + 1
        words = _words_of(question, answer)
        if words:
            said.append(Said(one.id, one.name, words))
    return Asked(question.key, section, question.text, tuple(counts.items()), tuple(said), silent)


def _choices(question: Question, lists: Vocabularies) -> list[str]:
    if question.kind in STATES:
        return list(STATES[question.kind].values())
    if question.kind in {Kind.CHOICE, Kind.CHOICES}:
        return [term.label for term in lists[question.vocabulary].terms]
    return []


def _chosen(question: Question, answer: Answer, lists: Vocabularies) -> list[str]:
    states: Mapping[str, str] = STATES.get(question.kind, {})
    if isinstance(answer, dict):
        state = states.get(answer.get("state", ""))
        return [state] if state else []
    if isinstance(answer, list):
        return [_label(question, one, lists) for one in answer if isinstance(one, str)]
    if states:
        return [states[answer]] if answer in states else []
    return [_label(question, answer, lists)] if question.kind is Kind.CHOICE else []


def _words_of(question: Question, answer: Answer) -> str:
    """Return what was said besides ticking."""
    if isinstance(answer, dict):
        return answer.get("evidence", "").strip() if question.kind in PARTS else ""
    if isinstance(answer, list) or question.kind in {Kind.CHOICE, *STATES}:
        return ""
    return answer.strip()


def _label(question: Question, code: str, lists: Vocabularies) -> str:
    if question.kind in STATES:
        return STATES[question.kind].get(code, code)
    if question.kind in {Kind.CHOICE, Kind.CHOICES}:
        return lists[question.vocabulary].label(code)
    return code.strip()
