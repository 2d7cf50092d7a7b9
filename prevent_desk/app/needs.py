"""How many things need the user on each page, for the badges on the rail."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from prevent_desk.referrals.service.clocks import Clocks
from prevent_desk.referrals.ui.clocks.following import follow_limits
from prevent_desk.ui import jobs

_MINUTE_MS = 60_000


Other = tuple[Callable[[], int], Callable[[int], object]]
"""What counts, and what shows the count."""


class Needs(QObject):
    """Tells the numbers when the desk opens, after each change, and as time goes by."""

    def __init__(
        self,
        clocks: Clocks,
        show: Callable[[int], object],
        others: Sequence[Other] = (),
        parent: QObject | None = None,
    ) -> None:
        """Count deadlines, and whatever else there is.

        Args:
            clocks: Of the referrals: late or due today.
            show: Shows their number.
            others: What is counted besides by one quick query each, and where it is shown.
            parent: The shell.
        """
        super().__init__(parent)
        self._clocks, self._show, self._others = clocks, show, tuple(others)
        self._is_known = False
        self._tick = QTimer(self, interval=_MINUTE_MS)
        self._tick.timeout.connect(self.look)
        follow_limits(clocks, self, self.look)

    def begin(self) -> None:
        """Work it out for the first time, beside the window: every open referral is read."""
        self._tick.start()
        self._look_at_others()
        jobs.run(lambda _report, _stopped: self._clocks.needing(), self, self._first)

    def look(self) -> None:
        """Tell the numbers as they are now; only what changed is read again."""
        self._look_at_others()
        if self._is_known:
            self._show(self._clocks.needing())

    def _first(self, count: int) -> None:
        self._is_known = True
        self._show(count)

    def _look_at_others(self) -> None:
        for count, show in self._others:
            show(count())
