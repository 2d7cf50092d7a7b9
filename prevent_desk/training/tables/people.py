"""How the people who are to be trained, and what they completed, are kept."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from prevent_desk.store.base import Base, Entry


class LearnerTable(Base):
    """Somebody on a staff list; never a person of a referral.

    Attributes:
        staff_no: As their employer numbers them, without blanks; or empty.
        organisation_id: Their employer; None: the council itself.
        started, left: Days they came and went; None where not told.
        contact_id: The contact they are as well; or None.
        merged_into_id: Who this one turned out to be; taken away again to unmerge.
        source: Where the row came from, in words: "typed", "HR list.xlsx".
        listed: The day of the last staff list they stood on; None: on none.
    """

    __tablename__ = "learner"
    __table_args__ = (
        Index("ix_learner_department_id_role_id", "department_id", "role_id"),
        {"info": {"words": "people to be trained"}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_no: Mapped[str] = mapped_column(String(collation="NOCASE"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(collation="NOCASE"), index=True)
    given: Mapped[str]
    family: Mapped[str]
    email: Mapped[str]
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    role_id: Mapped[int | None] = mapped_column(ForeignKey("staff_role.id"), index=True)
    started: Mapped[date | None]
    left: Mapped[date | None]
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("learner.id"), index=True)
    note: Mapped[str]
    source: Mapped[str]
    listed: Mapped[date | None]
    at: Mapped[datetime]

    def search_entry(self) -> Entry | None:
        """Find somebody by name, number and address."""
        told = (self.staff_no, self.email, self.note)
        return Entry("learner", self.id, self.name, "\n".join(part for part in told if part))


class CompletionTable(Base):
    """That somebody completed a course on a day.

    Attributes:
        how: "session", "e_learning", "certificate" or "told".
        session_id: The session they sat in; None where it was none of ours.
        until: The last day it counts, where the certificate says so; else the course's period does.
        certificate: Its number, as printed; or empty.
    """

    __tablename__ = "completion"
    __table_args__ = (
        # All that coverage reads of a completion: it is read along this without the rows.
        Index(
            "ix_completion_course_id_learner_id_on_until", "course_id", "learner_id", "on", "until"
        ),
        {"info": {"words": "completions"}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), index=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    on: Mapped[date] = mapped_column(index=True)
    how: Mapped[str]
    session_id: Mapped[int | None] = mapped_column(ForeignKey("training_session.id"), index=True)
    until: Mapped[date | None]
    certificate: Mapped[str]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("kept_file.id"), index=True)
    source: Mapped[str]
    note: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]


class ReminderTable(Base):
    """That somebody was reminded of a course: a message drafted, a letter made.

    Attributes:
        course_id: Which; None: of all that they lack.
        how: "draft", "letters" or "list".
    """

    __tablename__ = "training_reminder"
    __table_args__ = ({"info": {"words": "training reminders"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int | None] = mapped_column(ForeignKey("course.id"), index=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), index=True)
    on: Mapped[date]
    how: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
