"""What the list of referrals shows, and by what it is filtered and sorted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from prevent_desk.referrals.model.clock import Clock, Standing
from prevent_desk.referrals.model.states import State


class Which(StrEnum):
    """Which referrals; the value is what is remembered."""

    OPEN = "open"
    """Open ones, and ended ones of which something is still due."""
    CLOSED = "closed"
    ALL = "all"


class Kind(StrEnum):
    """Kinds of referrals that are counted apart."""

    ADVICE = "advice"
    CITY = "city"
    TRANSFERRED = "transferred"

    @property
    def words(self) -> str:
        """What people read."""
        return {
            Kind.ADVICE: "Advice only",
            Kind.CITY: "City-based",
            Kind.TRANSFERRED: "Transferred, in or out",
        }[self]


class DueIs(StrEnum):
    """How pressing the next deadline is."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    ANY = "any"

    @property
    def words(self) -> str:
        """What people read."""
        return {
            DueIs.LATE: "Late",
            DueIs.TODAY: "Late or due today",
            DueIs.SOON: "Late, today or soon",
            DueIs.ANY: "Anything due",
        }[self]

    def holds(self, clock: Clock) -> bool:
        """Return whether a clock is as pressing as that."""
        return clock.state in _HOLDS[self]


_HOLDS = {
    DueIs.LATE: {Standing.OVER},
    DueIs.TODAY: {Standing.OVER, Standing.TODAY},
    DueIs.SOON: {Standing.OVER, Standing.TODAY, Standing.SOON},
    DueIs.ANY: {Standing.OVER, Standing.TODAY, Standing.SOON, Standing.LATER},
}


class Sort(StrEnum):
    """The order of the list; each ends in the key, so that no page repeats a row."""

    NEWEST = "newest"
    OLDEST = "oldest"
    DUE = "due"
    NAME = "name"

    @property
    def words(self) -> str:
        """What people read."""
        return {
            Sort.NEWEST: "Newest first",
            Sort.OLDEST: "Oldest first",
            Sort.DUE: "Next deadline first",
            Sort.NAME: "By name",
        }[self]


CITY_LINKS = frozenset({"resident", "rough_sleeper", "worker", "student", "visitor"})
"""Links to the City that make a referral City-based; online only does not."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What of all referrals is shown; empty values filter nothing.

    Attributes:
        text: Words anywhere in them, in their people or in their files.
        state: A name of `State`.
        sector, concern, area: Codes of "sector", "concern" and "home_area".
        first, last: The day the concern came in, both within.
    """

    which: Which = Which.OPEN
    text: str = ""
    state: str = ""
    sector: str = ""
    concern: str = ""
    area: str = ""
    first: date | None = None
    last: date | None = None
    due: str = ""
    kind: str = ""
    sort: Sort = Sort.NEWEST

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the choice of open, closed and all hides referrals."""
        return self.cleared() != self

    def cleared(self) -> Filter:
        """Return it with nothing but that choice and the order."""
        return Filter(which=self.which, sort=self.sort)

    def to_json(self) -> dict[str, str]:
        """Return what is set, as plain JSON values."""
        plain = Filter()
        return {
            name: value.isoformat() if isinstance(value, date) else str(value)
            for name, value in asdict(self).items()
            if value != getattr(plain, name)
        }


def from_json(kept: object) -> Filter:
    """Return a filter that was remembered; what is not understood in it filters nothing."""
    if not isinstance(kept, Mapping):
        return Filter()
    found = Filter()
    for one in fields(Filter):
        told = kept.get(one.name)
        if isinstance(told, str) and told:
            found = _with(found, one.name, told)
    return found


def _with(known: Filter, name: str, told: str) -> Filter:
    value: Any = told
    try:
        if name in {"first", "last"}:
            value = date.fromisoformat(told)
        elif name in _CHOICES:
            value = _CHOICES[name](told)
    except ValueError:
        return known
    return replace(known, **{name: value})


_CHOICES: dict[str, type[StrEnum]] = {
    "which": Which,
    "sort": Sort,
    "due": DueIs,
    "kind": Kind,
    "state": State,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A referral as the list shows it; without its referrer.

    Attributes:
        source: Whom it came from in words, by sector: "City school", "Anonymous caller".
        times: The how-manieth referral of the same person it is; 1 where it is the first.
        clock: The deadline that is shown; None where none runs.
    """

    id: int
    ref: str
    names: str
    state: State
    received: date
    source: str
    times: int = 1
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a filter finds, before any row is read.

    Attributes:
        head: Keys in order, for all or for the first of the list.
        tail: How many follow that are read page by page.
        of: How many there are without the narrowing ("6 of 27").
        is_all: False where more hold the words typed than are listed; the newest are.
        is_elsewhere: Others hold the words typed, which the filter hides.
        without: Keys that the tail leaves out.
    """

    filter: Filter
    head: tuple[int, ...]
    tail: int
    of: int
    is_all: bool = True
    is_elsewhere: bool = False
    without: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """How many rows the list has."""
        return len(self.head) + self.tail
