"""The records of sending: who leads what, a workbook to be made, and what is kept of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from prevent_desk.plan.model.partners.records import Agency, Send, SentRow
from prevent_desk.plan.model.records import ActionRow, PlanContents, PlanHead

ALL = "all"
"""The lead of actions that every agency has, in any case of letters."""

_LONGEST_NAME = 60
"""Characters of an agency's name in the name of a file."""


@dataclass(frozen=True, slots=True)
class Lead:
    """An agency that could be sent a workbook, with what would be in it.

    Attributes:
        alone: Actions that it leads by itself.
        shared: Actions that it leads with others.
        for_all: Actions led by "ALL", which go to every agency when that is chosen.
        last: The newest workbook sent to it of this plan, or None.
    """

    agency: Agency
    alone: int
    shared: int
    for_all: int
    last: Send | None = None

    def count(self, *, with_all: bool) -> int:
        """Return how many actions its workbook holds."""
        return self.alone + self.shared + (self.for_all if with_all else 0)


@dataclass(frozen=True, slots=True)
class Offer:
    """What could be sent of a plan, and to whom.

    Attributes:
        leads: By name; those named only together with others are among them.
        rows: Every action of the plan, in its order.
    """

    head: PlanHead
    leads: tuple[Lead, ...]
    rows: tuple[ActionRow, ...]

    @property
    def for_all(self) -> int:
        """How many actions are led by "ALL"."""
        return sum(ALL in folded(row) for row in self.rows)

    @property
    def without_lead(self) -> int:
        """How many actions name no lead, and so go to nobody."""
        return sum(not row.leads for row in self.rows)

    def rows_for(self, agency: str, *, with_all: bool) -> tuple[ActionRow, ...]:
        """Return the actions that an agency would be sent."""
        return tuple(row for row in self.rows if is_for(row, agency, with_all=with_all))


def is_for(row: ActionRow, agency: str, *, with_all: bool) -> bool:
    """Return whether an action goes to an agency."""
    named = folded(row)
    return agency.casefold() in named or (with_all and ALL in named)


def folded(row: ActionRow) -> set[str]:
    """Return the leads of an action as they are compared."""
    return {name.casefold() for name in row.leads}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the officer chose for one sending.

    Attributes:
        agencies: Whom to, with contact and e-mail as they stand now.
        due: The day by which they are asked to answer.
        with_all: Actions led by "ALL" are in every workbook.
        marking: "OFFICIAL" and the like; in every file.
    """

    plan_id: int
    agencies: tuple[Agency, ...]
    due: date | None
    with_all: bool
    marking: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A workbook for one agency, not made yet.

    Attributes:
        pack: Its id: "7F3K-Q2MX".
        contents: Its actions with the headings above them.
        rows: Its baseline: mark and cells of each action.
        sent: The day that it says it was sent.
        made_at: When it was made (UTC).
    """

    pack: str
    agency: Agency
    contents: PlanContents
    rows: tuple[SentRow, ...]
    sent: date
    made_at: datetime
    due: date | None
    marking: str
    practice: bool

    @property
    def file_name(self) -> str:
        """The workbook's name: agency and number, never a person's name."""
        return file_name(self.agency.name, "actions", self.pack, ".xlsx")

    @property
    def message_name(self) -> str:
        """The name of the draft that the workbook goes with."""
        return file_name(self.agency.name, "message", self.pack, ".eml")


@dataclass(frozen=True, slots=True)
class Written:
    """A workbook that was saved, to be entered in the register."""

    pack: Pack
    file_name: str
    is_encrypted: bool


def file_name(agency: str, kind: str, pack: str, suffix: str) -> str:
    """Return a name such as "city-police-actions-7f3k-q2mx.xlsx"."""
    words = "-".join(re.findall(r"[a-z0-9]+", agency.lower()))[:_LONGEST_NAME].strip("-")
    return f"{words or 'partner'}-{kind}-{pack.lower()}{suffix}"
