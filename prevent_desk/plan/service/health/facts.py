"""What plan health looks at, read from the store: whole plans, or some actions only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

from sqlalchemy import BindParameter, Executable, bindparam, func, or_, select
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

Which = Mapping[str, Any]
"""Values for a statement: a plan, or some actions."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an action stands: its heading, and its position under it."""

    activity_id: int
    position: float


@dataclass(frozen=True, slots=True)
class _Statements:
    """What is read of some actions' children.

    Attributes:
        points: Criteria that are more than words.
        dated: The newest day of the updates.
        steps: The newest step of declared progress.
    """

    points: Executable
    dated: Executable
    steps: Executable


def _statements(actions: Any) -> _Statements:  # noqa: ANN401 - a parameter, or a query of ids
    return _Statements(
        select(
            CriterionTable.action_id,
            CriterionTable.id,
            CriterionTable.text,
            CriterionTable.unit,
            CriterionTable.target,
            CriterionTable.actual,
            CriterionTable.library_id,
        ).where(
            CriterionTable.action_id.in_(actions),
            or_(CriterionTable.unit.is_not(None), CriterionTable.library_id.is_not(None)),
        ),
        _newest(UpdateTable.action_id, UpdateTable.on, actions),
        _newest(ProgressTable.action_id, ProgressTable.at, actions),
    )


def _newest(
    action: InstrumentedAttribute[int],
    when: InstrumentedAttribute[Any],
    actions: Any,  # noqa: ANN401
) -> Executable:
    found = select(action, func.max(when)).where(action.in_(actions), when.is_not(None))
    return found.group_by(action)


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_PLACES = (
    select(ActionTable.id, ActionTable.activity_id, ActionTable.position)
    .join(ActivityTable, ActionTable.activity_id == ActivityTable.id)
    .join(ObjectiveTable, ActivityTable.objective_id == ObjectiveTable.id)
)
_OF_PLAN = ObjectiveTable.plan_id == bindparam("plan")

# Made once: to put such a statement together takes as long as to run it for one action.
_PLACES_OF_PLAN = _PLACES.where(_OF_PLAN)
_PLACES_OF_SOME = _PLACES.where(ActionTable.id.in_(_IDS))
_BELOW_PLAN = _statements(_PLACES_OF_PLAN.with_only_columns(ActionTable.id))
_BELOW_SOME = _statements(_IDS)
_LINKED = (
    select(EvidenceLinkTable.action_id)
    .where(EvidenceLinkTable.criterion_id.is_not(None))
    .distinct()
)
_PARENTS = {
    name: select(table.action_id).where(table.id.in_(_IDS))
    for name, table in (
        ("plan_criterion", CriterionTable),
        ("plan_update", UpdateTable),
        ("plan_progress", ProgressTable),
    )
}


def of_plan(session: Session, plan_id: int, numbers: Numbers) -> list[Facts]:
    """Return the facts of every action of a plan, in its order.

    Args:
        session: To read with.
        plan_id: The plan.
        numbers: What linked records count that have no number given with their link.
    """
    rows = finding.plan_rows(session, plan_id)
    return _facts(session, rows, _BELOW_PLAN, [{"plan": plan_id}], numbers)


def of_actions(session: Session, action_ids: Sequence[int], numbers: Numbers) -> list[Facts]:
    """Return the facts of some actions; those gone are passed over."""
    rows = finding.rows(session, action_ids)
    which = [{"ids": some} for some in _chunks([row.id for row in rows])]
    return _facts(session, rows, _BELOW_SOME, which, numbers)


def places(session: Session, plan_id: int) -> dict[int, Place]:
    """Return where each action of a plan stands."""
    found = session.connection().execute(_PLACES_OF_PLAN, {"plan": plan_id})
    return {key: Place(activity, position) for key, activity, position in found}


def places_of(session: Session, action_ids: Sequence[int]) -> dict[int, Place]:
    """Return where some actions stand; those gone are left out."""
    return {
        key: Place(activity, position)
        for some in _chunks(action_ids)
        for key, activity, position in session.connection().execute(_PLACES_OF_SOME, {"ids": some})
    }


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
    for name, parents in _PARENTS.items():
        for some in _chunks(sorted(keys.get(name, ()))):
            found |= set(session.connection().execute(parents, {"ids": some}).scalars())
    return found


def linked(session: Session) -> set[int]:
    """Return the actions to whose criteria evidence is linked."""
    return set(session.connection().execute(_LINKED).scalars())


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


def _facts(
    session: Session,
    rows: Sequence[ActionRow],
    read: _Statements,
    which: Sequence[Which],
    numbers: Numbers,
) -> list[Facts]:
    """Return the facts of actions; `which` says with `read` which those are."""
    counted: dict[int, Counted] = {}
    for some in _chunks(sorted(linked(session) & {row.id for row in rows})):
        counted |= finding.evidence_counts(session, some, numbers)
    points: dict[int, list[Point]] = {}
    heard: dict[int, date] = {}
    run = session.connection().execute
    for one in which:
        for action, key, text, unit, target, actual, library in run(read.points, one):
            measure = None if unit is None else Measure(unit, target, actual)
            point = Point(text, measure, library is not None, counted.get(key))
            points.setdefault(action, []).append(point)
        for action, day in run(read.dated, one):
            heard[action] = day
        for action, moment in run(read.steps, one):
            # SQLite keeps no time zone; the moments are UTC.
            day = local_day(moment.replace(tzinfo=UTC))
            heard[action] = max(day, heard.get(action, day))
    return [Facts(row, tuple(points.get(row.id, ())), heard.get(row.id)) for row in rows]


def _chunks(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    return (keys[at : at + _CHUNK] for at in range(0, len(keys), _CHUNK))
