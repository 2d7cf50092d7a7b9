"""The words of the tab: how a referral came in, and the questions of feedback."""

from __future__ import annotations

from datetime import date

from prevent_desk.core.dates import say_short
from prevent_desk.core.questionnaire import (
    Answers,
    Kind,
    Question,
    Questionnaire,
    Section,
    as_date,
    is_empty,
)
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.service.forms import Forms

FORM = Questionnaire(
    "feedback",
    "1",
    "",
    (
        Section(
            "feedback",
            "",
            (
                Question("on", "Told on", Kind.DATE),
                Question(
                    "told",
                    "What they were told",
                    Kind.LONG,
                    hint="By what way, and in which words; what may not be told is left out",
                    wide=True,
                ),
            ),
        ),
    ),
)
"""What is asked when feedback is logged."""


def intro(episode: Episode, form: Questionnaire, forms: Forms) -> str:
    """Return how it came in, and which form it is."""
    medium = forms.list_of("medium").label(episode.medium) if episode.medium else ""
    when = f"{say_short(episode.received.date())}, {episode.received:%H:%M}"
    came = f"As told on {when}" + (f" ({medium})" if medium else "")
    others = [person.name for person in episode.subjects[1:]]
    more = f" Also about: {', '.join(others)}; see People." if others else ""
    return f"{came}. {form.title}, version {form.version}.{more}"


def wrong(answers: Answers) -> dict[str, str]:
    """Return what keeps feedback from being logged, by question."""
    found = {}
    if as_date(answers.get("on")) is None:
        found["on"] = "Say the day they were told. Try “today”."
    if is_empty(answers.get("told")):
        found["told"] = "Say what they were told. One line is enough."
    return found


def taken(answers: Answers) -> tuple[date, str]:
    """Return day and words of feedback that is not wrong."""
    on, words = as_date(answers.get("on")), answers.get("told")
    if on is None or not isinstance(words, str):
        raise ValueError("Asked for feedback that is not well formed.")
    return on, words
