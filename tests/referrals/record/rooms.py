"""The room of referrals over a real store, in a window, with a stand-in for the shell around it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.ui.desk_view import DeskView
from prevent_desk.referrals.ui.record.pane import Record
from prevent_desk.referrals.ui.room import ReferralRoom
from prevent_desk.referrals.ui.timeline.tab import TimelineTab
from prevent_desk.ui import jobs, theme
from tests.plan.page_room import DeskStandIn
from tests.referrals.desks import Desk

PAGE = (1290, 626)
"""The page of a window of 1366x698: without rail, top bar and status bar."""
SMALL_PAGE = (1204, 568)
"""The same of 1280x640."""


def focused() -> QWidget:
    """Return where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None, "the keyboard is nowhere"
    return widget


def enter(dialog: QDialog) -> None:
    """Give a dialog the keyboard, as a screen does when it opens."""
    dialog.activateWindow()
    QApplication.processEvents()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(focused(), key, modifier)


def write(words: str) -> None:
    """Type words where the keyboard is."""
    QTest.keyClicks(focused(), words)


class Shell(DeskStandIn):
    """Opens positions in the room as the shell does, keeping where one went."""

    room: ReferralRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        self.room.go_to(position or {})


class Window(QMainWindow):
    """The room in a window.

    Attributes:
        shell: The stand-in for the shell: what it was told, where it was sent.
    """

    def __init__(self, desk: Desk, qtbot: QtBot, size: tuple[int, int] = PAGE) -> None:
        super().__init__()
        theme.set_text_percent(100)
        self.desk, self._bot = desk, qtbot
        self.shell = Shell(desk.store)
        self.room = ReferralRoom(desk.services, self.shell, desk.clock)
        self.shell.room = self.room
        self.shell.after_undo = self.room.reload
        self.setCentralWidget(self.room)
        qtbot.addWidget(self)
        self.resize(*size)
        self.show()
        qtbot.waitExposed(self)
        self.settle()

    def settle(self) -> None:
        """Wait until every job has ended and what followed is done."""
        self._bot.waitUntil(lambda: not jobs.running(), timeout=5000)

    def open(self, episode_id: int, tab: str = "") -> None:
        """Show a referral and wait for what follows its first picture."""
        self.room.go_to({"episode": episode_id, "tab": tab})
        self._bot.waitUntil(lambda: not self.record._is_new, timeout=5000)
        self.settle()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is typed, as the desk does before it closes the store."""
        self.room.flush()
        super().closeEvent(event)

    @property
    def view(self) -> DeskView:
        """List and record."""
        found = self.room.view()
        assert isinstance(found, DeskView)
        return found

    @property
    def record(self) -> Record:
        """The record in the middle."""
        return self.view.record

    @property
    def timeline(self) -> TimelineTab:
        """The tab “Timeline”."""
        tab = self.record.tab_widget("timeline")
        assert isinstance(tab, TimelineTab)
        return tab
