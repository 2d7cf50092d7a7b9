"""Rows of a plan found, in their order, and turned into records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.legend import Legend, Meaning, Stage, Tone
from prevent_desk.plan.model.records import (
    ActionDetail,
    ActionRow,
    Activity,
    Counted,
    Criterion,
    Measure,
    Objective,
    PlanHead,
    ProgressChange,
    Update,
)
from prevent_desk.plan.tables import (
    ActionTable,
    ActivityTable,
    CriterionTable,
    EvidenceLinkTable,
    EvidenceTable,
    ObjectiveTable,
    PlanTable,
    ProgressTable,
    UpdateTable,
)

Table = TypeVar("Table", PlanTable, ObjectiveTable, ActivityTable, ActionTable, CriterionTable)

Numbers = Callable[[Session, Iterable[str]], Mapping[str, int]]
"""What records of the desk count, by "kind:id"; see `evidence_kinds.RecordKinds.numbers`."""

_CHUNK = 500  # SQLite allows a limited number of parameters

_ROW = (
    ActionTable.id,
    ActionTable.activity_id,
    ActionTable.ref,
    ActionTable.title,
    ActionTable.text,
    ActionTable.leads,
    ActionTable.criteria_text,
    ActionTable.timescale,
    ActionTable.start,
    ActionTable.due,
    ActionTable.resources,
    ActionTable.progress,
    ActionTable.reason,
    ActionTable.was,
    ActionTable.comments_text,
)


def get(session: Session, table: type[Table], key: int) -> Table:
    """Return a row by its key.

    Raises:
        Refused: It is no longer there, for instance because its making was undone.
    """
    found = session.get(table, key)
    if found is None:
        raise Refused("That is no longer in the plan.", next_step="Undo brings it back.")
    return found


def actions(session: Session, keys: Iterable[int]) -> dict[int, ActionTable]:
    """Return actions by their keys, read in few queries.

    Raises:
        Refused: One of them is no longer there.
    """
    wanted = list(dict.fromkeys(keys))
    found = {
        row.id: row
        for some in _chunks(wanted)
        for row in session.scalars(select(ActionTable).where(ActionTable.id.in_(some)))
    }
    return {key: found.get(key) or get(session, ActionTable, key) for key in wanted}


def in_plan_order(plan_id: int) -> Select[ActionTable]:
    """Return a query of a plan's actions in the plan's order."""
    return (
        select(ActionTable)
        .join(ActivityTable, ActionTable.activity_id == ActivityTable.id)
        .join(ObjectiveTable, ActivityTable.objective_id == ObjectiveTable.id)
        .where(ObjectiveTable.plan_id == plan_id)
        .order_by(
            ObjectiveTable.position,
            ObjectiveTable.id,
            ActivityTable.position,
            ActivityTable.id,
            ActionTable.position,
            ActionTable.id,
        )
    )


def heads(session: Session) -> list[PlanHead]:
    """Return all plans, newest years first."""
    query = select(PlanTable).order_by(PlanTable.years.desc(), PlanTable.id.desc())
    return [head_of(row) for row in session.scalars(query)]


def head(session: Session, plan_id: int) -> PlanHead:
    """Return one plan without its rows.

    Raises:
        Refused: There is no such plan.
    """
    row = session.get(PlanTable, plan_id)
    if row is None:
        raise Refused("That plan is no longer there.", next_step="Undo brings it back.")
    return head_of(row)


def plan_holding(session: Session, kind: str, object_id: int) -> int | None:
    """Return the plan that an action or objective is in, or the plan itself; None if it is gone."""
    statement = {
        "plan": select(PlanTable.id).where(PlanTable.id == object_id),
        "objective": select(ObjectiveTable.plan_id).where(ObjectiveTable.id == object_id),
        "action": select(ObjectiveTable.plan_id)
        .join(ActivityTable, ActivityTable.objective_id == ObjectiveTable.id)
        .join(ActionTable, ActionTable.activity_id == ActivityTable.id)
        .where(ActionTable.id == object_id),
    }[kind]
    return session.scalars(statement).first()


def head_of(row: PlanTable) -> PlanHead:
    """Return a plan's row as its record."""
    return PlanHead(
        row.id,
        row.title,
        row.years,
        row.version,
        row.label,
        tuple(row.preamble),
        tuple(row.strategic_objectives),
        legend_of(row),
    )


def legend_of(row: PlanTable) -> Legend:
    """Return a plan's own key of progress."""
    return legend_read(row.legend)


