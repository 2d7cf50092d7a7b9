"""The longest the window leaves a key unanswered while an export runs."""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QTimer

from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.model.records import Paper
from prevent_desk.ui import jobs
from prevent_desk.workers import child
from tests.benchmarks.figures import Figure
from tests.benchmarks.windows import shell_with

PAPER = Paper(
    "OFFICIAL", date(2026, 11, 22), datetime(2026, 11, 22, 9, tzinfo=UTC), with_table=True
)


def measure() -> list[Figure]:
    """Beat every 2 ms while each export of 5,000 actions is read, written and taken back."""
    figures = []
    with tempfile.TemporaryDirectory() as place:
        app, shell = shell_with(Path(place), 5000)
        plans = shell._services.plans
        plan_id = plans.plans()[0].id
        for words, kind in (("Excel", Kind.ACTION_PLAN), ("PDF", Kind.SUMMARY)):
            gaps: list[float] = []
            last = [time.perf_counter()]

            def beat(gaps: list[float] = gaps, last: list[float] = last) -> None:
                now = time.perf_counter()
                gaps.append((now - last[0]) * 1000)
                last[0] = now

            timer = QTimer(interval=2)
            timer.timeout.connect(beat)
            ended: list[object] = []

            def work(
                report: jobs.Report, stopped: jobs.Stopped, target: str = kind.target
            ) -> bytes:
                contents = plans.contents(plan_id)
                return child.run(target, (contents, PAPER), report=report, stopped=stopped)

            timer.start()
            jobs.run(work, shell, ended.append, ended.append)
            while not ended:
                app.processEvents()
            timer.stop()
            figures.append(
                Figure(
                    "answering", f"longest gap while the {words} export runs", max(gaps[1:]),
                    "50 ms allowed", 0.0, 50.0,
                )
            )  # fmt: skip
        shell.close()
    return figures
