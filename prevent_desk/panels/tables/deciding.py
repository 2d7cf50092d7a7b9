"""How decisions, minutes and what was added to them are kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.store.base import Base, Entry


class DecisionTable(Base):
    """What a panel decided of one case, with its reasons; one for a point of the agenda.

    Attributes:
        ref: The case's reference, kept for the register.
        line_id: The line of the notes that says it.
        code: Of the vocabulary "panel_decision": "adopt", "defer", "not_adopt"; of reviews
            "continue", "exit"; or empty while only words stand there.
        words: The decision as minuted.
        rationale: Why; no decision is finished without it.
        how: Of the vocabulary "how_decided": "unanimous", "majority" or "chair".
        votes_for, votes_against: Only where it was not unanimous.
        needed: What is awaited where it was deferred.
        risk: The panel's view of the risk, and the police's update, in words.
        change: What changed since the last assessment.
        consent: The consent position as minuted. `asker`, `asked_how`: who asks, how and when.
        health_asked: Where no support is given: was a referral to a health or social-care provider
            considered: "yes", "no" or empty; `health_outcome` what came of it (s.36(4)).
        plan_changes: Of the support plan.
        next_review: The day.
        teller, told_what: Who tells the referrer, and what; "nobody" with the reason.
        pattern: The panel's comment where the person was referred before.
        moved_id: The change of state it became in the case's record.
        review_id: The review it was entered as.
    """

    __tablename__ = "panel_decision"
    __table_args__ = ({"info": {"words": "decisions"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("panel_meeting.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("panel_item.id"), unique=True)
    episode_id: Mapped[int | None] = mapped_column(ForeignKey("episode.id"), index=True)
    ref: Mapped[str]
    line_id: Mapped[int | None] = mapped_column(ForeignKey("panel_line.id"), index=True)
    code: Mapped[str]
    words: Mapped[str]
    rationale: Mapped[str]
    how: Mapped[str]
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    needed: Mapped[str]
    risk: Mapped[str]
    change: Mapped[str]
    consent: Mapped[str]
    asker: Mapped[str]
    asked_how: Mapped[str]
    health_asked: Mapped[str]
    health_outcome: Mapped[str]
    plan_changes: Mapped[str]
    next_review: Mapped[date | None]
    teller: Mapped[str]
    told_what: Mapped[str]
    pattern: Mapped[str]
    moved_id: Mapped[int | None] = mapped_column(ForeignKey("episode_move.id"), index=True)
    review_id: Mapped[int | None] = mapped_column(ForeignKey("episode_review.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[str]

    def search_entry(self) -> Entry | None:
        """Find a decision by its words and reasons."""
        told = (self.rationale, self.needed, self.risk, self.consent, self.plan_changes)
        title = f"Decision {self.ref}: {self.words}".strip()
        return Entry("panel_decision", self.id, title, "\n".join(part for part in told if part))


class MinutesTable(Base):
    """The minutes of a meeting as the chair approved them: sealed, never changed.

    Attributes:
        version: From 1; a further one only where an addendum was taken in with approval.
        content: All they say, as `model.minutes` keeps it in plain values.
        sha256: Of the content's canonical JSON, in hexadecimal; printed on the paper.
        pdf_id, word_id: The papers made of it when it was sealed, inside the vault.
    """

    __tablename__ = "panel_minutes"
    __table_args__ = ({"info": {"words": "minutes"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("panel_meeting.id"), index=True)
    version: Mapped[int]
    approved: Mapped[date]
    approved_by: Mapped[str]
    approved_how: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    sha256: Mapped[str]
    pdf_id: Mapped[int | None] = mapped_column(ForeignKey("kept_file.id"), index=True)
    word_id: Mapped[int | None] = mapped_column(ForeignKey("kept_file.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[str]
    addenda: Mapped[list[MinutesAddendumTable]] = relationship(
        cascade="all, delete-orphan", order_by="MinutesAddendumTable.id"
    )


class MinutesTextTable(Base):
    """A text of the minutes' own, typed beside what the desk noted; part of the draft.

    Attributes:
        key: A key of `model.minutes_texts.TEXTS`: "confidentiality", "other" …
    """

    __tablename__ = "panel_minutes_text"
    __table_args__ = ({"info": {"words": "texts of minutes"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("panel_meeting.id"), index=True)
    key: Mapped[str]
    words: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]


class MinutesAddendumTable(Base):
    """Words added to sealed minutes, dated; each seals the one before it.

    Attributes:
        item_id: The point it belongs to; None: to all of them.
        sha256: Of the seal before it (the minutes' or the last addendum's) and its own words.
    """

    __tablename__ = "panel_addendum"
    __table_args__ = ({"info": {"words": "additions to minutes"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("panel_minutes.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("panel_item.id"), index=True)
    on: Mapped[date]
    words: Mapped[str]
    approved_by: Mapped[str]
    sha256: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
