"""The words of kept files, read beside the window so that search has them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from prevent_desk.referrals.service.files import Files
from prevent_desk.ui import jobs
from prevent_desk.ui.jobs import Report, Stopped

_QUIET_MS = 1500
"""Reading waits until nothing was written for so long: files often come in several."""


class WordReading(QObject):
    """Reads what has no words yet: after the room was made, and some time after each change."""

    def __init__(self, files: Files, room: QWidget) -> None:
        super().__init__(room)
        self._files = files
        self._job: jobs.Job[int] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._timer.timeout.connect(self.read)
        self._timer.start()

    def wait(self) -> None:
        """Read soon: something was written."""
        self._timer.start()

    def read(self) -> None:
        """Read now, unless that is under way."""
        if self._job is not None and self._job.is_running:
            self._timer.start()
            return

        def work(report: Report, stopped: Stopped) -> int:
            return self._files.read_words(report, stopped)

        # A file without words is found by its title all the same: nobody is told of a failure.
        self._job = jobs.run(work, self, failed=lambda _error: None)
