"""Sessions of support: counted only where a dated record exists.

A learning review named a case whose provider had met the person once while more was believed
(DOMAIN 2.6): "planned 6" says nothing about what was held.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from prevent_desk.core.dates import say_short
from prevent_desk.referrals.model.corrected import standing
from prevent_desk.referrals.model.support import Item

NO_CONTACT_DAYS = 30


class Result(StrEnum):
    """How a session went; the value is what is stored."""

    HELD = "held"
    NOT_ATTENDED = "not_attended"
    CANCELLED = "cancelled"
    ERROR = "error"

    @property
    def words(self) -> str:
        """What people read."""
        return {
            Result.HELD: "Held",
            Result.NOT_ATTENDED: "Not attended",
            Result.CANCELLED: "Cancelled",
            Result.ERROR: "Logged by mistake",
        }[self]


@dataclass(frozen=True, slots=True)
class Session:
    """A dated record of a session.

    Attributes:
        item: The lineage of the piece of support, or empty.
        written_up: The day its record came in; None while only its date is known.
        corrects: The row it stands in place of.
    """

    id: int
    item: str
    on: date
    result: Result
    provider: str
    words: str
    written_up: date | None
    corrects: int | None
    at: datetime
    by: str

    @property
    def day(self) -> date:
        """The day it speaks of."""
        return self.on

    @property
    def waits_for_record(self) -> bool:
        """Whether it was held and nobody has written what came of it."""
        return self.result == Result.HELD and self.written_up is None


@dataclass(frozen=True, slots=True)
class Count:
    """How many sessions of a piece of support there are records of.

    Attributes:
        planned: None where the plan names no number.
    """

    planned: int | None = None
    held: int = 0
    not_attended: int = 0
    cancelled: int = 0
    waiting: int = 0

    @property
    def words(self) -> str:
        """What people read: "planned 6, recorded 1, 2 not attended"."""
        parts = [] if self.planned is None else [f"planned {self.planned}"]
        parts.append(f"recorded {self.held}")
        for number, words in (
            (self.not_attended, "not attended"),
            (self.cancelled, "cancelled"),
            (self.waiting, "not written up"),
        ):
            if number:
                parts.append(f"{number} {words}")
        return ", ".join(parts)


def counted(sessions: Sequence[Session]) -> list[Session]:
    """Return what counts, oldest first: no corrected rows, none that was logged by mistake."""
    return [one for one in standing(sessions) if one.result != Result.ERROR]


def count(sessions: Sequence[Session], item: Item | None = None) -> Count:
    """Return the count of a piece of support, or of all of a case where none is named."""
    of_item = [one for one in counted(sessions) if item is None or one.item == item.lineage]
    results = [one.result for one in of_item]
    return Count(
        item.planned if item else None,
        results.count(Result.HELD),
        results.count(Result.NOT_ATTENDED),
        results.count(Result.CANCELLED),
        sum(one.waits_for_record for one in of_item),
    )


def total(sessions: Sequence[Session], items: Iterable[Item]) -> Count:
    """Return the count over a whole plan; what belongs to no piece of it is counted too."""
    planned = [item.planned for item in items if item.planned is not None]
    plain = count(sessions)
    return Count(
        sum(planned) if planned else None,
        plain.held,
        plain.not_attended,
        plain.cancelled,
        plain.waiting,
    )


def last_contact(sessions: Sequence[Session]) -> date | None:
    """Return the day of the last session that was held; None where none is recorded."""
    held = [one.on for one in counted(sessions) if one.result == Result.HELD]
    return max(held) if held else None


def days_without(sessions: Sequence[Session], since: date | None, today: date) -> int | None:
    """Return for how many days nobody was met; None where support is not under way.

    Args:
        sessions: Of the case.
        since: The day support began, from which it counts where no session is recorded; None where
            support is not under way.
        today: The day it is looked at.
    """
    if since is None:
        return None
    last = last_contact(sessions)
    return (today - max(last or since, since)).days


def is_too_long(days: int | None) -> bool:
    """Return whether so many days without a session have to be shown."""
    return days is not None and days >= NO_CONTACT_DAYS


def after_withdrawal(sessions: Sequence[Session], stopped: date) -> str:
    """Return that support has stopped, and how many sessions were held all the same."""
    after = [one for one in counted(sessions) if one.result is Result.HELD and one.on > stopped]
    said = f"Consent was withdrawn on {say_short(stopped)}: support has stopped"
    if not after:
        return said
    number = "1 session was" if len(after) == 1 else f"{len(after)} sessions were"
    return f"{said}, but {number} held since"


def silence(sessions: Sequence[Session], days: int) -> str:
    """Return the silence in words: "No contact for 41 days"."""
    if last_contact(sessions) is None:
        return f"No session recorded in {days} days of support"
    return f"No contact for {days} days"
