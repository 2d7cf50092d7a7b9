"""The plan's head in the real window: what is read where there is room for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from prevent_desk.plan.ui.head_bar import HeadBar
from tests.app.conftest import Starting
from tests.vault.desks import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_the_version_is_read_whole_from_the_first_moment(start: Starting, folder: Path) -> None:
    program = start(folder)
    program.window.resize(1366, 698)
    program.unlock(PASSPHRASE)
    head = program.window.findChild(HeadBar)
    assert isinstance(head, HeadBar)
    chip = head.form.version_chip
    assert chip.text() == "Working copy after V1.6/5/15"
    assert chip.width() == chip.sizeHint().width()
