"""The whole room of referrals over a real store, with a stand-in for the shell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.ui.room import ReferralRoom
from prevent_desk.ui import jobs
from tests.plan.page_room import DeskStandIn
from tests.referrals.desks import Desk


class OneRoomShell(DeskStandIn):
    """A shell that shows one room only."""

    room: ReferralRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        self.room.go_to(position or {})


class Room:
    """The room, shown as large as in the pictures of the design."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.shell = OneRoomShell(desk.store)
        self.room = self.shell.room = ReferralRoom(desk.services, self.shell, desk.clock)
        self.shell.after_undo = self.room.reload
        qtbot.addWidget(self.room)
        self.room.resize(1290, 626)
        with qtbot.waitActive(self.room):
            self.room.show()
            self.room.activateWindow()

    def open(self, view: str, **position: Any) -> None:
        """Show a view, and wait until what it reads beside the window is there."""
        self.room.go_to({"view": view, **position})
        self.settle()

    def settle(self) -> None:
        """Let the work beside the window end, and what follows from it."""
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: jobs.running() == 0, timeout=30_000)
        QApplication.processEvents()

    def find(self, kind: type[QWidget]) -> Any:
        """Return the one shown widget of a class."""
        found = [one for one in self.room.findChildren(kind) if one.isVisible()]
        assert len(found) == 1, found
        return found[0]

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self.focused(), key, modifiers)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type words where the keyboard is."""
        QTest.keyClicks(self.focused(), text)
        QApplication.processEvents()

    def focused(self) -> QWidget:
        """Return what has the keyboard."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def act(self, act: Callable[[], object]) -> None:
        """Do something and let it come to rest."""
        act()
        self.settle()
