"""What tests of the plan's service ask of a desk again and again."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_desk.core.clock import SetClock
from prevent_desk.plan.model.draft import DraftAction, DraftActivity, DraftObjective, PlanDraft
from prevent_desk.plan.model.records import ActionDetail, ActionRow, PlanContents
from prevent_desk.plan.service import Plans
from prevent_desk.store.session import Store


@dataclass
class Desk:
    """An open store with a plan in it."""

    store: Store
    plans: Plans
    clock: SetClock
    plan_id: int

    def id(self, ref: str) -> int:
        return self.row(ref).id

    def row(self, ref: str) -> ActionRow:
        return next(row for row in self.plans.sheet(self.plan_id).rows if row.ref == ref)

    def detail(self, ref: str) -> ActionDetail:
        return self.plans.detail(self.id(ref))

    def refs(self) -> list[str]:
        return [row.ref for row in self.plans.sheet(self.plan_id).rows]

    def everything(self) -> list[PlanContents]:
        """All that the desk keeps of plans."""
        return [self.plans.contents(head.id) for head in self.plans.plans()]


def as_draft(contents: PlanContents) -> PlanDraft:
    """Return a plan as a reader of its own workbook would hand it over."""
    head = contents.head
    draft = PlanDraft(
        title=head.title,
        years=head.years,
        version=head.version,
        label=head.label,
        preamble=list(head.preamble),
        strategic_objectives=list(head.strategic_objectives),
        legend=head.legend,
    )
    for objective in contents.objectives:
        found = DraftObjective(
            objective.number,
            objective.title,
            objective.heading,
            objective.text,
            objective.introduction,
        )
        draft.objectives.append(found)
        for activity in contents.activities:
            if activity.objective_id == objective.id:
                rows = [a.row for a in contents.actions if a.row.activity_id == activity.id]
                actions = [_as_draft_action(row, contents, at) for at, row in enumerate(rows)]
                found.activities.append(DraftActivity(activity.number, activity.heading, actions))
    return draft


def _as_draft_action(row: ActionRow, contents: PlanContents, at: int) -> DraftAction:
    stage = contents.head.stage(row.progress)
    return DraftAction(
        place=f"row {at + 1}",
        ref=row.ref,
        title=row.title,
        text=row.text,
        leads=list(row.leads),
        criteria=list(row.criteria),
        timescale=row.timescale,
        resources=row.resources.split("\n"),
        progress=stage.word if stage else "",
        comments=row.comments,
    )
