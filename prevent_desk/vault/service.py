"""Make, open and restore a desk: everything that can be done while it is locked."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Damaged
from prevent_desk.store.engine import create_store
from prevent_desk.vault import (
    anchor,
    backups,
    files,
    lockfile,
    place,
    recovery,
    restoring,
    rotating,
    slotcopies,
    slots,
)
from prevent_desk.vault.anchor import Anchor
from prevent_desk.vault.attempts import Attempts
from prevent_desk.vault.backups import Manifest
from prevent_desk.vault.desk import OpenDesk, refuse_weak
from prevent_desk.vault.entering import enter, hash_of, settled, state_of
from prevent_desk.vault.facts import BackupFacts, BackupInfo
from prevent_desk.vault.files import Layout
from prevent_desk.vault.kdf import LIGHT, Cost, calibrate
from prevent_desk.vault.keys import DataKey
from prevent_desk.vault.look import look
from prevent_desk.vault.making import whole_folder
from prevent_desk.vault.model import Role, WrongSecret
from prevent_desk.vault.slotfile import SlotFile
from prevent_desk.vault.slots import Opened
from prevent_desk.workers.beside import Beside

__all__ = [
    "LIGHT",
    "Cost",
    "OpenDesk",
    "backups_in",
    "create_desk",
    "look_into_locked",
    "restore_locked",
    "unlock",
]

_THIS_RUN: Final = Attempts()


def create_desk(
    folder: Path,
    *,
    passphrase: str,
    recovery_key: str,
    practice: bool,
    clock: Clock,
    cost: Cost | None = None,
) -> OpenDesk:
    """Make a new desk in a folder that is missing or empty, and open it as the officer.

    It appears at once and whole: a crash half-way leaves no folder of that name.

    Args:
        folder: Where; its name is the desk's.
        passphrase: The officer's.
        recovery_key: As it was typed back from paper.
        practice: It will hold invented people only.
        clock: Tells the time for everything done here.
        cost: What a guess costs; None measures this machine. `LIGHT` is for tests and practice.

    Raises:
        Refused: The passphrase is weak, the recovery key missing or mistyped, the folder taken or
            unfit, or the disk does not take it. Nothing is left.
    """
    folder = folder.absolute()
    sheet = recovery.normalise(recovery_key)
    refuse_weak(Role.COORDINATOR, passphrase, practice=practice)
    key = DataKey.new()
    with whole_folder(folder) as making:
        bare = slots.empty_file(slots.new_vault_id(), practice=practice)
        price = cost or calibrate()
        for role, secret in ((Role.COORDINATOR, passphrase), (Role.RECOVERY, sheet)):
            bare = slots.with_slot(
                bare, key, role, role.words, secret, created=clock.now(), cost=price
            )
        state = _first_state(Layout(making).database(), bare, key, clock)
        keys, _ = slots.write_both(making, bare, key)
        anchor.write(Layout(making).anchor(), state, key)
    return settled(enter(folder, Opened(key, keys, keys.slots[0]), clock, None, failed=0))


def unlock(
    folder: Path,
    role: Role,
    secret: str,
    *,
    clock: Clock,
    accept_older: bool = False,
    attempts: Attempts = _THIS_RUN,
    settle: bool = True,
) -> OpenDesk:
    """Open a desk. Each thing that can be wrong has its own words, and changes nothing on disk.

    Args:
        folder: The desk's.
        role: Whose key is used.
        secret: The passphrase, or the recovery key as on the sheet.
        clock: Tells the time for everything done in the desk.
        accept_older: Open it even though it is older than what was last left here; written down.
        attempts: Counts wrong tries, and puts off the next.
        settle: Prove every page and note the unlock before returning. Without it the desk can be
            read at once, and `OpenDesk.settle` does so; nothing is written before that.

    Raises:
        WrongSecret: It opens no key of that role; the database was not touched.
        TooSoon: The delay after a wrong try is not over.
        AlreadyOpen: In another window, or on another machine.
        OlderThanKnown: The desk file was put back, or changed outside the program.
        Damaged: The key file or the desk file is not what was written there.
        Refused: Any other reason a person can act on.
    """
    folder = folder.absolute()
    if problem := look(folder).problem:
        raise problem
    place.refuse_unfit(folder)
    attempts.refuse_if_too_soon(folder, clock.now())
    lockfile.refuse_if_held(Layout(folder).lock, clock)
    copies, wrong = slotcopies.read(folder)
    # Needs no key, and the derivation leaves a core free.
    hashed = Beside(lambda: hash_of(Layout(folder).database(copies[0].database)))
    current = [
        copy for copy in copies if not rotating.is_superseded(Layout(folder), copy, copies[0])
    ]
    opened = slots.open_slot(current, role, secret)
    if opened is None:
        raise _wrong(role, attempts, attempts.fail(folder, clock.now()))
    failed = attempts.succeed(folder)
    mend = bool(wrong) or len(set(copies)) > 1
    desk = enter(folder, opened, clock, hashed, failed=failed, mend=mend, accept_older=accept_older)
    return settled(desk) if settle else desk


def backups_in(folder: Path) -> list[BackupInfo]:
    """Return the backups in a folder or in a desk's folder, newest first.

    As their manifests tell, unproven: no key is needed.
    """
    own = Layout(folder).backups
    return [each.backup for each in backups.manifests(own if own.is_dir() else folder)]


def look_into_locked(
    backup: BackupInfo, role: Role, secret: str, *, clock: Clock, attempts: Attempts = _THIS_RUN
) -> BackupFacts:
    """Open a backup with a key of its own time and tell what is in it; nothing is written.

    Raises:
        WrongSecret: It opens none of the backup's keys.
        TooSoon: The delay after a wrong try is not over.
        Damaged: The backup is not whole.
    """
    manifest, opened = _open_backup(backup, role, secret, clock, attempts)
    try:
        facts = backups.prove(manifest, manifest.keyslots.vault_id, opened.key)
        return BackupFacts(manifest.backup, facts.counted())
    finally:
        opened.key.wipe()


def restore_locked(
    backup: BackupInfo,
    role: Role,
    secret: str,
    new_folder: Path,
    *,
    clock: Clock,
    attempts: Attempts = _THIS_RUN,
) -> BackupFacts:
    """Make a desk of a backup without opening the one it came from.

    The way on when the desk file or the key file is damaged or gone. Each backup carries the keys
    of its own time: an older passphrase may be the one that fits.

    Raises:
        WrongSecret: It opens none of the backup's keys.
        Damaged: The backup is not whole.
        Refused: The new folder is taken or unfit. In every case nothing is left there.
    """
    manifest, opened = _open_backup(backup, role, secret, clock, attempts)
    try:
        return restoring.restore(manifest, new_folder.absolute(), opened.file, opened.key, clock)
    finally:
        opened.key.wipe()


def _open_backup(
    backup: BackupInfo, role: Role, secret: str, clock: Clock, attempts: Attempts
) -> tuple[Manifest, Opened]:
    attempts.refuse_if_too_soon(backup.path, clock.now())
    manifest = backups.read_manifest(backup.path)
    opened = slots.open_slot([manifest.keyslots], role, secret)
    if opened is None:
        raise _wrong(role, attempts, attempts.fail(backup.path, clock.now()))
    attempts.succeed(backup.path)
    return manifest, opened


def _first_state(database: Path, keys: SlotFile, key: DataKey, clock: Clock) -> Anchor:
    """Make the database and return the state it begins with."""
    try:
        store = create_store(database, bytes(key.raw), keys.vault_id, clock, Role.COORDINATOR.words)
    except Damaged:
        # A file that is damaged as soon as it is written: it is the disk that failed.
        raise files.refusal(OSError(), "The desk was not made.") from None
    try:
        return state_of(store, keys, clock)
    finally:
        store.close()


def _wrong(role: Role, attempts: Attempts, failed: int) -> WrongSecret:
    others = {
        Role.COORDINATOR: "Check Caps Lock, or choose the Deputy key or the recovery sheet.",
        Role.DEPUTY: "Check Caps Lock, or choose the Officer key or the recovery sheet.",
        Role.RECOVERY: "Compare it with the sheet, or choose the newest sheet.",
    }
    thing = "recovery key" if role is Role.RECOVERY else "passphrase"
    opens = "this desk" if role is Role.RECOVERY else f"the {role.words} key"
    return WrongSecret(
        f"That {thing} does not open {opens}. The file itself is fine.",
        failed=failed,
        wait=attempts.delay(failed),
        next_step=others[role],
    )
