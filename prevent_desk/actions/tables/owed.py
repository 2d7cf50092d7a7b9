"""How what somebody owes is kept, with everything that became of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.store.attachments import FileTable
from prevent_desk.store.base import Base, Entry


class OwedTable(Base):
    """An action: what somebody is to do by when, whoever asked for it.

    Attributes:
        number: As it is called: "Action 21"; running through the desk, never used twice.
        words: What is to be done; may name people.
        shared_words: The same typed for sharing, without names; or empty.
        owner_id: The organisation that owes it; None where it is nobody's organisation.
        seat: Which seat of it answers for it ("panel_lead"); or empty.
        contact_id: The very person, where one was named.
        owner_told: Who, as it was typed, where no organisation is known or more was said.
        due: The day; None where none is set yet. `due_told`: as typed: "in 4 weeks".
        source: "panel", "referral", "plan", "ctlp" or "hand".
        source_id: The record that asked, by the source's own key (a meeting, an episode).
        source_words: What asked, as lists show it; never a name: "Panel 26 Nov 2025".
        case_ref: The referral it belongs to: "PD-2025-031"; or empty.
        state: "open", "done" or "dropped".
        closed: The day it was done or dropped.
        outcome: What closed it: the evidence in words, or why it was dropped.
    """

    __tablename__ = "owed"
    __table_args__ = ({"info": {"words": "actions owed"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    words: Mapped[str]
    shared_words: Mapped[str]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    seat: Mapped[str]
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    owner_told: Mapped[str]
    due: Mapped[date | None]
    due_told: Mapped[str]
    made: Mapped[date]
    at: Mapped[datetime]
    by: Mapped[str]
    source: Mapped[str]
    source_id: Mapped[int | None]
    source_words: Mapped[str]
    case_ref: Mapped[str] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(index=True)
    closed: Mapped[date | None]
    outcome: Mapped[str]
    lines: Mapped[list[OwedLineTable]] = relationship(
        cascade="all, delete-orphan", order_by="OwedLineTable.id"
    )
    files: Mapped[list[OwedFileTable]] = relationship(
        cascade="all, delete-orphan", order_by="OwedFileTable.id"
    )

    def search_entry(self) -> Entry | None:
        """Find an action by its words, its owner and what asked for it."""
        told = (self.shared_words, self.owner_told, self.source_words, self.case_ref, self.outcome)
        title = f"Action {self.number}: {self.words}"
        return Entry("owed", self.id, title, "\n".join(part for part in told if part))


class OwedLineTable(Base):
    """What became of an action, a line for each thing; never edited.

    Attributes:
        kind: "made", "changed", "carried" (to a meeting), "chased", "note", "done", "dropped",
            "reopened".
        was, now: What changed, in words; or empty.
    """

    __tablename__ = "owed_line"
    __table_args__ = ({"info": {"words": "lines of actions"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    owed_id: Mapped[int] = mapped_column(ForeignKey("owed.id"), index=True)
    kind: Mapped[str]
    on: Mapped[date]
    at: Mapped[datetime]
    by: Mapped[str]
    was: Mapped[str]
    now: Mapped[str]
    words: Mapped[str]


class OwedFileTable(Base):
    """A file that shows an action was done."""

    __tablename__ = "owed_file"
    __table_args__ = ({"info": {"words": "evidence of actions"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    owed_id: Mapped[int] = mapped_column(ForeignKey("owed.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("kept_file.id"), index=True)
    note: Mapped[str]
    file: Mapped[FileTable] = relationship()
