"""What coverage reads: who is there, what they completed last, whose heads were only counted.

Completions are read along an index that holds all that is asked of them, one line for each person
and course: the newest day, and the last day a certificate names. Days are compared as the texts the
store keeps, which sort as days do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import String, case, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from prevent_desk.logbook.model.counted import Count, How, Tally
from prevent_desk.training.model.courses import Course
from prevent_desk.training.model.coverage import DUE_DAYS, HeadCounts, Limits, Scope, Standing
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

Newest = tuple[str | None, str | None]
"""The newest day completed, and the last day a certificate names, as the store keeps days."""


def people_there(
    session: Session, as_of: date, only: int | None
) -> list[tuple[int, int, int | None, str | None]]:
    """Return who is there on a day: number, department or 0, role, the day they came."""
    query = select(
        LearnerTable.id,
        func.coalesce(LearnerTable.department_id, 0),
        LearnerTable.role_id,
        type_coerce(LearnerTable.started, String),
    ).where(
        LearnerTable.merged_into_id.is_(None),
        or_(LearnerTable.left.is_(None), LearnerTable.left > as_of),
        or_(LearnerTable.started.is_(None), LearnerTable.started <= as_of),
    )
    if only is not None:
        query = query.where(LearnerTable.id == only)
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(query)]


def newest(
    session: Session, as_of: date, wanted: Sequence[int], only: int | None
) -> dict[int, dict[int, Newest]]:
    """Return by course and person the newest day completed, and the last day a certificate names.

    A completion whose certificate names its own last day counts by that alone.
    """
    by_period = case((CompletionTable.until.is_(None), CompletionTable.on))
    query = (
        select(
            CompletionTable.course_id,
            CompletionTable.learner_id,
            type_coerce(func.max(by_period), String),
            type_coerce(func.max(CompletionTable.until), String),
        )
        .where(CompletionTable.course_id.in_(wanted), CompletionTable.on <= as_of)
        .group_by(CompletionTable.course_id, CompletionTable.learner_id)
    )
    heads = people.heads_of(session)
    if only is not None:
        query = query.where(CompletionTable.learner_id.in_(people.numbers_of(session, only)))
    found: dict[int, dict[int, Newest]] = {one: {} for one in wanted}
    for course, number, on, until in session.execute(query):
        own = found[course]
        head = heads.get(number, number) if heads else number
        if head in own:
            before = own[head]
            own[head] = _later(before[0], on), _later(before[1], until)
        else:
            own[head] = on, until
    return found


def _later(one: str | None, other: str | None) -> str | None:
    return max(one or "", other or "") or None


def judge(refresh_months: int | None, as_of: date) -> Callable[[Newest | None], int]:
    """Return what says how somebody stands by what `_newest` found of them."""
    limits = Limits.of(refresh_months, as_of)
    valid, calm = limits.valid_from.isoformat(), limits.calm_from.isoformat()
    today = as_of.isoformat()
    soon = (as_of + timedelta(days=DUE_DAYS)).isoformat()

    def place(known: Newest | None) -> int:
        if known is None:
            return UNKNOWN
        on, until = known
        if (on is not None and on >= calm) or (until is not None and until > soon):
            return CALM
        if (on is not None and on >= valid) or (until is not None and until >= today):
            return DUE
        return LAPSED

    return place


def head_counts(
    session: Session, as_of: date, scope: Scope, columns: Sequence[Course]
) -> HeadCounts:
    """Return the sessions still counting whose people are not all known by name."""
    table = TrainingSessionTable
    since = {one.id: Limits.of(one.refresh_months, as_of).valid_from for one in columns}
    named = dict(
        session.execute(
            select(SessionPersonTable.session_id, func.count())
            .where(SessionPersonTable.state == "attended")
            .group_by(SessionPersonTable.session_id)
        )
        .tuples()
        .all()
    )
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


def told(session: Session, wanted: set[int]) -> dict[int, Told]:
    """Return what lists say of people, by number."""
    roles = dict(session.execute(select(StaffRoleTable.id, StaffRoleTable.title)).tuples().all())
    table = LearnerTable
    query = select(
        table.id, table.name, table.given, table.family, table.email, table.staff_no,
        table.role_id, table.started,
    )  # fmt: skip
    if len(wanted) == 1:
        query = query.where(table.id.in_(wanted))
    return {
        row.id: Told(row.name, row.given, row.family, row.email, row.staff_no,
                      roles.get(row.role_id or 0, ""), row.started)
        for row in session.execute(query)
        if row.id in wanted
    }  # fmt: skip


def reminded(session: Session) -> dict[tuple[int, int | None], date]:
    """Return when people were last reminded, by person and course; None is of all they lack."""
    query = select(
        ReminderTable.learner_id, ReminderTable.course_id, func.max(ReminderTable.on)
    ).group_by(ReminderTable.learner_id, ReminderTable.course_id)
    return {(row[0], row[1]): row[2] for row in session.execute(query)}
