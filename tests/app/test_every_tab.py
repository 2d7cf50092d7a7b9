"""Every room's tabs, clicked as a person does who has opened none of them yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from prevent_desk.app.demo import PRACTICE_PASSPHRASE
from prevent_desk.ui.tabs_page import TabsPage
from prevent_desk.ui.widgets.tab_bar import TabBar
from tests.app.conftest import Starting

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_each_tab_of_each_room_is_shown_by_a_click(start: Starting, practice: Path) -> None:
    program = start(practice)
    program.unlock(PRACTICE_PASSPHRASE)
    program.window.resize(1366, 698)
    clicked: dict[str, int] = {}
    for name in program.shell._modules:
        program.shell.open_page(name)
        program.settle()
        for bar in program.shell.page().widget().findChildren(TabBar):
            shown = [tab for tab in bar._tabs.values() if tab.isVisible()]
            for tab in shown:
                QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
                program.settle()
                assert bar.tab() == tab.key
                page = bar.parentWidget()
                if isinstance(page, TabsPage):
                    assert page.tab().widget().isVisible()
                clicked[name] = clicked.get(name, 0) + 1
    assert {"Contacts", "Training", "Community"} <= clicked.keys()
    assert sum(clicked.values()) > 12
