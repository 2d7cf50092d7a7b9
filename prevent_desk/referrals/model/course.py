"""What the clocks see of a referral's course: what happened when, and nothing else of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from prevent_desk.referrals.model.states import State


@dataclass(frozen=True, slots=True)
class Moved:
    """A change of state: into what, when (local time), and what the step recorded."""

    now: State
    on: datetime
    details: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Asked:
    """An agency asked what it knows, and still to be heard: not one whose question was withdrawn.

    Attributes:
        due: The day it was given, or None for the limit of the settings.
        ended: When it replied.
        chased: How often it was reminded.
    """

    id: int
    agency: str
    asked_on: date
    due: date | None
    ended: date | None
    chased: int = 0


@dataclass(frozen=True, slots=True)
class Consent:
    """Consent sought of a person; `outcome` is a code of the vocabulary "consent_outcome"."""

    person: int
    given_by: str
    outcome: str
    asked_on: date | None
    on: date | None
    next_attempt: date | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review planned or held; `kind` is "review", "exit", "6m" or "12m"."""

    id: int
    kind: str
    due: date | None
    held: date | None
    written_up: date | None


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody a referral is about: key, name, and birth where the day is known."""

    id: int
    name: str
    born: date | None


@dataclass(frozen=True, slots=True)
class Stop:
    """A clock stopped from a day on; `until` is the day it goes on, None while it stands.

    Attributes:
        clock: The rule's key, with ":" and the number of the one agency or review it is about.
    """

    id: int
    clock: str
    since: date
    until: date | None
    reason: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """A referral, as far as its clocks are concerned.

    Attributes:
        received: Local time.
        is_danger: Somebody is, or was, in danger.
        handed_over: It was recorded to whom the danger was handed over.
        is_to_be_told: There is a referrer who can be told, and did not decline.
        told_on: When the referrer was told.
    """

    id: int
    ref: str
    names: str
    state: State
    received: datetime
    is_danger: bool = False
    handed_over: bool = False
    moves: tuple[Moved, ...] = ()
    checks: tuple[Asked, ...] = ()
    consents: tuple[Consent, ...] = ()
    reviews: tuple[Reviewed, ...] = ()
    sessions: tuple[date, ...] = ()
    subjects: tuple[Subject, ...] = ()
    is_to_be_told: bool = False
    told_on: date | None = None
    stops: tuple[Stop, ...] = ()

    def came_into(self, *states: State) -> datetime | None:
        """Return when it last came from elsewhere into one of some states that follow on."""
        found: datetime | None = None
        inside = False
        for move in self.moves:
            if move.now in states and not inside:
                found = move.on
            inside = move.now in states
        return found

    def left(self, *states: State) -> datetime | None:
        """Return when it last went out of some states; None while it is in them, or never was."""
        found: datetime | None = None
        inside = False
        for move in self.moves:
            if inside and move.now not in states:
                found = move.on
            elif move.now in states:
                found = None
            inside = move.now in states
        return found

    def newest(self, *states: State) -> Moved | None:
        """Return the newest move into one of some states, within them too."""
        return next((move for move in reversed(self.moves) if move.now in states), None)
