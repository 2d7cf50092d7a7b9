"""The room of training on real widgets, with a stand-in for the shell around it."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.training.ui.page import TrainingPage
from prevent_desk.training.ui.room import TrainingRoom
from tests.plan.page_room import DeskStandIn
from tests.training.desks import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
Of = TypeVar("Of")


class Shell(DeskStandIn):
    """A shell that shows one room only."""

    room: TrainingRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        self.room.go_to(position or {})


class Room:
    """The room, open, and what tests do in it."""

    def __init__(self, desk: Desk, qtbot: QtBot, **position: Any) -> None:
        self.desk = desk
        self.shell = Shell(desk.store)
        self.room = self.shell.room = TrainingRoom(desk.training, self.shell, desk.clock)
        self.shell.after_undo = self.room.reload
        qtbot.addWidget(self.room)
        self.room.resize(1290, 626)
        with qtbot.waitActive(self.room):
            self.room.show()
            self.room.activateWindow()
        self.room.go_to(position)
        self.room.setFocus()

    def tab(self, key: str, of: type[Of]) -> Of:
        """Show a tab and return it."""
        self.room.go_to({"tab": key})
        view = self.room.view()
        assert isinstance(view, TrainingPage)
        found = view.tab()
        assert isinstance(found, of)
        return found

    def keys(self, typed: Any, *, to: QWidget | None = None, control: bool = False) -> None:
        """Press a key, or type words, where the keyboard is."""
        target = to or QApplication.focusWidget()
        assert target is not None
        if isinstance(typed, str):
            QTest.keyClicks(target, typed)
        else:
            held = CTRL if control else Qt.KeyboardModifier.NoModifier
            QTest.keyClick(target, typed, held)
        QApplication.processEvents()
