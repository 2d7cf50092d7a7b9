"""How consent, support plans, sessions and reviews are kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.referrals.tables.wording import words_of
from prevent_desk.store.base import Base


class ConsentTable(Base):
    """Consent sought once, and what came of it; a history, the newest counts.

    Attributes:
        given_by: "self", "parent", "guardian", "other".
        capacity: "yes", "no", "not_checked": whether capacity was checked (Mental Capacity Act).
        scope: To what support it was given.
        sharing: "yes", "no" or empty: whether the referrer may be told.
        outcome: A code of the vocabulary "consent_outcome".
        child_view: What the child said, where somebody else consents.
        safeguarding: "yes", "no" or empty: worries about safety where parents refuse.
        care_told: The day children's social care was told of those worries.
        what_next: What follows a refusal or withdrawal, a code of "consent_next".
        corrects: The row this one stands in place of; that one stays as it was.
    """

    __tablename__ = "episode_consent"
    __table_args__ = ({"info": {"words": "consents"}},)
    search_owner: ClassVar[str] = "episode_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episode.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    sought_by: Mapped[str]
    asked_on: Mapped[date | None]
    method: Mapped[str]
    given_by: Mapped[str]
    giver: Mapped[str]
    relationship_told: Mapped[str]
    capacity: Mapped[str]
    scope: Mapped[str]
    sharing: Mapped[str]
    outcome: Mapped[str]
    on: Mapped[date | None]
    reason: Mapped[str]
    child_view: Mapped[str]
    safeguarding: Mapped[str]
    care_told: Mapped[date | None]
    what_next: Mapped[str]
    next_attempt: Mapped[date | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("kept_file.id"), index=True)
    corrects: Mapped[int | None]
    at: Mapped[datetime]
    by: Mapped[str]

    def search_words(self) -> tuple[str, ...]:
        """Return what the episode is found by through this."""
        return (self.giver, self.scope, self.reason, self.child_view)


class SupportPlanTable(Base):
    """A version of a support plan; the four texts are what s.36(5) of the Act demands.

    Attributes:
        number: 1, 2, 3 in the episode.
        consent_how: How, when and by whom consent will be asked.
        nature: The nature of the support.
        persons: Who is responsible for giving it.
        how_when: How and when it is given.
        approved_on: The day the panel approved it; None for a draft.
    """

    __tablename__ = "support_plan"
    __table_args__ = ({"info": {"words": "support plans"}},)
    search_owner: ClassVar[str] = "episode_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episode.id"), index=True)
    number: Mapped[int]
    consent_how: Mapped[str]
    nature: Mapped[str]
    persons: Mapped[str]
    how_when: Mapped[str]
    approved_on: Mapped[date | None]
    approved_by: Mapped[str]
    note: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    items: Mapped[list[SupportItemTable]] = relationship(
        cascade="all, delete-orphan", order_by="SupportItemTable.position"
    )

    def search_words(self) -> tuple[str, ...]:
        """Return what the episode is found by through this."""
        items = [part for item in self.items for part in (item.need, item.goal, item.provider)]
        return (self.nature, self.persons, self.how_when, self.note, *items)


class SupportItemTable(Base):
    """One piece of support in a version of the plan.

    Attributes:
        lineage: The same in every version of the plan; sessions and factors point to it.
        need: The need or factor it answers; `factors` has codes, separated by blanks.
        sign: How one will know that it worked.
        kind: A code of the vocabulary "support_type".
        planned: Sessions planned, or None.
        cost_pence: None where unknown.
    """

    __tablename__ = "support_item"
    __table_args__ = ({"info": {"words": "pieces of support"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("support_plan.id"), index=True)
    lineage: Mapped[str] = mapped_column(index=True)
    position: Mapped[int]
    kind: Mapped[str]
    need: Mapped[str]
    factors: Mapped[str]
    goal: Mapped[str]
    sign: Mapped[str]
    provider: Mapped[str]
    contact: Mapped[str]
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    planned: Mapped[int | None]
    cost_pence: Mapped[int | None]


class SessionTable(Base):
    """A session that was held, or failed: only a dated record counts as one.

    Attributes:
        item: The lineage of the piece of support, or empty.
        outcome: "held", "not_attended", "cancelled", or "error": it was logged by mistake.
        written_up: The day its record came in; None while only its date is known.
        corrects: The row this one stands in place of; that one stays as it was.
    """

    __tablename__ = "support_session"
    __table_args__ = ({"info": {"words": "sessions"}},)
    search_owner: ClassVar[str] = "episode_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episode.id"), index=True)
    item: Mapped[str]
    on: Mapped[date]
    outcome: Mapped[str]
    provider: Mapped[str]
    words: Mapped[str]
    written_up: Mapped[date | None]
    corrects: Mapped[int | None]
    at: Mapped[datetime]
    by: Mapped[str]

    def search_words(self) -> tuple[str, ...]:
        """Return what the episode is found by through this."""
        return (self.provider, self.words)


class ReviewTable(Base):
    """A review: of support every three months, at exit, and 6 and 12 months after it.

    Attributes:
        kind: "review", "exit", "6m", "12m".
        due: When it is to be held; None where it was held unplanned.
        held: None while it is to come.
        written_up: None while it is held but not written up.
        result: A code of the list "review_result"; empty while it is not written up.
        corrects: The row this one stands in place of; that one stays as it was.
    """

    __tablename__ = "episode_review"
    __table_args__ = ({"info": {"words": "reviews"}},)
    search_owner: ClassVar[str] = "episode_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episode.id"), index=True)
    kind: Mapped[str]
    due: Mapped[date | None]
    held: Mapped[date | None]
    written_up: Mapped[date | None]
    present: Mapped[str]
    words: Mapped[str]
    result: Mapped[str]
    corrects: Mapped[int | None]
    at: Mapped[datetime]
    by: Mapped[str]

    def search_words(self) -> tuple[str, ...]:
        """Return what the episode is found by through this."""
        return (self.present, self.words)


class NoSupportTable(Base):
    """Where no support is given: whether health or social care was asked instead (s.36(6)).

    Asked anew each time a panel decides so; the newest counts.

    Attributes:
        answer: "yes": they are referred to a provider of health or social care; "no".
        referred_to: A code of the vocabulary "signposted_to", or empty.
        outcome: What came of it, or why not.
    """

    __tablename__ = "episode_no_support"
    __table_args__ = ({"info": {"words": "answers where no support was given"}},)
    search_owner: ClassVar[str] = "episode_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episode.id"), index=True)
    answer: Mapped[str]
    referred_to: Mapped[str]
    outcome: Mapped[str]
    on: Mapped[date]
    at: Mapped[datetime]
    by: Mapped[str]

    def search_words(self) -> tuple[str, ...]:
        """Return what the episode is found by through this."""
        return (self.outcome,)


class ClosingTable(Base):
    """What is recorded as a case comes to its end; at most one for a referral.

    Attributes:
        exit_reason: A code of the vocabulary "exit_reason", or empty.
        reasons: Why it ends, in full.
        onward: Who goes on helping, or why nobody needs to.
        not_told: Why the referrer is not told; empty where they are or will be.
        retention: A code of the vocabulary "retention", or empty.
        exceptions: Why a line of the checklist is passed over, by its key: reason, by, at.
    """

    __tablename__ = "episode_closing"
    __table_args__ = ({"info": {"words": "closing records"}},)
    search_owner: ClassVar[str] = "episode_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episode.id"), unique=True)
    exit_reason: Mapped[str]
    reasons: Mapped[str]
    onward: Mapped[str]
    not_told: Mapped[str]
    retention: Mapped[str]
    exceptions: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime]
    by: Mapped[str]

    def search_words(self) -> tuple[str, ...]:
        """Return what the episode is found by through this."""
        return (self.reasons, self.onward, *words_of(self.exceptions))
