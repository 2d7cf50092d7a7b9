"""Trainers: who may give which course, and what they gave; each act one Undo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.contacts.model.people import refuse_ahead
from prevent_desk.contacts.service import resolved
from prevent_desk.contacts.service.resolved import Known
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import Count, Tally
from prevent_desk.logbook.model.parties import Party
from prevent_desk.store.session import Store
from prevent_desk.training.model.sessions import State
from prevent_desk.training.model.trainers import NewTrainer, Standing, Trainer, checked
from prevent_desk.training.tables import (
    CourseTable,
    FacilitatorTable,
    TrainerTable,
    TrainingSessionTable,
)

_ORDER = {Standing.LAPSED: 0, Standing.SOON: 1, Standing.GIVES: 2, Standing.ENDED: 3}


class Trainers:
    """Keeps who gives training."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    # Reading

    def all(self, ended: bool = False) -> list[Trainer]:
        """Return the trainers, lapsed first, then by name; with `ended`, those who stopped too."""
        today = self._clock.today()
        with self._store.reading() as session:
            known = resolved.read(session)
            courses = dict(session.execute(select(CourseTable.id, CourseTable.title)).all())
            given = _given(session, known)
            rows = session.scalars(select(TrainerTable)).all()
            found = [_record(row, known, courses, given) for row in rows]
        shown = [one for one in found if ended or one.standing(today) is not Standing.ENDED]
        return sorted(
            shown,
            key=lambda one: (_ORDER[one.standing(today)], one.who.words.casefold(), one.id),
        )

    def one(self, trainer_id: int) -> Trainer:
        """Return a trainer.

        Raises:
            Refused: They are no longer there.
        """
        found = next((one for one in self.all(ended=True) if one.id == trainer_id), None)
        if found is None:
            raise _gone()
        return found

    def how_many(self) -> int:
        """Return how many trainers there are who did not stop; one for two courses is two."""
        today = self._clock.today()
        query = select(TrainerTable.ended)
        with self._store.reading() as session:
            return sum(ended is None or ended > today for ended in session.scalars(query))

    def offered(self, course_id: int | None, on: date) -> list[Party]:
        """Return who may give a course on a day: those accredited, for forms to offer first."""
        found = []
        for one in self.all():
            gives = one.course_id is None or course_id is None or one.course_id == course_id
            if gives and (one.until is None or on <= one.until) and one.who not in found:
                found.append(one.who)
        return found

    # Acting

    def add(self, new: NewTrainer) -> int:
        """Enter a trainer; return their number.

        Raises:
            Refused: Nobody is named, or the accreditation ends before it begins.
        """
        with self._store.writing("new trainer") as session:
            return self.add_in(session, new)

    def add_in(self, session: Session, new: NewTrainer) -> int:
        """Enter a trainer within the unit of work of another act."""
        told = checked(new)
        row = TrainerTable(
            contact_id=None, told="", course_id=None, accredited=None, until=None, ended=None,
            note="", at=self._clock.now().astimezone(UTC).replace(tzinfo=None),
        )  # fmt: skip
        _write(row, told)
        session.add(row)
        session.flush()
        return row.id

    def change(self, trainer_id: int, new: NewTrainer) -> None:
        """Say otherwise who gives which course.

        Raises:
            Refused: Nobody is named, the accreditation ends before it begins, or the trainer is no
                longer there.
        """
        told = checked(new)
        with self._store.writing("change of a trainer") as session:
            _write(_row(session, trainer_id), told)

    def end(self, trainer_id: int, on: date) -> None:
        """Say that somebody stopped giving a course; what they gave stays.

        Raises:
            Refused: The day lies ahead.
        """
        refuse_ahead(on, self._clock.today(), "That they stopped")
        with self._store.writing("end of a trainer") as session:
            _row(session, trainer_id).ended = on

    def resume(self, trainer_id: int) -> None:
        """Say that somebody gives a course again."""
        with self._store.writing("return of a trainer") as session:
            _row(session, trainer_id).ended = None

    def remove(self, trainer_id: int) -> None:
        """Take away a trainer entered by mistake; the sessions they gave stay as they are."""
        with self._store.writing("removal of a trainer") as session:
            session.delete(_row(session, trainer_id))


_Gave = dict[tuple[int | None, str], list[Any]]


def _given(session: Session, known: Known) -> _Gave:
    """Return the held sessions by who gave them: contact, or words where it is none."""
    table = TrainingSessionTable
    query = (
        select(
            FacilitatorTable.contact_id, FacilitatorTable.told, table.id, table.course_id,
            table.last, table.sessions, table.sessions_how, table.attended, table.attended_how,
        )
        .join(table, table.id == FacilitatorTable.session_id)
        .where(table.state == State.HELD.value)
        .order_by(table.first, table.id)
    )  # fmt: skip
    found: _Gave = {}
    for row in session.execute(query):
        found.setdefault(_key(row.contact_id, row.told, known), []).append(row)
    return found


def _key(contact_id: int | None, told: str, known: Known) -> tuple[int | None, str]:
    person = known.contacts.get(contact_id or 0)
    return (person.id, "") if person is not None else (None, told.casefold())


def _record(row: TrainerTable, known: Known, courses: dict[int, str], given: _Gave) -> Trainer:
    person = known.contacts.get(row.contact_id or 0)
    who = Party(row.told) if person is None else Party(person.name, person.organisation_id,
                                                       person.id)  # fmt: skip
    own: Sequence[Any] = [
        one
        for one in given.get(_key(row.contact_id, row.told, known), ())
        if row.course_id is None or one.course_id == row.course_id
    ]
    return Trainer(
        row.id, who, person.organisation if person is not None else "", row.course_id,
        courses.get(row.course_id or 0, ""), row.accredited, row.until, row.ended, row.note,
        Tally.of(Count.of(one.sessions, one.sessions_how) for one in own),
        Tally.of(Count.of(one.attended, one.attended_how) for one in own),
        max((one.last for one in own), default=None), tuple(one.id for one in own),
    )  # fmt: skip


def _write(row: TrainerTable, told: NewTrainer) -> None:
    row.contact_id, row.told = told.who.contact_id, told.who.words.strip()
    row.course_id, row.accredited, row.until = told.course_id, told.accredited, told.until
    row.note = told.note.strip()


def _row(session: Session, trainer_id: int) -> TrainerTable:
    row = session.get(TrainerTable, trainer_id)
    if row is None:
        raise _gone()
    return row


def _gone() -> Refused:
    return Refused("That trainer is no longer there.", next_step="Undo may bring them back.")
