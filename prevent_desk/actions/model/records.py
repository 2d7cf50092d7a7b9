"""Actions as screens and papers get them: who owes what by when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Source(StrEnum):
    """What asked for an action."""

    PANEL = "panel"
    REFERRAL = "referral"
    PLAN = "plan"
    CTLP = "ctlp"
    HAND = "hand"


class State(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owes it: an organisation by one of its seats, a person, or words.

    Attributes:
        seat: "panel_lead", "plan_lead" …; or empty.
        told: As typed, where no organisation is known or more was said: "School link worker".
        name: What lists call it; filled by the service.
        contact: The person's name; filled by the service from the seat or the contact named.
        email: Where a reminder goes; filled by the service.
    """

    organisation_id: int | None = None
    seat: str = ""
    contact_id: int | None = None
    told: str = ""
    name: str = ""
    contact: str = ""
    email: str = ""

    @property
    def is_known(self) -> bool:
        """Whether anybody owes it at all."""
        return self.organisation_id is not None or bool(self.told.strip())


@dataclass(frozen=True, slots=True)
class NewAction:
    """An action as it is asked for.

    Attributes:
        words: What is to be done. `shared_words`: typed for sharing, without names.
        source_words: What asked, never a name: "Panel 26 Nov 2025", "PD-2025-031".
    """

    words: str
    owner: Owner = Owner()
    due: date | None = None
    due_told: str = ""
    source: Source = Source.HAND
    source_id: int | None = None
    source_words: str = ""
    case_ref: str = ""
    shared_words: str = ""


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One thing that became of an action.

    Attributes:
        kind: "made", "changed", "carried", "chased", "note", "done", "dropped" or "reopened".
    """

    id: int
    kind: str
    on: date
    at: datetime
    by: str
    was: str
    now: str
    words: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that shows it was done."""

    id: int
    file_id: int
    name: str
    size: int
    note: str


@dataclass(frozen=True, slots=True)
class Action:
    """An action with its history.

    Attributes:
        number: As it is called: 21.
        carried: How many meetings it was carried to.
        chased: The last day somebody was reminded; None where nobody was.
    """

    id: int
    number: int
    words: str
    shared_words: str
    owner: Owner
    due: date | None
    due_told: str
    made: date
    by: str
    source: Source
    source_id: int | None
    source_words: str
    case_ref: str
    state: State
    closed: date | None
    outcome: str
    carried: int = 0
    chased: date | None = None
    lines: tuple[ActionLine, ...] = ()
    evidence: tuple[Evidence, ...] = ()
