"""What tests of versions say again and again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from prevent_desk.core.word_differences import Mark, Run
from prevent_desk.plan.model.records import ActionDetail, PlanContents
from prevent_desk.plan.model.versions.compare import Comparison, What
from prevent_desk.plan.model.versions.parts import said_criterion
from prevent_desk.store.session import Store

_SIGNS = {Mark.SAME: "{}", Mark.GONE: "[-{}-]", Mark.NEW: "{{+{}+}}"}


def marked(runs: Sequence[Run]) -> str:
    """Return runs as one text: "Hold [-xxx-]{+8+} workshops"."""
    return "".join(_SIGNS[run.mark].format(run.text) for run in runs)


def told(comparison: Comparison) -> list[str]:
    """Return each change as one line."""
    return [
        f"{change.what} {change.name.split()[0]} {change.part}: {marked(change.runs())}"
        for change in comparison.changes
    ]


def counts(comparison: Comparison) -> dict[str, int]:
    """Return how many changes there are of the kinds that there are."""
    return {what.value: number for what, number in comparison.counts().items() if number}


def of_kind(comparison: Comparison, what: What) -> list[str]:
    """Return the names of what changed in one way."""
    return [change.name for change in comparison.changes if change.what is what]


def as_read(contents: PlanContents) -> object:
    """Return all of a plan that a person can read, without the numbers of its records."""
    names = {objective.id: n for n, objective in enumerate(contents.objectives)}
    activities = {activity.id: n for n, activity in enumerate(contents.activities)}
    return (
        replace(contents.head, id=0, version=""),
        [replace(objective, id=0) for objective in contents.objectives],
        [
            replace(activity, id=0, objective_id=names[activity.objective_id])
            for activity in contents.activities
        ],
        [(activities[one.row.activity_id], *_read(one)) for one in contents.actions],
    )


def _read(action: ActionDetail) -> tuple[object, ...]:
    row = replace(action.row, id=0, activity_id=0, was=None, comments="", criteria=())
    updates = [replace(update, id=0) for update in action.updates]
    return row, [said_criterion(one) for one in action.criteria], updates, action.lineage


def fingerprint(store: Store) -> dict[str, str]:
    """Return a digest of every row of every table that a person's acts write."""
    with store.exclusively("a digest of all rows") as raw:
        names = [
            name
            for (name,) in raw.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'plan%'"
            ).fetchall()
        ]
        return {
            name: hashlib.sha256(
                repr(raw.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()).encode()
            ).hexdigest()
            for name in sorted(names)
        }
