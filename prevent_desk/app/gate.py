"""Answers the locked screens: loads the heavy parts behind them, then works in a thread.

`import sqlalchemy` on the window's thread while another thread imports it would wait for that
thread and freeze the window, so nothing is asked of the heavy parts before they have said they
are there.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from prevent_desk import paths
from prevent_desk.core.clock import Clock
from prevent_desk.ui import jobs
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.vault.model import Role
from prevent_desk.vault.ui.gate import Failed

if TYPE_CHECKING:
    from prevent_desk.vault.facts import BackupFacts, BackupInfo


class DeskGate(QObject):
    """Implements `vault.ui.gate.Gate`.

    Signals:
        opened: A desk was opened; carries the `OpenDesk`.
        desk_chosen: Another desk is unlocked next; carries its folder.
        loaded: The heavy parts are there.
    """

    opened = Signal(object)
    desk_chosen = Signal(object)
    loaded = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._heavy: ModuleType | None = None
        self._waiting: list[Callable[[], None]] = []

    def load(self) -> None:
        """Start loading; called once the unlock screen has been painted."""
        # The stall while importing comes from full collections, not from the interpreter's lock.
        gc.disable()
        jobs.run(_load, self, self._is_loaded)

    def unlock(
        self,
        folder: Path,
        role: Role,
        secret: str,
        *,
        accept_older: bool = False,
        done: Callable[[], object],
        failed: Failed,
    ) -> None:
        """Open a desk."""
        self._open(
            lambda heavy: heavy.unlock(
                folder, role, secret, self._clock, accept_older=accept_older
            ),
            done,
            failed,
        )

    def open_practice(self, done: Callable[[], object], failed: Failed) -> None:
        """Open this user's practice desk, made anew where there is none."""
        folder = paths.user_folder() / "practice-desk"
        self._open(lambda heavy: heavy.open_practice(folder, self._clock), done, failed)

    def create(
        self,
        folder: Path,
        passphrase: str,
        recovery_key: str,
        done: Callable[[], object],
        failed: Failed,
    ) -> None:
        """Make a desk and open it as the officer."""
        self._open(
            lambda heavy: heavy.create(folder, passphrase, recovery_key, self._clock), done, failed
        )

    def backups(
        self, folder: Path, done: Callable[[list[BackupInfo]], object], failed: Failed
    ) -> None:
        """Return the backups in a desk's folder, newest first."""
        self._ask(lambda heavy: heavy.backups_in(folder), done, failed)

    def look_into(
        self,
        backup: BackupInfo,
        role: Role,
        secret: str,
        done: Callable[[BackupFacts], object],
        failed: Failed,
    ) -> None:
        """Open a backup and tell what is in it."""
        self._ask(lambda heavy: heavy.look_into(backup, role, secret, self._clock), done, failed)

    def restore(
        self,
        backup: BackupInfo,
        role: Role,
        secret: str,
        new_folder: Path,
        done: Callable[[BackupFacts], object],
        failed: Failed,
    ) -> None:
        """Make a desk of a backup in a new folder."""
        self._ask(
            lambda heavy: heavy.restore(backup, role, secret, new_folder, self._clock), done, failed
        )

    def choose(self, folder: Path) -> None:
        """Remember which desk is unlocked next."""
        self.desk_chosen.emit(folder)

    def today(self) -> date:
        """Return the day."""
        return self._clock.today()

    def _open(
        self,
        work: Callable[[ModuleType], object],
        done: Callable[[], object],
        failed: Failed,
    ) -> None:
        def answer(desk: object) -> None:
            done()
            self.opened.emit(desk)

        self._ask(work, answer, failed)

    def _ask(
        self,
        work: Callable[[ModuleType], Any],
        done: Callable[[Any], object],
        failed: Failed | None,
    ) -> None:
        if self._heavy is None:
            self._waiting.append(partial(self._ask, work, done, failed))
            return
        heavy = self._heavy

        def run(_report: Report, _stopped: Stopped) -> Any:  # noqa: ANN401 - the work's own answer
            return work(heavy)

        jobs.run(run, self, done, failed)

    def _is_loaded(self, heavy: ModuleType) -> None:
        self._heavy = heavy
        gc.freeze()
        gc.set_threshold(10_000, 20, 50)
        gc.enable()
        waiting, self._waiting = self._waiting, []
        for ask in waiting:
            ask()
        self.loaded.emit()


def _load(_report: Report, _stopped: Stopped) -> ModuleType:
    from prevent_desk.app import heavy

    return heavy