def legend_read(entries: Iterable[Mapping[str, str]]) -> Legend:
    """Return a key of progress from what `legend_kept` made of it."""
    return tuple(
        Stage(
            entry["code"],
            entry["word"],
            entry["colour_word"],
            Tone(entry["tone"]),
            Meaning(entry["meaning"]),
        )
        for entry in entries
    )


def legend_kept(legend: Legend) -> list[dict[str, str]]:
    """Return a key of progress as it is kept."""
    return [
        {
            "code": stage.code,
            "word": stage.word,
            "colour_word": stage.colour_word,
            "tone": stage.tone.value,
            "meaning": stage.meaning.value,
        }
        for stage in legend
    ]


def objectives(session: Session, plan_id: int) -> tuple[Objective, ...]:
    """Return a plan's objectives in its order."""
    rows = session.execute(
        select(
            ObjectiveTable.id,
            ObjectiveTable.number,
            ObjectiveTable.title,
            ObjectiveTable.heading,
            ObjectiveTable.text,
            ObjectiveTable.introduction,
        )
        .where(ObjectiveTable.plan_id == plan_id)
        .order_by(ObjectiveTable.position, ObjectiveTable.id)
    )
    return tuple(Objective(*row) for row in rows)


def activities(session: Session, plan_id: int) -> tuple[Activity, ...]:
    """Return a plan's activity headings in its order."""
    rows = session.execute(
        select(
            ActivityTable.id,
            ActivityTable.objective_id,
            ActivityTable.number,
            ActivityTable.heading,
        )
        .join(ObjectiveTable, ActivityTable.objective_id == ObjectiveTable.id)
        .where(ObjectiveTable.plan_id == plan_id)
        .order_by(
            ObjectiveTable.position, ObjectiveTable.id, ActivityTable.position, ActivityTable.id
        )
    )
    return tuple(Activity(*row) for row in rows)


def plan_rows(session: Session, plan_id: int) -> tuple[ActionRow, ...]:
    """Return every action of a plan as the grid shows it, in the plan's order: one flat select.

    Put in order here: SQLite would carry every row's texts through its sorter (twice the time at
    5,000 rows).
    """
    order = {activity.id: at for at, activity in enumerate(activities(session, plan_id))}
    query = (
        select(ActionTable.position, *_ROW)
        .join(ActivityTable, ActionTable.activity_id == ActivityTable.id)
        .join(ObjectiveTable, ActivityTable.objective_id == ObjectiveTable.id)
        .where(ObjectiveTable.plan_id == plan_id)
    )
    found = sorted(
        session.connection().execute(query).all(), key=lambda row: (order[row[2]], row[0], row[1])
    )
    return tuple(_record(*row[1:]) for row in found)


def first_rows(session: Session, plan_id: int, whole: int) -> tuple[ActionRow, ...]:
    """Return a plan's actions in its order, the first ones whole, the others without their words.

    What has no words yet has its key, its heading and its progress: they stand in one index, so
    that 5,000 of them are there in the time of fourteen, and every count is right.
    """
    order = {activity.id: at for at, activity in enumerate(activities(session, plan_id))}
    query = (
        select(ActionTable.activity_id, ActionTable.position, ActionTable.id, ActionTable.progress)
        .join(ActivityTable, ActionTable.activity_id == ActivityTable.id)
        .join(ObjectiveTable, ActivityTable.objective_id == ObjectiveTable.id)
        .where(ObjectiveTable.plan_id == plan_id)
    )
    found = sorted(
        session.connection().execute(query).all(), key=lambda row: (order[row[0]], row[1], row[2])
    )
    full = {row.id: row for row in rows(session, [row[2] for row in found[:whole]])}
    return tuple(
        full.get(key) or ActionRow(
            key, activity, "", "", "", (), (), "", None, None, "", progress, "", None, ""
        )
        for activity, _, key, progress in found
    )  # fmt: skip


def rows(session: Session, action_ids: Sequence[int]) -> list[ActionRow]:
    """Return actions by their keys, in the order asked for; those gone are passed over."""
    found: dict[int, ActionRow] = {}
    for some in _chunks(action_ids):
        for row in session.execute(select(*_ROW).where(ActionTable.id.in_(some))):
            found[row[0]] = _record(*row)
    return [found[key] for key in action_ids if key in found]


