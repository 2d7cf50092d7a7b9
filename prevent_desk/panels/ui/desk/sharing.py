"""Opens and feeds the shared window: the only place where the desk and that window meet."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from prevent_desk.core.clock import local
from prevent_desk.core.errors import DeskError
from prevent_desk.panels.model.board import Board
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.panels.ui.desk.once import Once
from prevent_desk.panels.ui.shared.window import SharedWindow

WARNING = "This window holds names: do not share it"


class SharedView(QObject):
    """Shows the shared window or takes it away, and tells it what is new, once for each change."""

    def __init__(self, hub: Hub, owner: QWidget) -> None:
        super().__init__(owner)
        self._hub = hub
        self.window: SharedWindow | None = None
        # One act tells of itself by several signals; the board is read once for all of them.
        self._once = Once(self._feed, hub, self)
        for told in (hub.meeting_changed, hub.room_changed, hub.agenda_changed):
            told.connect(self._later)
        hub.actions_changed.connect(self._later)
        hub.share_wanted.connect(self.toggle)
        hub.around.acts.changed.connect(self._later)
        owner.destroyed.connect(self._gone)

    def is_on(self) -> bool:
        """Return whether the shared window is on show."""
        return self.window is not None

    def toggle(self) -> None:
        """Show the window, or close it."""
        if self.window is not None:
            self.window.close()
        elif self._hub.is_live():
            self._open()

    def _open(self) -> None:
        # No parent: a window of its own on the task bar, which a meeting can be shown by itself.
        window = self.window = SharedWindow(self._now)
        window.closed.connect(self._closed)
        window.typed.connect(self._typed)
        self._feed()
        window.show()
        self._hub.share_changed.emit(True)
        self._hub.around.desk.page_changed()

    def _typed(self, letter: str) -> None:
        """Take the keyboard back to the entry line, with what was typed at the shared window."""
        desk = self._hub.around.owner.window()
        desk.activateWindow()
        self._hub.focus_entry()
        at: QWidget | None = desk.focusWidget()
        if at is not None:
            none = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(at, QKeyEvent(QEvent.Type.KeyPress, 0, none, letter))

    def _closed(self) -> None:
        window, self.window = self.window, None
        if window is not None:
            window.deleteLater()
            self._hub.share_changed.emit(False)
            self._hub.around.desk.page_changed()

    def _gone(self) -> None:
        window, self.window = self.window, None
        if window is not None and isValid(window):
            window.deleteLater()

    def _later(self) -> None:
        if self.window is not None:
            self._once.ask()

    def _feed(self) -> None:
        if self.window is None:
            return
        if not self._hub.is_live() or self._hub.meeting_id is None:
            # The meeting ended: what was agreed in it is no longer anybody's to look at.
            self.window.close()
            return
        try:
            board = self._hub.around.services.sharing.board(self._hub.meeting_id)
        except DeskError:
            board = Board()
        self.window.show_board(board)

    def _now(self) -> datetime:
        return local(self._hub.around.clock.now())
