"""The one window: the unlock screen first, then the desk; locked again by starting anew."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from prevent_desk.app.cover import Cover
from prevent_desk.app.gate import DeskGate
from prevent_desk.app.idle import LEAST_MINUTES, MOST_MINUTES, IdleWatch
from prevent_desk.app.user_settings import UserSettings
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import DeskError
from prevent_desk.ui import icons, jobs, messages
from prevent_desk.vault.ui.locked import LockedScreens

if TYPE_CHECKING:
    from prevent_desk.app.shell import Shell
    from prevent_desk.vault.desk import OpenDesk

Relaunch = Callable[[Path, str], None]

_LOCK_TELL_MS = 15_000


class DeskWindow(QMainWindow):
    """Holds what is on show; knows when to lock and when to close."""

    def __init__(
        self, kept: UserSettings, clock: Clock, folder: Path | None, relaunch: Relaunch
    ) -> None:
        super().__init__()
        self._kept, self._clock, self._relaunch = kept, clock, relaunch
        self._desk: OpenDesk | None = None
        self.shell: Shell | None = None
        self._painted = False
        self._closing = False
        self.setWindowTitle(self.tr("Prevent Desk"))
        self.setWindowIcon(icons.icon("shield", "accent"))
        self.resize(1366, 698)
        self.setMinimumSize(960, 560)
        self.gate = DeskGate(clock, self)
        self.gate.opened.connect(self._opened)
        self.gate.desk_chosen.connect(lambda chosen: kept.put("desk/folder", str(chosen)))
        self.locked = LockedScreens(self.gate, folder)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.locked)
        self.setCentralWidget(self._stack)
        self.cover = Cover(self)
        self._idle: IdleWatch | None = None
        self._tell = QTimer(self, interval=_LOCK_TELL_MS)
        self._tell.timeout.connect(self._tell_lock_time)

    def geometry_text(self) -> str:
        """Return size and place as text, for the process that takes over."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def take_geometry(self, text: str) -> None:
        """Stand where the process before stood; nonsense is passed over."""
        if text:
            with suppress(ValueError):
                self.restoreGeometry(QByteArray.fromBase64(text.encode("ascii", "replace")))

    def lock(self) -> None:
        """Keep everything typed, close the desk, and start anew, locked.

        Works with any dialog open: what stands in it was kept as it was typed.
        """
        if self._desk is None or self._closing:
            return
        self._closing = True
        self.setEnabled(False)
        folder = self._desk.folder
        clipboard = QApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()
        self._close_desk(lambda: self._relaunch(folder, self.geometry_text()))

    def showEvent(self, event: QShowEvent) -> None:
        """Load the heavy parts once the first screen has been painted."""
        super().showEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.gate.load)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the desk with a verified backup; nothing typed is lost, nothing is asked."""
        self._kept.put("window/geometry", self.geometry_text())
        if self._desk is None:
            jobs.stop_all()
            event.accept()
            return
        event.ignore()
        if not self._closing:
            self._closing = True
            self.setEnabled(False)
            self._close_desk(QApplication.quit)

    def _close_desk(self, then: Callable[[], object]) -> None:
        desk, shell = self._desk, self.shell
        if desk is None or shell is None:
            return
        with suppress(DeskError):
            shell.flush()
        if self._idle is not None:
            self._idle.deleteLater()
            self._idle = None
        jobs.stop_all()

        def closed(_answer: object) -> None:
            self._desk = None
            then()

        def failed(error: BaseException) -> None:
            # Closed all the same; only the backup was not made, and that has to be known.
            self.setEnabled(True)
            messages.show_failure(self, error)
            closed(None)

        jobs.run(lambda _report, _stopped: desk.close(), self, closed, failed)

    def _opened(self, desk: OpenDesk) -> None:
        from prevent_desk.app import heavy

        self._desk = desk
        if not desk.practice:
            self._kept.put("desk/folder", str(desk.folder))
        shell = heavy.Shell(heavy.build(desk, self._clock), self._kept)
        self.shell = shell
        shell.lock_asked.connect(self.lock)
        shell.cover_asked.connect(self.cover.lay)
        shell.title_changed.connect(self.setWindowTitle)
        self._stack.addWidget(shell)
        self._stack.setCurrentWidget(shell)
        self.setWindowTitle(shell.title())
        self._idle = IdleWatch(self._kept.number("lock/minutes", LEAST_MINUTES, MOST_MINUTES), self)
        self._idle.idle.connect(self.lock)
        shell.idle_minutes_chosen.connect(self._idle.set_minutes)
        shell.idle_minutes_chosen.connect(lambda _minutes: self._tell_lock_time())
        self._tell.start()
        self._tell_lock_time()
        self._drop(self.locked)
        shell.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_lock_time(self) -> None:
        if self.shell is not None and self._idle is not None:
            self.shell.say_lock_time(self._idle.remaining_ms())

    def _drop(self, screen: QWidget) -> None:
        self._stack.removeWidget(screen)
        screen.deleteLater()
