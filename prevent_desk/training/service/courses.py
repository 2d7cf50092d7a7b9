"""Courses: entered, changed, brought in from the catalogue; each act one Undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prevent_desk.contacts.model.people import refuse_nameless
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Fault, Refused
from prevent_desk.readers import shipped
from prevent_desk.store.session import Store
from prevent_desk.training.model import catalogue
from prevent_desk.training.model.catalogue import EVERYBODY, Shipped
from prevent_desk.training.model.courses import Course, NewCourse, refuse_wrong
from prevent_desk.training.tables import CourseNeedTable, CourseTable, StaffRoleTable

_PARTS = frozenset(field.name for field in fields(NewCourse)) - {"code"}


class Courses:
    """Keeps the courses that are given or taken."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    # Reading

    def all(self, ended: bool = False) -> list[Course]:
        """Return the courses in their order; with `ended`, those no longer given too."""
        return [one for one in self.by_id().values() if ended or one.ended is None]

    def one(self, course_id: int) -> Course:
        """Return a course.

        Raises:
            Refused: It is no longer there.
        """
        found = self.by_id().get(course_id)
        if found is None:
            raise Refused("That course is no longer there.", next_step="Undo may bring it back.")
        return found

    def by_id(self) -> dict[int, Course]:
        """Return every course by its number, in their order, those no longer given included."""
        with self._store.reading() as session:
            return read(session)

    # Acting

    def add(self, new: NewCourse) -> int:
        """Enter a course; return its number.

        Raises:
            Refused: It has no title, another has the same, or length or period cannot be.
        """
        refuse_nameless(new.title, "course")
        with self._store.writing(f"new course {new.title.strip()}") as session:
            return self.add_in(session, new)

    def add_in(self, session: Session, new: NewCourse) -> int:
        """Enter a course within the unit of work of another act."""
        refuse_nameless(new.title, "course")
        refuse_wrong(new.minutes, new.refresh_months)
        _refuse_twice(session, new.title, 0)
        last = session.scalar(select(func.max(CourseTable.place)))
        told = {name: _told(value) for name, value in asdict(new).items()}
        row = CourseTable(**told, place=(last or 0) + 1, ended=None, at=self._now())
        session.add(row)
        session.flush()
        return row.id

    def change(self, course_id: int, **parts: Any) -> None:  # noqa: ANN401 - parts of NewCourse
        """Change parts of a course, named as in `NewCourse`; another period counts at once.

        Raises:
            Refused: It would have no title, another has the same, length or period cannot be, it
                would have to be taken before itself, or it is no longer there.
        """
        if unknown := parts.keys() - _PARTS:
            raise Fault(f"A course has no {', '.join(sorted(unknown))}.")
        now = self.one(course_id)
        if "title" in parts:
            refuse_nameless(parts["title"], "course")
        with self._store.writing(f"change of {now.title}") as session:
            row = _row(session, course_id)
            if "title" in parts:
                _refuse_twice(session, parts["title"], course_id)
            for name, value in parts.items():
                setattr(row, name, _told(value))
            refuse_wrong(row.minutes, row.refresh_months)
            _refuse_circle(session, row)

    def end(self, course_id: int, on: date) -> None:
        """Say that a course is no longer given; nobody needs it from then on."""
        with self._store.writing(f"end of {self.one(course_id).title}") as session:
            _row(session, course_id).ended = on

    def resume(self, course_id: int) -> None:
        """Say that a course is given again."""
        with self._store.writing(f"return of {self.one(course_id).title}") as session:
            _row(session, course_id).ended = None

    def bring_in_catalogue(self, codes: Sequence[str] | None = None) -> int:
        """Bring in the shipped courses that are not there, with who usually needs them.

        A course one builds on comes along. Roles that are needed and not there are made.

        Args:
            codes: Which; None for all.

        Returns:
            How many came in.

        Raises:
            Refused: All of them are there.
        """
        with self._store.writing("courses of the catalogue") as session:
            known = {one.code: one.id for one in read(session).values() if one.code}
            titles = {one.title.casefold() for one in read(session).values()}
            wanted = [
                one
                for one in _with_needed(codes)
                if one.course.code not in known and one.course.title.casefold() not in titles
            ]
            if not wanted:
                raise Refused("Every course of the catalogue is there.")
            roles = {
                one.title.casefold(): one.id for one in session.scalars(select(StaffRoleTable))
            }
            for one in wanted:
                known[one.course.code] = self._bring_in(session, one, known, roles)
        return len(wanted)

    # Inside

    def _bring_in(
        self, session: Session, one: Shipped, known: dict[str, int], roles: dict[str, int]
    ) -> int:
        number = self.add_in(session, one.course)
        session.get_one(CourseTable, number).needs_id = known.get(one.needs)
        for title in one.needed_by:
            role_id = None
            if title != EVERYBODY:
                role_id = roles.get(title.casefold())
                if role_id is None:
                    role = StaffRoleTable(title=title, note="", ended=None, at=self._now())
                    session.add(role)
                    session.flush()
                    role_id = roles[title.casefold()] = role.id
            session.add(
                CourseNeedTable(
                    course_id=number, role_id=role_id, department_id=None, note="", at=self._now()
                )
            )
        session.flush()
        return number

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


def read(session: Session) -> dict[int, Course]:
    """Return every course by its number, in their order."""
    kinds = shipped.vocabularies()["course_kind"]
    rows = session.scalars(select(CourseTable).order_by(CourseTable.place, CourseTable.id))
    return {
        row.id: Course(
            row.id, row.title, row.short, row.kind, kinds.label(row.kind), row.audience,
            row.minutes, row.refresh_months, row.needs_id, row.basis, row.note, row.code,
            row.place, row.ended,
        )
        for row in rows
    }  # fmt: skip


def _with_needed(codes: Sequence[str] | None) -> list[Shipped]:
    every = catalogue.shipped()
    if codes is None:
        return list(every)
    wanted = set(codes)
    for one in reversed(every):
        if one.course.code in wanted and one.needs:
            wanted.add(one.needs)
    return [one for one in every if one.course.code in wanted]


def _row(session: Session, course_id: int) -> CourseTable:
    row = session.get(CourseTable, course_id)
    if row is None:
        raise Refused("That course is no longer there.", next_step="Undo may bring it back.")
    return row


def _refuse_twice(session: Session, title: str, but: int) -> None:
    same = select(CourseTable.id).where(CourseTable.title == title.strip(), CourseTable.id != but)
    if session.scalar(same.limit(1)) is not None:
        raise Refused(
            f"There is a course “{title.strip()}” already.", next_step="Give it another title."
        )


def _refuse_circle(session: Session, row: CourseTable) -> None:
    before, at = {row.id}, row.needs_id
    while at is not None:
        if at in before:
            raise Refused(
                "It would have to be taken before itself.", next_step="Choose another course."
            )
        before.add(at)
        at = session.scalar(select(CourseTable.needs_id).where(CourseTable.id == at))


def _told(value: Any) -> Any:  # noqa: ANN401 - a part of any kind
    return value.strip() if isinstance(value, str) else value
