"""1,000 cells of the grid of 5,000 actions: filtered for, judged, pasted; beside bare work."""

from __future__ import annotations

import tempfile
from itertools import count
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from prevent_desk.plan.model.spreadsheet import table_text
from prevent_desk.plan.ui.columns import BY_KEY
from prevent_desk.plan.ui.lines import Filters
from prevent_desk.plan.ui.page import PlanPage
from prevent_desk.store.session import Store
from tests.benchmarks.figures import Figure, clock, percentile
from tests.benchmarks.windows import settle, shell_with

ROUNDS = 7
_ROWS, _COLUMNS = 250, ("time", "start", "due", "resources")
"""1,000 cells as one pastes them: a block of four columns."""


def measure() -> list[Figure]:
    """Take each act from the key to the painted grid, everything stored."""
    with tempfile.TemporaryDirectory() as place:
        app, shell = shell_with(Path(place), 5000)
        page: PlanPage = shell.page().grid
        settle(app)
        figures = [_filtering(app, page), *_pasting(app, page, shell)]
        shell.close()
    return figures


def _filtering(app: QApplication, page: PlanPage) -> Figure:
    sheet = page.sheet()
    assert sheet is not None
    words = ("e", "pr", "trai", "co", "a", "ing", "safe")

    def show(text: str) -> float:
        def act() -> None:
            page.showing.show_filters(Filters().with_text("action", text))
            app.processEvents()

        return clock(act)

    def bare(text: str) -> float:
        return clock(lambda: [row for row in sheet.rows if text in row.text.casefold()])

    shown = [show(text) for text in words]
    bares = [bare(text) for text in words]
    page.showing.clear()
    app.processEvents()
    middle, base = percentile(shown, 50), percentile(bares, 50)
    beside = f"bare search of 5,000 texts {base:.1f} ms"
    return Figure(
        "spreadsheet", "a filter's letter to the painted grid", middle, beside, 0.0, 100.0
    )


def _pasting(app: QApplication, page: PlanPage, shell: object) -> list[Figure]:
    sheet, numbers = page.sheet(), count()
    assert sheet is not None
    for key in _COLUMNS:
        page.showing.show_column(key, shown=True)
    store: Store = shell._services.desk.store  # type: ignore[attr-defined]
    with store.writing(None) as session:
        session.connection().exec_driver_sql(
            "CREATE TABLE bare (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT, d TEXT)"
        )
        session.connection().exec_driver_sql(
            "INSERT INTO bare SELECT id, '', '', '', '' FROM plan_action"
        )
    pasted, stored, judged, bares = [], [], [], []
    for turn in range(ROUNDS):
        first = sheet.rows[(turn * 500) % 4500]
        number = next(numbers)
        table = [
            [f"week {number}", "1/3/2016", f"{row % 28 + 1}/4/2016", f"{row} hours"]
            for row in range(_ROWS)
        ]
        made = QMimeData()
        made.setText(table_text.write(table))
        QGuiApplication.clipboard().setMimeData(made)
        page.view.go_to_action(first.id, BY_KEY["time"])
        app.processEvents()

        def paste() -> None:
            page.editing.cells.paste()
            # Not processEvents: that would go on until it is stored as well.
            page.view.viewport().repaint()

        def bare(table: list[list[str]] = table) -> None:
            with store.exclusively("a bare paste") as raw:
                raw.execute("BEGIN IMMEDIATE")
                raw.executemany(
                    "UPDATE bare SET a = ?, b = ?, c = ?, d = ? WHERE id = ?",
                    [(*cells, at + 1) for at, cells in enumerate(table)],
                )
                raw.execute("COMMIT")

        def judge(table: list[list[str]] = table) -> None:
            offer = page.editing.cells._as_block(table)
            page.editing.cells.offers.judge(offer.wanted)

        bares.append(clock(bare))
        judged.append(clock(judge))
        pasted.append(clock(paste))
        stored.append(pasted[-1] + clock(page.acts.settle))
        settle(app)
    whole, base = percentile(pasted, 50), percentile(bares, 50)
    look, kept = percentile(judged, 50), percentile(stored, 50)
    return [
        Figure("spreadsheet", "1,000 cells judged before a paste", look, "", 0.0, 50.0),
        Figure(
            "spreadsheet", "1,000 cells pasted: the key to the painted grid", whole,
            f"bare UPDATE of as many {base:.1f} ms", 0.0, 100.0,
        ),
        Figure(
            "spreadsheet", "1,000 cells pasted: stored, undoable, found by search", kept,
            "bare UPDATE of as many", base, 25.0,
        ),
    ]  # fmt: skip
