"""The criteria library and evidence at 5,000 actions: what is repeated, and what one action shows.

What a plan repeats is found beside the window; beside it stands reading the same plan whole, which
nothing that knows its criteria can do without. An action's evidence is read whenever the cursor
moves, with the action's details.
"""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from prevent_desk.app.services import Services
from prevent_desk.plan.model.library.evidence import Target
from prevent_desk.plan.ui.library.tick_list import Tick, TickList
from tests.benchmarks.desks import desk_with
from tests.benchmarks.figures import Figure, clock, percentile, side_by_side

ACTIONS, ENTRIES, ASKED = 5000, 1000, 60


def measure() -> list[Figure]:
    """Measure all on one desk."""
    with tempfile.TemporaryDirectory() as place:
        services, plan_id = desk_with(Path(place) / "desk", ACTIONS)
        figures = [_repeats(services, plan_id), _shown(services, plan_id), _typed()]
        services.desk.close(backup=False)
    return figures


def _repeats(services: Services, plan_id: int) -> Figure:
    found, whole = side_by_side(
        partial(services.plan.library.repeats, plan_id),
        partial(services.plans.contents, plan_id),
        rounds=5,
    )
    return Figure("library", "what 5,000 actions repeat", found, "the plan read whole", whole, 1.0)


def _shown(services: Services, plan_id: int) -> Figure:
    evidence = services.plan.evidence
    keys = [row.id for row in services.plans.sheet(plan_id).rows]
    every = ACTIONS // 10
    for number in range(10):
        # A piece may serve many actions: ten of them serve five hundred each.
        targets = [Target(key) for key in keys[number * every : (number + 1) * every]]
        evidence.add_note(f"Note {number}", "", None, targets, number)
    asked = [keys[(number * 37) % len(keys)] for number in range(ASKED)]
    times = [clock(partial(evidence.of_action, key)) for key in asked]
    rows = [clock(partial(services.plans.detail, key)) for key in asked]
    median, base = percentile(times, 50), percentile(rows, 50)
    what = "evidence of one action, of 500 each serves"
    return Figure("library", what, median, "its details", base, 2.0)


def _typed() -> Figure:
    app = QApplication.instance() or QApplication(["prevent-desk"])
    ticks = TickList("Criteria")
    ticks.resize(600, 500)
    ticks.set_ticks([Tick(n, f"Visit every school of ward {n}") for n in range(ENTRIES)])
    ticks.show()
    app.processEvents()

    def type_in(text: str) -> None:
        ticks.search(text)
        app.processEvents()

    typed = ("w", "wa", "ward", "ward 7", "ward 77", "ward 7", "ward", "")
    times = [clock(partial(type_in, text)) for text in typed]
    value = percentile(times, 50)
    return Figure("library", "a letter typed over 1,000 criteria", value, "nothing", 0, 50)
