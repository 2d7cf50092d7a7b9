"""A staff list of 10,000 rows read, compared and taken in, the window answering meanwhile."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from prevent_desk.training.ui.importing.staff_dialog import StaffImportDialog
from prevent_desk.training.ui.room import TrainingRoom
from prevent_desk.ui import theme
from tests import ready
from tests.benchmarks.figures import Figure, clock, percentile
from tests.plan.page_room import DeskStandIn
from tests.training.desks import Desk, open_desk
from tests.training.importing import lists

ROWS = 10_000
_TABLES = ("department", "staff_role", "learner", "search_entry")
_ALLOWED_MS, _GAP_MS = 5000, 50


def measure() -> list[Figure]:
    """Take the list in as the officer does; beside it the same rows put in bare.

    A gap is the time between two beats of the window: half of it is what a key waits.
    """
    app = QApplication.instance() or QApplication(["benchmark"])
    assert isinstance(app, QApplication)
    theme.install(app, scheme="light")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        ready.keep_in(folder / "ready")
        desk = open_desk(folder)
        file = lists.workbook(folder / "staff.xlsx", lists.staff(ROWS))
        room = TrainingRoom(desk.training, DeskStandIn(desk.store), desk.clock)
        room.resize(1290, 626)
        room.show()
        dialog = StaffImportDialog(room.around)
        dialog.show()
        beat = _Beat(app)
        read = beat.until(lambda: dialog.open_file(file), lambda: dialog.file is not None)
        shown = beat.until(dialog.preview, lambda: bool(dialog.lines.rows()))
        taken = beat.until(dialog.take_in, lambda: dialog.taken is not None)
        beat.stop()
        with desk.store.exclusively("a benchmark") as raw:
            rows = {table: raw.execute(f"SELECT * FROM {table}").fetchall() for table in _TABLES}
        undone = clock(desk.store.undo)
        bare = _bare(desk, rows)
        room.close()
        room.deleteLater()
        app.processEvents()
        desk.store.close()
    beside = "rows put in bare"
    return [
        Figure("training import", "10,000 staff rows taken in", taken, beside, bare, 4.0),
        Figure("training import", "the same", taken, "5 s allowed", 0.0, _ALLOWED_MS),
        Figure("training import", "and taken back by Undo", undone, beside, bare, 2.0),
        Figure("training import", "the workbook read", read, "5 s allowed", 0.0, _ALLOWED_MS),
        Figure("training import", "every row compared", shown, "5 s allowed", 0.0, _ALLOWED_MS),
        Figure("training import", "99 of 100 gaps of the window", percentile(beat.gaps, 99),
               "50 ms allowed", 0.0, _GAP_MS),
    ]  # fmt: skip


class _Beat:
    """Beats every 2 ms, and keeps how long it had to wait.

    Attributes:
        gaps: Between beats, in ms.
    """

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(interval=2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def until(self, act: Callable[[], object], ended: Callable[[], bool]) -> float:
        """Do something and let the window live until it ended; return how long, in ms."""

        def whole() -> None:
            act()
            while not ended():
                # Waits: a loop that spins would take the interpreter from the work it times.
                self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

        return clock(whole)

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now


def _bare(desk: Desk, rows: dict[str, list[tuple[Any, ...]]]) -> float:
    with desk.store.exclusively("a benchmark") as raw:
        return clock(lambda: _put(raw, rows))


def _put(raw: Any, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("PRAGMA defer_foreign_keys=ON")
    for table, listed in rows.items():
        marks = ", ".join("?" * len(listed[0]))
        raw.executemany(f"INSERT INTO {table} VALUES ({marks})", listed)
    words = [(row[0], row[5], row[6]) for row in rows["search_entry"]]
    raw.executemany("INSERT INTO search_index(rowid, title, body) VALUES (?, ?, ?)", words)
    raw.execute("ROLLBACK")
