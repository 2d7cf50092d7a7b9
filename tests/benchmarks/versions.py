"""Two copies of a plan of 5,000 actions compared, every changed word told, beside a bare look."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from prevent_desk.plan.model.records import ActionDetail, PlanContents
from prevent_desk.plan.model.versions import kept
from prevent_desk.plan.model.versions.compare import compare
from tests.benchmarks.desks import desk_with
from tests.benchmarks.figures import Figure, side_by_side

ACTIONS = 5000


def measure() -> list[Figure]:
    """Compare the least times.

    The baseline reads every text of both copies once and holds it against the other's: no
    comparison can do with less.
    """
    with tempfile.TemporaryDirectory() as place:
        services, plan_id = desk_with(Path(place) / "desk", ACTIONS)
        now = services.plans.contents(plan_id)
        services.desk.close(backup=False)
    # As a version comes from the desk: equal, but no object of it is the same.
    before = _a_year_of_work(kept.unpack(kept.pack(now)))

    def told() -> None:
        for change in compare(before, now).changes:
            change.runs()

    def looked() -> None:
        for was, is_now in zip(before.actions, now.actions[: len(before.actions)], strict=True):
            _texts(was) == _texts(is_now)  # noqa: B015 - that is what is measured

    ms, base = side_by_side(told, looked, 5)
    beside = f"a bare look {base:.1f} ms"
    return [Figure("versions", "5,000 actions compared, words told", ms, beside, 0.0, 500.0)]


def _a_year_of_work(contents: PlanContents) -> PlanContents:
    """Return an earlier plan: a fifth of its rows had other words, a fifth stood elsewhere."""
    actions = []
    for number, action in enumerate(contents.actions):
        row = action.row
        if number % 100 == 0:
            continue
        if number % 5 == 0:
            text = row.text.replace("the", "all").replace("and", "or")
            action = replace(action, row=replace(row, text=text, leads=("Housing",)))
        elif number % 5 == 1:
            action = replace(
                action, criteria=action.criteria[1:], row=replace(row, progress="behind")
            )
        actions.append(action)
    actions[100], actions[900] = actions[900], actions[100]
    return replace(contents, actions=tuple(actions))


def _texts(action: ActionDetail) -> tuple[object, ...]:
    return action.row, action.criteria, action.updates, action.lineage
