"""What changed since an earlier version, as a paper tells it: of the whole plan, or of one lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from prevent_desk.core.dates import say_date, say_short
from prevent_desk.plan.model.records import ActionDetail, PlanContents
from prevent_desk.plan.model.versions.compare import Change, Of, compare
from prevent_desk.plan.model.versions.records import Version


@dataclass(frozen=True, slots=True)
class Since:
    """An earlier version and all that is different from it.

    Attributes:
        said: Where it comes from: "Frozen on Wed 25 Nov 2015, agreed by the board".
        changes: In the plan's order.
    """

    stamp: str
    on: date
    said: str
    changes: tuple[Change, ...]


def since(
    version: Version, before: PlanContents, after: PlanContents, lead: str | None = None
) -> Since:
    """Compare a copy of a plan with an earlier version of it.

    Args:
        version: The earlier one.
        before: The plan as it stood then, whole.
        after: The plan as it is to be told, whole.
        lead: Only changes of actions that this agency leads, or led; None for all.
    """
    changes = compare(before, after).changes
    if lead is not None:
        changes = tuple(one for one in changes if _concerns(one, lead))
    return Since(version.stamp, version.on, said_frozen(version), changes)


def said_frozen(version: Version) -> str:
    """Return when a version was frozen, as at which day, and who agreed it where that is known."""
    as_at = "" if version.on == version.frozen_on else f", as at {say_short(version.on)}"
    agreed = f", agreed by {version.agreed_by}" if version.agreed_by else ""
    return f"Frozen on {say_date(version.frozen_on)}{as_at}{agreed}"


def part_of(contents: PlanContents, lead: str | None) -> PlanContents:
    """Return one agency's part of a plan: what it leads and what all lead, with the headings above.

    None returns the whole.
    """
    if lead is None:
        return contents
    actions = tuple(action for action in contents.actions if _leads(action, lead))
    below = {action.row.activity_id for action in actions}
    activities = tuple(one for one in contents.activities if one.id in below)
    above = {activity.objective_id for activity in activities}
    objectives = tuple(one for one in contents.objectives if one.id in above)
    return PlanContents(contents.head, objectives, activities, actions)


def _concerns(change: Change, lead: str) -> bool:
    rows = (change.was, change.now)
    return change.of is Of.ACTION and any(row is not None and _leads(row, lead) for row in rows)


def _leads(action: ActionDetail, lead: str) -> bool:
    return bool({lead.casefold(), "all"} & {name.casefold() for name in action.row.leads})
