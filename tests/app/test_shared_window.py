"""The shared window beside the real one: cover, veil, lock, capture and the status bar."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prevent_desk.app.cover import Cover
from prevent_desk.panels.ui.desk.sharing import WARNING
from prevent_desk.panels.ui.shared.window import SharedWindow
from prevent_desk.ui.widgets.dialog import Dialog
from tests.app.conftest import Starting
from tests.app.program import Program
from tests.panels.desks import with_meeting
from tests.vault.desks import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def sharing(start: Starting, folder: Path) -> Program:
    """The program with a panel under way and its shared window open."""
    program = start(folder)
    program.unlock(PASSPHRASE)
    services = program.shell._services
    told = with_meeting(services.desk.store, program.clock)
    services.panels.meetings.begin(told.meeting)
    program.shell.open_page("Panels", {"view": "desk", "meeting": told.meeting})
    program.shell.page().view().hub.share_wanted.emit()  # type: ignore[attr-defined]
    QApplication.processEvents()
    return program


def shared() -> SharedWindow:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, SharedWindow)]
    return found


def covers() -> dict[str, str]:
    """Return what the covers say, by the title of their window."""
    return {
        cover.window().windowTitle(): cover.accessibleName()
        for window in QApplication.topLevelWidgets()
        for cover in window.findChildren(Cover)
        if not cover.isHidden()
    }


def test_the_status_bar_warns_while_a_meeting_looks_on(sharing: Program) -> None:
    assert sharing.shell.status.count.text() == WARNING
    shared().close()
    assert sharing.shell.status.count.text() != WARNING


def test_f12_covers_the_window_a_dialog_and_what_is_shared(sharing: Program, qtbot: QtBot) -> None:
    dialog = Dialog("Why is it behind?", "", sharing.window)
    with qtbot.waitActive(dialog):
        dialog.open()
    sharing.key(Qt.Key.Key_F12)
    told = covers()
    assert told.pop("Prevent Desk – shared view") == "Paused"
    assert len(told) == 2
    sharing.key(Qt.Key.Key_Space)
    assert covers() == {}
    dialog.close()


def test_the_veil_over_names_leaves_the_meeting_its_window(sharing: Program) -> None:
    assert sharing.window.watch is not None
    sharing.window.watch.away.emit()
    told = covers()
    assert "Prevent Desk – shared view" not in told
    assert len(told) == 1


def test_every_window_but_the_shared_one_is_kept_from_capture(
    sharing: Program, qtbot: QtBot
) -> None:
    dialog = Dialog("Why is it behind?", "", sharing.window)
    with qtbot.waitActive(dialog):
        dialog.open()
    kept = sharing.window.kept_from_capture()
    assert {sharing.window, dialog} <= set(kept)
    assert shared() not in kept
    dialog.close()


def test_a_lock_closes_the_shared_window_with_the_desk(sharing: Program) -> None:
    window = shared()
    sharing.lock()
    assert not window.isVisible()


def test_it_closes_with_the_program_which_would_else_not_end(sharing: Program) -> None:
    window = shared()
    sharing.window.close()
    assert not window.isVisible()
