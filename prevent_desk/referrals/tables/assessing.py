"""How checks with services and assessments are kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.referrals.tables.wording import words_of
from prevent_desk.store.base import Base


class CheckTable(Base):
    """One agency asked “known to your service?”, and what it answered.

    Attributes:
        agency: A code of the vocabulary "agency", or a name typed.
        known: "known", "not_known" (a nil return), or empty while nothing came.
        words: What they said; added to, never changed.
        withdrawn: Why it is no longer asked; empty while it is.
    """

    __tablename__ = "episode_check"
    __table_args__ = ({"info": {"words": "checks with services"}},)
    search_owner: ClassVar[str] = "episode_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episode.id"), index=True)
    agency: Mapped[str]
    asked_on: Mapped[date]
    asked: Mapped[str]
    due: Mapped[date | None]
    known: Mapped[str]
    replied_on: Mapped[date | None]
    replied_by: Mapped[str]
    words: Mapped[str]
    withdrawn: Mapped[str]
    withdrawn_on: Mapped[date | None]
    chases: Mapped[list[CheckChaseTable]] = relationship(
        cascade="all, delete-orphan", order_by="CheckChaseTable.id"
    )

    def search_words(self) -> tuple[str, ...]:
        """Return what the episode is found by through this."""
        return (self.agency, self.asked, self.words)


class CheckChaseTable(Base):
    """An agency reminded of what it was asked."""

    __tablename__ = "episode_check_chase"
    __table_args__ = ({"info": {"words": "reminders"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    check_id: Mapped[int] = mapped_column(ForeignKey("episode_check.id"), index=True)
    on: Mapped[date]
    how: Mapped[str]
    note: Mapped[str]


class AssessmentTable(Base):
    """An assessment or screening: a questionnaire's answers at one stage; never added up.

    Attributes:
        form, form_version: The questionnaire.
        stage: "screening", "initial", "review", "exit", "6m", "12m", "re_referral".
        on: The day it speaks for.
        author: Who assessed.
        carried: Keys of answers taken over from the assessment before and not confirmed yet.
        finished: When it was finished, UTC; None while it is a draft.
    """

    __tablename__ = "episode_assessment"
    __table_args__ = ({"info": {"words": "assessments"}},)
    search_owner: ClassVar[str] = "episode_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episode.id"), index=True)
    form: Mapped[str]
    form_version: Mapped[str]
    stage: Mapped[str]
    on: Mapped[date]
    author: Mapped[str]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    carried: Mapped[list[str]] = mapped_column(JSON)
    made: Mapped[datetime]
    finished: Mapped[datetime | None]
    addenda: Mapped[list[AddendumTable]] = relationship(
        cascade="all, delete-orphan", order_by="AddendumTable.id"
    )

    def search_words(self) -> tuple[str, ...]:
        """Return what the episode is found by through this."""
        return (*words_of(self.answers), *(one.words for one in self.addenda))


class AddendumTable(Base):
    """Words added to a finished assessment, which itself is never changed."""

    __tablename__ = "episode_assessment_addendum"
    __table_args__ = ({"info": {"words": "additions to assessments"}},)
    search_owner: ClassVar[str] = "episode_id"

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episode.id"), index=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("episode_assessment.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[str]
    words: Mapped[str]


class FactorResponseTable(Base):
    """What is done about a factor found present: an item of the support plan, or why nothing.

    Rows are added, never changed: the newest of a factor counts.

    Attributes:
        factor: The question's key in the assessment's form ("E04").
        item: The lineage of a support plan's item; empty where `reason` says why there is none.
    """

    __tablename__ = "episode_factor_response"
    __table_args__ = ({"info": {"words": "answers to factors"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episode.id"), index=True)
    factor: Mapped[str]
    item: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
