"""The PDF summary with its table: 5,000 rows beside 1,000."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from prevent_desk.plan.exports import summary
from prevent_desk.plan.model.records import Paper
from tests.benchmarks.desks import desk_with
from tests.benchmarks.figures import Figure, side_by_side

PAPER = Paper(
    "OFFICIAL", date(2026, 11, 22), datetime(2026, 11, 22, 9, tzinfo=UTC), with_table=True
)


def measure() -> list[Figure]:
    """Write both, turn about."""
    with tempfile.TemporaryDirectory() as place:
        services, plan_id = desk_with(Path(place) / "desk", 5000)
        whole = services.plans.contents(plan_id)
        services.desk.close(backup=False)
    fifth = replace(whole, actions=whole.actions[::5])
    large, small = side_by_side(
        lambda: summary.write(whole, PAPER), lambda: summary.write(fifth, PAPER), rounds=2
    )
    return [Figure("pdf", "PDF with a table of 5,000 rows", large, "1,000 rows", small, 6.0)]
