"""Thirty returns of 200 rows compared, beside unpacking them alone; the window meanwhile."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from prevent_desk.core.clock import SystemClock
from prevent_desk.plan.exports import partner_book
from prevent_desk.plan.exports.partner_orders import Order
from prevent_desk.plan.model.partners import sending
from prevent_desk.plan.model.partners.packs import Pack, Wish, Written
from prevent_desk.plan.model.partners.records import Agency
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.service.bundle import build
from prevent_desk.plan.service.returns import Returns
from prevent_desk.plan.service.returns.kept import unpack_file
from prevent_desk.plan.tables import ReturnTable, SendTable
from prevent_desk.store.session import Store
from prevent_desk.ui import jobs
from tests.benchmarks.desks import desk_with
from tests.benchmarks.figures import Figure, clock

ROWS, RETURNS = 200, 30
ROUNDS = 3


def measure() -> list[Figure]:
    """Compare all of them from what is kept, and receive some while the window beats."""
    with tempfile.TemporaryDirectory() as place:
        services, plan_id = desk_with(Path(place) / "desk", ROWS)
        store = services.desk.store
        plan = build(store, SystemClock())
        ids = [row.id for row in plan.plans.sheet(plan_id).rows]
        plan.plans.set_field(ids, Field.LEADS, "ALL")
        agencies = tuple(Agency(f"Partner {number:02d}") for number in range(RETURNS))
        packs = plan.sending.packs(Wish(plan_id, agencies, date(2026, 12, 9), True, "OFFICIAL"))
        plan.sending.record([Written(pack, pack.file_name, is_encrypted=False) for pack in packs])
        files = [partner_book.write(Order(_filled(pack))) for pack in packs]
        gap = _longest_gap(plan.returns, files[:4])
        for number, data in enumerate(files):
            plan.returns.receive(f"{number}.xlsx", data)
        ours = min(clock(lambda: _compare_all(store)) for _ in range(ROUNDS))
        bare = min(clock(lambda: _unpack_all(store)) for _ in range(ROUNDS))
        services.desk.close(backup=False)
    beside = f"unpacking them alone {bare:.0f} ms"
    return [
        Figure("returns", f"{RETURNS} returns of {ROWS} rows compared", ours, beside, 0.0, 3000.0),
        Figure("returns", "longest gap while returns are read", gap, "50 ms allowed", 0.0, 50.0),
    ]


def _filled(pack: Pack) -> Pack:
    """Return a pack as a partner gave it back: every fifth row with something new."""
    rows = [
        replace(
            row,
            cells={
                **row.cells,
                Field.PROGRESS: "Behind",
                Field.TIMESCALE: "2027",
                Field.COMMENTS: f"{row.cells[Field.COMMENTS]}\nMet in {pack.agency.name}.",
            },
        )
        if number % 5 == 0
        else row
        for number, row in enumerate(pack.rows)
    ]
    return replace(pack, rows=tuple(rows))


def _compare_all(store: Store) -> None:
    """Compare every return as after an unlock: nothing of them is in memory."""
    returns: Returns = build(store, SystemClock()).returns
    with store.reading() as session:
        ids = [row.id for row in session.query(ReturnTable)]
    found = sum(len(returns.comparison(return_id).differences) for return_id in ids)
    assert found == RETURNS * ROWS // 5 * 3, found


def _unpack_all(store: Store) -> None:
    with store.reading() as session:
        for row in session.query(ReturnTable):
            unpack_file(row.content)
            sending.read_baseline(session.get_one(SendTable, row.send_id).baseline)


def _longest_gap(returns: Returns, files: list[bytes]) -> float:
    """Return the longest the window left a beat of 2 ms unanswered, in milliseconds."""
    app = QApplication.instance() or QApplication([])
    window = QWidget()
    gaps: list[float] = []
    last = [time.perf_counter()]

    def beat() -> None:
        now = time.perf_counter()
        gaps.append((now - last[0]) * 1000)
        last[0] = now

    def work(report: jobs.Report, stopped: jobs.Stopped) -> int:
        got = [
            returns.receive(f"early {number}.xlsx", data, "", report, stopped)
            for number, data in enumerate(files)
        ]
        return sum(
            len(returns.comparison(one.return_id).differences)
            for one in got
            if one.return_id is not None
        )

    timer = QTimer(interval=2)
    timer.timeout.connect(beat)
    ended: list[object] = []
    timer.start()
    jobs.run(work, window, ended.append, ended.append)
    while not ended:
        app.processEvents()
    timer.stop()
    assert ended == [len(files) * ROWS // 5 * 3], ended
    return max(gaps[1:])
