"""How training sessions are kept: when, for whom, how many came and how sure that number is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prevent_desk.store.attachments import FileTable
from prevent_desk.store.base import Base, Entry
from prevent_desk.training.tables.catalogue import CourseTable


class TrainingSessionTable(Base):
    """A training session, or several alike that are counted as such.

    Attributes:
        title: Its own words where the course's title is not enough; or empty.
        course_id: None where it belongs to none of the catalogue.
        last: The last of its days; its first where it has one.
        starts: Time of day, "14:00"; or empty.
        sessions: How many sessions it stands for; None where only the people are known ("over 200
            trained so far"). `sessions_how`: "counted", "estimated", "unknown".
        mode: "venue", "virtual" or "both".
        organisation_id: Whose people they were; `told`: as typed where it is no contact's.
        audience: A code of the vocabulary "audience".
        attended: Heads; None where not known. `attended_how`: "counted", "estimated", "unknown".
        cost_pence: None where not known.
        state: "planned", "held" or "cancelled"; `cancelled`: why.
    """

    __tablename__ = "training_session"
    __table_args__ = (
        Index("ix_training_session_first_id", "first", "id"),
        {"info": {"words": "training sessions"}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    course_id: Mapped[int | None] = mapped_column(ForeignKey("course.id"), index=True)
    first: Mapped[date]
    last: Mapped[date]
    starts: Mapped[str]
    minutes: Mapped[int | None]
    sessions: Mapped[int | None]
    sessions_how: Mapped[str]
    mode: Mapped[str]
    venue: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    told: Mapped[str]
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    audience: Mapped[str]
    invited: Mapped[int | None]
    attended: Mapped[int | None]
    attended_how: Mapped[str]
    cost_pence: Mapped[int | None]
    materials: Mapped[str]
    note: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    cancelled: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[str]
    course: Mapped[CourseTable | None] = relationship()
    facilitators: Mapped[list[FacilitatorTable]] = relationship(
        cascade="all, delete-orphan", order_by="FacilitatorTable.id"
    )
    people: Mapped[list[SessionPersonTable]] = relationship(
        cascade="all, delete-orphan", order_by="SessionPersonTable.id"
    )
    files: Mapped[list[SessionFileTable]] = relationship(
        cascade="all, delete-orphan", order_by="SessionFileTable.id"
    )
    feedback: Mapped[list[SessionFeedbackTable]] = relationship(
        cascade="all, delete-orphan", order_by="SessionFeedbackTable.id"
    )

    def search_entry(self) -> Entry | None:
        """Find a session by whose it was, where, and its notes."""
        course = self.course.title if self.course is not None else "Training session"
        whose = f" for {self.told}" if self.told else ""
        told = (course, self.venue, self.materials, self.note, *(g.told for g in self.facilitators))
        return Entry(
            "training_session", self.id,
            f"{self.title or course}{whose}, {self.first.day} {self.first:%b %Y}",
            "\n".join(part for part in told if part),
        )  # fmt: skip


class FacilitatorTable(Base):
    """Who gave a session: a contact, or words."""

    __tablename__ = "session_facilitator"
    __table_args__ = ({"info": {"words": "facilitators"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("training_session.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    told: Mapped[str]


class SessionPersonTable(Base):
    """Somebody known by name at a session: "booked", "attended" or "absent"."""

    __tablename__ = "session_person"
    __table_args__ = ({"info": {"words": "people at sessions"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("training_session.id"), index=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), index=True)
    state: Mapped[str]


class SessionFileTable(Base):
    """A file of a session: "certificate", "register", "material" or "other"."""

    __tablename__ = "session_file"
    __table_args__ = ({"info": {"words": "files of sessions"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("training_session.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("kept_file.id"), index=True)
    kind: Mapped[str]
    note: Mapped[str]
    file: Mapped[FileTable] = relationship()


class SessionFeedbackTable(Base):
    """One person's feedback, without their name.

    Attributes:
        form, version: The questionnaire it was given under.
        answers: As `core.questionnaire` holds them.
    """

    __tablename__ = "session_feedback"
    __table_args__ = ({"info": {"words": "feedback"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("training_session.id"), index=True)
    form: Mapped[str]
    version: Mapped[str]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    source: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]


class TrainerTable(Base):
    """Somebody who may give a course.

    Attributes:
        course_id: None: any.
        accredited: The day they were; None where the course asks for none.
        until: The last day it counts; None: without end.
        ended: The day they stopped.
    """

    __tablename__ = "trainer"
    __table_args__ = ({"info": {"words": "trainers"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    told: Mapped[str]
    course_id: Mapped[int | None] = mapped_column(ForeignKey("course.id"), index=True)
    accredited: Mapped[date | None]
    until: Mapped[date | None]
    ended: Mapped[date | None]
    note: Mapped[str]
    at: Mapped[datetime]
