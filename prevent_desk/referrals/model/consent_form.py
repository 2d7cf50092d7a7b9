"""What is asked when consent is recorded, as questions: drawn and checked as any form's.

Source: DOMAIN 2.7. Which questions there are depends on the age of the person and on what happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from prevent_desk.core.questionnaire import (
    Answer,
    Answers,
    Condition,
    Kind,
    Question,
    Questionnaire,
    Section,
    as_date,
    is_asked,
    tidy,
)
from prevent_desk.referrals.model.consent import PARENT, SELF, Outcome, Told, who_is_asked
from prevent_desk.referrals.model.records import Person

_ASKED = tuple(one.value for one in Outcome if one is not Outcome.NOT_ASKED)
_ANSWERED = ("given", "refused", "withdrawn")
_WITHOUT = ("refused", "withdrawn", "no_contact", "lapsed")
_OPEN = ("not_asked", "waiting", *_WITHOUT)
_OTHERS = ("parent", "guardian", "other")


def consent_form(person: Person, today: date) -> Questionnaire:
    """Return what is asked about one person's consent."""
    asked = who_is_asked(person, today)
    questions = [
        _one("outcome", "Where it stands", Kind.CHOICE, of="consent_outcome"),
        _one("given_by", "Who decides", Kind.CHOICE, of="consent_giver"),
        _one(
            "relationship",
            "Who this is",
            hint="Mother, foster carer, legal deputy.",
            when=_OTHERS,
            of_key="given_by",
        ),
        _one("giver", "Their name", when=_OTHERS, of_key="given_by"),
        _one("sought_by", "Asked by", hint="A role: social worker, school lead.", when=_ASKED),
        _one("asked_on", "Asked on", Kind.DATE, when=_ASKED),
        _one("method", "How", Kind.CHOICE, of="consent_method", when=_ASKED),
        _one("on", "Answered on", Kind.DATE, when=(*_ANSWERED, "no_contact", "lapsed")),
    ]
    if asked != PARENT:
        questions.append(
            _one(
                "capacity",
                "Capacity to decide",
                Kind.CHOICE,
                of="capacity",
                when=("self",),
                of_key="given_by",
            )
        )
    questions += [
        _one("scope", "Support agreed to", Kind.LONG, when=("given",), wide=True),
        _one("sharing", "May the referrer be told?", Kind.YES_NO, when=("given",)),
    ]
    if asked != SELF:
        questions += [
            _one("child_view", "The child’s own view", Kind.LONG, when=_ANSWERED, wide=True),
            _one(
                "safeguarding",
                "Is there worry about the child’s safety?",
                Kind.YES_NO,
                when=("refused", "withdrawn"),
            ),
            _one(
                "care_told",
                "Children’s social care told on",
                Kind.DATE,
                when=("yes",),
                of_key="safeguarding",
            ),
        ]
    questions += [
        _one("reason", "Reason", Kind.LONG, when=("not_asked", *_WITHOUT), wide=True),
        _one("what_next", "What comes next", Kind.CHOICE, of="consent_next", when=_WITHOUT),
        _one("next_attempt", "Next attempt", Kind.DATE, when=_OPEN),
    ]
    section = Section("consent", "", tuple(questions))
    return Questionnaire("consent", "1", "Consent", (section,))


def told(answers: Answers, form: Questionnaire) -> Told:
    """Return what is recorded; answers to questions that are not asked now are left out."""
    asked = {
        question.key: answers.get(question.key)
        for question in form.questions()
        if is_asked(question, answers)
    }

    def text(key: str) -> str:
        value = asked.get(key)
        return value if isinstance(value, str) else ""

    outcome = text("outcome")
    known = outcome in set(Outcome)
    return Told(
        Outcome(outcome) if known else Outcome.NOT_ASKED,
        as_date(asked.get("on")),
        text("sought_by"),
        as_date(asked.get("asked_on")),
        text("method"),
        text("given_by"),
        text("giver"),
        text("relationship"),
        text("capacity"),
        text("scope"),
        text("sharing"),
        text("reason"),
        text("child_view"),
        text("safeguarding"),
        as_date(asked.get("care_told")),
        text("what_next"),
        as_date(asked.get("next_attempt")),
    )


def answers_of(told: Told) -> dict[str, Answer]:
    """Return what was recorded as answers, to be corrected or gone on with."""
    days = {
        "on": told.on,
        "asked_on": told.asked_on,
        "care_told": told.care_told,
        "next_attempt": told.next_attempt,
    }
    texts = {
        "outcome": told.outcome.value,
        "sought_by": told.sought_by,
        "method": told.method,
        "given_by": told.given_by,
        "giver": told.giver,
        "relationship": told.relationship,
        "capacity": told.capacity,
        "scope": told.scope,
        "sharing": told.sharing,
        "reason": told.reason,
        "child_view": told.child_view,
        "safeguarding": told.safeguarding,
        "what_next": told.what_next,
    }
    return tidy({**texts, **{key: day.isoformat() for key, day in days.items() if day}})


def next_answers(last: Told | None, person: Person, today: date) -> dict[str, Answer]:
    """Return what an answer begins with: who was asked and how, where somebody waits for it."""
    answers: dict[str, Answer] = {}
    if last is not None and last.outcome is Outcome.WAITING:
        kept = answers_of(last)
        for key in ("sought_by", "asked_on", "method", "given_by", "giver", "relationship"):
            if key in kept:
                answers[key] = kept[key]
    if "given_by" not in answers and (asked := who_is_asked(person, today)):
        answers["given_by"] = asked
    return answers


def _one(
    key: str,
    text: str,
    kind: Kind = Kind.LINE,
    *,
    hint: str = "",
    of: str = "",
    when: Iterable[str] = (),
    of_key: str = "outcome",
    wide: bool = False,
) -> Question:
    condition = Condition(of_key, tuple(when)) if when else None
    return Question(key, text, kind, hint, vocabulary=of, show_if=condition, wide=wide)
