"""A cell edited to committed, beside a bare commit of SQLCipher with the same pragmas."""

from __future__ import annotations

import tempfile
from itertools import count
from pathlib import Path

from prevent_desk.plan.model.records import Field
from tests.benchmarks.desks import desk_with
from tests.benchmarks.figures import Figure, clock, percentile

EDITS = 60


def measure() -> list[Figure]:
    """Compare the medians; both are taken on the same open file, turn about."""
    with tempfile.TemporaryDirectory() as place:
        services, plan_id = desk_with(Path(place) / "desk", 5000)
        rows = services.plans.sheet(plan_id).rows
        store = services.desk.store
        with store.writing(None) as session:
            session.connection().exec_driver_sql("CREATE TABLE bare (id INTEGER, t TEXT)")
            session.connection().exec_driver_sql("INSERT INTO bare VALUES (1, '')")
        numbers = count()

        def edit() -> None:
            number = next(numbers)
            row = rows[(number * 37) % len(rows)]
            services.plans.set_field([row.id], Field.TIMESCALE, f"by week {number}")

        def bare() -> None:
            with store.exclusively("a bare commit") as raw:
                raw.execute("BEGIN IMMEDIATE")
                raw.execute("UPDATE bare SET t = ? WHERE id = 1", (f"week {next(numbers)}",))
                raw.execute("COMMIT")

        edits, bares = [], []
        for _ in range(EDITS):
            bares.append(clock(bare))
            edits.append(clock(edit))
        services.desk.close(backup=False)
    median, base = percentile(edits, 50), percentile(bares, 50)
    beside = f"bare commit {base:.1f} ms, edit {median:.1f} ms"
    return [
        Figure(
            "editing", "edit to committed, above the bare commit", median - base, beside, 0.0, 10.0
        )
    ]
