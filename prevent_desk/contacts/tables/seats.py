"""How an agency's seats, who filled them when, and the yearly check are kept."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.store.base import Base


class SeatTable(Base):
    """A duty an organisation fills with a person: its lead at the panel, the deputy.

    Attributes:
        kind: A code of the vocabulary "seat": "panel_lead", "panel_deputy", "plan_lead",
            "prevent_lead", "safeguarding_lead".
        opened: The day it was first asked for; a seat nobody ever held is vacant since then.
        closed: The day it was no longer wanted; None while it is.
    """

    __tablename__ = "seat"
    __table_args__ = (
        UniqueConstraint("organisation_id", "kind"),
        {"info": {"words": "seats"}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[str]
    opened: Mapped[date]
    closed: Mapped[date | None]
    note: Mapped[str]
    holdings: Mapped[list[HoldingTable]] = relationship(
        cascade="all, delete-orphan", order_by="HoldingTable.id"
    )


class HoldingTable(Base):
    """A person in a seat, from a day to a day; rows stay when people go.

    Attributes:
        until: The first day they no longer hold it; None while they do.
        verified: The last day it was confirmed that they do.
        verified_how: By what: "mail of 3 Nov", "yearly check 2025".
        handover: What was handed over when they left, and to whom.
    """

    __tablename__ = "seat_holding"
    __table_args__ = ({"info": {"words": "people in seats"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    verified: Mapped[date | None]
    verified_how: Mapped[str]
    left_reason: Mapped[str]
    handover: Mapped[str]


class RoundTable(Base):
    """A yearly round of “is this still you?”."""

    __tablename__ = "contact_round"
    __table_args__ = ({"info": {"words": "yearly checks"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    begun: Mapped[date]
    due: Mapped[date]
    ended: Mapped[date | None]
    at: Mapped[datetime]
    lines: Mapped[list[RoundLineTable]] = relationship(
        cascade="all, delete-orphan", order_by="RoundLineTable.id"
    )


class RoundLineTable(Base):
    """One seat asked in a round.

    Attributes:
        asked: The day the draft was made for it; None while nobody asked.
        reminded: Days of reminders, ISO.
        answer: "", "yes", "changed" (somebody else holds it), "left" (now vacant).
        words: What they answered.
    """

    __tablename__ = "contact_round_line"
    __table_args__ = ({"info": {"words": "seats in yearly checks"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("contact_round.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), index=True)
    holding_id: Mapped[int | None] = mapped_column(ForeignKey("seat_holding.id"), index=True)
    asked: Mapped[date | None]
    reminded: Mapped[list[str]] = mapped_column(JSON)
    answer: Mapped[str]
    answered: Mapped[date | None]
    words: Mapped[str]
