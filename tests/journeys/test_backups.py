"""Backups by keyboard alone: found, restored to a new folder, and opened from there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from prevent_desk.app.settings_page import SettingsPage
from prevent_desk.ui.page import Command
from prevent_desk.vault.ui.backups_section import RestoreDialog
from prevent_desk.vault.ui.restore_page import RestorePage
from tests.app.conftest import Starting
from tests.app.program import LONG_MS, Program
from tests.vault.desks import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def named(program: Program, words: str) -> Command:
    """Return the page the palette offers for some words."""
    return next(one for one in program.shell._page_commands() if words in one.words)


def test_a_backup_is_restored_to_a_new_folder_and_opens_there(
    start: Starting, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(folder)
    program.unlock(PASSPHRASE)
    named(program, "restore").run()
    page = program.shell.page()
    assert isinstance(page, SettingsPage)
    page.form.sections_list.setFocus()
    program.key(Qt.Key.Key_Down)
    program.settle()
    page.backups.form.backup_button.click()
    program.settle()
    assert page.backups.model.rowCount()

    def enter(dialog: RestoreDialog) -> bool:
        dialog.show()
        QTest.keyClick(dialog.folder_edit, Qt.Key.Key_Return)
        return bool(dialog.result())

    monkeypatch.setattr(RestoreDialog, "exec", enter)
    page.backups.form.restore_button.click()
    made = folder.with_name(f"{folder.name}-restored")
    qtbot.waitUntil(lambda: (made / "keyslots.json").is_file(), timeout=LONG_MS)
    program.settle()
    program.window.close()

    again = start(made)
    again.unlock(PASSPHRASE)
    # It opens where the desk was when the backup was taken: at the settings, once that was kept.
    again.shell.open_page("Plan")
    assert again.plan.shown_count() == "14 of 14 actions shown"


def test_a_damaged_desk_is_made_good_from_its_backup_by_keyboard_alone(
    start: Starting, folder: Path, qtbot: QtBot
) -> None:
    database = folder / "vault.pdv"
    bytes_of = bytearray(database.read_bytes())
    bytes_of[-2000] ^= 1
    database.write_bytes(bytes(bytes_of))
    program = start(folder)
    locked = program.window.locked
    program.type(PASSPHRASE)
    with qtbot.waitSignal(locked.shown, timeout=LONG_MS):
        program.key(Qt.Key.Key_Return)
    program.settle()
    assert locked.showing == "stopped"
    with qtbot.waitSignal(locked.shown, timeout=LONG_MS):
        program.key(Qt.Key.Key_Return)
    program.settle()
    assert locked.showing == "restore"
    page = locked.findChild(RestorePage)
    assert page is not None
    for _press in range(4):
        if page.secret.isAncestorOf(program.focus()):
            break
        program.key(Qt.Key.Key_Tab)
    program.type(PASSPHRASE)
    program.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.facts is not None, timeout=LONG_MS)
    program.settle()
    with qtbot.waitSignal(page.restored, timeout=LONG_MS):
        program.key(Qt.Key.Key_Return)
    program.settle()
    assert locked.showing == "unlock"
    program.unlock(PASSPHRASE)
    assert program.plan.shown_count() == "14 of 14 actions shown"
    assert database.read_bytes() == bytes(bytes_of)
