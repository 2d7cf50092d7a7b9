"""One act tells of itself by several signals; what is shown is read again once for all of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from prevent_desk.panels.ui.desk.hub import Hub


class Once(QObject):
    """Does something once a burst of signals is over, or at once and then not again for that burst.

    Before another point, a lock or the close nothing is left waiting: a store that is closed by
    then could not be asked.
    """

    def __init__(
        self, act: Callable[[], object], hub: Hub, parent: QObject, *, wait_ms: int = 0
    ) -> None:
        super().__init__(parent)
        self._act = act
        self._is_done = False
        self._timer = QTimer(self, singleShot=True, interval=wait_ms)
        self._timer.timeout.connect(self._do)
        hub.leaving.connect(self.stop)

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

    def stop(self) -> None:
        """Let go of what was asked for."""
        self._timer.stop()

    def _do(self) -> None:
        if not self._is_done:
            self._act()
