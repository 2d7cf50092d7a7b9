"""A log's tab on real widgets, with a stand-in for the shell around it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.store.session import Store
from prevent_desk.ui import jobs
from tests.logbook.logs import Events, EventsPage, EventsTab, clock
from tests.plan.page_room import DeskStandIn


class Room:
    """The page, open, and what tests do in it."""

    def __init__(self, store: Store, qtbot: QtBot, **position: Any) -> None:
        self.store, self.qtbot = store, qtbot
        self.shell = DeskStandIn(store)
        self.log = Events(store)
        self.page = EventsPage(self.log, self.shell, clock())
        self.shell.after_undo = self.page.reload
        qtbot.addWidget(self.page)
        self.page.resize(1290, 626)
        if position:
            self.page.go_to(position)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.page.setFocus()
        self.settle()

    @property
    def tab(self) -> EventsTab:
        """Return its tab."""
        tab = self.page.tab()
        assert isinstance(tab, EventsTab)
        return tab

    def settle(self) -> None:
        """Let what runs beside the window come to its end."""
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not jobs.running())

    def titles(self) -> list[str]:
        """Return what the list shows."""
        rows = self.tab.table.rows
        return [rows.record(row).title for row in range(rows.rowCount())]

    def keys(
        self,
        typed: Any,
        to: QWidget | None = None,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key, or type words, where the keyboard is."""
        target = to or self.page.window().focusWidget()
        assert target is not None
        if isinstance(typed, str):
            QTest.keyClicks(target, typed)
        else:
            QTest.keyClick(target, typed, held)
        QApplication.processEvents()
