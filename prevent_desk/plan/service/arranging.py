"""Rows and headings added, moved and removed: each call is one act, with one undo."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.plan.model import cells
from prevent_desk.plan.model.records import Objective
from prevent_desk.plan.service import finding
from prevent_desk.plan.service.editing import Editing, plan_of
from prevent_desk.plan.tables import ActionTable, ActivityTable, ObjectiveTable, PlanTable

Placed = TypeVar("Placed", ObjectiveTable, ActivityTable, ActionTable)

STEP = 1024.0
"""How far apart rows are put, so that others fit between them."""

_NEAREST = 1e-6
"""Positions closer than this are spread out again before another is put between them."""


class Arranging(Editing):
    """The part of `Plans` that changes which rows there are, and their order."""

    def add_action(self, activity_id: int, after: int | None = None) -> int:
        """Add an empty action with the next free reference and return its id.

        Args:
            activity_id: The heading it goes under.
            after: The action it follows; None puts it first.
        """
        with self._store.writing("new action") as session:
            activity = finding.get(session, ActivityTable, activity_id)
            objective = finding.get(session, ObjectiveTable, activity.objective_id)
            place = place_after(activity.actions, after)
            action = empty_action(next_ref(session, objective), place)
            activity.actions.append(action)
            session.flush()
            return action.id

    def add_activity(self, objective_id: int, number: str, heading: str) -> int:
        """Add an activity heading at the end of an objective and return its id."""
        with self._store.writing("new activity") as session:
            objective = finding.get(session, ObjectiveTable, objective_id)
            activity = ActivityTable(
                position=place_last(objective.activities),
                number=cells.one_line(number),
                heading=cells.one_line(heading),
            )
            objective.activities.append(activity)
            session.flush()
            return activity.id

    def add_objective(self, plan_id: int, given: Objective) -> int:
        """Add an objective at the end of a plan and return its id; `given.id` is not used."""
        with self._store.writing("new objective") as session:
            plan = finding.get(session, PlanTable, plan_id)
            objective = ObjectiveTable(position=place_last(plan.objectives))
            _describe(objective, given)
            plan.objectives.append(objective)
            session.flush()
            return objective.id

    def edit_objective(self, objective_id: int, given: Objective) -> None:
        """Change an objective's number, title, heading, text and introduction."""
        with self._store.writing(self._words_of(objective_id)) as session:
            _describe(finding.get(session, ObjectiveTable, objective_id), given)

    def edit_activity(self, activity_id: int, number: str, heading: str) -> None:
        """Change an activity's number and heading."""
        with self._store.writing("activity heading") as session:
            activity = finding.get(session, ActivityTable, activity_id)
            activity.number, activity.heading = cells.one_line(number), cells.one_line(heading)

    def move_actions(self, action_ids: Sequence[int], step: int) -> bool:
        """Move actions up (-1) or down (+1), over their neighbour and across headings.

        The actions keep their order among themselves. Returns False where they stand at the
        plan's edge already.
        """
        if not action_ids:
            return False
        wanted = set(action_ids)
        with self._store.reading() as session:
            first = finding.get(session, ActionTable, action_ids[0])
            said = first.ref if len(wanted) == 1 else f"{len(wanted)} actions"
        moved = False
        with self._store.writing(f"move of {said or 'an action'}") as session:
            plan_id = plan_of(session, finding.get(session, ActionTable, action_ids[0]))
            chosen = [
                action
                for action in session.scalars(finding.in_plan_order(plan_id))
                if action.id in wanted
            ]
            activities = _activities_in_order(session, plan_id)
            for action in chosen if step < 0 else reversed(chosen):
                moved = _shift(session, action, activities, step, wanted) or moved
        return moved

    def move_activity(self, activity_id: int, step: int) -> bool:
        """Move an activity up or down inside its objective; False at the edge."""
        with self._store.writing("move of an activity") as session:
            activity = finding.get(session, ActivityTable, activity_id)
            objective = finding.get(session, ObjectiveTable, activity.objective_id)
            return _step_over(objective.activities, activity, step)

    def move_objective(self, objective_id: int, step: int) -> bool:
        """Move an objective up or down inside its plan; False at the edge."""
        with self._store.writing(f"move of {self._words_of(objective_id)}") as session:
            objective = finding.get(session, ObjectiveTable, objective_id)
            plan = finding.get(session, PlanTable, objective.plan_id)
            return _step_over(plan.objectives, objective, step)

    def remove_actions(self, action_ids: Sequence[int]) -> None:
        """Remove actions with their criteria, updates and history."""
        if not action_ids:
            return
        with self._store.reading() as session:
            refs = [row.ref for row in finding.rows(session, list(action_ids))]
        said = refs[0] if len(refs) == 1 and refs[0] else f"{len(refs)} actions"
        with self._store.writing(f"removal of {said}") as session:
            # A parent must be held until the flush: the session forgets what nobody holds.
            parents = []
            for action in finding.actions(session, action_ids).values():
                parents.append(finding.get(session, ActivityTable, action.activity_id))
                parents[-1].actions.remove(action)

    def remove_activity(self, activity_id: int) -> None:
        """Remove an activity with all its actions."""
        with self._store.writing("removal of an activity") as session:
            activity = finding.get(session, ActivityTable, activity_id)
            objective = finding.get(session, ObjectiveTable, activity.objective_id)
            objective.activities.remove(activity)

    def remove_objective(self, objective_id: int) -> None:
        """Remove an objective with all below it."""
        with self._store.writing(f"removal of {self._words_of(objective_id)}") as session:
            objective = finding.get(session, ObjectiveTable, objective_id)
            plan = finding.get(session, PlanTable, objective.plan_id)
            plan.objectives.remove(objective)

    def _words_of(self, objective_id: int) -> str:
        """Return what an objective is called in "Undo …": "Objective Two"."""
        with self._store.reading() as session:
            heading = finding.get(session, ObjectiveTable, objective_id).heading
        words = heading.partition(":")[0].strip()
        return words if 0 < len(words) <= 40 else "an objective"


