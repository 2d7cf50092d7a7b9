"""What a hint is, what it is found in, and what can be said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from prevent_desk.plan.model.records import ActionRow, Counted, Field, Measure

DAYS = 90
"""Days without an update before a hint says so, where a plan has not been told otherwise."""


class Kind(StrEnum):
    """What may be wrong; in the order in which a plan is put right."""

    LEAD = "lead"
    CONTACT = "contact"
    DATE = "date"
    TARGET = "target"
    PLACEHOLDER = "placeholder"
    EXPECTED = "expected"
    STALE = "stale"
    OBJECTIVE = "objective"
    REPEAT = "repeat"

    @property
    def heading(self) -> str:
        """As lists head it and papers count it: "No lead"."""
        return _HEADINGS[self]

    @property
    def fix(self) -> str:
        """The words of the button that goes to the cell: "Name one"."""
        return _FIXES[self]


_HEADINGS = {
    Kind.LEAD: "No lead",
    Kind.CONTACT: "Lead without a contact",
    Kind.DATE: "No date",
    Kind.TARGET: "No number to reach",
    Kind.PLACEHOLDER: "Words still to be filled in",
    Kind.EXPECTED: "Declared is not what is expected",
    Kind.STALE: "No update for a long time",
    Kind.OBJECTIVE: "Objective with nothing on target",
    Kind.REPEAT: "Criteria that stand in several rows",
}

_FIXES = {
    Kind.LEAD: "Name one",
    Kind.CONTACT: "Add contact",
    Kind.DATE: "Set date",
    Kind.TARGET: "Set number",
    Kind.PLACEHOLDER: "Fill in",
    Kind.EXPECTED: "Set progress",
    Kind.STALE: "Add update",
    Kind.OBJECTIVE: "Show",
    Kind.REPEAT: "Link",
}


@dataclass(frozen=True, slots=True)
class Point:
    """A success criterion, as health looks at it.

    Attributes:
        is_linked: Its words are those of an entry of the criteria library.
        counted: What linked evidence comes to, where any has a number.
    """

    text: str
    measure: Measure | None = None
    is_linked: bool = False
    counted: Counted | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is looked at in one action.

    Attributes:
        points: Its criteria that are more than words; the row has the words of all.
        heard: The newest day on which anything was heard of it: a dated update, or a step in its
            declared progress; None where nothing has a day.
    """

    row: ActionRow
    points: tuple[Point, ...] = ()
    heard: date | None = None

    def point(self, text: str) -> Point:
        """Return a criterion by its words."""
        return next((one for one in self.points if one.text == text), None) or Point(text)


# A tuple, not a dataclass: of 5,000 actions some 15,000 are made at once, each in a third the time.
class Hint(NamedTuple):
    """One thing that is missing or does not fit, and where.

    Attributes:
        about: The words it speaks of. A hint that was set aside comes back when they change.
        sentence: In plain words, without the action's name.
        action_id: The action whose cell is to be opened; None where it is an objective's.
        field: The cell.
        criterion: The criterion's words, where it is about one.
        agency: The lead it is about, where it is about one.
    """

    kind: Kind
    about: str
    sentence: str
    action_id: int | None = None
    field: Field | None = None
    criterion: str = ""
    objective_id: int | None = None
    agency: str = ""

    @property
    def key(self) -> str:
        """Its kind and what it speaks of; the same every time it is found."""
        if self.agency:
            return f"{self.kind}:{self.agency.casefold()}"
        if self.action_id is None:
            return f"{self.kind}:o{self.objective_id}"
        if self.criterion:
            return f"{self.kind}:{self.action_id}:{self.criterion}"
        if self.kind is Kind.PLACEHOLDER:
            return f"{self.kind}:{self.action_id}:{self.field}"
        return f"{self.kind}:{self.action_id}"

    @property
    def fix(self) -> str:
        """The words of the button that goes to the cell."""
        return self.kind.fix


@dataclass(frozen=True, slots=True)
class Aside:
    """A hint that was set aside, with the reason; `at` is UTC."""

    id: int
    key: str
    about: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Checks:
    """What a plan is looked at for.

    Attributes:
        days: Without an update for longer than this, a hint says so.
        off: Kinds that are not looked for.
    """

    days: int = DAYS
    off: frozenset[Kind] = frozenset()


@dataclass(frozen=True, slots=True)
class HealthCounts:
    """How many hints a plan has, those set aside apart.

    Attributes:
        by_kind: Only kinds that were found, in the order of `Kind`.
    """

    total: int = 0
    aside: int = 0
    by_kind: Mapping[Kind, int] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """As buttons say it: "9 health hints"."""
        return f"{self.total:,} health hint{'' if self.total == 1 else 's'}"

    @property
    def listed(self) -> tuple[tuple[str, int], ...]:
        """Each kind that was found in words, with its count."""
        return tuple((kind.heading, count) for kind, count in self.by_kind.items())
