"""Takes the backup that is due and says how old the newest is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, QTimer

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.ui import jobs
from prevent_desk.ui.widgets.labels import IconLabel
from prevent_desk.vault.desk import OpenDesk
from prevent_desk.vault.facts import BackupInfo

_TELL_MS = 20_000
_LATE = timedelta(days=1)


class BackupWatch(QObject):
    """Keeps one piece of the status bar true."""

    def __init__(
        self,
        opened: OpenDesk,
        clock: Clock,
        label: IconLabel,
        failed: Callable[[BaseException], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._opened, self._clock, self._label, self._failed = opened, clock, label, failed
        self._newest: BackupInfo | None = None
        self._again = QTimer(self, interval=_TELL_MS)
        self._again.timeout.connect(self.tell)

    def begin(self) -> None:
        """Take a backup if one is due; else look for the newest."""
        opened = self._opened

        def work(_report: jobs.Report, _stopped: jobs.Stopped) -> BackupInfo | None:
            return opened.backup() if opened.backup_is_due else opened.last_backup

        jobs.run(work, self, self.took, self._failed)
        self._again.start()

    def back_up(self, done: Callable[[BackupInfo], object]) -> None:
        """Take one now."""

        def took(made: BackupInfo) -> None:
            self.took(made)
            done(made)

        jobs.run(lambda _report, _stopped: self._opened.backup(), self, took, self._failed)

    def took(self, made: BackupInfo | None) -> None:
        """Take note of the newest backup; None where there is none."""
        self._newest = made
        self.tell()

    def tell(self) -> None:
        """Say how old the newest backup is."""
        if self._newest is None:
            self._label.show_text(self.tr("No backup yet"), "hard-drive", "amber")
            return
        age = self._clock.now() - self._newest.made
        when = ago(self._newest.made, age, self._clock.today())
        self._label.show_text(
            self.tr("Backup {0}, opened and checked").format(when),
            "hard-drive",
            "amber" if age > _LATE else "text3",
        )


def ago(made: datetime, age: timedelta, today: date) -> str:
    """Return when something was, as one says it: "just now", "today 14:02", "2 days ago"."""
    local = made.astimezone()
    days = (today - local.date()).days
    if age < timedelta(minutes=2):
        return "just now"
    if days <= 0:
        return f"today {local:%H:%M}"
    if days == 1:
        return f"yesterday {local:%H:%M}"
    return f"{days} days ago" if days < 15 else f"of {say_short(local.date())}"
