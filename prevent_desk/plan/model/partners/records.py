"""The records of what was sent to partners and of what came back.

Picture 07 shows them: the register at the left, one return's differences at the right.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from prevent_desk.plan.model.records import Field


@dataclass(frozen=True, slots=True)
class Agency:
    """Whom to write to at an agency that leads actions.

    Attributes:
        name: As the plan's lead column names it.
        contact: A person or a seat; may be empty.
    """

    name: str
    contact: str = ""
    email: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Send:
    """One line of the register: a workbook for one agency.

    Attributes:
        pack: Its id as printed in the workbook: "7F3K-Q2MX".
        stamp: The plan's version stamp when it was sent.
        chased: The days of reminders, oldest first.
    """

    id: int
    plan_id: int
    pack: str
    agency: str
    contact: str
    email: str
    stamp: str
    file_name: str
    sent: date
    due: date | None
    is_encrypted: bool
    chased: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class SentRow:
    """An action as it was sent: the baseline of a three-way comparison.

    Attributes:
        mark: The row's id as printed: "O1-01-QCVC".
        cells: The texts by field, as the workbook had them.
    """

    action_id: int
    mark: str
    cells: dict[Field, str]


class Kind(StrEnum):
    """What a difference is."""

    THEIRS = "they changed"
    MINE = "I changed"
    BOTH = "both changed"
    FIX = "needs a fix"
    MISSING = "row missing"
    ADDED = "row added"
    COPIED = "row twice"
    NOT_THEIRS = "not theirs to change"
    GONE = "removed here since"


class Keep(StrEnum):
    """What is kept of a difference."""

    THEIRS = "theirs"
    MINE = "mine"
    BOTH = "both"
    ADD = "add row"
    LEAVE_OUT = "leave out"
    KEEP_ROW = "keep row"
    REMOVE = "remove row"


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell, or one whole row, in which a return is not what was sent or what is here now.

    Attributes:
        key: Stays the same while the return is worked on; decisions are kept by it.
        action_id: The action here, or None for a row that is not in the plan.
        field: The cell, or None for a whole row.
        sent: What was sent; for a whole row its words.
        theirs: What the return says.
        mine: What stands here now.
        problem: For `Kind.FIX`, what is wrong with theirs, in one sentence; else empty.
        choices: What may be kept, in the order of the buttons; for `FIX` the decision also needs a
            value that fits.
        proposed: What "take all clear changes" takes, or None where only a person can tell.
        both: The text that `Keep.BOTH` writes, nothing lost: theirs, then mine; of comments every
            update, in order of date.
    """

    key: str
    action_id: int | None
    ref: str
    title: str
    field: Field | None
    kind: Kind
    sent: str
    theirs: str
    mine: str
    problem: str = ""
    choices: tuple[Keep, ...] = ()
    proposed: Keep | None = None
    both: str = ""

    @property
    def is_to_decide(self) -> bool:
        """Return whether it asks for a decision; what only I changed does not."""
        return bool(self.choices)


@dataclass(frozen=True, slots=True)
class Decision:
    """What she decided about one difference.

    Attributes:
        text: The value that is written instead of the chosen side's own: an edited "both", or the
            fix of a value that does not fit. None: the side's own.
        at: When (UTC); shown as "Accepted by you 14:01".
    """

    keep: Keep
    text: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Comparison:
    """A return beside what was sent and what is here now.

    Attributes:
        notes: What was noticed about the file as a whole, a sentence each: "The sheet was renamed",
            "Columns were moved", "Rows were matched by their words, for their ids did not agree".
        unchanged: How many cells are as they were sent.
        decisions: What was decided so far, by the difference's key.
    """

    return_id: int
    send: Send
    file_name: str
    received: datetime
    applied: datetime | None
    differences: tuple[Difference, ...]
    notes: tuple[str, ...]
    unchanged: int
    decisions: dict[str, Decision]


class State(StrEnum):
    """Where a workbook is that was sent."""

    WAITING = "waiting"
    OVERDUE = "overdue"
    RETURNED = "returned"
    BLANK = "returned, nothing changed"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """An agency in the list of returns.

    Attributes:
        return_id: The newest return not yet applied, else the newest, else None.
        changed: Cells in which the return differs from what was sent.
        to_decide: Differences that wait for a decision.
        merged: The day it was applied.
    """

    send: Send
    state: State
    return_id: int | None = None
    changed: int = 0
    to_decide: int = 0
    merged: date | None = None
