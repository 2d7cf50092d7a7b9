"""Meetings, agendas, the room, notes and decisions, as screens and papers get them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Mode(StrEnum):
    """How a panel meets."""

    VIRTUAL = "virtual"
    IN_PERSON = "in_person"
    HYBRID = "hybrid"


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    LIVE = "live"
    HELD = "held"
    APPROVED = "approved"
    CANCELLED = "cancelled"


class ItemKind(StrEnum):
    """What a point of the agenda is."""

    OPENING = "opening"
    ACTIONS = "actions"
    CASE = "case"
    EXIT_REVIEWS = "exit_reviews"
    OTHER = "other"
    CLOSE = "close"


class ItemState(StrEnum):
    """Where a point stands while the meeting runs."""

    WAITING = "waiting"
    NOW = "now"
    DONE = "done"
    DEFERRED = "deferred"
    DROPPED = "dropped"


class LineKind(StrEnum):
    """What a line of the notes is; its letter begins a line: "/i "."""

    INFORMATION = "information"
    CONCERN = "concern"
    DECISION = "decision"
    DISSENT = "dissent"
    ACTION = "action"
    RISK = "risk"

    @property
    def letter(self) -> str:
        """The letter typed after a slash."""
        return {"dissent": "x"}.get(self.value, self.value[0])


class Role(StrEnum):
    """As what somebody is in the room."""

    CHAIR = "chair"
    LEAD = "lead"
    DEPUTY = "deputy"
    GUEST = "guest"
    NOTE_TAKER = "note_taker"


@dataclass(frozen=True, slots=True)
class Series:
    """A panel that meets again and again; `rule` as `PanelSeries` keeps it, {} on demand."""

    id: int
    name: str
    rule: dict[str, Any]
    starts: str
    minutes: int
    mode: Mode
    venue: str = ""
    link: str = ""
    members: tuple[int, ...] = ()
    note: str = ""
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting; moments are local time.

    Attributes:
        called: When members were asked; None while nobody was.
        left_open: Why it was finished though checks were open, and which; or empty.
        place: Where the desk reopens: {"item": 5, "line": 12, "cursor": 7}.
    """

    id: int
    title: str
    starts: datetime
    ends: datetime
    mode: Mode
    state: MeetingState
    series_id: int | None = None
    venue: str = ""
    link: str = ""
    marking: str = ""
    chair: str = ""
    note_taker: str = ""
    called: datetime | None = None
    began: datetime | None = None
    finished: datetime | None = None
    read_out: datetime | None = None
    cancelled: str = ""
    left_open: str = ""
    rule: dict[str, Any] = field(default_factory=dict)
    place: dict[str, Any] = field(default_factory=dict)
    next_on: datetime | None = None
    uid: str = ""
    sequence: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A point of the agenda.

    Attributes:
        ref: The case's reference; empty for other points.
        purpose: Of a case: "new", "review", "consent", "exit", "6m", "12m".
        seconds: How long it was talked about so far, spans that ended.
        since: Since when it is being talked about, local; None where it is not.
    """

    id: int
    meeting_id: int
    place: int
    kind: ItemKind
    title: str
    state: ItemState
    letter: str = ""
    episode_id: int | None = None
    ref: str = ""
    purpose: str = ""
    planned: int | None = None
    shared_words: str = ""
    note: str = ""
    seconds: int = 0
    since: datetime | None = None

    @property
    def called(self) -> str:
        """What the agenda and the shared window call it: "Case C", "Opening"; never a name."""
        return f"Case {self.letter}" if self.kind is ItemKind.CASE else self.title


@dataclass(frozen=True, slots=True)
class Span:
    """A time a point was talked about, or somebody was in the room; local, open while it runs.

    Attributes:
        why: Why somebody went: "declared an interest in Case B"; or empty.
        id: Its row, so that it can be corrected.
    """

    began: datetime
    ended: datetime | None = None
    why: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody asked to a meeting, or who came.

    Attributes:
        statute: "council" or "police" where their organisation is one the law wants; or empty.
        item_id: The case a guest is there for; None for all.
        answer: "", "coming", "apology" or "sent_deputy".
        times: When they were in the room.
        answered: When they answered; local time.
        told: Which time they were told: the meeting's `sequence` then; None while they were not.
    """

    id: int
    meeting_id: int
    agency: str
    name: str
    initials: str
    role: Role
    organisation_id: int | None = None
    contact_id: int | None = None
    statute: str = ""
    areas: tuple[str, ...] = ()
    email: str = ""
    item_id: int | None = None
    stands_for: str = ""
    asked: datetime | None = None
    answer: str = ""
    words: str = ""
    times: tuple[Span, ...] = ()
    answered: datetime | None = None
    told: int | None = None

    @property
    def is_here(self) -> bool:
        """Whether they are in the room now."""
        return any(span.ended is None for span in self.times)


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording a line had."""

    at: datetime
    by: str
    kind: LineKind
    speaker: str
    words: str


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line of the live notes.

    Attributes:
        said: When it was begun, local time.
        speaker: What stands before the words: an agency of the room, or as typed ("Panel").
        initials: Of the speaker, where they are in the room.
        first: The first wording where it was changed since; or empty.
        struck: Why it does not hold; empty while it does.
        owed_id: The action it became.
    """

    id: int
    item_id: int
    kind: LineKind
    said: datetime
    speaker_id: int | None
    speaker: str
    words: str
    initials: str = ""
    first: str = ""
    struck: str = ""
    owed_id: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a case; the meaning of each part: `tables.deciding.DecisionTable`."""

    item_id: int
    ref: str
    episode_id: int | None = None
    id: int | None = None
    line_id: int | None = None
    code: str = ""
    words: str = ""
    rationale: str = ""
    how: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    needed: str = ""
    risk: str = ""
    change: str = ""
    consent: str = ""
    asker: str = ""
    asked_how: str = ""
    health_asked: str = ""
    health_outcome: str = ""
    plan_changes: str = ""
    next_review: date | None = None
    teller: str = ""
    told_what: str = ""
    pattern: str = ""
    moved_id: int | None = None
    review_id: int | None = None


@dataclass(frozen=True, slots=True)
class Declaration:
    """An interest declared; `item_id` None: none in any case of the agenda."""

    id: int
    attendee_id: int
    item_id: int | None
    words: str
    left_room: bool
