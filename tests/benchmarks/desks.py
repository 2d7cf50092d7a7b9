"""Desks of the sizes that the speed targets name."""

from __future__ import annotations

import copy
from pathlib import Path

from prevent_desk.app.demo import new_practice_desk
from prevent_desk.app.services import Services, build
from prevent_desk.core.clock import SystemClock
from prevent_desk.plan.model.draft import DraftActivity, DraftObjective, PlanDraft
from prevent_desk.plan.source import source_plan


def large_plan(actions: int) -> PlanDraft:
    """Return a plan of the real plan's rows over and over, in three objectives."""
    draft = source_plan()
    rows = draft.actions()
    per = -(-actions // len(draft.objectives))
    draft.objectives = [
        DraftObjective(
            number=known.number,
            title=known.title,
            heading=known.heading,
            text=known.text,
            introduction=known.introduction,
            activities=[DraftActivity()],
        )
        for known in draft.objectives
    ]
    for number in range(actions):
        row = copy.deepcopy(rows[number % len(rows)])
        row.ref, row.place = "", f"row {number + 1}"
        row.text = f"{row.text}\n({number + 1})"
        draft.objectives[number // per].activities[0].actions.append(row)
    return draft


def desk_with(folder: Path, actions: int) -> tuple[Services, int]:
    """Return an open desk that holds one plan of so many actions, and the plan's id."""
    desk = new_practice_desk(folder, SystemClock())
    services = build(desk, desk.clock)
    draft = source_plan() if actions == 14 else large_plan(actions)
    plan_id = services.plans.import_plan(draft, None)
    desk.store.close_history()
    return services, plan_id
