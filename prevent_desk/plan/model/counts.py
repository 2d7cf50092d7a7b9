"""How many actions stand where: one count for the plan's bar, its groups and its filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from prevent_desk.plan.model.legend import Legend, Stage
from prevent_desk.plan.model.records import ActionRow


@dataclass(frozen=True, slots=True)
class Counts:
    """Actions by declared progress.

    Attributes:
        total: All of them.
        by_stage: Each stage of the legend with its count, in the legend's order, zeros included.
        not_set: Without declared progress, or with a code the legend does not have.
    """

    total: int
    by_stage: tuple[tuple[Stage, int], ...]
    not_set: int


def count(rows: Iterable[ActionRow], legend: Legend) -> Counts:
    """Count rows by their declared progress."""
    found = Counter(row.progress for row in rows)
    by_stage = tuple((stage, found[stage.code]) for stage in legend)
    total = sum(found.values())
    return Counts(total, by_stage, total - sum(n for _, n in by_stage))
