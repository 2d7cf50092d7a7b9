"""What the locked screens ask for, and who answers when the heavy parts are loaded.

The unlock screen is painted before anything heavy is imported, so it knows only this protocol; the
program gives it one that waits for the loading thread and works in another.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from prevent_desk.vault.facts import BackupFacts, BackupInfo
    from prevent_desk.vault.model import Role

Failed = Callable[[BaseException], object]


class Gate(Protocol):
    """Everything that can be done with a locked desk.

    Every call returns at once; its answer comes on the window's thread, and only while the asking
    screen is there. A desk that was opened is taken over by the program itself: `done` only tells
    the screen that it is no longer needed.
    """

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
        ...

    def open_practice(self, done: Callable[[], object], failed: Failed) -> None:
        """Open this user's practice desk, made anew where there is none."""
        ...

    def create(
        self,
        folder: Path,
        passphrase: str,
        recovery_key: str,
        done: Callable[[], object],
        failed: Failed,
    ) -> None:
        """Make a desk and open it as the officer."""
        ...

    def backups(
        self, folder: Path, done: Callable[[list[BackupInfo]], object], failed: Failed
    ) -> None:
        """Return the backups in a desk's folder, newest first, as their manifests tell."""
        ...

    def look_into(
        self,
        backup: BackupInfo,
        role: Role,
        secret: str,
        done: Callable[[BackupFacts], object],
        failed: Failed,
    ) -> None:
        """Open a backup, prove it whole, and tell what is in it; nothing is written."""
        ...

    def restore(
        self,
        backup: BackupInfo,
        role: Role,
        secret: str,
        new_folder: Path,
        done: Callable[[BackupFacts], object],
        failed: Failed,
    ) -> None:
        """Make a desk of a backup in a new folder, without opening the one it came from."""
        ...

    def choose(self, folder: Path) -> None:
        """Remember which desk is unlocked next; told when another folder is chosen."""
        ...

    def today(self) -> date:
        """Return the day, for papers and suggestions."""
        ...