def details(
    session: Session, of: Sequence[ActionRow], numbers: Numbers | None = None
) -> tuple[ActionDetail, ...]:
    """Return actions whole, in the order given; one query for each kind of child.

    Args:
        session: To read with.
        of: The actions.
        numbers: What linked records count that have no number given with their link.
    """
    ids = [row.id for row in of]
    criteria: dict[int, list[Criterion]] = {key: [] for key in ids}
    updates: dict[int, list[Update]] = {key: [] for key in ids}
    history: dict[int, list[ProgressChange]] = {key: [] for key in ids}
    lineages: dict[int, str] = {}
    for some in _chunks(ids):
        lineages.update(_read_lineages(session, some))
        _read_criteria(session, some, criteria, evidence_counts(session, some, numbers))
        _read_updates(session, some, updates)
        _read_history(session, some, history)
    return tuple(
        ActionDetail(
            row,
            tuple(criteria[row.id]),
            tuple(updates[row.id]),
            tuple(history[row.id]),
            lineages.get(row.id, ""),
        )
        for row in of
    )


def _read_lineages(session: Session, ids: Sequence[int]) -> Iterable[tuple[int, str]]:
    query = select(ActionTable.id, ActionTable.lineage).where(ActionTable.id.in_(ids))
    return ((key, lineage) for key, lineage in session.execute(query))


def _read_criteria(
    session: Session,
    ids: Sequence[int],
    into: dict[int, list[Criterion]],
    counted: Mapping[int, Counted],
) -> None:
    found = session.execute(
        select(
            CriterionTable.action_id,
            CriterionTable.id,
            CriterionTable.text,
            CriterionTable.unit,
            CriterionTable.target,
            CriterionTable.actual,
            CriterionTable.library_id,
        )
        .where(CriterionTable.action_id.in_(ids))
        .order_by(CriterionTable.position, CriterionTable.id)
    )
    for action, key, text, unit, target, actual, library_id in found:
        measure = None if unit is None else Measure(unit, target, actual)
        into[action].append(Criterion(key, text, measure, library_id, counted.get(key)))


def evidence_counts(
    session: Session, ids: Sequence[int], numbers: Numbers | None
) -> dict[int, Counted]:
    """Return what the evidence linked to criteria of these actions comes to, by criterion."""
    found = session.execute(
        select(EvidenceLinkTable.criterion_id, EvidenceTable.number, EvidenceTable.record)
        .join(EvidenceTable, EvidenceLinkTable.evidence_id == EvidenceTable.id)
        .where(
            EvidenceLinkTable.action_id.in_(ids),
            EvidenceLinkTable.criterion_id.is_not(None),
            EvidenceTable.number.is_not(None) | (EvidenceTable.record != ""),
        )
    ).all()
    open_records = [record for _, number, record in found if number is None]
    known = numbers(session, open_records) if numbers and open_records else {}
    sums: dict[int, Counted] = {}
    for criterion, number, record in found:
        counts = known.get(record) if number is None else number
        if criterion is not None and counts is not None:
            before = sums.get(criterion, Counted(0, 0))
            sums[criterion] = Counted(before.total + counts, before.pieces + 1)
    return sums


def _read_updates(session: Session, ids: Sequence[int], into: dict[int, list[Update]]) -> None:
    found = session.execute(
        select(
            UpdateTable.action_id, UpdateTable.id, UpdateTable.text, UpdateTable.on, UpdateTable.by
        )
        .where(UpdateTable.action_id.in_(ids))
        .order_by(UpdateTable.position, UpdateTable.id)
    )
    for action, key, text, on, by in found:
        into[action].append(Update(key, text, on, by))


def _read_history(
    session: Session, ids: Sequence[int], into: dict[int, list[ProgressChange]]
) -> None:
    found = session.execute(
        select(
            ProgressTable.action_id,
            ProgressTable.id,
            ProgressTable.at,
            ProgressTable.by,
            ProgressTable.before,
            ProgressTable.after,
            ProgressTable.reason,
        )
        .where(ProgressTable.action_id.in_(ids))
        .order_by(ProgressTable.at.desc(), ProgressTable.id.desc())
    )
    for action, key, at, by, before, after, reason in found:
        # SQLite keeps no time zone; the moments are UTC.
        utc = at.replace(tzinfo=UTC)
        into[action].append(ProgressChange(key, utc, by, before, after, reason))


def _record(
    key: int,
    activity_id: int,
    ref: str,
    title: str,
    text: str,
    leads: str,
    criteria: str,
    *rest: Any,  # noqa: ANN401 - columns of several types
) -> ActionRow:
    return ActionRow(
        key,
        activity_id,
        ref,
        title,
        text,
        tuple(leads.split("\n")) if leads else (),
        tuple(criteria.split("\n")) if criteria else (),
        *rest,  # the columns of _ROW stand in the record's own order
    )


def _chunks(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    return (keys[at : at + _CHUNK] for at in range(0, len(keys), _CHUNK))
