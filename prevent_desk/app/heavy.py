"""Everything that is too heavy for the unlock screen, imported in one go in a thread behind it."""

from __future__ import annotations

from pathlib import Path

from prevent_desk.app import services, shell
from prevent_desk.app.demo import PRACTICE_PASSPHRASE, new_practice_desk
from prevent_desk.app.practice import fill_practice
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.store.base import configure
from prevent_desk.vault import service
from prevent_desk.vault.desk import OpenDesk
from prevent_desk.vault.facts import BackupFacts, BackupInfo
from prevent_desk.vault.look import holds_a_desk, look
from prevent_desk.vault.model import Role

# Else the first query of an unlock would wait for it.
configure()

LOADED = (services, shell)
"""What the window imports once it is told that everything is there."""


def unlock(
    folder: Path, role: Role, secret: str, clock: Clock, *, accept_older: bool = False
) -> OpenDesk:
    """Open a desk to be read, not yet settled; a practice desk opens without its passphrase."""
    if look(folder).practice:
        secret, role = PRACTICE_PASSPHRASE, Role.COORDINATOR
    return service.unlock(
        folder, role, secret, clock=clock, accept_older=accept_older, settle=False
    )


def open_practice(folder: Path, clock: Clock) -> OpenDesk:
    """Open the practice desk of a folder, made and filled where there is none."""
    if folder.exists() and holds_a_desk(folder):
        if not look(folder).practice:
            raise Refused("The folder of the practice desk holds a real desk.", code="PD-150")
        return service.unlock(
            folder, Role.COORDINATOR, PRACTICE_PASSPHRASE, clock=clock, settle=False
        )
    desk = new_practice_desk(folder, clock)
    fill_practice(desk.store, clock)
    return desk


def create(folder: Path, secret: str, recovery_key: str, clock: Clock) -> OpenDesk:
    """Make a desk and open it as the officer."""
    return service.create_desk(
        folder, passphrase=secret, recovery_key=recovery_key, practice=False, clock=clock
    )


def backups_in(folder: Path) -> list[BackupInfo]:
    """Return the backups in a desk's folder, newest first."""
    return service.backups_in(folder)


def look_into(backup: BackupInfo, role: Role, secret: str, clock: Clock) -> BackupFacts:
    """Open a backup and tell what is in it."""
    return service.look_into_locked(backup, role, secret, clock=clock)


def restore(
    backup: BackupInfo, role: Role, secret: str, new_folder: Path, clock: Clock
) -> BackupFacts:
    """Make a desk of a backup in a new folder."""
    return service.restore_locked(backup, role, secret, new_folder, clock=clock)
