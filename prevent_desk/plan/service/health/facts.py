"""What plan health looks at, read from the store: whole plans, or some actions only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from prevent_desk.plan.model.changes_since import local_day
from prevent_desk.plan.model.health.hints import Aside, Facts, Point
from prevent_desk.plan.model.records import ActionRow, Counted, Measure
from prevent_desk.plan.service import finding
from prevent_desk.plan.service.finding import Numbers
from prevent_desk.plan.tables import (
    ActionTable,
    ActivityTable,
    AgencyTable,
    AsideTable,
    CriterionTable,
    EvidenceLinkTable,
    ObjectiveTable,
    ProgressTable,
    UpdateTable,
)

_CHUNK = 500  # SQLite allows a limited number of parameters

_CHILDREN: Mapping[str, type[CriterionTable | UpdateTable | ProgressTable]] = {
    "plan_criterion": CriterionTable,
    "plan_update": UpdateTable,
    "plan_progress": ProgressTable,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an action stands: its heading, and its position under it."""

    activity_id: int
    position: float


def of_plan(session: Session, plan_id: int, numbers: Numbers) -> list[Facts]:
    """Return the facts of every action of a plan, in its order.

    Args:
        session: To read with.
        plan_id: The plan.
        numbers: What linked records count that have no number given with their link.
    """
    rows = finding.plan_rows(session, plan_id)
    return _facts(session, rows, [_in_plan(plan_id)], numbers)


def of_actions(session: Session, action_ids: Sequence[int], numbers: Numbers) -> list[Facts]:
    """Return the facts of some actions; those gone are passed over."""
    rows = finding.rows(session, action_ids)
    return _facts(session, rows, list(_chunks([row.id for row in rows])), numbers)


def places(session: Session, plan_id: int) -> dict[int, Place]:
    """Return where each action of a plan stands."""
    query = (
        select(ActionTable.id, ActionTable.activity_id, ActionTable.position)
        .join(ActivityTable, ActionTable.activity_id == ActivityTable.id)
        .join(ObjectiveTable, ActivityTable.objective_id == ObjectiveTable.id)
        .where(ObjectiveTable.plan_id == plan_id)
    )
    found = session.connection().execute(query)
    return {key: Place(activity, position) for key, activity, position in found}


def places_of(session: Session, action_ids: Sequence[int]) -> dict[int, Place]:
    """Return where some actions stand; those gone are left out."""
    found: dict[int, Place] = {}
    for some in _chunks(action_ids):
        query = select(ActionTable.id, ActionTable.activity_id, ActionTable.position)
        for key, activity, position in session.execute(query.where(ActionTable.id.in_(some))):
            found[key] = Place(activity, position)
    return found


def actions_touched(session: Session, touched: Iterable[tuple[str, object]]) -> set[int]:
    """Return the actions of rows that were written, by table and key.

    A child that is gone is not found; its action was written too, for it keeps its children's
    words (see `plan.tables`).
    """
    keys: dict[str, set[int]] = {}
    for table, key in touched:
        if isinstance(key, int):
            keys.setdefault(table, set()).add(key)
    found = keys.get("plan_action", set())
    for name, table_of in _CHILDREN.items():
        for some in _chunks(sorted(keys.get(name, ()))):
            found |= set(session.scalars(select(table_of.action_id).where(table_of.id.in_(some))))
    return found


def contacts(session: Session) -> list[str]:
    """Return the agencies that have an e-mail address."""
    return list(session.scalars(select(AgencyTable.agency).where(AgencyTable.email != "")))


def asides(session: Session, plan_id: int) -> list[Aside]:
    """Return what was set aside in a plan, in order of time."""
    rows = session.scalars(
        select(AsideTable).where(AsideTable.plan_id == plan_id).order_by(AsideTable.id)
    )
    # SQLite keeps no time zone; the moments are UTC.
    return [
        Aside(row.id, row.key, row.about, row.reason, row.by, row.at.replace(tzinfo=UTC))
        for row in rows
    ]


def linked(session: Session) -> set[int]:
    """Return the actions to whose criteria evidence is linked."""
    query = select(EvidenceLinkTable.action_id).where(EvidenceLinkTable.criterion_id.is_not(None))
    return set(session.scalars(query.distinct()))


def _facts(
    session: Session, rows: Sequence[ActionRow], which: Sequence[Any], numbers: Numbers
) -> list[Facts]:
    """Return the facts of actions; `which` are the actions again, as ids or as a query of ids."""
    counted: dict[int, Counted] = {}
    for some in _chunks(sorted(linked(session) & {row.id for row in rows})):
        counted |= finding.evidence_counts(session, some, numbers)
    points: dict[int, list[Point]] = {}
    heard: dict[int, date] = {}
    for some in which:
        _read_points(session, some, points, counted)
        _read_heard(session, some, heard)
    return [Facts(row, tuple(points.get(row.id, ())), heard.get(row.id)) for row in rows]


def _read_points(
    session: Session,
    some: Any,  # noqa: ANN401 - ids, or a query of ids
    into: dict[int, list[Point]],
    counted: Mapping[int, Counted],
) -> None:
    """Read the criteria that are more than words; a row has the words of all of them."""
    query = select(
        CriterionTable.action_id,
        CriterionTable.id,
        CriterionTable.text,
        CriterionTable.unit,
        CriterionTable.target,
        CriterionTable.actual,
        CriterionTable.library_id,
    ).where(
        CriterionTable.action_id.in_(some),
        or_(CriterionTable.unit.is_not(None), CriterionTable.library_id.is_not(None)),
    )
    for action, key, text, unit, target, actual, library in session.connection().execute(query):
        measure = None if unit is None else Measure(unit, target, actual)
        point = Point(text, measure, library is not None, counted.get(key))
        into.setdefault(action, []).append(point)


def _read_heard(session: Session, some: Any, into: dict[int, date]) -> None:  # noqa: ANN401
    dated = _newest(UpdateTable.action_id, UpdateTable.on, some)
    for action, day in session.connection().execute(dated):
        into[action] = day
    steps = _newest(ProgressTable.action_id, ProgressTable.at, some)
    for action, moment in session.connection().execute(steps):
        day = local_day(_utc(moment))
        into[action] = max(day, into.get(action, day))


def _newest(
    action: InstrumentedAttribute[int],
    when: InstrumentedAttribute[Any],
    some: Any,  # noqa: ANN401
) -> Select[int, Any]:
    return (
        select(action, func.max(when)).where(action.in_(some), when.is_not(None)).group_by(action)
    )


def _in_plan(plan_id: int) -> Select[int]:
    return (
        select(ActionTable.id)
        .join(ActivityTable, ActionTable.activity_id == ActivityTable.id)
        .join(ObjectiveTable, ActivityTable.objective_id == ObjectiveTable.id)
        .where(ObjectiveTable.plan_id == plan_id)
    )


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)


def _chunks(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    return (keys[at : at + _CHUNK] for at in range(0, len(keys), _CHUNK))
