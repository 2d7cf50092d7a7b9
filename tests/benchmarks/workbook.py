"""The Excel action plan of 5,000 actions, beside openpyxl writing the same cells bare."""

from __future__ import annotations

import io
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook

from prevent_desk.plan.exports import action_plan
from prevent_desk.plan.model.records import Paper
from tests.benchmarks.desks import desk_with
from tests.benchmarks.figures import Figure, side_by_side

PAPER = Paper("OFFICIAL", date(2026, 11, 22), datetime(2026, 11, 22, 9, tzinfo=UTC))


def measure() -> list[Figure]:
    """Write the file, read its cells back, and let openpyxl write just those."""
    with tempfile.TemporaryDirectory() as place:
        services, plan_id = desk_with(Path(place) / "desk", 5000)
        contents = services.plans.contents(plan_id)
        services.desk.close(backup=False)
    made = action_plan.write(contents, PAPER)
    sheets = [
        [tuple(row) for row in sheet.iter_rows(values_only=True)]
        for sheet in load_workbook(io.BytesIO(made)).worksheets
    ]

    def bare() -> None:
        book = Workbook()
        for rows in sheets:
            sheet = book.create_sheet()
            for row in rows:
                sheet.append(row)
        book.save(io.BytesIO())

    ours, base = side_by_side(lambda: action_plan.write(contents, PAPER), bare, rounds=3)
    return [
        Figure("workbook", "Excel of 5,000 actions", ours, "openpyxl, same cells bare", base, 2.0)
    ]
