"""Make, open, back up, restore and re-key a desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_desk.core.clock import Clock
from prevent_desk.vault.model import (
    BackupFacts,
    BackupInfo,
    CheckReport,
    Role,
    SlotInfo,
)

if TYPE_CHECKING:
    from prevent_desk.store.session import Store


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: memory in KiB, passes over it, lanes."""

    memory_kib: int
    passes: int
    lanes: int


def create_desk(
    folder: Path,
    *,
    passphrase: str,
    recovery_key: str,
    practice: bool,
    clock: Clock,
    cost: Cost | None = None,
) -> OpenDesk:
    """Make a new desk in a folder that is missing or empty, and open it."""
    raise NotImplementedError


def unlock(
    folder: Path, role: Role, secret: str, *, clock: Clock, accept_older: bool = False
) -> OpenDesk:
    """Open a desk. Each thing that can be wrong has its own words."""
    raise NotImplementedError


def backups_in(folder: Path) -> list[BackupInfo]:
    """Return a locked desk's backups, newest first, as their manifests tell, unproven."""
    raise NotImplementedError


def restore_locked(
    backup: BackupInfo, role: Role, secret: str, new_folder: Path, *, clock: Clock
) -> BackupFacts:
    """Restore a backup without opening the desk it came from, with a key of its own time."""
    raise NotImplementedError


class OpenDesk:
    """A desk that is unlocked, until `close`."""

    store: Store
    folder: Path
    role: Role
    practice: bool
    clock: Clock
    failed_before: int  # wrong tries before this unlock, for "3 wrong tries since you were here"
    notices: tuple[str, ...]  # what unlock mended or noticed, in sentences

    @property
    def last_backup(self) -> BackupInfo | None:
        """The newest whole backup."""
        raise NotImplementedError

    @property
    def backup_is_due(self) -> bool:
        """Whether the newest backup is more than four hours old, or there is none."""
        raise NotImplementedError

    def backup(self, to: Path | None = None) -> BackupInfo:
        """Take a backup, prove it by opening it, and thin out old ones. `to`: a second place."""
        raise NotImplementedError

    def backups(self) -> list[BackupInfo]:
        """Return the backups, newest first."""
        raise NotImplementedError

    def look_into(self, backup: BackupInfo) -> BackupFacts:
        """Open a backup, prove it whole, and tell what is in it."""
        raise NotImplementedError

    def restore_to(self, backup: BackupInfo, new_folder: Path) -> BackupFacts:
        """Make a desk of a backup in a new folder; this desk stays as it is."""
        raise NotImplementedError

    def slots(self) -> tuple[SlotInfo, ...]:
        """Return the keys that open this desk."""
        raise NotImplementedError

    def add_slot(self, role: Role, label: str, secret: str) -> SlotInfo:
        """Let one more passphrase or recovery key open this desk."""
        raise NotImplementedError

    def change_slot(self, slot_id: int, secret: str) -> SlotInfo:
        """Give a slot a new passphrase or recovery key."""
        raise NotImplementedError

    def remove_slot(self, slot_id: int) -> None:
        """Take a key away; never the last of all, nor the last recovery key."""
        raise NotImplementedError

    def check(self, report: Callable[[int, int, str], None] | None = None) -> CheckReport:
        """Check pages, tables, audit trail, keys and backups."""
        raise NotImplementedError

    def rotate_key(self, keep: dict[int, str]) -> None:
        """Give the desk a new data key, opened by the secrets in `keep` (slot id: secret) alone."""
        raise NotImplementedError

    def close(self, backup: bool = True) -> None:
        """Back up, write down the state left behind, wipe the key, free the folder."""
        raise NotImplementedError
