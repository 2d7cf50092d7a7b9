"""The panel desk over a real store, with a stand-in for the shell."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.panels.ui.desk.view import DeskView
from prevent_desk.panels.ui.room import PanelRoom
from prevent_desk.panels.ui.views import DESK
from prevent_desk.ui import jobs
from tests.panels.desks import Desk
from tests.plan.page_room import DeskStandIn


class OneRoomShell(DeskStandIn):
    """A shell that shows the room of panels only."""

    room: PanelRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        if name == PanelRoom.title:
            self.room.go_to(position or {})


class DeskOnly(PanelRoom):
    """The room of panels that opens with the desk: the list of meetings is not what is tried."""

    start = DESK


class DeskRoom:
    """The desk on show, as large as in the pictures of the design."""

    def __init__(self, desk: Desk, qtbot: QtBot, size: tuple[int, int] = (1290, 606)) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.shell = OneRoomShell(desk.store)
        self.room = self.shell.room = DeskOnly(desk.services, self.shell, desk.clock)
        self.shell.after_undo = self.room.reload
        # As a lock does it: nothing may wait for a store that is closed.
        qtbot.addWidget(self.room, before_close_func=lambda _room: self.room.flush())
        self.room.resize(*size)
        with qtbot.waitActive(self.room):
            self.room.show()
            self.room.activateWindow()
        self.room.go_to({"view": DESK, "meeting": desk.told.meeting})
        self.settle()

    @property
    def view(self) -> DeskView:
        found = self.room.view()
        assert isinstance(found, DeskView)
        return found

    @property
    def hub(self) -> Hub:
        return self.view.hub

    def settle(self) -> None:
        """Let what follows from an act come to rest."""
        for _ in range(3):
            QApplication.processEvents()
        self.qtbot.waitUntil(lambda: jobs.running() == 0)

    def part(self, kind: type[QWidget]) -> Any:
        """Return the one widget of a class."""
        (found,) = self.room.findChildren(kind)
        return found

    def focused(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self.focused(), key, held)
        self.settle()

    def type(self, text: str) -> None:
        """Type words where the keyboard is."""
        QTest.keyClicks(self.focused(), text)
        self.settle()

    def dialog(self) -> QDialog:
        """Return the dialog that is open."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        return found
