"""How many deadlines are late or due today, for the badge on the rail."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from prevent_desk.referrals.service.clocks import Clocks
from prevent_desk.referrals.ui.clocks.following import follow_limits
from prevent_desk.ui import jobs

_MINUTE_MS = 60_000


class Needs(QObject):
    """Tells the number when the desk opens, after each change, and as time goes by."""

    def __init__(
        self, clocks: Clocks, show: Callable[[int], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clocks, self._show = clocks, show
        self._is_known = False
        self._tick = QTimer(self, interval=_MINUTE_MS)
        self._tick.timeout.connect(self.look)
        follow_limits(clocks, self, self.look)

    def begin(self) -> None:
        """Work it out for the first time, beside the window: every open referral is read."""
        self._tick.start()
        jobs.run(lambda _report, _stopped: self._clocks.needing(), self, self._first)

    def look(self) -> None:
        """Tell the number as it is now; only what changed is read again."""
        if self._is_known:
            self._show(self._clocks.needing())

    def _first(self, count: int) -> None:
        self._is_known = True
        self._show(count)
