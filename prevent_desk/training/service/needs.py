"""Who needs which course: said and taken back; each act one Undo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.store.session import Store
from prevent_desk.training.model.needs import Need, Required
from prevent_desk.training.tables import CourseNeedTable, CourseTable


class Needs:
    """Keeps who needs which course."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    # Reading

    def all(self) -> list[Need]:
        """Return every line, as they were entered; of courses no longer given too."""
        with self._store.reading() as session:
            return read(session)

    def of(self, course_id: int) -> list[Need]:
        """Return who needs a course."""
        return [one for one in self.all() if one.course_id == course_id]

    def required(self, department_id: int | None, role_id: int | None) -> tuple[int, ...]:
        """Return the courses somebody needs who works there in that role, by number."""
        with self._store.reading() as session:
            return read_required(session).of(department_id, role_id)

    # Acting

    def add(
        self,
        course_id: int,
        role_id: int | None = None,
        department_id: int | None = None,
        note: str = "",
    ) -> int:
        """Say who needs a course; without role and department it is everybody. Return its number.

        Raises:
            Refused: That is said already.
        """
        with self._store.writing(f"who needs {self._title(course_id)}") as session:
            return self.add_in(session, course_id, role_id, department_id, note)

    def add_in(
        self,
        session: Session,
        course_id: int,
        role_id: int | None = None,
        department_id: int | None = None,
        note: str = "",
    ) -> int:
        """Say who needs a course within the unit of work of another act."""
        wanted = (course_id, role_id, department_id)
        if any((one.course_id, one.role_id, one.department_id) == wanted for one in read(session)):
            raise Refused("That is said already.", next_step="Choose another role or department.")
        row = CourseNeedTable(
            course_id=course_id, role_id=role_id, department_id=department_id, note=note.strip(),
            at=self._clock.now().astimezone(UTC).replace(tzinfo=None),
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row.id

    def set_for(self, course_id: int, wanted: Sequence[tuple[int | None, int | None]]) -> None:
        """Say anew who needs a course: pairs of role and department; what stays is not touched."""
        asked = list(dict.fromkeys(wanted))
        with self._store.writing(f"who needs {self._title(course_id)}") as session:
            rows = session.scalars(
                select(CourseNeedTable).where(CourseNeedTable.course_id == course_id)
            ).all()
            for row in rows:
                if (row.role_id, row.department_id) in asked:
                    asked.remove((row.role_id, row.department_id))
                else:
                    session.delete(row)
            session.flush()
            for role_id, department_id in asked:
                self.add_in(session, course_id, role_id, department_id)

    def remove(self, need_id: int) -> None:
        """Say that they do not need it after all."""
        with self._store.reading() as session:
            row = _row(session, need_id)
            title = session.get_one(CourseTable, row.course_id).title
        with self._store.writing(f"who needs {title}") as session:
            session.delete(_row(session, need_id))

    def _title(self, course_id: int) -> str:
        with self._store.reading() as session:
            row = session.get(CourseTable, course_id)
            if row is None:
                raise Refused(
                    "That course is no longer there.", next_step="Undo may bring it back."
                )
            return row.title


def read(session: Session) -> list[Need]:
    """Return every line, as they were entered."""
    rows = session.scalars(select(CourseNeedTable).order_by(CourseNeedTable.id))
    return [Need(one.id, one.course_id, one.role_id, one.department_id, one.note) for one in rows]


def read_required(session: Session) -> Required:
    """Return which courses people need; those no longer given are needed by nobody."""
    given = set(session.scalars(select(CourseTable.id).where(CourseTable.ended.is_(None))))
    return Required(one for one in read(session) if one.course_id in given)


def _row(session: Session, need_id: int) -> CourseNeedTable:
    row = session.get(CourseNeedTable, need_id)
    if row is None:
        raise Refused("That is no longer said.", next_step="Undo may bring it back.")
    return row
