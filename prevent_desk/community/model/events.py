"""What the team did with others: meetings, stalls, campaigns; one entry may stand for several.

The report of 2019 prints "approx. 30 stalls" over fifteen lines, two of them "x 2" and "x 3 days":
so an entry has a quantity and days of its own, and each number says whether it was counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from prevent_desk.core.dates import say_date, say_short
from prevent_desk.logbook.model.counted import NOT_KNOWN, Count, How
from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.logbook.model.parties import Party

MOST_TIMES = 10_000
MOST_DAYS = 366
"""An entry ends within a year: the calendar looks no further back."""

ONCE = Count(1, How.COUNTED)

EVENTS = Noun("event", "events")

NOUNS = {
    "meeting": Noun("meeting", "meetings"),
    "stall": Noun("stall", "stalls"),
    "campaign": Noun("campaign", "campaigns"),
    "forum": Noun("forum", "forums"),
    "network": Noun("network meeting", "network meetings"),
    "visit": Noun("visit", "visits"),
    "event": Noun("community event", "community events"),
    "other": Noun("other event", "other events"),
}
"""What entries of a kind are called in totals, by codes of the vocabulary "event_kind"."""

ICONS = {
    "meeting": "handshake",
    "stall": "store",
    "campaign": "megaphone",
    "forum": "messages-square",
    "network": "users",
    "visit": "map-pin",
    "event": "calendar-heart",
}
OTHER_ICON = "calendar"


class State(StrEnum):
    """Where an event stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Mode(StrEnum):
    """How it was held; codes of the column."""

    IN_PERSON = "in_person"
    VIRTUAL = "virtual"
    BOTH = "both"

    @property
    def words(self) -> str:
        """As forms say it."""
        return {"in_person": "In person", "virtual": "Virtual", "both": "Both"}[self.value]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a record, in the vault.

    Attributes:
        id: Of the row that holds it to its record; 0 while it is not held yet.
        file_id: Of its bytes.
    """

    file_id: int
    name: str
    size: int = 0
    note: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event as it is entered.

    Attributes:
        kind: A code of the vocabulary "event_kind".
        title: What lists call it; empty is filled from kind and place.
        last: None where it was on one day.
        starts: Time of day, "14:00"; or empty.
        times: How many it stands for; never unknown.
        days: On how many days each was; at least as many as from first to last where none is told.
        ward: A code of the vocabulary "ward"; or empty.
        reach: People spoken to or reached.
        parties: Who took part.
        series_id: What it repeats.
        state: None: held where its first day is today or before, else planned.
    """

    kind: str
    first: date
    title: str = ""
    last: date | None = None
    starts: str = ""
    minutes: int | None = None
    times: Count = ONCE
    days: int | None = None
    mode: Mode = Mode.IN_PERSON
    venue: str = ""
    ward: str = ""
    reach: Count = NOT_KNOWN
    topics: tuple[str, ...] = ()
    summary: str = ""
    note: str = ""
    parties: tuple[Party, ...] = ()
    files: tuple[KeptFile, ...] = ()
    series_id: int | None = None
    state: State | None = None

    @property
    def length(self) -> int:
        """From its first day to its last, both included."""
        return 1 + ((self.last or self.first) - self.first) // timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it is kept.

    Attributes:
        times: How many it stands for.
        days: On how many days each was.
        series: What the series is called that it belongs to; or empty.
        cancelled: Why it did not take place.
        recorded: When it was written down (UTC).
        by: The role of the key that wrote it.
    """

    id: int
    kind: str
    kind_words: str
    title: str
    first: date
    last: date
    starts: str
    minutes: int | None
    times: Count
    days: int
    mode: Mode
    venue: str
    ward: str
    ward_words: str
    reach: Count
    topics: tuple[str, ...]
    summary: str
    note: str
    parties: tuple[Party, ...]
    files: tuple[KeptFile, ...]
    series_id: int | None
    series: str
    state: State
    cancelled: str
    recorded: datetime
    by: str

    @property
    def recorded_on(self) -> date:
        """The day it was written down, as the clocks here had it."""
        return self.recorded.replace(tzinfo=UTC).astimezone().date()

    @property
    def icon(self) -> str:
        """Which icon stands for its kind."""
        return ICONS.get(self.kind, OTHER_ICON)

    @property
    def place(self) -> str:
        """Venue and ward, in a line."""
        return ", ".join(part for part in (self.venue, self.ward_words) if part)

    @property
    def day_words(self) -> str:
        """Its day or days, with the time: "Tue 4 Jun 2019, 14:00", "3 to 5 Jun 2019"."""
        return span_words(self.first, self.last) + (f", {self.starts}" if self.starts else "")

    @property
    def quantity_words(self) -> str:
        """How many it stands for; empty for one of one day: "2 stalls", "3 days"."""
        return quantity_words(self.kind, self.times, self.days)

    @property
    def partner_words(self) -> str:
        """Who took part, in a line."""
        return ", ".join(party.words for party in self.parties)

    def is_open(self, today: date) -> bool:
        """Return whether it was planned for a day gone by: nobody said whether it was held."""
        return self.state is State.PLANNED and self.last < today


def span_words(first: date, last: date) -> str:
    """Return a day, or days in one line: "Tue 4 Jun 2019", "3 to 5 Jun 2019"."""
    if first == last:
        return say_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {say_short(last)}"
    if first.year == last.year:
        return f"{say_short(first).rsplit(' ', 1)[0]} to {say_short(last)}"
    return f"{say_short(first)} to {say_short(last)}"


def quantity_words(kind: str, times: Count, days: int) -> str:
    """Return how many an entry stands for; empty for one of one day.

    "2 stalls", "about 12 stalls", "3 days", "2 stalls of 3 days".
    """
    many = times.said(NOUNS.get(kind, EVENTS)) if times.number != 1 else ""
    if days == 1:
        return many
    return f"{many} of {days} days" if many else f"{days} days"


def proposed_title(kind_words: str, venue: str, parties: Iterable[Party]) -> str:
    """Return what an event without a title is called: "Stall, Artizan Library"."""
    where = venue.strip() or next((party.words for party in parties), "")
    return f"{kind_words}, {where}" if where else kind_words
