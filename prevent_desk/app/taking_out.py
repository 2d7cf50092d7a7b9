"""A plan taken out by a command: made in a child process, saved, noted in the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from prevent_desk.app.marked import count, marking_of, next_id
from prevent_desk.app.services import Services
from prevent_desk.core.errors import Refused
from prevent_desk.exports import files
from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.model.records import Paper, PlanHead
from prevent_desk.workers import child

KINDS = {"action-plan": Kind.ACTION_PLAN, "plan-summary": Kind.SUMMARY}
"""What can be taken out, by the command's word."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be taken out.

    Attributes:
        kind: A key of `KINDS`.
        plan_id: The plan; None is the newest.
    """

    kind: str
    to: Path
    plan_id: int | None = None
    lead: str | None = None
    since: date | None = None
    with_table: bool = False
    marking: str = ""


def take_out(services: Services, order: Order) -> list[str]:
    """Write one file and return what could not be printed as written, in sentences.

    Raises:
        DeskError: There is nothing to take out, or the file cannot be written; none is left.
    """
    kind = KINDS[order.kind]
    if order.to.suffix.casefold() != kind.suffix:
        raise Refused(
            f"“{order.to.name}” does not end in {kind.suffix}.",
            next_step=f"Name it so: {kind.suffix}.",
        )
    head = _head(services, order.plan_id)
    contents = services.plans.contents(head.id, order.lead)
    if order.lead is not None and not contents.actions:
        raise Refused(
            f"No action of this plan is led by “{order.lead}”.",
            next_step=f"Its leads are: {', '.join(services.plans.agencies(head.id)) or 'none'}.",
        )
    number = next_id(services)
    marking = marking_of(services, order.marking)
    paper = Paper(
        marking=marking,
        current_to=services.clock.today(),
        made_at=services.clock.now(),
        export_id=number,
        practice=services.desk.practice,
        lead=order.lead,
        since=order.since,
        with_table=order.with_table,
    )
    made = kind.read(child.run(kind.target, (contents, paper)))
    files.save(order.to, made.pdf)
    count(services)
    services.plans.note_export(
        head.id, kind.words, paper.export_id, lead=order.lead, marking=paper.marking
    )
    return list(made.warnings)


def _head(services: Services, plan_id: int | None) -> PlanHead:
    if plan_id is not None:
        return services.plans.head(plan_id)
    found = services.plans.plans()
    if not found:
        raise Refused(
            "This desk holds no delivery plan.", next_step="Import one, or make one in the window."
        )
    return found[0]
