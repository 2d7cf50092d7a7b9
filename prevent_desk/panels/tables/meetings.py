"""How series, meetings, agendas and invitations are kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.store.base import Base, Entry


class SeriesTable(Base):
    """A panel that meets again and again, or on demand.

    Attributes:
        rule: How often, in plain values: {"every": "month", "nth": 2, "weekday": 2} (the second
            Wednesday), {"every": "weeks", "weeks": 6, "first": "2025-12-10"}, {} on demand.
        starts: "10:00". `minutes`: how long it is planned for.
        mode: "virtual", "in_person" or "hybrid".
        members: Organisations asked as a rule; empty: all that are on the panel.
    """

    __tablename__ = "panel_series"
    __table_args__ = ({"info": {"words": "panel series"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    rule: Mapped[dict[str, Any]] = mapped_column(JSON)
    starts: Mapped[str]
    minutes: Mapped[int]
    mode: Mapped[str]
    venue: Mapped[str]
    link: Mapped[str]
    members: Mapped[list[int]] = mapped_column(JSON)
    note: Mapped[str]
    ended: Mapped[bool]


class MeetingTable(Base):
    """One meeting of a panel.

    Attributes:
        starts, ends: As planned, local time.
        state: "planned", "live", "held", "approved" (its minutes are sealed) or "cancelled".
        called: When members were asked (the call-out), local time; None while nobody was.
        began, finished: When the desk was opened on it and finished, local time.
        read_out: When the confidentiality statement was read, local time.
        left_open: Why it was finished though checks were open, and which; or empty.
        chair, note_taker: Names as the minutes print them.
        rule: The quorum rule that held, as `model.quorum` keeps it; set when it begins.
        place: Where the desk reopens: {"item": 5, "line": 12, "cursor": 7}.
        uid: Of its calendar file; stays when the time changes. `sequence` counts the changes.
    """

    __tablename__ = "panel_meeting"
    __table_args__ = ({"info": {"words": "panels"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("panel_series.id"), index=True)
    title: Mapped[str]
    starts: Mapped[datetime] = mapped_column(index=True)
    ends: Mapped[datetime]
    mode: Mapped[str]
    venue: Mapped[str]
    link: Mapped[str]
    marking: Mapped[str]
    chair: Mapped[str]
    note_taker: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    called: Mapped[datetime | None]
    began: Mapped[datetime | None]
    finished: Mapped[datetime | None]
    read_out: Mapped[datetime | None]
    cancelled: Mapped[str]
    left_open: Mapped[str] = mapped_column(default="")
    rule: Mapped[dict[str, Any]] = mapped_column(JSON)
    place: Mapped[dict[str, Any]] = mapped_column(JSON)
    next_on: Mapped[datetime | None]
    uid: Mapped[str]
    sequence: Mapped[int]
    note: Mapped[str]
    at: Mapped[datetime]
    items: Mapped[list[ItemTable]] = relationship(
        cascade="all, delete-orphan", order_by="ItemTable.place"
    )
    invites: Mapped[list[InviteTable]] = relationship(
        cascade="all, delete-orphan", order_by="InviteTable.id"
    )

    def search_entry(self) -> Entry | None:
        """Find a panel by its title, venue and notes."""
        told = (f"{self.starts:%d %B %Y}", self.venue, self.chair, self.note)
        return Entry("panel", self.id, self.title, "\n".join(part for part in told if part))


class ItemTable(Base):
    """A point of the agenda.

    Attributes:
        place: Its order, from 1.
        kind: "opening", "actions", "case", "exit_reviews", "other" or "close".
        title: Of all but cases; cases are called by letter and reference.
        letter: "A" for the first case; or empty.
        purpose: Of a case: "new", "review", "consent", "exit", "6m", "12m"; or empty.
        state: "waiting", "now", "done", "deferred" or "dropped".
        planned: Minutes planned; None where nobody said.
        shared_words: What the shared window may say of it, typed for sharing.
        note: For whom it is prepared, before the meeting.
    """

    __tablename__ = "panel_item"
    __table_args__ = ({"info": {"words": "points of agendas"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("panel_meeting.id"), index=True)
    place: Mapped[int]
    kind: Mapped[str]
    title: Mapped[str]
    letter: Mapped[str]
    episode_id: Mapped[int | None] = mapped_column(ForeignKey("episode.id"), index=True)
    purpose: Mapped[str]
    state: Mapped[str]
    planned: Mapped[int | None]
    shared_words: Mapped[str]
    note: Mapped[str]


class InviteTable(Base):
    """Somebody asked to a meeting, or who came: a row of the room.

    Attributes:
        organisation_id, contact_id: Where they are known among the contacts.
        agency, name: As the minutes print them, kept though contacts may change.
        initials: How notes name them: "RC"; unique in the meeting.
        role: "chair", "lead", "deputy", "guest" or "note_taker".
        item_id: The case a guest is there for; None: for all of it.
        stands_for: The lead a deputy came for, by name; or empty.
        asked: When the draft of the invitation was made, local time.
        answer: "", "coming", "apology" or "sent_deputy". `answered`: the day's moment, local.
        told: The sequence of the calendar file they were given last; lower than the meeting's
            where its time changed since. None while they were given none.
    """

    __tablename__ = "panel_invite"
    __table_args__ = ({"info": {"words": "invitations"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("panel_meeting.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    agency: Mapped[str]
    name: Mapped[str]
    initials: Mapped[str]
    email: Mapped[str]
    role: Mapped[str]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("panel_item.id"), index=True)
    stands_for: Mapped[str]
    asked: Mapped[datetime | None]
    answer: Mapped[str]
    answered: Mapped[datetime | None]
    words: Mapped[str]
    told: Mapped[int | None]
