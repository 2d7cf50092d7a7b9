"""A plan of 5,000 actions taken in with undo, search and audit, beside its rows put in bare."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from prevent_desk.app.demo import new_practice_desk
from prevent_desk.app.services import build
from prevent_desk.core.clock import SystemClock
from tests.benchmarks.desks import large_plan
from tests.benchmarks.figures import Figure, clock

ACTIONS = 5000
_TABLES = (
    "plan",
    "plan_objective",
    "plan_activity",
    "plan_action",
    "plan_criterion",
    "plan_update",
    "plan_progress",
    "search_entry",
)


def measure() -> list[Figure]:
    """Time the import, and its Undo.

    The baseline puts the same rows into an encrypted file like it, one statement a row, and indexes
    the same words: what is left is reading the plan's cells, the objects, and the history of undo.
    """
    with tempfile.TemporaryDirectory() as place:
        desk = new_practice_desk(Path(place) / "desk", SystemClock())
        plans = build(desk, desk.clock).plans
        draft = large_plan(ACTIONS)
        taken = clock(lambda: plans.import_plan(draft, None))
        with desk.store.exclusively("a benchmark") as raw:
            rows = {table: raw.execute(f"SELECT * FROM {table}").fetchall() for table in _TABLES}
        undone = clock(desk.store.undo)
        with desk.store.exclusively("a benchmark") as raw:
            bare = clock(lambda: _put(raw, rows))
        desk.close(backup=False)
    return [
        Figure("importing", "5,000 actions taken in", taken, "rows put in bare", bare, 4.0),
        Figure("importing", "and taken back by Undo", undone, "rows put in bare", bare, 2.0),
    ]


def _put(raw: Any, rows: dict[str, list[tuple[object, ...]]]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("PRAGMA defer_foreign_keys=ON")
    for table, listed in rows.items():
        if listed:
            marks = ", ".join("?" * len(listed[0]))
            raw.executemany(f"INSERT INTO {table} VALUES ({marks})", listed)
    words = [(row[0], row[5], row[6]) for row in rows["search_entry"]]
    raw.executemany("INSERT INTO search_index(rowid, title, body) VALUES (?, ?, ?)", words)
    raw.execute("ROLLBACK")
