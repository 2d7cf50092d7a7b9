"""The words of the messages to agencies: the question, and the reminder.

The reference stands for the person, in the subject always and in the text unless the officer ticks
the name: a message lies about in more places than she knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from prevent_desk.core.dates import say_date
from prevent_desk.core.vocabulary import Vocabulary
from prevent_desk.referrals.model.checks import Check
from prevent_desk.referrals.model.records import Person

_PRACTICE = "This comes from a practice desk: all people in it are invented."


@dataclass(frozen=True, slots=True)
class Message:
    """A message as a draft holds it."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class About:
    """What all messages of one sending say alike.

    Attributes:
        ref: The referral's reference.
        marking: First line of the text and of the subject.
        asked: The question in words.
        due: The last day of an answer in time.
        named: Who it is about, where the officer ticked that; empty else.
    """

    ref: str
    marking: str
    asked: str
    due: date | None
    named: str = ""
    practice: bool = False


def question(about: About) -> Message:
    """Return the message that asks."""
    by = f" by {say_date(about.due)}" if about.due else ""
    parts = [
        about.marking,
        "Dear colleague,",
        f"Our reference: {about.ref}",
        about.asked.strip(),
        _who(about),
        f"Please answer{by} and give the reference. If the person is not known to your service, "
        "please say so: that is an answer too.",
    ]
    asks = f", please answer{by}" if by else ""
    return _message(about, f"{about.ref}, known to your service?{asks}", parts)


def reminder(check: Check, about: About, today: date) -> Message:
    """Return the message to an agency that has not answered.

    Args:
        check: What it was asked; the day it is due is its own.
        about: What all reminders of this sending say.
        today: The day of the reminder.
    """
    late = (today - check.due).days if check.due else 0
    if check.due is None:
        waited = "I have not had an answer yet."
    elif late > 0:
        days = "1 day" if late == 1 else f"{late} days"
        waited = f"It was due on {say_date(check.due)}, {days} ago, and I have not had it yet."
    else:
        waited = f"It is due on {say_date(check.due)}, and I have not had it yet."
    before = f" I reminded you on {say_date(check.chases[-1].on)}." if check.chases else ""
    parts = [
        about.marking,
        "Dear colleague,",
        f"Our reference: {about.ref}",
        f"On {say_date(check.asked_on)} I asked you this: {check.asked.strip()}",
        f"{waited}{before}",
        _who(about),
        "If the person is not known to your service, please say so: that is an answer too.",
    ]
    return _message(about, f"Reminder: {about.ref}, known to your service?", parts)


def named_all(people: Iterable[Person], areas: Vocabulary) -> str:
    """Return who it is about as a message names them; empty where no name is known.

    Args:
        people: The subjects of a referral.
        areas: The list "home_area".
    """
    return "; ".join(
        _named(one, areas.label(one.home_area) if one.home_area else "")
        for one in people
        if one.given or one.family
    )


def _named(person: Person, home: str) -> str:
    parts = [person.name]
    if person.aliases:
        parts.append(f"also known as {', '.join(person.aliases)}")
    if person.born is not None:
        parts.append(f"born {say_date(person.born)[4:]}")
    elif person.born_told:
        parts.append(f"born {person.born_told}")
    if person.address:
        parts.append(", ".join(line.strip() for line in person.address.splitlines() if line))
    elif home:
        parts.append(f"lives in {home}")
    return ", ".join(parts)


def _who(about: About) -> str:
    if about.named:
        return f"This is about: {about.named}."
    return "The name is not in this message. I will give it to you by phone."


def _message(about: About, subject: str, parts: list[str]) -> Message:
    if about.practice:
        parts.append(_PRACTICE)
    return Message(f"{about.marking} – {subject}", "\n\n".join(parts) + "\n")
