"""How it is kept who was in the room, when, and how long each point was talked about."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from prevent_desk.store.base import Base


class SpanTable(Base):
    """A time a point of the agenda was talked about; one point may have several.

    Who was there for a case follows from these spans and the times people came and went.

    Attributes:
        began, ended: Local time; `ended` is None while it runs.
    """

    __tablename__ = "panel_span"
    __table_args__ = ({"info": {"words": "times of agenda points"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("panel_meeting.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("panel_item.id"), index=True)
    began: Mapped[datetime]
    ended: Mapped[datetime | None]


class PresenceTable(Base):
    """A time somebody was in the room; somebody who came back has two.

    Attributes:
        came, went: Local time; `went` is None while they are there.
        why: Why they went or were sent out: "declared an interest in Case B"; or empty.
    """

    __tablename__ = "panel_presence"
    __table_args__ = ({"info": {"words": "times in the room"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("panel_meeting.id"), index=True)
    invite_id: Mapped[int] = mapped_column(ForeignKey("panel_invite.id"), index=True)
    came: Mapped[datetime]
    went: Mapped[datetime | None]
    why: Mapped[str]


class DeclarationTable(Base):
    """An interest declared.

    Attributes:
        item_id: The case it is in; None: in none of those on the agenda.
        left_room: They went out for it.
    """

    __tablename__ = "panel_declaration"
    __table_args__ = ({"info": {"words": "declarations of interest"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("panel_meeting.id"), index=True)
    invite_id: Mapped[int] = mapped_column(ForeignKey("panel_invite.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("panel_item.id"), index=True)
    words: Mapped[str]
    left_room: Mapped[bool]
