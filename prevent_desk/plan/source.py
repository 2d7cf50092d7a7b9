"""The real delivery plan of 2015/16, word for word, as the product was drawn from it."""

from __future__ import annotations

import json
from typing import Any

from prevent_desk import paths
from prevent_desk.plan.model.draft import DraftAction, DraftActivity, DraftObjective, PlanDraft
from prevent_desk.plan.model.legend import SOURCE_LEGEND


def source_plan() -> PlanDraft:
    """Return the plan of 2015/16: 3 objectives, 14 actions, 102 success criteria."""
    file = paths.resources() / "plans" / "delivery_plan_2015.json"
    kept = json.loads(file.read_text(encoding="utf-8"))
    return PlanDraft(
        title="Prevent Delivery Plan 2015/2016",
        years="2015/2016",
        version=kept["source"]["version"],
        label=kept["source"]["label"],
        preamble=list(kept["preamble"]),
        strategic_objectives=[o["text"] for o in kept["strategic_objectives"]],
        legend=SOURCE_LEGEND,
        objectives=[_objective(entry) for entry in kept["objectives"]],
    )


def _objective(entry: dict[str, Any]) -> DraftObjective:
    return DraftObjective(
        number=str(entry["number"]),
        title=entry["title"],
        heading=entry["heading"],
        text=entry["text"],
        introduction=entry["introduction"],
        activities=[
            DraftActivity(
                number=str(below["number"]) if below["heading_in_source"] else "",
                heading=below["heading"],
                actions=[_action(action) for action in below["actions"]],
            )
            for below in entry["activities"]
        ],
    )


def _action(entry: dict[str, Any]) -> DraftAction:
    return DraftAction(
        place=entry["id"],
        ref=entry["id"],
        title=entry["title"],
        text="\n".join(entry["action_points"]),
        leads=list(entry["lead"]),
        # The draft is the plan itself here: its merged cell counts as said.
        leads_inferred=False,
        criteria=list(entry["success_criteria"]),
        timescale=entry["timescale"],
        resources=list(entry["resources"]),
        comments="\n".join(entry["comments_points"]),
    )
