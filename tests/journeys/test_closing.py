"""The window is closed while work runs: nothing half made is left, and nothing typed is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.ui.columns import TIME
from prevent_desk.plan.ui.export_dialog import ExportDialog
from prevent_desk.ui import jobs
from prevent_desk.workers import child
from tests.app.conftest import Starting
from tests.app.program import LONG_MS
from tests.vault.desks import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_an_export_that_runs_leaves_no_file_and_the_cell_that_was_open_is_kept(
    start: Starting, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    begun, out = threading.Event(), tmp_path / "out"
    out.mkdir()

    def make(target: str, payload: Any, *, stopped: Callable[[], bool], **more: Any) -> bytes:
        made = child.run(target, payload, stopped=stopped, **more)
        begun.set()
        # As long as a plan of many thousand rows takes; who closes does not wait for it.
        stop = threading.Event()
        while not stopped():
            stop.wait(0.01)
        return made

    program = start(folder)
    program.unlock(PASSPHRASE)
    sheet = program.plan.sheet()
    assert sheet is not None
    program.plan.view.go_to_action(sheet.rows[0].id, TIME)
    program.plan.view.setFocus()
    program.type("By May")
    dialog = ExportDialog(
        program.plan.acts.plans, sheet.head.id, program.shell, program.clock, program.plan,
        kind=Kind.ACTION_PLAN, make=make,
    )  # fmt: skip
    dialog.choose_folder = lambda _start: str(out)
    dialog.folder_button.click()
    dialog.save_button.click()
    qtbot.waitUntil(begun.is_set, timeout=LONG_MS)
    with qtbot.waitSignal(program.window.desk_closed, timeout=LONG_MS):
        program.window.close()
    assert jobs.running() == 0
    assert list(out.iterdir()) == []

    again = start(folder)
    again.unlock(PASSPHRASE)
    kept = again.plan.sheet()
    assert kept is not None
    if again.plan.editing.is_open():
        again.key(Qt.Key.Key_Return)
    assert again.plan.acts.plans.sheet(kept.head.id).rows[0].timescale == "By May"
