"""Locks the desk when nobody has touched it for a while; cannot be switched off (SECURITY, 3.7)."""

from __future__ import annotations

from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

LEAST_MINUTES, MOST_MINUTES = 1, 15

_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}


class IdleWatch(QObject):
    """Counts the time since the last key or movement in any window of the program.

    Signals:
        idle: The time is over; emitted once, until the next touch.
    """

    idle = Signal()

    def __init__(self, minutes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limit_ms = 0
        self._over = QDeadlineTimer(QDeadlineTimer.ForeverConstant.Forever)
        self._told = False
        # A deadline looked at now and then: restarting a timer at every mouse move costs more, and
        # a timer that slept with the machine would fire late.
        self._look = QTimer(self, interval=1000)
        self._look.timeout.connect(self.look)
        self.set_minutes(minutes)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._look.start()

    def set_minutes(self, minutes: int) -> None:
        """Take a new limit, held to 1 to 15 minutes, and count anew."""
        held = max(LEAST_MINUTES, min(MOST_MINUTES, minutes))
        self._limit_ms = held * 60_000
        self.touch()

    def minutes(self) -> int:
        """Return the limit."""
        return self._limit_ms // 60_000

    def touch(self) -> None:
        """Count anew from now."""
        self._over.setRemainingTime(self._limit_ms)
        self._told = False

    def remaining_ms(self) -> int:
        """Return how long until the desk locks."""
        return max(0, self._over.remainingTime())

    def look(self) -> None:
        """Tell if the time is over."""
        if self._over.hasExpired() and not self._told:
            self._told = True
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count anew at every touch; takes no event away."""
        if event.type() in _TOUCHES:
            self.touch()
        return False
