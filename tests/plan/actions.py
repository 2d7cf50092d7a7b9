"""Actions made up for tests of the rules, with no database under them."""

from __future__ import annotations

from datetime import date

from prevent_desk.plan.model.records import ActionDetail, ActionRow, Criterion, Measure


def row(
    ref: str = "O1-01",
    *,
    id: int = 1,
    title: str = "",
    text: str = "",
    timescale: str = "",
    start: date | None = None,
    due: date | None = None,
    progress: str | None = None,
    criteria: tuple[str, ...] = (),
    leads: tuple[str, ...] = (),
    comments: str = "",
) -> ActionRow:
    return ActionRow(
        id, 1, ref, title, text, leads, criteria, timescale, start, due, "", progress, "", None,
        comments,
    )  # fmt: skip


def action(of: ActionRow, *measures: Measure) -> ActionDetail:
    criteria = tuple(
        Criterion(at, f"Criterion {at}", measure) for at, measure in enumerate(measures)
    )
    return ActionDetail(of, criteria, (), ())
