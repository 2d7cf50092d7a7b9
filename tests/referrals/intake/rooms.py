"""The intake in its room, over a real store, worked by keys alone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.ui.intake.view import IntakeView
from prevent_desk.referrals.ui.room import ReferralRoom
from prevent_desk.ui import jobs
from tests.plan.page_room import DeskStandIn
from tests.referrals.desks import Desk

CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class IntakeDesk(DeskStandIn):
    """A shell that shows one room only."""

    room: ReferralRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        self.room.go_to(position or {})


class IntakeRoom:
    """The room with the intake on show; counts the keys that are not letters."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk = desk
        self.shell = IntakeDesk(desk.store)
        self.room = ReferralRoom(desk.services, self.shell, desk.clock)
        self.shell.room = self.room
        self.shell.after_undo = self.room.reload
        self.qtbot = qtbot
        self.keys = 0
        qtbot.addWidget(self.room, before_close_func=lambda _room: self.end())
        self.room.resize(1290, 626)
        with qtbot.waitActive(self.room):
            self.room.show()
            self.room.activateWindow()

    @property
    def view(self) -> IntakeView:
        """The intake, wherever the room is."""
        view = self.room._views["intake"]
        assert isinstance(view, IntakeView)
        return view

    def open(self, **position: Any) -> IntakeView:
        """Open the intake."""
        self.room.go_to({"view": "intake", **position})
        self.turn()
        return self.view

    def wake(self) -> None:
        """Give the window the keyboard again, as a system does when a dialog over it closes."""
        with self.qtbot.waitActive(self.room):
            self.room.activateWindow()

    def end(self) -> None:
        """Let everything come to its end, while the store is open."""
        self.room.flush()
        assert jobs.stop_all()

    def turn(self) -> None:
        """Let what was asked for later happen."""
        QApplication.processEvents()

    def focused(self) -> QWidget:
        """Return what has the keyboard."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key that is no letter of a text."""
        self.keys += 1
        QTest.keyClick(self.focused(), key, modifiers)
        self.turn()

    def type(self, text: str) -> None:
        """Type words."""
        QTest.keyClicks(self.focused(), text)
        self.turn()
