"""How the desk speaks of a case in its working window: initials, age, home, what came before.

Never a whole name: the window may be seen over a shoulder, and notes name nobody.
"""

from __future__ import annotations

from datetime import date

from prevent_desk.referrals.model.people import Contact, Times
from prevent_desk.referrals.model.records import Person


def initials(person: Person) -> str:
    """Return a person's initials, "K.H."; "name not known" where none was told."""
    parts = [*person.given.split(), *person.family.split()]
    letters = [part[0].upper() for part in parts if part[0].isalpha()]
    return "".join(f"{letter}." for letter in letters) or "name not known"


def called(person: Person, home: str, on: date) -> str:
    """Return a person as the head of a case does: "K.H., 17 · lives in Hackney".

    Args:
        person: As the referral tells of them.
        home: Their home area in words; or empty.
        on: The day the age is of.
    """
    age = person.age_on(on)
    about = "about " if person.is_approximate or person.born is None else ""
    who = initials(person) if age is None else f"{initials(person)}, {about}{age}"
    return f"{who} · lives in {home}" if home else f"{who} · home area not known"


def earlier_words(times: Times) -> str:
    """Return what the panel is told of earlier referrals; empty for a first one."""
    if times.number < 2:
        return ""
    told = ", ".join(_outcome(one) for one in reversed(times.earlier))
    return f"{times.words}. Earlier: {told}. The panel is asked to comment on the pattern."


def _outcome(contact: Contact) -> str:
    words = contact.outcome_words or contact.state.words
    words = words[:1].lower() + words[1:]
    to = f" to {contact.to}" if contact.to else ""
    return f"{words}{to} ({contact.received.year})"


def minutes_words(seconds: float, *, is_case: bool = True) -> str:
    """Return how long a case or another point was talked about: "12 min on this case"."""
    minutes = int(seconds) // 60
    return f"{minutes} min on this {'case' if is_case else 'point'}"
