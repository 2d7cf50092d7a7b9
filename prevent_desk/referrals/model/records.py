"""What screens and papers get of a referral: frozen records, never rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from prevent_desk.core.questionnaire import Answers
from prevent_desk.referrals.model.states import State

NO_NAME = "Name not known"


@dataclass(frozen=True, slots=True)
class Person:
    """A person as one referral told of them; see `tables.people.PersonTable` for the fields."""

    id: int
    head_id: int
    label: str = ""
    given: str = ""
    family: str = ""
    aliases: tuple[str, ...] = ()
    born: date | None = None
    born_year: int | None = None
    is_approximate: bool = False
    born_told: str = ""
    gender: str = ""
    ethnicity: str = ""
    health: str = ""
    address: str = ""
    town: str = ""
    postcode: str = ""
    earlier: tuple[str, ...] = ()
    home_area: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    online: tuple[str, ...] = ()
    language: str = ""
    nationality: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """The name as told, else what stands for it; never empty."""
        return f"{self.given} {self.family}".strip() or self.label or NO_NAME

    def age_on(self, day: date) -> int | None:
        """Return the age in whole years on a day; from a year alone, the age of that birthday."""
        if self.born is not None:
            before = (day.month, day.day) < (self.born.month, self.born.day)
            return day.year - self.born.year - before
        return None if self.born_year is None else day.year - self.born_year


@dataclass(frozen=True, slots=True)
class Involved:
    """A person in one referral: its subject ("subject") or somebody beside (a relation's code)."""

    id: int
    person: Person
    role: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Referrer:
    """Who told; asked for on purpose only, so that no paper comes by it unawares."""

    is_anonymous: bool = False
    name: str = ""
    organisation: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""
    safe_way: str = ""
    promised: str = ""
    wants_feedback: str = ""
    told_on: date | None = None
    told: str = ""
    answers: Answers | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A change of state."""

    id: int
    was: State | None
    now: State
    on: datetime
    at: datetime
    by: str
    reason: str
    details: Mapping[str, object]
    exception: str = ""


@dataclass(frozen=True, slots=True)
class Episode:
    """One referral as its record shows it; without its referrer."""

    id: int
    ref: str
    names: str
    state: State
    state_on: date
    received: datetime
    recorded: datetime
    by: str
    medium: str
    sector: str
    source: str
    danger: str
    danger_at: datetime | None
    handed_over: str
    city_link: str
    home_area: str
    responsible_area: str
    concern: str
    noticed: date | None
    outcome: str
    form: str
    form_version: str
    answers: Answers
    pattern: str
    pcmt: str
    police_ref: str
    people: tuple[Involved, ...] = ()
    moves: tuple[Move, ...] = ()
    is_anonymous: bool = False
    """Whether the referrer asked not to be named; who they are is not here."""

    @property
    def subjects(self) -> tuple[Person, ...]:
        """Who it is about."""
        return tuple(one.person for one in self.people if one.role == "subject")
