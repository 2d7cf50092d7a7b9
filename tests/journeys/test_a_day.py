"""A day at the desk, from end to end, by keyboard alone."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.ui.columns import TIME
from prevent_desk.plan.ui.export_dialog import ExportDialog
from prevent_desk.store import audit
from prevent_desk.ui import jobs
from prevent_desk.vault.ui.new_desk_page import NewDeskPage
from tests.app.conftest import Starting
from tests.app.program import ALT, CONTROL, LONG_MS, Program
from tests.vault.desks import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def timescale(program: Program, row: int = 0) -> str:
    sheet = program.plan.sheet()
    assert sheet is not None
    return program.plan.acts.plans.sheet(sheet.head.id).rows[row].timescale


def at_first_action(program: Program, column: int) -> None:
    sheet = program.plan.sheet()
    assert sheet is not None
    program.plan.view.go_to_action(sheet.rows[0].id, column)
    program.plan.view.setFocus()


def test_a_desk_is_made_by_keyboard_alone_and_opens(
    start: Starting, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prevent_desk.vault import service

    monkeypatch.setattr(service, "calibrate", lambda: service.LIGHT)
    program = start(None)
    assert program.window.locked.showing == "first-run"
    program.key(Qt.Key.Key_Space)
    page = program.window.findChild(NewDeskPage)
    assert isinstance(page, NewDeskPage)
    program.key(Qt.Key.Key_A, CONTROL)
    program.type(str(tmp_path / "Desk-of-today"))
    program.key(Qt.Key.Key_Return)
    program.type(page.form.phrase_pane.made)
    program.key(Qt.Key.Key_Return)
    page.form.recovery_pane.form.sealed_check.setFocus()
    program.key(Qt.Key.Key_Space)
    program.key(Qt.Key.Key_Return)
    groups = page.form.recovery_pane.key.split()
    typed = page.form.typed_pane
    program.type(groups[typed.groups[0] - 1].lower())
    program.key(Qt.Key.Key_Tab)
    program.type(groups[typed.groups[1] - 1])
    with qtbot.waitSignal(program.window.desk_opened, timeout=LONG_MS):
        program.key(Qt.Key.Key_Return)
    program.settle()
    assert program.plan.sheet() is None
    assert (tmp_path / "Desk-of-today" / "keyslots.json").is_file()
    assert program.kept.get("desk/folder") == str(tmp_path / "Desk-of-today")


def test_what_is_typed_comes_back_after_a_lock_and_undo_reaches_over_it(
    start: Starting, folder: Path
) -> None:
    program = start(folder)
    program.unlock(PASSPHRASE)
    at_first_action(program, TIME)
    program.type("By May")
    program.key(Qt.Key.Key_Return)
    assert timescale(program) == "By May"
    at_first_action(program, TIME)
    program.key(Qt.Key.Key_F2)
    program.type(" or June")
    program.lock()
    assert program.relaunched == [folder]

    again = start(folder)
    again.unlock(PASSPHRASE)
    assert timescale(again) == "By May"
    editor = again.focus()
    assert again.plan.editing.editor is not None
    again.key(Qt.Key.Key_Return)
    assert timescale(again) == "By May or June"
    assert editor is not None
    again.key(Qt.Key.Key_Z, CONTROL)
    again.key(Qt.Key.Key_Z, CONTROL)
    assert timescale(again) == "2015-2016"
    again.key(Qt.Key.Key_Y, CONTROL)
    assert timescale(again) == "By May"


def test_progress_set_by_key_stands_in_the_workbook_taken_out(
    start: Starting, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    program = start(folder)
    program.unlock(PASSPHRASE)
    at_first_action(program, TIME)
    program.key(Qt.Key.Key_1, ALT)
    sheet = program.plan.sheet()
    assert sheet is not None
    dialog = ExportDialog(
        program.plan.acts.plans, sheet.head.id, program.shell, program.clock, program.plan,
        kind=Kind.ACTION_PLAN,
    )  # fmt: skip
    dialog.choose_folder = lambda _start: str(tmp_path)
    dialog.folder_button.click()
    dialog.save_button.click()
    qtbot.waitUntil(lambda: dialog.saved is not None, timeout=LONG_MS)
    saved = dialog.saved
    dialog.reject()
    assert saved is not None
    assert zipfile.is_zipfile(saved)
    cells = [c.value for row in load_workbook(saved).worksheets[0].iter_rows() for c in row]
    assert any(str(value).startswith("Behind") for value in cells)
    acts = [record.action for record in audit.records(program.shell._services.desk.store)]
    assert "plan exported" in acts


def test_nobody_there_for_five_minutes_locks_the_desk(start: Starting, folder: Path) -> None:
    program = start(folder)
    program.unlock(PASSPHRASE)
    watch = program.window.watch
    assert watch is not None
    program.move_clock(timedelta(minutes=4, seconds=40))
    watch.look()
    assert not program.relaunched
    assert "Locks in 20 s" in program.shell.status.lock.text()
    program.key(Qt.Key.Key_Shift)
    watch.look()
    assert "5 min" in program.shell.status.lock.text()
    program.move_clock(timedelta(minutes=5, seconds=1))
    program.lock(watch.look)


def test_closing_leaves_a_backup_and_nothing_running(
    start: Starting, folder: Path, qtbot: QtBot
) -> None:
    program = start(folder)
    program.unlock(PASSPHRASE)
    before = set((folder / "backups").glob("*.pdvb"))
    program.move_clock(timedelta(minutes=10))
    with qtbot.waitSignal(program.window.desk_closed, timeout=LONG_MS):
        program.window.close()
    assert set((folder / "backups").glob("*.pdvb")) - before
    assert jobs.running() == 0
    assert not program.relaunched
