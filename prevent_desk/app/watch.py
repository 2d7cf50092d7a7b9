"""Watches keyboard and mouse for the whole program: is anybody there, and which key was pressed.

The desk locks when nobody has touched it for a while; that cannot be switched off (SECURITY 3.7).
Keys seen here work whatever window has the focus, also over an open dialog.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from prevent_desk.core.clock import Clock

LEAST_MINUTES, MOST_MINUTES = 1, 15
SOON_SECONDS = 30
"""How long before it locks the desk says so."""

AWAY_SECONDS = 30
"""How long the program may stand behind others before what it shows is veiled (SECURITY 3.7)."""

_LOOK_MS = 1000
_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)

OnKey = Callable[[QKeyEvent], bool]
"""Is given each key before anyone else; True: it goes no further."""


class Watch(QObject):
    """Counts the time since the last touch, by the clock: so that a sleep of the machine counts.

    Signals:
        idle: The time is over; emitted once, until the next touch.
        seconds_left: Told every second during the last half minute; -1 once it is touched again.
        away: Another program has had the focus for half a minute; emitted once, until it is back.
    """

    idle = Signal()
    seconds_left = Signal(int)
    away = Signal()

    def __init__(
        self, minutes: int, clock: Clock, on_key: OnKey, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock, self._on_key = clock, on_key
        self._touched = clock.now()
        self._limit = timedelta(minutes=MOST_MINUTES)
        self._told = self._warned = False
        self._left: datetime | None = None
        # Looked at each second: restarting a timer at every mouse move costs more, and a timer that
        # slept with the machine would fire late.
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self.look)
        self.set_minutes(minutes)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.installEventFilter(self)
            app.applicationStateChanged.connect(self._state_changed)
        self._look.start()

    def set_minutes(self, minutes: int) -> None:
        """Take a new limit, held to 1 to 15 minutes, and count anew."""
        self._limit = timedelta(minutes=max(LEAST_MINUTES, min(MOST_MINUTES, minutes)))
        self.touch()

    def minutes(self) -> int:
        """Return the limit."""
        return self._limit // timedelta(minutes=1)

    def touch(self) -> None:
        """Count anew from now."""
        self._touched = self._clock.now()
        self._told = False
        if self._warned:
            self._warned = False
            self.seconds_left.emit(-1)

    def remaining(self) -> timedelta:
        """Return how long until the desk locks; zero when the time is over."""
        now = self._clock.now()
        if now < self._touched:
            # The clock was put back: count anew, rather than wait for that day.
            self._touched = now
        return max(timedelta(0), self._touched + self._limit - now)

    def leave(self) -> None:
        """Take note that another program has the focus; nothing when it is known."""
        self._left = self._left or self._clock.now()

    def come_back(self) -> None:
        """Take note that this program has the focus again."""
        self._left = None

    def look(self) -> None:
        """Tell if the time is over, or nearly."""
        self._look_at_focus()
        if sys.platform == "win32":
            self._ask_windows()
        left = self.remaining()
        if left <= timedelta(0):
            if not self._told:
                self._told = True
                self.idle.emit()
        elif left <= timedelta(seconds=SOON_SECONDS):
            self._warned = True
            self.seconds_left.emit(max(1, round(left.total_seconds())))

    def stop(self) -> None:
        """Watch no more; the desk is closed."""
        self._look.stop()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.removeEventFilter(self)
            app.applicationStateChanged.disconnect(self._state_changed)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.come_back()
        else:
            self.leave()

    def _look_at_focus(self) -> None:
        if self._left is None:
            return
        if self._clock.now() - self._left >= timedelta(seconds=AWAY_SECONDS):
            self._left = None
            self.away.emit()

    if sys.platform == "win32":

        def _ask_windows(self) -> None:
            """Count a touch in another program as one: somebody sits at the machine."""
            from prevent_desk.app import windows

            last = self._clock.now() - timedelta(milliseconds=windows.idle_ms())
            if last > self._touched:
                self.touch()
                self._touched = last

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count anew at every touch; take away the keys that work everywhere."""
        kind = event.type()
        if kind in _TOUCHES:
            self.touch()
        if kind in _KEYS and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return False
