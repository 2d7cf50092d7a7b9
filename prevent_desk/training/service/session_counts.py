"""What periods of training are made of: sessions added up in groups by SQL.

The log's own conditions hold here too, so that a figure counts exactly what its query lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, func, select

from prevent_desk.logbook.model.counted import How, Tally
from prevent_desk.logbook.model.query import Query
from prevent_desk.readers import shipped
from prevent_desk.training.model.feedback import LEAST_FOR_AVERAGE
from prevent_desk.training.model.sessions import Presence, State
from prevent_desk.training.service import people
from prevent_desk.training.service.sessions_log import OVERALL_ANSWER, SessionLog
from prevent_desk.training.tables import (
    CourseTable,
    SessionFeedbackTable,
    SessionPersonTable,
    TrainingSessionTable,
)


@dataclass(frozen=True, slots=True)
class Group:
    """Sessions that are alike in everything figures ask, added up by SQL.

    Attributes:
        is_own: Whether they were for a department of one's own.
        late: Whether they are late entries of the period.
        ids: Which they are.
    """

    course_id: int | None
    audience: str
    is_own: bool
    late: bool
    sessions: Tally
    people: Tally
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spent:
    """What sessions cost that say so: in pence, and which they are."""

    pence: int
    ids: tuple[int, ...]


class CountedLog(SessionLog):
    """The log of sessions, with what figures ask of it."""

    def groups(self, query: Query) -> list[Group]:
        """Return a query's records in groups: ten years are read without a row for each of them."""
        table = TrainingSessionTable
        is_own, late = table.department_id.is_not(None), self._is_late(query)
        kinds: list[Any] = [
            table.course_id, table.audience, is_own.label("is_own"), late.label("late"),
            table.sessions_how, table.attended_how,
        ]  # fmt: skip
        sums: list[Any] = [
            func.sum(table.sessions).label("sessions"), func.sum(table.attended).label("people"),
            func.count().label("records"), func.group_concat(table.id).label("ids"),
        ]  # fmt: skip
        statement = self._where(select(*kinds, *sums), query).group_by(*kinds)
        with self._store.reading() as session:
            rows = session.execute(statement).all()
        return [
            Group(
                row.course_id, row.audience, bool(row.is_own), bool(row.late),
                _tally(row.sessions, row.sessions_how, row.records),
                _tally(row.people, row.attended_how, row.records), _numbers(row.ids),
            )
            for row in rows
        ]  # fmt: skip

    def bodies(self, query: Query) -> dict[int | str, tuple[int, ...]]:
        """Return whose people a query's sessions were for: an organisation's key, or words."""
        table = TrainingSessionTable
        columns: list[Any] = [table.organisation_id, table.told]
        ids = func.group_concat(table.id).label("ids")
        statement = self._where(select(*columns, ids), query).group_by(*columns)
        found: dict[int | str, tuple[int, ...]] = {}
        with self._store.reading() as session:
            known = self.everybody(session).organisations
            for row in session.execute(statement):
                place = known.get(row.organisation_id or 0)
                body = place.id if place is not None else row.told.casefold()
                if body:
                    found[body] = (*found.get(body, ()), *_numbers(row.ids))
        return found

    def spent(self, query: Query) -> Spent:
        """Return what a query's sessions cost, as far as they say so."""
        table = TrainingSessionTable
        columns: list[Any] = [table.id, table.cost_pence]
        statement = self._where(select(*columns), query).where(table.cost_pence.is_not(None))
        with self._store.reading() as session:
            rows = session.execute(statement).all()
        return Spent(sum(row.cost_pence for row in rows), tuple(row.id for row in rows))

    def attended_by_name(self, query: Query) -> dict[int, set[int]]:
        """Return who attended by name, by session; one who was merged is who they are."""
        table = SessionPersonTable
        inside = self._where(select(TrainingSessionTable.id), query)
        statement = select(table.session_id, table.learner_id).where(
            table.session_id.in_(inside), table.state == Presence.ATTENDED.value
        )
        found: dict[int, set[int]] = {}
        with self._store.reading() as session:
            heads = people.heads_of(session)
            for session_id, learner_id in session.execute(statement):
                found.setdefault(session_id, set()).add(heads.get(learner_id, learner_id))
        return found

    def feedback_on(self, query: Query) -> dict[int, int]:
        """Return how many feedback forms there are, by session; those without one are left out."""
        column = SessionFeedbackTable.session_id
        inside = self._where(select(TrainingSessionTable.id), query)
        statement = select(column, func.count()).where(column.in_(inside)).group_by(column)
        with self._store.reading() as session:
            return dict(session.execute(statement).all())

    def score(self, query: Query) -> float | None:
        """Return what the feedback on a query's sessions says overall; None of too few answers."""
        inside = self._where(select(TrainingSessionTable.id), query)
        statement = select(func.avg(OVERALL_ANSWER), func.count(OVERALL_ANSWER)).where(
            SessionFeedbackTable.session_id.in_(inside)
        )
        with self._store.reading() as session:
            average, answers = session.execute(statement).one()
        return average if answers >= LEAST_FOR_AVERAGE else None

    def used_courses(self) -> list[tuple[str, str]]:
        """Return the courses that ever had a session held, as code and title."""
        table = TrainingSessionTable
        used = exists().where(table.course_id == CourseTable.id, table.state == State.HELD.value)
        query = select(CourseTable.id, CourseTable.title).where(used)
        with self._store.reading() as session:
            rows = session.execute(query.order_by(CourseTable.place, CourseTable.id))
            return [(str(row.id), row.title) for row in rows]

    def used_audiences(self) -> list[tuple[str, str]]:
        """Return the audiences that ever had a session held, as code and words."""
        table = TrainingSessionTable
        used = select(table.audience).distinct().where(table.state == State.HELD.value)
        with self._store.reading() as session:
            codes = set(session.scalars(used))
        terms = shipped.vocabularies()["audience"].terms
        return [(term.code, term.label) for term in terms if term.code in codes]


def _tally(number: int | None, how: str, records: int) -> Tally:
    """Return what a group comes to whose numbers are all known in one way."""
    if how == How.UNKNOWN.value:
        return Tally(unknown=records, records=records)
    if how == How.ESTIMATED.value:
        return Tally(estimated=number or 0, records=records)
    return Tally(counted=number or 0, records=records)


def _numbers(joined: str) -> tuple[int, ...]:
    return tuple(map(int, joined.split(",")))
