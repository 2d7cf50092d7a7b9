"""How engagement is kept: meetings, stalls, campaigns, forums, networks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.store.attachments import FileTable
from prevent_desk.store.base import Base, Entry


class EventTable(Base):
    """Something the team did with others on a day, or on several.

    Attributes:
        kind: A code of the vocabulary "event_kind": "meeting", "stall", "campaign" …
        last: The last of its days; its first where it has one.
        starts: Time of day, "14:00"; or empty.
        times: How many it stands for: meetings of a week, stalls of one drive; `times_how`:
            "counted" or "estimated".
        days: On how many days each of them was, also where these do not follow one another.
        reach: People spoken to or reached; None where not known. `reach_how`: "counted",
            "estimated", "unknown".
        series_id: What it repeats; or None.
        state: "planned", "held" or "cancelled"; `cancelled`: why.
    """

    __tablename__ = "engagement_event"
    __table_args__ = (
        Index("ix_engagement_event_first_id", "first", "id"),
        {"info": {"words": "engagement"}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    first: Mapped[date]
    last: Mapped[date]
    starts: Mapped[str]
    minutes: Mapped[int | None]
    times: Mapped[int]
    times_how: Mapped[str]
    days: Mapped[int]
    mode: Mapped[str]
    venue: Mapped[str]
    ward: Mapped[str]
    reach: Mapped[int | None]
    reach_how: Mapped[str]
    topics: Mapped[list[str]] = mapped_column(JSON)
    summary: Mapped[str]
    note: Mapped[str]
    series_id: Mapped[int | None] = mapped_column(ForeignKey("engagement_series.id"), index=True)
    state: Mapped[str] = mapped_column(index=True)
    cancelled: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[str]
    parties: Mapped[list[EventPartyTable]] = relationship(
        cascade="all, delete-orphan", order_by="EventPartyTable.id"
    )
    files: Mapped[list[EventFileTable]] = relationship(
        cascade="all, delete-orphan", order_by="EventFileTable.id"
    )

    def search_entry(self) -> Entry | None:
        """Find an event by its title, place and what was said of it."""
        told = (self.venue, self.ward, *self.topics, self.summary, self.note)
        told = (*told, *(party.told for party in self.parties))
        title = f"{self.title}, {self.first:%d %b %Y}"
        return Entry("engagement", self.id, title, "\n".join(part for part in told if part))


class EventSeriesTable(Base):
    """An event that comes again.

    Attributes:
        every: "week", "fortnight", "month", "quarter" or "year"; `weekday`: "Tue" where it is kept.
        pattern: The parts each new one begins with: kind, title, venue, parties …
        ended: The day it stopped.
    """

    __tablename__ = "engagement_series"
    __table_args__ = ({"info": {"words": "regular engagement"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    every: Mapped[str]
    pattern: Mapped[dict[str, Any]] = mapped_column(JSON)
    ended: Mapped[date | None]
    at: Mapped[datetime]


class EventPartyTable(Base):
    """Who took part: an organisation, a contact, or words."""

    __tablename__ = "engagement_party"
    __table_args__ = ({"info": {"words": "partners of engagement"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("engagement_event.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    told: Mapped[str]


class EventFileTable(Base):
    """A file of an event: a flyer, a tally."""

    __tablename__ = "engagement_file"
    __table_args__ = ({"info": {"words": "files of engagement"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("engagement_event.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("kept_file.id"), index=True)
    note: Mapped[str]
    file: Mapped[FileTable] = relationship()
