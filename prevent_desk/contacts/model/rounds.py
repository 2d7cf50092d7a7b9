"""The yearly “is this still you?”: who is asked about which seats, and the words of the drafts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from prevent_desk.contacts.model.records import Contact, Organisation, SeatKind
from prevent_desk.core.dates import say_date

ANSWER_DAYS = 21
"""Days people get to answer, at first; ours."""


class Answer(StrEnum):
    """What came back about a seat."""

    NONE = ""
    YES = "yes"
    CHANGED = "changed"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One seat that is asked about.

    Attributes:
        contact: Who held it when the round began.
        asked: The day a draft was made; None while nobody asked.
        reminded: Days of reminders, in order.
        words: What they answered.
        is_open: They still hold the seat, so an answer can change it.
    """

    id: int
    round_id: int
    organisation: Organisation
    kind: SeatKind
    holding_id: int | None
    contact: Contact | None
    asked: date | None
    reminded: tuple[date, ...]
    answer: Answer
    answered: date | None
    words: str
    is_open: bool

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still wanted."""
        return self.answer is Answer.NONE and self.is_open


@dataclass(frozen=True, slots=True)
class Round:
    """A yearly check.

    Attributes:
        due: The day answers are asked for.
        ended: The day it was closed; None while it runs.
    """

    id: int
    title: str
    begun: date
    due: date
    ended: date | None
    lines: tuple[RoundLine, ...]

    @property
    def waiting(self) -> tuple[RoundLine, ...]:
        """Seats that nobody answered about."""
        return tuple(line for line in self.lines if line.is_waiting)

    @property
    def answered(self) -> int:
        """How many seats were answered about."""
        return sum(line.answer is not Answer.NONE for line in self.lines)


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is written to, once for all their seats.

    Attributes:
        lines: Their seats that are still open.
    """

    contact: Contact
    lines: tuple[RoundLine, ...]

    @property
    def asked(self) -> date | None:
        """The day they were first written to; None while a seat of theirs was not asked about."""
        days = [line.asked for line in self.lines]
        known = [day for day in days if day is not None]
        return min(known) if len(known) == len(days) else None

    @property
    def reminded(self) -> date | None:
        """The day of the last reminder."""
        return max((day for line in self.lines for day in line.reminded), default=None)


@dataclass(frozen=True, slots=True)
class Message:
    """A message to one person, as a draft holds it."""

    subject: str
    text: str


def by_person(lines: Iterable[RoundLine]) -> list[Asked]:
    """Return who is to be written to about lines that are waiting, by agency."""
    people: dict[int, list[RoundLine]] = {}
    for line in lines:
        if line.is_waiting and line.contact is not None:
            people.setdefault(line.contact.id, []).append(line)
    found = [Asked(own[0].contact, tuple(own)) for own in people.values() if own[0].contact]
    return sorted(found, key=lambda one: (one.contact.organisation.casefold(), one.contact.id))


def question(
    asked: Asked, seats: Iterable[str], due: date, marking: str, *, practice: bool = False
) -> Message:
    """Return the message that asks somebody whether a seat is still theirs.

    Args:
        asked: Whom it goes to.
        seats: Their seats in words: "Panel lead, Probation".
        due: By when.
        marking: In subject and text.
        practice: The desk holds invented people.
    """
    parts = [
        marking,
        f"Dear {asked.contact.name},",
        "Once a year I check who speaks for each agency in Prevent and at the Channel panel. I "
        "have you down for:",
        _listed(seats),
        "Is this still you? Please answer with one of these by " + say_date(due) + ":",
        "  1. Yes, this is still me.\n"
        "  2. It is somebody else now: their name, post, e-mail and telephone, and since when.\n"
        "  3. I have left it and nobody has taken over yet.",
        _reached(asked.contact),
        _PRACTICE if practice else "",
    ]
    return Message(f"{marking} – Prevent: is this still you?", _joined(parts))


def reminder(
    asked: Asked,
    seats: Iterable[str],
    due: date,
    today: date,
    marking: str,
    *,
    practice: bool = False,
) -> Message:
    """Return the message to somebody who has not answered; parts as in `question`."""
    when = f"On {say_date(asked.asked)}" if asked.asked else "Lately"
    late = f", by {say_date(due)}" if due < today else ""
    parts = [
        marking,
        f"Dear {asked.contact.name},",
        f"{when} I asked whether you still hold what is below{late}, and I have no answer yet.",
        _listed(seats),
        "One line is enough: yes; or who it is now and since when; or that nobody has it.",
        _PRACTICE if practice else "",
    ]
    return Message(f"{marking} – Reminder: Prevent, is this still you?", _joined(parts))


_PRACTICE = "This comes from a practice desk: all people in it are invented."


def _listed(seats: Iterable[str]) -> str:
    return "\n".join(f"  - {words}" for words in seats)


def _reached(contact: Contact) -> str:
    ways = [way for way in (contact.email, contact.phone) if way]
    if not ways:
        return "I have no way to reach you noted; please add one."
    return f"I reach you at {' and '.join(ways)}; please say if that is no longer right."


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
