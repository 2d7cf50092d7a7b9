"""Plans for the summary's tests: the real one of 2015/16 with invented progress, and small ones."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from typing import Any

from prevent_desk import paths
from prevent_desk.plan.model.legend import SOURCE_LEGEND, Legend
from prevent_desk.plan.model.records import (
    ActionDetail,
    ActionRow,
    Activity,
    Criterion,
    Measure,
    Objective,
    Paper,
    PlanContents,
    PlanHead,
    ProgressChange,
    Update,
)

TODAY = date(2015, 11, 25)
PAPER = Paper(
    marking="OFFICIAL-SENSITIVE",
    current_to=TODAY,
    made_at=datetime(2015, 11, 25, 14, 2, tzinfo=UTC),
    export_id="PD-E-0007",
    practice=True,
    since=date(2015, 9, 1),
    with_table=True,
)


def action(number: int, activity: int = 1, **fields: Any) -> ActionDetail:
    """Return an action; `fields` are those of its row, or criteria, updates, history."""
    details = {name: fields.pop(name, ()) for name in ("criteria", "updates", "history")}
    row = ActionRow(
        id=number,
        activity_id=activity,
        ref=f"O{activity}-{number:02}",
        title=f"Title of {number}",
        text=f"Text of {number}",
        leads=("Housing",),
        criteria=tuple(criterion.text for criterion in details["criteria"]),
        timescale="2015/16",
        start=None,
        due=None,
        resources="",
        progress=None,
        reason="",
        was=None,
        comments="",
    )
    return ActionDetail(replace(row, **fields), **details)


def step(
    number: int, on: date, before: str | None, after: str | None, reason: str = ""
) -> ProgressChange:
    """Return a change of progress at noon of a day."""
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return ProgressChange(number, at, "Prevent coordinator", before, after, reason)


def plan(*actions: ActionDetail, legend: Legend = SOURCE_LEGEND) -> PlanContents:
    """Return a plan of one objective for each activity that the actions name, at least one."""
    last = max((each.row.activity_id for each in actions), default=1)
    return PlanContents(
        head=PlanHead(1, "Test plan", "2015/2016", "V1", "", (), (), legend),
        objectives=tuple(
            Objective(n, str(n), f"TITLE {n}", f"Objective {n}: TITLE {n}", f"Aim {n}", "")
            for n in range(1, last + 1)
        ),
        activities=tuple(Activity(n, n, "", "") for n in range(1, last + 1)),
        actions=actions,
    )


def source_plan(*, progress: bool = True) -> PlanContents:
    """Return the real plan; with invented progress, history, measures and dates where asked."""
    source = json.loads(
        (paths.resources() / "plans" / "delivery_plan_2015.json").read_text("utf-8")
    )
    codes = cycle(["behind", "ongoing", "on_target", "behind", None])
    objectives: list[Objective] = []
    activities: list[Activity] = []
    actions: list[ActionDetail] = []
    for number, objective in enumerate(source["objectives"], start=1):
        words = (objective[key] for key in ("title", "heading", "text", "introduction"))
        objectives.append(Objective(number, str(objective["number"]), *words))
        for activity in objective["activities"]:
            heading = activity["heading"] if activity["heading_in_source"] else ""
            number_in_source = str(activity["number"]) if heading else ""
            activities.append(Activity(len(activities) + 1, number, number_in_source, heading))
            for cell in activity["actions"]:
                code = next(codes) if progress else None
                actions.append(_action(cell, len(actions) + 1, len(activities), code, progress))
    head = PlanHead(
        id=1,
        title=source["source"]["document"],
        years="2015/2016",
        version=source["source"]["version"],
        label=source["source"]["label"],
        preamble=tuple(source["preamble"]),
        strategic_objectives=tuple(aim["text"] for aim in source["strategic_objectives"]),
        legend=SOURCE_LEGEND,
    )
    return PlanContents(head, tuple(objectives), tuple(activities), tuple(actions))


def _action(
    cell: dict[str, Any], number: int, activity: int, code: str | None, invented: bool
) -> ActionDetail:
    updates = tuple(
        Update(number * 100 + n, text) for n, text in enumerate(cell["comments_points"])
    )
    history: tuple[ProgressChange, ...] = ()
    if code and number % 2:
        reason = "The venue hire agreements wait for the legal team."
        history = (step(number, date(2015, 11, 3), "ongoing", code, reason),)
        update = Update(
            number * 100 + 99, "Draft clause sent.", date(2015, 11, 12), "Community Safety Team"
        )
        updates += (update,)
    return action(
        number,
        activity,
        ref=cell["id"],
        title=cell["title"],
        text=cell["action"],
        leads=tuple(cell["lead"]),
        timescale=cell["timescale"],
        due=date(2015, 10, 1) + timedelta(days=20 * number) if invented and number % 3 else None,
        resources="\n".join(cell["resources"]),
        progress=code,
        reason=history[0].reason if history and code == "behind" else "",
        criteria=tuple(
            Criterion(
                number * 1000 + n,
                text,
                Measure("people", "xxx", "12") if invented and "umber of" in text else None,
            )
            for n, text in enumerate(cell["success_criteria"])
        ),
        updates=updates,
        history=history,
    )
