"""What people completed: entered, corrected, taken away; each act one Undo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.contacts.model.people import refuse_ahead
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.store import attachments, audit
from prevent_desk.store.attachments import FileTable
from prevent_desk.store.keys import filled
from prevent_desk.store.session import Store
from prevent_desk.training.model.completions import Completion, Known
from prevent_desk.training.model.courses import Course
from prevent_desk.training.service import courses, people
from prevent_desk.training.tables import CompletionTable, CourseTable


class Parts(TypedDict, total=False):
    """What else may be told of a completion.

    Attributes:
        session_id: The session of ours they sat in.
        until: The last day it counts where the certificate says so.
        certificate: Its number.
        source: Where it came from, in words.
        note: What else is to be known.
    """

    session_id: int | None
    until: date | None
    certificate: str
    source: str
    note: str


class Completions:
    """Keeps who completed which course when, and the evidence of it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    # Reading

    def of(self, learner_id: int) -> list[Completion]:
        """Return what somebody completed, newest first; what was merged into them too."""
        with self._store.reading() as session:
            numbers = people.numbers_of(session, learner_id)
            query = select(CompletionTable).where(CompletionTable.learner_id.in_(filled(numbers)))
            rows = session.scalars(query).all()
            names = _file_names(session, rows)
            known = courses.read(session)
        return sorted(
            (_record(row, known, names) for row in rows),
            key=lambda one: (one.on, one.id),
            reverse=True,
        )

    def file(self, completion_id: int) -> tuple[str, bytes] | None:
        """Return the certificate kept with a completion: its name and bytes; None where none is."""
        with self._store.reading() as session:
            row = _row(session, completion_id)
            if row.file_id is None:
                return None
            name = session.get_one(FileTable, row.file_id).name
            content = attachments.content(session, row.file_id)
        return (name, content) if content is not None else None

    # Acting

    def add(
        self,
        learner_id: int,
        course_id: int,
        on: date,
        how: Known = Known.CERTIFICATE,
        *,
        session_id: int | None = None,
        until: date | None = None,
        certificate: str = "",
        file: tuple[str, bytes] | None = None,
        source: str = "typed",
        note: str = "",
    ) -> int:
        """Enter that somebody completed a course; return its number.

        Args:
            learner_id: Who.
            course_id: What.
            on: When.
            how: How it is known.
            session_id: The session of ours they sat in.
            until: The last day it counts where the certificate says so.
            certificate: Its number.
            file: The certificate: its name and bytes, kept inside the vault.
            source: Where it came from, in words.
            note: What else is to be known.

        Raises:
            Refused: The day lies ahead, it would end before it began, or the file is empty.
        """
        self._refuse(on, until)
        file_id = self._keep(file)
        with self._store.writing(self._label("completion of", course_id)) as session:
            row = self.row_of(learner_id, course_id, on, how, session_id=session_id, until=until,
                              certificate=certificate, source=source, note=note)  # fmt: skip
            row.file_id = file_id
            session.add(row)
            session.flush()
            return row.id

    def row_of(
        self, learner_id: int, course_id: int, on: date, how: Known, **parts: Unpack[Parts]
    ) -> CompletionTable:
        """Return a completion as the row that keeps it; for acts that enter several."""
        return CompletionTable(**self.values_of(learner_id, course_id, on, how, **parts))

    def values_of(
        self, learner_id: int, course_id: int, on: date, how: Known, **parts: Unpack[Parts]
    ) -> dict[str, Any]:
        """Return the values of a completion's row; for acts that enter thousands at once."""
        texts = {key: str(parts.get(key, "")).strip() for key in ("certificate", "source", "note")}
        return {
            "learner_id": learner_id, "course_id": course_id, "on": on, "how": how.value,
            "session_id": parts.get("session_id"), "until": parts.get("until"), "file_id": None,
            **texts, "at": self._now(), "by": self._store.actor,
        }  # fmt: skip

    def change(
        self,
        completion_id: int,
        on: date,
        *,
        until: date | None,
        certificate: str,
        note: str,
    ) -> None:
        """Correct a completion; one that follows from a session is changed in the session.

        Raises:
            Refused: The day lies ahead, it would end before it began, it follows from a session,
                or it is no longer there.
        """
        self._refuse(on, until)
        with self._store.writing(self._own_label("change of", completion_id)) as session:
            row = _row(session, completion_id)
            if row.session_id is not None and row.on != on:
                raise Refused(
                    "The day is that of the session.", next_step="Change it in the session."
                )
            row.on, row.until = on, until
            row.certificate, row.note = certificate.strip(), note.strip()

    def keep_file(self, completion_id: int, name: str, content: bytes) -> None:
        """Keep a certificate with a completion; one that was there is no longer shown.

        Raises:
            Refused: It is empty.
        """
        file_id = self._keep((name, content))
        with self._store.writing(self._own_label("certificate of", completion_id)) as session:
            _row(session, completion_id).file_id = file_id

    def remove(self, completion_id: int) -> None:
        """Take a completion away; one that follows from a session is taken away there.

        Raises:
            Refused: It follows from a session.
        """
        with self._store.writing(self._own_label("removal of", completion_id)) as session:
            row = _row(session, completion_id)
            if row.session_id is not None:
                raise Refused(
                    "It follows from a session.", next_step="Change who attended in the session."
                )
            session.delete(row)

    def note_taken_out(self, completion_id: int) -> None:
        """Note in the audit trail that a copy of a certificate was taken out."""
        with self._store.writing(None) as session:
            audit.note(session, "copied out", "completion", completion_id, {})

    def for_session(
        self,
        session: Session,
        session_id: int,
        learner_ids: Iterable[int],
        course_id: int | None,
        on: date,
    ) -> None:
        """Make completions follow who attended a session, within the unit of that act.

        Args:
            session: Of the act; nothing is committed here.
            session_id: The session.
            learner_ids: Who attended by name; whoever is not among them did not complete it there.
            course_id: What it was; None: it completes no course.
            on: The day it counts from.
        """
        query = select(CompletionTable).where(CompletionTable.session_id == session_id)
        wanted = set(learner_ids) if course_id is not None else set()
        for row in session.scalars(query).all():
            if row.learner_id not in wanted or course_id is None:
                session.delete(row)
                continue
            wanted.discard(row.learner_id)
            if (row.course_id, row.on) != (course_id, on):
                row.course_id, row.on = course_id, on
        if course_id is None:
            return
        for learner_id in sorted(wanted):
            session.add(
                self.row_of(learner_id, course_id, on, Known.SESSION, session_id=session_id,
                            source="our session")
            )  # fmt: skip
        session.flush()

    # Inside

    def _keep(self, file: tuple[str, bytes] | None) -> int | None:
        if file is None:
            return None
        name, content = file
        if not content:
            raise Refused(f"“{name}” is empty.", next_step="Choose another file.")
        return attachments.keep(self._store, name, content)

    def _refuse(self, on: date, until: date | None) -> None:
        refuse_ahead(on, self._clock.today(), "The completion")
        if until is not None and until < on:
            raise Refused(
                "The certificate would end before it begins.", next_step="Choose a later day."
            )

    def _label(self, act: str, course_id: int) -> str:
        with self._store.reading() as session:
            row = session.get(CourseTable, course_id)
            if row is None:
                raise Refused(
                    "That course is no longer there.", next_step="Undo may bring it back."
                )
            return f"{act} {row.title}"

    def _own_label(self, act: str, completion_id: int) -> str:
        with self._store.reading() as session:
            course_id = _row(session, completion_id).course_id
        return self._label(f"{act} completion of" if act != "completion of" else act, course_id)

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


def _record(
    row: CompletionTable, known: Mapping[int, Course], names: Mapping[int, str]
) -> Completion:
    course = known[row.course_id]
    return Completion(
        row.id, row.learner_id, row.course_id, course.title, row.on, Known(row.how),
        row.until or course.until(row.on), row.until, row.session_id, row.certificate,
        row.file_id, names.get(row.file_id or 0, ""), row.source, row.note,
    )  # fmt: skip


def _file_names(session: Session, rows: Iterable[CompletionTable]) -> dict[int, str]:
    wanted = {row.file_id for row in rows if row.file_id is not None}
    query = select(FileTable.id, FileTable.name).where(FileTable.id.in_(filled(wanted)))
    return dict(session.execute(query).all())


def _row(session: Session, completion_id: int) -> CompletionTable:
    row = session.get(CompletionTable, completion_id)
    if row is None:
        raise Refused("That completion is no longer there.", next_step="Undo may bring it back.")
    return row
