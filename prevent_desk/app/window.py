"""The one window: the locked screens first, then the desk; locked again by starting anew."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QEventLoop, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from prevent_desk.app.early_keys import EarlyKeys
from prevent_desk.app.gate import DeskGate
from prevent_desk.app.user_settings import UserSettings
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import DeskError
from prevent_desk.ui import icons, jobs
from prevent_desk.vault.ui.locked import LockedScreens

if TYPE_CHECKING:
    from prevent_desk.app.cover import Covers
    from prevent_desk.app.shell import Shell
    from prevent_desk.app.watch import Watch
    from prevent_desk.vault.desk import OpenDesk

Relaunch = Callable[[Path, str], None]
"""Starts the program anew, locked: (the desk's folder, where the window stood)."""

_TELL_MS = 15_000
_CONTROL = Qt.KeyboardModifier.ControlModifier
_BARE = Qt.KeyboardModifier.NoModifier
_HELD = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta})


class DeskWindow(QMainWindow):
    """Holds what is on show; knows when to lock and when to close.

    Signals:
        painted: The first screen is there; nobody can have typed yet.
        desk_opened: The shell of a desk is on show.
        desk_closed: The desk is closed, for a lock or for good.
    """

    painted = Signal()
    desk_opened = Signal()
    desk_closed = Signal()

    def __init__(
        self,
        kept: UserSettings,
        clock: Clock,
        folder: Path | None,
        relaunch: Relaunch,
        *,
        at_once: bool = False,
    ) -> None:
        """Show the locked screens.

        Args:
            kept: Settings outside the vault.
            clock: The reader of the time for everything done here.
            folder: The desk to unlock; None where this user has none yet.
            relaunch: Called at a lock, when the desk is closed.
            at_once: Open it without being asked, if it is a practice desk.
        """
        super().__init__()
        self._kept, self._clock, self._relaunch = kept, clock, relaunch
        self._desk: OpenDesk | None = None
        self.shell: Shell | None = None
        self._painted = False
        self._closing = False
        self.setWindowTitle(self.tr("Prevent Desk"))
        self.resize(1366, 698)
        self.setMinimumSize(960, 560)
        self.gate = DeskGate(clock, self)
        self.gate.opened.connect(self._opened)
        self.gate.desk_chosen.connect(lambda chosen: kept.put("desk/folder", str(chosen)))
        self.locked = LockedScreens(self.gate, folder)
        self._early = EarlyKeys()
        for trying in (self.locked.unlock_page.unlock_asked, self.locked.practice_box.asked):
            trying.connect(lambda *_: self._early.forget())
        if at_once:
            # The gate waits until it has loaded.
            self.locked.open_at_once()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.locked)
        self.setCentralWidget(self._stack)
        self.covers: Covers | None = None
        self.watch: Watch | None = None
        self._tell = QTimer(self, interval=_TELL_MS)
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
        """Keep everything typed, close the desk with a backup, and start anew, locked.

        Works with any dialog open: what stands in it is kept with the drafts.
        """
        if self._desk is None or self._closing:
            return
        folder = self._desk.folder
        clipboard = QApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()
        # At once: closing takes a moment, and whoever locks wants nothing to be read any more. The
        # window is not switched off: that takes the focus from a cell that is being typed into,
        # which would commit words that are only to be kept.
        if self.covers is not None:
            self.covers.lay(self.tr("Locking…"))
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        # Nobody is there to read what went wrong; the age of the backup tells at the next unlock.
        self._close_desk()
        self._relaunch(folder, self.geometry_text())
        self._drop_shell()

    def _drop_shell(self) -> None:
        """Let go of pages whose store is closed."""
        shell, self.shell = self.shell, None
        if shell is not None:
            shell.deleteLater()

    def cover(self) -> None:
        """Hide everything until the next key; only an open desk has something to hide."""
        if self.covers is not None and not self._closing:
            self.covers.lay()

    def _veil(self) -> None:
        """Hide names from whoever passes while she works in another program."""
        if self.shell is None or self.covers is None or self._closing or self.covers.are_on:
            return
        if self.shell.holds_names():
            self.covers.lay(
                self.tr("Veiled while you are elsewhere. Any key shows the desk again."),
                # "Elsewhere" is the meeting itself, which looks at this window.
                but_shared=True,
            )

    # Opening and closing

    def _opened(self, desk: OpenDesk) -> None:
        # The gate has loaded these; before that they would hold up the first screen.
        from prevent_desk.app.cover import Covers
        from prevent_desk.app.services import build
        from prevent_desk.app.shell import Shell
        from prevent_desk.app.watch import LEAST_MINUTES, MOST_MINUTES, Watch

        self._desk = desk
        self.covers = Covers(self)
        if not desk.practice:
            self._kept.put("desk/folder", str(desk.folder))
        try:
            shell = self.shell = Shell(build(desk, self._clock), self._kept)
        except DeskError as error:
            # The very page that was to be shown is damaged.
            self._unsettled(error)
            return
        shell.lock_asked.connect(self.lock)
        shell.cover_asked.connect(self.cover)
        shell.title_changed.connect(self.setWindowTitle)
        shell.idle_minutes_chosen.connect(self._take_minutes)
        shell.capture_chosen.connect(self._guard_from_capture)
        self._stack.addWidget(shell)
        self._stack.setCurrentWidget(shell)
        self.setWindowTitle(shell.title())
        minutes = self._kept.number("lock/minutes", LEAST_MINUTES, MOST_MINUTES)
        self.watch = Watch(minutes, self._clock, self._key_anywhere, self)
        self.watch.idle.connect(self.lock)
        self.watch.seconds_left.connect(shell.say_seconds_left)
        self.watch.away.connect(self._veil)
        self._tell.start()
        self._tell_lock_time()
        self._guard_from_capture()
        # A dialog is a window of its own, and takes the focus when it opens.
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self._guard_from_capture)
        shell.page().widget().setFocus()
        # The pages are still being checked beside all this; nothing is written before that ends.
        jobs.run(lambda _report, _stopped: desk.settle(), self, self._settled, self._unsettled)
        self._early.give_to(shell)

    def _settled(self, _nothing: None) -> None:
        if self.shell is None or self._closing:
            return
        self._stack.removeWidget(self.locked)
        self.locked.deleteLater()
        self.shell.begin()
        # What is there now stays; the collector need not go through it again and again.
        gc.freeze()
        self.desk_opened.emit()

    def _unsettled(self, error: BaseException) -> None:
        """Take the desk away again: its file is not what was written there."""
        if self._desk is None or self._closing:
            return
        self._stack.setCurrentWidget(self.locked)
        self._tell.stop()
        if self.watch is not None:
            self.watch.stop()
        self._desk.abandon()
        self._desk = self.covers = self.watch = None
        self._drop_shell()
        self.setWindowTitle(self.tr("Prevent Desk"))
        self.locked.refused(error)

    def _close_desk(self) -> DeskError | None:
        """Keep everything and close the desk; return what went wrong, closed though it is.

        On the window's own thread: nothing on the page may ask the store for anything meanwhile,
        and a machine about to sleep waits for this thread only.
        """
        desk, shell = self._desk, self.shell
        if desk is None or shell is None:
            return None
        self._closing = True
        trouble: DeskError | None = None
        try:
            shell.leave()
        except DeskError as error:
            # A full disk must not keep the desk open in front of an empty chair.
            trouble = error
        self._tell.stop()
        # A window of its own would outlive this one, and with it the program.
        for window in QApplication.topLevelWidgets():
            if window.property("share_safe"):
                window.close()
        jobs.stop_all()
        try:
            desk.close()
        except DeskError as error:
            trouble = trouble or error
        # What went wrong is told in a dialog, in whose loop the pages would go on asking the store.
        for timer in shell.findChildren(QTimer):
            timer.stop()
        if self.watch is not None:
            self.watch.stop()
        self._desk = None
        self.desk_closed.emit()
        return trouble

    def _say(self, error: DeskError) -> None:
        from prevent_desk.ui import messages

        self.setEnabled(True)
        messages.show_failure(self, error)

    # Watching

    def _key_anywhere(self, event: QKeyEvent) -> bool:
        """Lock and cover by key over any dialog; while covered every key only lifts the cover."""
        if self._closing:
            event.accept()
            return True
        covered = self.covers is not None and self.covers.are_on
        lock = event.key() == Qt.Key.Key_L and event.modifiers() == _CONTROL
        cover = event.key() == Qt.Key.Key_F12 and event.modifiers() == _BARE
        if not (lock or cover or covered):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif lock or (cover and covered):
            self.lock()
        elif cover:
            self.cover()
        elif self.covers is not None and event.key() not in _HELD:
            self.covers.lift()
        return True

    def _take_minutes(self, minutes: int) -> None:
        if self.watch is not None:
            self.watch.set_minutes(minutes)
            self._tell_lock_time()

    def _tell_lock_time(self) -> None:
        if self.shell is not None and self.watch is not None:
            self.shell.say_lock_time(self.watch.remaining())

    def kept_from_capture(self) -> list[QWidget]:
        """Return the windows that may hold names: all on show but the one made for sharing."""
        return [
            window
            for window in QApplication.topLevelWidgets()
            if window.isVisible() and window.isWindow() and not window.property("share_safe")
        ]

    def _guard_from_capture(self) -> None:
        if sys.platform == "win32":
            from prevent_desk.app import windows

            hidden = self._kept.get("window/capture") != "shown"
            for window in self.kept_from_capture():
                windows.leave_out_of_capture(int(window.winId()), leave_out=hidden)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is pressed while a desk is being opened, for that desk."""
        if self.shell is not None:
            super().keyPressEvent(event)
        elif self.locked.is_opening:
            self._early.keep(event)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Load the heavy parts once the first screen has been painted, not a moment before."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        self.painted.emit()
        self.gate.load()
        self.setWindowIcon(icons.icon("shield", "accent"))
        if sys.platform == "win32":
            from prevent_desk.app import windows

            windows.watch_session(int(self.winId()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the desk with a verified backup; nothing typed is lost, nothing is asked."""
        self._kept.put("window/geometry", self.geometry_text())
        if self._desk is not None:
            # Takes the focus from what is being typed, and so commits it.
            self.setEnabled(False)
            trouble = self._close_desk()
            if trouble is not None:
                self._say(trouble)
            self._drop_shell()
        jobs.stop_all()
        event.accept()

    if sys.platform == "win32":

        def nativeEvent(
            self, kind: QByteArray | bytes | bytearray | memoryview[int], message: int
        ) -> object:
            """Lock when Windows locks, sleeps, or hands the session to somebody else."""
            from prevent_desk.app import windows

            if windows.asks_to_lock(int(message)):
                self.lock()
            return super().nativeEvent(kind, message)
