"""Somebody asks whether to let a venue or have a speaker: who, what was advised, what came of it.

The venue's own manager decides; this desk advises, and asks afterwards how it went.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from prevent_desk.community.model.events import KeptFile
from prevent_desk.core.dates import say_date
from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.logbook.model.parties import Party

ENQUIRIES = Noun("enquiry", "enquiries")


class About(StrEnum):
    """What is asked about."""

    VENUE = "venue"
    SPEAKER = "speaker"
    BOTH = "both"

    @property
    def words(self) -> str:
        """As lists say it."""
        return {"venue": "Venue", "speaker": "Speaker", "both": "Venue and speaker"}[self.value]

    @property
    def icon(self) -> str:
        """Which icon stands for it."""
        return {"venue": "building-2", "speaker": "mic", "both": "mic"}[self.value]


class Stage(StrEnum):
    """How far an enquiry came; follows from its days and decision."""

    ADVICE = "advice"
    """Waits for advice."""
    DECISION = "decision"
    """Advice was given; nobody told what was decided."""
    FOLLOW = "follow"
    """Decided; to be asked how it went."""
    CLOSED = "closed"

    @property
    def words(self) -> str:
        """As lists say it."""
        return {
            "advice": "Advice wanted",
            "decision": "Decision awaited",
            "follow": "To follow up",
            "closed": "Closed",
        }[self.value]


@dataclass(frozen=True, slots=True)
class NewEnquiry:
    """An enquiry as it comes in.

    Attributes:
        asker: Who asks: an organisation, a contact, or words; None where nobody said.
        medium: A code of the vocabulary "medium"; or empty.
        venue, event: In words.
        event_on: The day of the event; None where not told.
        speakers: As told.
        concern: What they worry about.
        follow_on: When to ask how it went.
    """

    asked: date
    about: About = About.VENUE
    asker: Party | None = None
    medium: str = ""
    venue: str = ""
    event: str = ""
    event_on: date | None = None
    speakers: str = ""
    concern: str = ""
    follow_on: date | None = None
    note: str = ""
    files: tuple[KeptFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Enquiry:
    """An enquiry as it is kept.

    Attributes:
        number: As it is called: "Enquiry 7".
        asker: Who asked; its words are empty where nobody said.
        advised: The day advice was given; None while it is wanted.
        decision: A code of the vocabulary "enquiry_decision"; empty while open.
        followed: The day it was asked how it went.
    """

    id: int
    number: int
    about: About
    asked: date
    asker: Party
    medium: str
    medium_words: str
    venue: str
    event: str
    event_on: date | None
    speakers: str
    concern: str
    advice: str
    advised: date | None
    decision: str
    decision_words: str
    decided: date | None
    decided_by: str
    reasons: str
    follow_on: date | None
    followed: date | None
    follow_words: str
    note: str
    files: tuple[KeptFile, ...]
    recorded: datetime
    by: str

    @property
    def recorded_on(self) -> date:
        """The day it was written down, as the clocks here had it."""
        return self.recorded.replace(tzinfo=UTC).astimezone().date()

    @property
    def ref(self) -> str:
        """What it is called: "Enquiry 7"."""
        return f"Enquiry {self.number}"

    @property
    def title(self) -> str:
        """What it is about, in a line."""
        return self.event or self.venue or self.about.words

    @property
    def stage(self) -> Stage:
        """How far it came."""
        if not self.decision:
            return Stage.ADVICE if self.advised is None else Stage.DECISION
        if self.follow_on is not None and self.followed is None:
            return Stage.FOLLOW
        return Stage.CLOSED

    def due(self) -> date | None:
        """Return the day by which something is to be done: advice before the event, follow-up."""
        if self.stage is Stage.FOLLOW:
            return self.follow_on
        return None if self.stage is Stage.CLOSED else self.event_on

    def is_late(self, today: date) -> bool:
        """Return whether that day has come."""
        due = self.due()
        return due is not None and due < today

    @property
    def event_words(self) -> str:
        """The day of the event, or that it was not told."""
        return say_date(self.event_on) if self.event_on else "day not told"
