"""What a plan amounts to: how many actions stand where, what is behind, what falls due.

All of it is counted from one `PlanContents`, so that no two figures of a paper can disagree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from prevent_desk.plan.model.changes_since import local_day
from prevent_desk.plan.model.counts import count
from prevent_desk.plan.model.expected import expect
from prevent_desk.plan.model.legend import NOT_SET, Meaning, Stage
from prevent_desk.plan.model.records import ActionDetail, Objective, PlanContents, PlanHead, Update

_KNOWN_TROUBLE = frozenset({Meaning.BEHIND, Meaning.AT_RISK, Meaning.COMPLETED})


@dataclass(frozen=True, slots=True)
class StageCount:
    """How many actions stand at a stage; None is for those without one of the plan's key."""

    stage: Stage | None
    count: int

    @property
    def word(self) -> str:
        """The stage's word in the plan's key."""
        return self.stage.word if self.stage else NOT_SET


StageCounts = tuple[StageCount, ...]
"""One entry for each stage of the plan's key, in its order, then one for "Not set"."""


@dataclass(frozen=True, slots=True)
class ObjectiveCounts:
    """The counts of one objective."""

    objective: Objective
    counts: StageCounts

    @property
    def total(self) -> int:
        """How many actions the objective has."""
        return sum(count.count for count in self.counts)


@dataclass(frozen=True, slots=True)
class Trouble:
    """An action that its own plan calls behind, or at risk where the key has such a stage.

    Attributes:
        since: The day of the step to this stage; None where no history tells.
        latest: The newest dated update, or the last one where none is dated.
    """

    action: ActionDetail
    stage: Stage
    since: date | None
    latest: Update | None


@dataclass(frozen=True, slots=True)
class Overlooked:
    """An action not declared behind that its own dates or measures call so.

    Attributes:
        declared: What its lead says; None for "Not set".
        reason: What the dates and measures are.
    """

    action: ActionDetail
    declared: Stage | None
    reason: str


@dataclass(frozen=True, slots=True)
class Due:
    """An open action and its due day.

    Attributes:
        days: Whole days until it is due; negative when it is over.
    """

    action: ActionDetail
    on: date
    days: int


def count_stages(head: PlanHead, actions: Iterable[ActionDetail]) -> StageCounts:
    """Count actions by their declared stage.

    A code that the plan's key does not have is counted as "Not set": it says nothing in this plan.
    """
    counts = count((action.row for action in actions), head.legend)
    staged = (StageCount(stage, number) for stage, number in counts.by_stage)
    return (*staged, StageCount(None, counts.not_set))


def count_by_objective(contents: PlanContents) -> tuple[ObjectiveCounts, ...]:
    """Return each objective's counts in the plan's order, those without actions too."""
    objective_of = {activity.id: activity.objective_id for activity in contents.activities}
    below: dict[int, list[ActionDetail]] = {objective.id: [] for objective in contents.objectives}
    for action in contents.actions:
        below[objective_of[action.row.activity_id]].append(action)
    return tuple(
        ObjectiveCounts(objective, count_stages(contents.head, below[objective.id]))
        for objective in contents.objectives
    )


def in_trouble(contents: PlanContents) -> tuple[Trouble, ...]:
    """Return what is behind, then what is at risk, each in the plan's order."""
    found = []
    for meaning in (Meaning.BEHIND, Meaning.AT_RISK):
        for action in contents.actions:
            stage = contents.head.stage(action.row.progress)
            if stage is not None and stage.meaning is meaning:
                found.append(Trouble(action, stage, _since(action), latest_update(action)))
    return tuple(found)


def overlooked(contents: PlanContents, today: date) -> tuple[Overlooked, ...]:
    """Return what dates or measures call behind and its lead does not, in the plan's order."""
    found = []
    for action in contents.actions:
        declared = contents.head.stage(action.row.progress)
        if declared is None or declared.meaning not in _KNOWN_TROUBLE:
            expected = expect(action, contents.head.legend, today)
            if expected.stage is not None and expected.stage.meaning is Meaning.BEHIND:
                found.append(Overlooked(action, declared, expected.reason))
    return tuple(found)


def latest_update(action: ActionDetail) -> Update | None:
    """Return the newest dated update; where none has a date, the last one printed."""
    dated = [update for update in action.updates if update.on is not None]
    if dated:
        return max(dated, key=lambda update: update.on or date.min)
    return action.updates[-1] if action.updates else None


def open_and_due(contents: PlanContents, today: date) -> tuple[Due, ...]:
    """Return every action with a due day that its plan does not call completed, soonest first."""
    found = [
        Due(action, action.row.due, (action.row.due - today).days)
        for action in contents.actions
        if action.row.due is not None and is_open(contents.head, action)
    ]
    return tuple(sorted(found, key=lambda due: due.on))


def without_due_day(contents: PlanContents) -> int:
    """Count the open actions whose timescale is in words only."""
    return sum(
        1
        for action in contents.actions
        if action.row.due is None and is_open(contents.head, action)
    )


def is_open(head: PlanHead, action: ActionDetail) -> bool:
    """Say whether there is still something to do: the plan's key does not call it completed."""
    stage = head.stage(action.row.progress)
    return stage is None or stage.meaning is not Meaning.COMPLETED


def _since(action: ActionDetail) -> date | None:
    """The day of the newest step, where that step led to where the action stands."""
    newest = action.history[0] if action.history else None
    return local_day(newest.at) if newest and newest.after == action.row.progress else None