def empty_action(ref: str, position: float) -> ActionTable:
    """Return an action with nothing in it but its reference."""
    return ActionTable(
        position=position,
        ref=ref,
        title="",
        text="",
        leads="",
        timescale="",
        start=None,
        due=None,
        resources="",
        progress=None,
        was=None,
        reason="",
        criteria_text="",
        comments_text="",
    )


def next_ref(session: Session, objective: ObjectiveTable) -> str:
    """Return the first reference after the highest of an objective: "O2-05" after "O2-04"."""
    stem = ref_stem(objective)
    query = finding.in_plan_order(objective.plan_id).with_only_columns(ActionTable.ref)
    pattern = re.compile(rf"{re.escape(stem)}(\d{{1,6}})", re.IGNORECASE)
    used = [int(match[1]) for ref in session.scalars(query) if (match := pattern.fullmatch(ref))]
    return f"{stem}{max(used, default=0) + 1:02d}"


def ref_stem(objective: ObjectiveTable) -> str:
    """Return what the references of an objective's actions begin with: "O2-"."""
    number = re.sub(r"\W+", "", objective.number)[:8]
    return f"O{number or '1'}-"


def place_last(siblings: Sequence[Placed]) -> float:
    """Return a position behind all siblings."""
    return max((one.position for one in siblings), default=0.0) + STEP


def place_after(siblings: Sequence[Placed], after: int | None) -> float:
    """Return a position behind the sibling of a key, or before all; spreads them if need be."""
    ordered = sorted(siblings, key=lambda one: (one.position, one.id))
    at = next((place + 1 for place, one in enumerate(ordered) if one.id == after), 0)
    if at == len(ordered):
        return place_last(ordered)
    if at == 0:
        return ordered[0].position - STEP
    low, high = ordered[at - 1].position, ordered[at].position
    if high - low < _NEAREST:
        for place, one in enumerate(ordered):
            one.position = (place + 1) * STEP
        low, high = ordered[at - 1].position, ordered[at].position
    return (low + high) / 2


def _describe(objective: ObjectiveTable, given: Objective) -> None:
    objective.number = cells.one_line(given.number)
    objective.title = cells.one_line(given.title)
    objective.heading = cells.one_line(given.heading)
    objective.text = cells.tidy(given.text)
    objective.introduction = cells.tidy(given.introduction)


def _activities_in_order(session: Session, plan_id: int) -> list[ActivityTable]:
    return list(
        session.scalars(
            select(ActivityTable)
            .join(ObjectiveTable, ActivityTable.objective_id == ObjectiveTable.id)
            .where(ObjectiveTable.plan_id == plan_id)
            .order_by(
                ObjectiveTable.position, ObjectiveTable.id, ActivityTable.position, ActivityTable.id
            )
        )
    )


def _shift(
    session: Session,
    action: ActionTable,
    activities: Sequence[ActivityTable],
    step: int,
    wanted: set[int],
) -> bool:
    """Move one action by one place; blocked by a chosen neighbour that could not move either."""
    at = next(n for n, activity in enumerate(activities) if activity.id == action.activity_id)
    siblings = sorted(activities[at].actions, key=lambda one: (one.position, one.id))
    place = siblings.index(action)
    neighbour = place + (1 if step > 0 else -1)
    if 0 <= neighbour < len(siblings):
        other = siblings[neighbour]
        if other.id in wanted:
            return False
        action.position, other.position = other.position, action.position
        if action.position == other.position:
            after = other.id if step > 0 else (siblings[place - 2].id if place > 1 else None)
            action.position = place_after([s for s in siblings if s is not action], after)
        session.flush()
        return True
    onto = at + (1 if step > 0 else -1)
    if not 0 <= onto < len(activities):
        return False
    target = activities[onto]
    last = max(target.actions, key=lambda one: (one.position, one.id), default=None)
    _put(session, action, target, None if step > 0 or last is None else last.id)
    return True


def _put(session: Session, action: ActionTable, activity: ActivityTable, after: int | None) -> None:
    siblings = [one for one in activity.actions if one is not action]
    action.position = place_after(siblings, after)
    if action.activity_id != activity.id:
        # The row itself is re-parented; taking it out of the old list would delete it as an orphan.
        action.activity_id = activity.id
    session.flush()
    session.expire_all()


def _step_over(siblings: Sequence[Placed], one: Placed, step: int) -> bool:
    ordered = sorted(siblings, key=lambda other: (other.position, other.id))
    onto = ordered.index(one) + (1 if step > 0 else -1)
    if not 0 <= onto < len(ordered):
        return False
    other = ordered[onto]
    one.position, other.position = other.position, one.position
    return True
