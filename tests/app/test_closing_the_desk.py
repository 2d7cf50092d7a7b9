"""The window closes the desk: what its pages wait for ends with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from prevent_desk.core.errors import Refused
from prevent_desk.ui import messages
from tests.app.conftest import Starting
from tests.panels.desks import with_meeting
from tests.vault.desks import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_no_timer_of_a_page_runs_while_a_dialog_tells_what_went_wrong(
    start: Starting, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(folder)
    program.unlock(PASSPHRASE)
    services = program.shell._services
    told = with_meeting(services.desk.store, program.clock)
    services.panels.meetings.begin(told.meeting)
    program.shell.open_page("Panels", {"view": "desk", "meeting": told.meeting})
    desk, shell, running = services.desk, program.shell, list[list[QTimer]]()
    close = desk.close

    def refuse() -> None:
        close()
        raise Refused("The backup could not be written.")

    def look(_parent: object, _error: BaseException) -> None:
        running.append([one for one in shell.findChildren(QTimer) if one.isActive()])

    monkeypatch.setattr(desk, "close", refuse)
    monkeypatch.setattr(messages, "show_failure", look)
    program.window.close()
    assert running == [[]]
