"""Facts made up for tests of the rules, with no database under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from prevent_desk.plan.model.health.examination import Examination, examine
from prevent_desk.plan.model.health.hints import Aside, Checks, Facts, Hint, Kind, Point
from prevent_desk.plan.model.legend import SOURCE_LEGEND, Legend
from prevent_desk.plan.model.records import ActionRow, Activity, Objective, PlanHead
from tests.plan.actions import row

TODAY = date(2015, 11, 25)


def whole(number: int = 1, **fields: object) -> ActionRow:
    """An action that lacks nothing, but for what is said."""
    made = row(
        f"O1-{number:02}",
        id=number,
        title=f"Action {number}",
        text="Do it.",
        timescale="2015/16",
        leads=("ALL",),
        comments="Begun.",
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def facts(of: ActionRow, *points: Point, heard: date | None = None) -> Facts:
    texts = tuple(point.text for point in points)
    return Facts(replace(of, criteria=texts), points, heard)


def head(legend: Legend = SOURCE_LEGEND) -> PlanHead:
    return PlanHead(1, "Plan", "2015/16", "", "", (), (), legend)


def examined(
    *of: Facts,
    checks: Checks | None = None,
    contacts: Sequence[str] = (),
    asides: Sequence[Aside] = (),
    legend: Legend = SOURCE_LEGEND,
    today: date = TODAY,
) -> Examination:
    """A plan of one objective with these actions in it."""
    return examine(
        head(legend),
        [Objective(1, "1", "Ideas", "Objective One: IDEAS", "", "")],
        [Activity(1, 1, "", "")],
        of,
        today,
        checks=checks or Checks(off=frozenset({Kind.OBJECTIVE})),
        contacts=contacts,
        asides=asides,
    )


def said(hints: Sequence[Hint]) -> list[str]:
    return [hint.sentence for hint in hints]
