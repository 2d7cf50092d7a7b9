"""How live notes are kept: a line for each thing said, with every wording it had."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.store.base import Base


class LineTable(Base):
    """A line of the notes of a meeting.

    Attributes:
        item_id: The point of the agenda it belongs to.
        kind: "information", "concern", "decision", "dissent", "action" or "risk".
        said: When it was begun, local time.
        speaker_id: Who said it, of those in the room; None for the panel, or see `speaker`.
        speaker: Who said it as typed, where nobody of the room: "Panel", "GP letter".
        words: As it reads now; the first wording is the oldest of `versions`.
        owed_id: The action it became; None for other lines.
        struck: Why it does not hold; the line stays on show. Empty while it holds.
    """

    __tablename__ = "panel_line"
    __table_args__ = (
        Index("ix_panel_line_item_order", "item_id", "id"),
        {"info": {"words": "lines of panel notes"}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("panel_meeting.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("panel_item.id"))
    kind: Mapped[str]
    said: Mapped[datetime]
    at: Mapped[datetime]
    by: Mapped[str]
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("panel_invite.id"), index=True)
    speaker: Mapped[str]
    words: Mapped[str]
    owed_id: Mapped[int | None] = mapped_column(ForeignKey("owed.id"), index=True)
    struck: Mapped[str]
    versions: Mapped[list[LineVersionTable]] = relationship(
        cascade="all, delete-orphan", order_by="LineVersionTable.id"
    )


class LineVersionTable(Base):
    """A wording a line had; the first row is what was first kept of it."""

    __tablename__ = "panel_line_version"
    __table_args__ = ({"info": {"words": "wordings of lines"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("panel_line.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[str]
    kind: Mapped[str]
    speaker: Mapped[str]
    words: Mapped[str]


class PrivateNoteTable(Base):
    """The officer's own working note; not a part of the minutes, and never printed with them.

    Attributes:
        item_id: The point it is about; None: the meeting as a whole.
    """

    __tablename__ = "panel_private_note"
    __table_args__ = ({"info": {"words": "private working notes"}},)
    search_owner: ClassVar[str] = ""

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("panel_meeting.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("panel_item.id"), index=True)
    words: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
