"""One act tells of itself by several signals; what is shown is read again once for all of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from prevent_desk.panels.ui.desk.hub import Hub


class Once(QObject):
    """Does something once a burst of signals is over, or at once and then not again for that burst.

    What waits is done on another point and on another page too, or what was written last would
    stay unseen there. A store that was closed meanwhile is not asked.
    """

    def __init__(
        self, act: Callable[[], object], hub: Hub, parent: QObject, *, wait_ms: int = 0
    ) -> None:
        super().__init__(parent)
        self._act, self._hub = act, hub
        self._is_done = False
        self._timer = QTimer(self, singleShot=True, interval=wait_ms)
        self._timer.timeout.connect(self._do)
        hub.leaving.connect(self._end_burst)

    def ask(self) -> None:
        """Ask for it; a burst of asking has one answer."""
        if not self._timer.isActive():
            self._is_done = False
            self._timer.start()

    def now(self) -> None:
        """Do it at once; what the same burst still asks for is answered by it."""
        self._act()
        self._is_done = True
        self._timer.start()

    def _end_burst(self) -> None:
        """Let what is asked for from now on be no part of what was done at once before."""
        self._is_done = False

    def _do(self) -> None:
        if not self._is_done and self._hub.can_read():
            self._act()
