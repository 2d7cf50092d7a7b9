"""The whole program as a person meets it: the real window over a real desk, worked by keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.app.shell import Shell
from prevent_desk.app.user_settings import UserSettings
from prevent_desk.app.window import DeskWindow
from prevent_desk.core.clock import SetClock
from prevent_desk.plan.ui.page import PlanPage
from prevent_desk.plan.ui.room import PlanRoom
from prevent_desk.ui import jobs

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LONG_MS = 60_000


class Program:
    """One run of the program, from its start to a lock or to its end.

    Attributes:
        relaunched: The folders a new process was to be started with, locked.
    """

    def __init__(
        self, bot: QtBot, place: Path, clock: SetClock, folder: Path | None, **more: bool
    ) -> None:
        self._bot = bot
        self.clock = clock
        self.kept = UserSettings(place / "settings.ini")
        self.relaunched: list[Path] = []
        self.window = DeskWindow(self.kept, clock, folder, self._relaunch, **more)
        with bot.waitSignal(self.window.gate.loaded, timeout=LONG_MS), bot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    @property
    def shell(self) -> Shell:
        assert self.window.shell is not None
        return self.window.shell

    @property
    def plan(self) -> PlanPage:
        page = self.shell.page()
        assert isinstance(page, PlanRoom)
        return page.grid

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press a key wherever the keyboard is."""
        self._bot.keyClick(self.focus(), key, held)

    def type(self, text: str) -> None:
        """Type words wherever the keyboard is."""
        for letter in text:
            self._bot.keyClicks(self.focus(), letter)

    def focus(self) -> QWidget:
        """Return the widget that keys go to."""
        found = QGuiApplication.focusObject()
        return found if isinstance(found, QWidget) else self.window

    def _relaunch(self, folder: Path, _geometry: str) -> None:
        """Be gone, as the real process is: no timer of a page may still fire."""
        self.relaunched.append(folder)
        shell, self.window.shell = self.shell, None
        shiboken6.delete(shell)

    def settle(self) -> None:
        """Wait until nothing is being done beside the window."""
        self._bot.waitUntil(lambda: jobs.running() == 0, timeout=LONG_MS)

    def unlock(self, secret: str) -> None:
        """Type a passphrase and press Enter, and wait for the desk."""
        with self._bot.waitSignal(self.window.desk_opened, timeout=LONG_MS):
            self.type(secret)
            self.key(Qt.Key.Key_Return)
        self.settle()

    def lock(self, press: Callable[[], object] | None = None) -> None:
        """Lock by key, or as told, and wait until a new process would have been started."""
        (press or (lambda: self.key(Qt.Key.Key_L, CONTROL)))()
        assert self.relaunched

    def dialog(self) -> QDialog:
        """Return the dialog on top."""
        top = QApplication.activeModalWidget()
        assert isinstance(top, QDialog)
        return top

    def move_clock(self, by: timedelta) -> None:
        """Let time go by with nobody at the desk: it locks once it looks."""
        self.clock.move(by)

    def pass_time(self, by: timedelta) -> None:
        """Let time go by with somebody at the desk."""
        self.clock.move(by)
        if self.window.watch is not None:
            self.window.watch.touch()

    def end(self) -> None:
        """End this run whatever it has come to; a second time does nothing."""
        if not shiboken6.isValid(self.window):
            return
        for window in QApplication.topLevelWidgets():
            if isinstance(window, QDialog):
                window.reject()
        self.window.close()
        jobs.stop_all()
        self.window.deleteLater()
        QApplication.processEvents()
