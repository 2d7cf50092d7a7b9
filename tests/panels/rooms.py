"""The whole room of panels over a real store, with a stand-in for the shell."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from prevent_desk.panels.ui.desk.view import DeskView
from prevent_desk.panels.ui.room import PanelRoom
from prevent_desk.ui import jobs
from tests.panels.desks import Desk
from tests.plan.page_room import DeskStandIn

_LONGEST_MS = 60_000


class OneRoomShell(DeskStandIn):
    """A shell that shows the panels only."""

    room: PanelRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        if name == PanelRoom.title:
            self.room.go_to(position or {})


class Room:
    """The room of panels, worked by keys."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.shell = OneRoomShell(desk.store)
        self.room = self.shell.room = PanelRoom(desk.services, self.shell, desk.clock)
        self.shell.after_undo = self.room.reload

    def show(self, wide: int = 1290, high: int = 626) -> None:
        """Show it as large as in the pictures of the design, and wait until it is active."""
        self.room.resize(wide, high)
        self.room.show()
        self.room.activateWindow()
        assert QTest.qWaitForWindowActive(self.room)

    def open(self, view: str, **position: Any) -> None:
        """Show a view, and wait until what it reads beside the window is there."""
        self.room.go_to({"view": view, **position})
        self.settle()

    def open_desk(self, item: int | None = None) -> DeskView:
        """Show the desk on the meeting, at a point of its agenda."""
        place = {} if item is None else {"item": item}
        self.open("desk", meeting=self.desk.told.meeting, **place)
        return self.view()

    def view(self) -> DeskView:
        """Return the panel desk."""
        found = self.room.view()
        assert isinstance(found, DeskView)
        return found

    def end(self) -> None:
        """Close it, and let nothing of it act any more: its timers would ask a closed store."""
        self.room.close()
        self.room.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def settle(self) -> None:
        """Let the work beside the window end, and what follows from it."""
        QApplication.processEvents()
        longest = QDeadlineTimer(_LONGEST_MS)
        while jobs.running() and not longest.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        assert jobs.running() == 0
        QApplication.processEvents()

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self.focused(), key, modifiers)
        self._take_turn()

    def type(self, text: str) -> None:
        """Type words where the keyboard is."""
        QTest.keyClicks(self.focused(), text)
        self._take_turn()

    def line(self, text: str) -> None:
        """Type a line and keep it by Enter."""
        self.type(text)
        self.press(Qt.Key.Key_Return)

    def _take_turn(self) -> None:
        QApplication.processEvents()
        popup = QApplication.activeWindow()
        if popup is not None and popup is not self.room and not popup.isVisible():
            # Without a screen a list of completions stays the active window when it is gone.
            self.room.activateWindow()
            QApplication.processEvents()

    def focused(self) -> QWidget:
        """Return what has the keyboard."""
        found = QApplication.focusWidget()
        assert found is not None
        return found
