"""Plan health of 5,000 actions: looked at whole, and after one edit; beside bare work on the same.

Beside the whole: casefolding every word of the same rows once, which no rule about words can do
without. Beside one edit: reading the edited row by its key, which no answer can do without.
"""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from prevent_desk.app.services import Services
from prevent_desk.plan.model.health.examination import examine
from prevent_desk.plan.model.health.hints import Facts
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.service.health import Health, facts
from tests.benchmarks.desks import desk_with
from tests.benchmarks.figures import Figure, clock, percentile, side_by_side

ACTIONS, EDITS = 5000, 60


def measure() -> list[Figure]:
    """Measure both on one desk; with declared progress, so that every rule has work."""
    with tempfile.TemporaryDirectory() as place:
        services, plan_id = desk_with(Path(place) / "desk", ACTIONS)
        plans = services.plans
        rows = plans.sheet(plan_id).rows
        plans.set_progress([row.id for row in rows[::3]], "ongoing")
        figures = [*_whole(services, plan_id), _edit(services, plan_id)]
        services.desk.close(backup=False)
    return figures


def _whole(services: Services, plan_id: int) -> list[Figure]:
    sheet = services.plans.sheet(plan_id)
    today = services.clock.today()

    def read() -> list[Facts]:
        with services.desk.store.reading() as session:
            return facts.of_plan(session, plan_id, services.plans.kinds.numbers)

    found = read()

    def look() -> None:
        examine(sheet.head, sheet.objectives, sheet.activities, found, today).counts()

    def casefold() -> None:
        for one in found:
            "\n".join((one.row.text, one.row.comments, *one.row.criteria)).casefold()

    looked, words = side_by_side(look, casefold)
    reading, sheets = side_by_side(read, lambda: services.plans.sheet(plan_id), rounds=5)
    return [
        Figure(
            "health",
            f"{ACTIONS:,} actions looked at",
            looked,
            f"casefolding their words {words:.1f} ms",
            0.0,
            200.0,
        ),
        # Read beside the window, once: what the grid reads, and little more.
        Figure("health", "reading what is looked at", reading, "the grid's sheet", sheets, 2.5),
    ]


def _edit(services: Services, plan_id: int) -> Figure:
    health, plans = services.plan.health, services.plans
    rows = plans.sheet(plan_id).rows
    health.counts(plan_id)
    answers: list[float] = []
    reads: list[float] = []
    for number in range(EDITS):
        row = rows[(number * 37) % len(rows)]
        plans.set_field([row.id], *_TYPED[number % len(_TYPED)])
        reads.append(clock(partial(plans.rows, [row.id])))
        answers.append(clock(partial(_ask, health, plan_id, row.id)))
    median, base = percentile(answers, 50), percentile(reads, 50)
    beside = f"reading the row {base:.1f} ms"
    return Figure("health", "counts and the row's hints after an edit", median, beside, 0.0, 10.0)


def _ask(health: Health, plan_id: int, action_id: int) -> None:
    health.counts(plan_id)
    health.of_action(plan_id, action_id)


_TYPED = (
    (Field.LEADS, "NHS"),
    (Field.CRITERIA, "Feedback\nNumber of talks"),
    (Field.COMMENTS, "Date TBC"),
)
"""What the edits type: a lead, criteria that come and go as repeats, words to be filled in."""
