"""What coverage reads: who is there, what they completed last, whose heads were only counted.

Completions are read along an index that holds all that is asked of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from prevent_desk.logbook.model.counted import Count, How, Tally
from prevent_desk.store.keys import filled
from prevent_desk.training.model.courses import Course
from prevent_desk.training.model.coverage import (
    DUE_DAYS,
    NEW_DAYS,
    HeadCounts,
    Limits,
    Scope,
    Standing,
)
from prevent_desk.training.service import people
from prevent_desk.training.tables import (
    CompletionTable,
    LearnerTable,
    ReminderTable,
    SessionPersonTable,
    StaffRoleTable,
    TrainingSessionTable,
)

PLACES = tuple(Standing)
"""How one may stand, in order of worry; inside, a standing is its place here."""
CALM, DUE, UNKNOWN, LAPSED = range(4)

_AT_ONCE = 500


def _bare(column: InstrumentedAttribute[Any]) -> ColumnElement[date]:
    """Return a day's column for comparing as the text it is.

    A column of days has a number's affinity, so SQLite tries to read every text it compares as a
    number: an allocation each, which with locked memory costs 6 µs (decision 14). `+` takes the
    affinity away: ten times as fast.
    """
    return UnaryExpression(column.expression, operator=custom_op("+"), type_=Date())


def people_there(
    session: Session, as_of: date, only: Collection[int] | None
) -> list[tuple[int, int, int | None, bool]]:
    """Return who is there on a day: number, department or 0, role, whether they came lately."""
    started, left = _bare(LearnerTable.started), _bare(LearnerTable.left)
    lately = started > as_of - timedelta(days=NEW_DAYS)
    query = select(
        LearnerTable.id,
        func.coalesce(LearnerTable.department_id, 0),
        LearnerTable.role_id,
        case((lately, 1), else_=0),
    ).where(
        LearnerTable.merged_into_id.is_(None),
        or_(LearnerTable.left.is_(None), left > as_of),
        or_(LearnerTable.started.is_(None), started <= as_of),
    )
    if only is not None:
        query = query.where(LearnerTable.id.in_(filled(only)))
    rows = session.connection().execute(query)
    return [(row[0], row[1], row[2], bool(row[3])) for row in rows]


def places(
    session: Session, as_of: date, course: Course, only: Collection[int] | None
) -> dict[int, int]:
    """Return how everybody who completed a course stands with it, by number of the person.

    A completion whose certificate names its own last day counts by that alone. Of several the best
    counts, found here: groups of the database are allocated one by one.
    """
    limits, table = Limits.of(course.refresh_months, as_of), CompletionTable
    on, own, soon = _bare(table.on), _bare(table.until), as_of + timedelta(days=DUE_DAYS)
    place = case(
        (table.until.is_not(None), case((own > soon, CALM), (own >= as_of, DUE), else_=LAPSED)),
        (on >= limits.calm_from, CALM),
        (on >= limits.valid_from, DUE),
        else_=LAPSED,
    )
    heads = people.heads_of(session)
    query = select(table.learner_id, place).where(table.course_id == course.id, on <= as_of)
    if only is not None:
        merged = [number for number, head in heads.items() if head in only]
        query = query.where(table.learner_id.in_(filled([*only, *merged])))
    found: dict[int, int] = {}
    # Not by the session: what it does for each row takes as long as reading it.
    rows: Sequence[Any] = session.connection().execute(query).all()
    for number, at in rows:
        if number not in found or at < found[number]:
            found[number] = at
    for number, head in heads.items():
        if number in found:
            found[head] = min(found.pop(number), found.get(head, LAPSED))
    return found


def days(
    session: Session, as_of: date, wanted: Mapping[int, Collection[int]]
) -> dict[tuple[int, int], list[tuple[date, date | None]]]:
    """Return what people completed until a day: the day, and the last one a certificate names.

    Args:
        session: Of the store.
        as_of: What is dated later is not asked for.
        wanted: People by the course they are asked of.

    Returns:
        By course and person; what was merged into somebody stands with them.
    """
    heads = people.heads_of(session)
    merged = defaultdict(list)
    for number, head in heads.items():
        merged[head].append(number)
    table, found = CompletionTable, defaultdict(list)
    for course, learners in wanted.items():
        numbers = sorted({one for head in learners for one in (head, *merged.get(head, ()))})
        for at in range(0, len(numbers), _AT_ONCE):
            query = select(table.learner_id, table.on, table.until).where(
                table.course_id == course,
                table.learner_id.in_(filled(numbers[at : at + _AT_ONCE])),
                _bare(table.on) <= as_of,
            )
            for number, on, until in session.execute(query):
                found[course, heads.get(number, number)].append((on, until))
    return dict(found)


def head_counts(
    session: Session, as_of: date, scope: Scope, columns: Sequence[Course]
) -> HeadCounts:
    """Return the sessions still counting whose people are not all known by name."""
    table = TrainingSessionTable
    since = {one.id: Limits.of(one.refresh_months, as_of).valid_from for one in columns}
    attended = (
        select(SessionPersonTable.session_id, func.count())
        .where(SessionPersonTable.state == "attended")
        .group_by(SessionPersonTable.session_id)
    )
    named = {row[0]: row[1] for row in session.execute(attended)}
    query = select(
        table.id, table.course_id, table.first, table.department_id, table.sessions,
        table.sessions_how, table.attended, table.attended_how,
    ).where(
        table.state == "held", table.first <= as_of, table.course_id.in_(list(since))
    )  # fmt: skip
    ids: list[int] = []
    counts: list[Count] = []
    many, how = 0, How.COUNTED
    for row in session.execute(query):
        if row.first < since[row.course_id or 0] or not scope.has(row.department_id):
            continue
        known = named.get(row.id, 0)
        if row.attended is None and known:
            continue
        rest = None if row.attended is None else row.attended - known
        if rest is not None and rest <= 0:
            continue
        ids.append(row.id)
        many += row.sessions or 1
        if row.sessions is None or row.sessions_how == How.ESTIMATED.value:
            how = How.ESTIMATED
        counts.append(Count.of(rest, row.attended_how))
    return HeadCounts(Count(many, how), Tally.of(counts), tuple(ids))


@dataclass(frozen=True, slots=True)
class Told:
    """What lists say of somebody."""

    name: str
    given: str
    family: str
    email: str
    staff_no: str
    role: str
    started: date | None


def told(session: Session, wanted: Collection[int]) -> dict[int, Told]:
    """Return what lists say of people, by number."""
    roles = dict(session.execute(select(StaffRoleTable.id, StaffRoleTable.title)).all())
    table, found = LearnerTable, {}
    numbers = sorted(wanted)
    for at in range(0, len(numbers), _AT_ONCE):
        query = select(
            table.id, table.name, table.given, table.family, table.email, table.staff_no,
            table.role_id, table.started,
        ).where(table.id.in_(filled(numbers[at : at + _AT_ONCE])))  # fmt: skip
        for row in session.execute(query):
            role = roles.get(row.role_id or 0, "")
            found[row.id] = Told(
                row.name, row.given, row.family, row.email, row.staff_no, role, row.started
            )
    return found


def reminded(session: Session) -> dict[tuple[int, int | None], date]:
    """Return when people were last reminded, by person and course; None is of all they lack."""
    query = select(
        ReminderTable.learner_id, ReminderTable.course_id, func.max(ReminderTable.on)
    ).group_by(ReminderTable.learner_id, ReminderTable.course_id)
    return {(row[0], row[1]): row[2] for row in session.execute(query)}
