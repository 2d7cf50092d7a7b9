"""What F1 tells of the keys of the desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from prevent_desk.app.keys_dialog import KeysDialog
from tests.app.conftest import Starting
from tests.vault.desks import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_f1_tells_how_to_go_from_tab_to_tab(start: Starting, folder: Path, qtbot: QtBot) -> None:
    """An officer at the keyboard tried Ctrl+Tab on a panel, and was told no other key."""
    program = start(folder)
    program.unlock(PASSPHRASE)
    dialog = KeysDialog(program.shell.page(), program.shell.own_commands(), program.window)
    qtbot.addWidget(dialog)
    told = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"Tab before, next tab", "Next pane, pane before"} <= told
