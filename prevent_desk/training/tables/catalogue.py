"""How courses, departments, roles and who needs which course are kept."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from prevent_desk.store.base import Base, Entry


class CourseTable(Base):
    """A course that is given or taken.

    Attributes:
        code: Its key in the catalogue the program ships; empty for one of the officer's own.
        kind: A code of the vocabulary "course_kind": "e_learning", "face_to_face", "briefing" …
        audience: Who it is for, in words.
        minutes: How long it usually takes; None where that is not said.
        refresh_months: After how many months it is to be taken again; None: it never lapses.
        needs_id: The course to be taken before it; or None.
        basis: Where length and refresher period come from, in words.
        ended: The day it was no longer given; what was completed stays.
    """

    __tablename__ = "course"
    __table_args__ = ({"info": {"words": "courses"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(String(collation="NOCASE"), index=True)
    short: Mapped[str]
    kind: Mapped[str]
    audience: Mapped[str]
    minutes: Mapped[int | None]
    refresh_months: Mapped[int | None]
    needs_id: Mapped[int | None] = mapped_column(ForeignKey("course.id"), index=True)
    basis: Mapped[str]
    note: Mapped[str]
    place: Mapped[int]
    ended: Mapped[date | None]
    at: Mapped[datetime]

    def search_entry(self) -> Entry | None:
        """Find a course by its title and whom it is for."""
        return Entry(
            "course", self.id, self.title, "\n".join((self.short, self.audience, self.note))
        )


class DepartmentTable(Base):
    """A department whose people are to be trained.

    Attributes:
        organisation_id: The organisation it is part of; None: the council itself.
        heads: How many people work there, where no staff list says it; None: the list says it.
        heads_on: The day that number was told.
    """

    __tablename__ = "department"
    __table_args__ = ({"info": {"words": "departments"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(collation="NOCASE"), index=True)
    heads: Mapped[int | None]
    heads_on: Mapped[date | None]
    note: Mapped[str]
    ended: Mapped[date | None]
    at: Mapped[datetime]

    def search_entry(self) -> Entry | None:
        """Find a department by its name."""
        return Entry("department", self.id, self.name, self.note)


class StaffRoleTable(Base):
    """What people do, as far as it says which courses they need: "Housing officer"."""

    __tablename__ = "staff_role"
    __table_args__ = ({"info": {"words": "roles"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(collation="NOCASE"), index=True)
    note: Mapped[str]
    ended: Mapped[date | None]
    at: Mapped[datetime]


class CourseNeedTable(Base):
    """Who needs a course: a role, a department, a role in a department; neither: everybody."""

    __tablename__ = "course_need"
    __table_args__ = ({"info": {"words": "who needs which course"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    role_id: Mapped[int | None] = mapped_column(ForeignKey("staff_role.id"), index=True)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    note: Mapped[str]
    at: Mapped[datetime]
