"""Parts of the referral form as the intake asks them: in the order a caller tells things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from prevent_desk.core.questionnaire import Answer, Answers, Kind, Question, Questionnaire, Section
from prevent_desk.referrals.model.intake import INDIVIDUAL

NAMED = ("given_name", "family_name", "birth", "aliases", "home_area", "city_link")
DESCRIBED = ("description",)
CONCERN = ("concern_type", "known_how", "noticed", "concern", "urgency", "incident_area")
TELLER = (
    "anonymous", "feedback", "identified_relation", "safe_contact",
    "medium", "sector", "sub_source",
    "identified_name", "identified_phone", "identified_email",
    "identified_role", "identified_organisation",
)  # fmt: skip
PROMISED = ("promised",)
BELOW = (
    "needs", "other", "safeguarding", "occupation", "referrer", "contact", "dates", "desk",
)  # fmt: skip
"""Sections that follow folded, with whatever of them is not asked above; none is compulsory."""

_NARROW = frozenset({Kind.CHOICE, Kind.YES_NO})
"""Kinds that have no row to themselves here: fields stand side by side."""
_ASKED_ABOVE = frozenset({*CONCERN, *TELLER, *PROMISED})


def part(
    form: Questionnaire, keys: Iterable[str], title: str = "", hint: str = ""
) -> Questionnaire:
    """Return a form of one card with some of a form's questions, in the order given."""
    found = [question for key in keys if (question := form.question(key)) is not None]
    narrow = (replace(one, wide=one.wide and one.kind not in _NARROW) for one in found)
    return replace(form, sections=(Section("part", title, tuple(narrow), hint),))


def without_hints(form: Questionnaire) -> Questionnaire:
    """Return a form whose lines show their hints inside, so that it is less high."""
    sections = tuple(
        replace(section, questions=tuple(replace(one, hint="") for one in section.questions))
        for section in form.sections
    )
    return replace(form, sections=sections)


def more_about(form: Questionnaire) -> Questionnaire:
    """Return what else is asked about a person: one card."""
    shown = {*NAMED, *DESCRIBED}
    rest = [one for one in _individual(form) if one.key not in shown]
    return part(form, (one.key for one in rest), "More about them")


def below(form: Questionnaire) -> Questionnaire:
    """Return the sections that follow folded."""
    by_key = {section.key: section for section in form.sections}
    found = []
    for key in BELOW:
        section = by_key.get(key)
        if section is None:
            continue
        rest = tuple(one for one in section.questions if one.key not in _ASKED_ABOVE)
        if rest:
            found.append(replace(section, questions=rest))
    return replace(form, sections=tuple(found))


def individual_keys(form: Questionnaire) -> frozenset[str]:
    """Return the keys of the questions answered for each person by themselves."""
    return frozenset(question.key for question in _individual(form))


def of(form: Questionnaire, answers: Answers) -> dict[str, Answer]:
    """Return the answers to the questions of a form."""
    keys = {question.key for question in form.questions()}
    return {key: answer for key, answer in answers.items() if key in keys}


def split(
    form: Questionnaire, answers: Mapping[str, Answer]
) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Part answers into those about the person and all others."""
    keys = individual_keys(form)
    person = {key: answer for key, answer in answers.items() if key in keys}
    return person, {key: answer for key, answer in answers.items() if key not in keys}


def _individual(form: Questionnaire) -> tuple[Question, ...]:
    return next(section.questions for section in form.sections if section.key == INDIVIDUAL)


def reworded(form: Questionnaire, words: Mapping[str, Mapping[str, str]]) -> Questionnaire:
    """Return a form whose questions are put otherwise on screen: to the officer, not the caller."""
    sections = tuple(
        replace(
            section,
            questions=tuple(_reworded(one, words.get(one.key, {})) for one in section.questions),
        )
        for section in form.sections
    )
    return replace(form, sections=sections)


def _reworded(question: Question, words: Mapping[str, str]) -> Question:
    text, hint = words.get("text", question.text), words.get("hint", question.hint)
    return replace(question, text=text, hint=hint)


def merged(
    answers: Answers, form: Questionnaire | None, told: Mapping[str, Answer]
) -> dict[str, Answer]:
    """Return answers with those of one part in place of what stood there before."""
    asked = {question.key for question in form.questions()} if form else set()
    kept = {key: answer for key, answer in answers.items() if key not in asked}
    return {**kept, **told}
