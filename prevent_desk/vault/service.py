"""Make, open and restore a desk: everything that can be done while it is locked."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import Final

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Damaged, DeskError
from prevent_desk.store import audit
from prevent_desk.store.engine import create_store, open_store
from prevent_desk.store.session import Store
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
from prevent_desk.vault.desk import Entered, OpenDesk, refuse_weak
from prevent_desk.vault.facts import BackupFacts, BackupInfo
from prevent_desk.vault.files import Layout
from prevent_desk.vault.kdf import LIGHT, Cost, calibrate
from prevent_desk.vault.keys import DataKey
from prevent_desk.vault.lockfile import FolderLock
from prevent_desk.vault.look import look, with_newest_backup
from prevent_desk.vault.making import whole_folder
from prevent_desk.vault.model import OlderThanKnown, Role, WrongSecret
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
    return _settled(_enter(folder, Opened(key, keys, keys.slots[0]), clock, None, failed=0))


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
    hashed = Beside(lambda: _hash(Layout(folder).database(copies[0].database)))
    current = [
        copy for copy in copies if not rotating.is_superseded(Layout(folder), copy, copies[0])
    ]
    opened = slots.open_slot(current, role, secret)
    if opened is None:
        raise _wrong(role, attempts, attempts.fail(folder, clock.now()))
    failed = attempts.succeed(folder)
    mend = bool(wrong) or len(set(copies)) > 1
    desk = _enter(
        folder, opened, clock, hashed, failed=failed, mend=mend, accept_older=accept_older
    )
    return _settled(desk) if settle else desk


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
        return _state(store, keys, clock)
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


def _enter(
    folder: Path,
    opened: Opened,
    clock: Clock,
    hashed: Beside[str] | None,
    *,
    failed: int,
    mend: bool = False,
    accept_older: bool = False,
) -> OpenDesk:
    """Open the store with a data key, after everything that needs no change on disk was checked.

    But for the pages, which are checked meanwhile: `OpenDesk.settle` waits for that, then writes.
    """
    layout = Layout(folder)
    key, keys = opened.key, opened.file
    lock: FolderLock | None = None
    try:
        lock = FolderLock.take(layout.lock, clock)
        known = _known(layout, keys, key)
        touched = _was_touched(layout.database(keys.database), known, hashed)
        store = _open(layout, opened, clock, known)
        try:
            doubt = _doubt(store, known, touched=touched)
            if doubt:
                # A damaged file is not what was left either; damage is the truer word.
                _prove(store, folder)
            if doubt and not accept_older:
                raise doubt
        except BaseException:
            store.close()
            raise
    except BaseException:
        key.wipe()
        if lock:
            lock.release()
        raise

    def settle() -> tuple[str, ...]:
        _prove(store, folder)
        store.ready()
        notices = _notes_of_entry(store, opened, known, doubt, failed)
        if mend:
            notices += _mended(folder, store, keys, key)
        if rotating.leftovers(layout, keys):
            rotating.finish(store, layout, keys, key)
        return notices

    store.before_writing = lambda: _begin(layout, store, keys, key, clock)
    return OpenDesk(
        Entered(folder, store, key, keys, opened.slot.role, lock, settle, failed), clock
    )


def _prove(store: Store, folder: Path) -> None:
    try:
        store.prove()
    except DeskError as error:
        raise with_newest_backup(error, folder) from None


def _settled(desk: OpenDesk) -> OpenDesk:
    try:
        desk.settle()
    except BaseException:
        desk.abandon()
        raise
    return desk


def _open(layout: Layout, opened: Opened, clock: Clock, known: Anchor | None) -> Store:
    keys, key = opened.file, opened.key

    def before_upgrade(store: Store) -> None:
        if (doubt := _doubt(store, known, touched=False)) is not None:
            raise doubt
        _begin(layout, store, keys, key, clock)
        backups.take(store, layout.backups, keys, key)

    try:
        return open_store(
            layout.database(keys.database),
            bytes(key.raw),
            keys.vault_id,
            clock,
            opened.slot.role.words,
            before_upgrade=before_upgrade,
            check_beside=True,
        )
    except DeskError as error:
        raise with_newest_backup(error, layout.folder) from None


def _known(layout: Layout, keys: SlotFile, key: DataKey) -> Anchor | None:
    """Return the newest state that is known: of the anchor, or of a backup newer than it."""
    noted = anchor.read(layout.anchor(keys.database), keys.vault_id, key)
    manifest = backups.newest(layout.backups, keys.vault_id, key)
    if manifest is None or (noted and noted.seq >= manifest.backup.seq):
        return noted
    taken = manifest.backup
    return Anchor(keys.vault_id, taken.generation, taken.seq, taken.head, taken.made)


def _hash(database: Path) -> str:
    """Return a file's SHA-256, or "" where it cannot be read. No store may have it open."""
    with suppress(OSError), database.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
    return ""


def _was_touched(database: Path, known: Anchor | None, hashed: Beside[str] | None) -> bool:
    """Tell whether a file that was closed in order has changed since. No store may have it open."""
    # Waited for in any case: a file that is closed by hand drops SQLite's lock on POSIX systems.
    begun = hashed.answer() if hashed else ""
    if known is None or not known.closed_sha256 or begun == known.closed_sha256:
        return False
    # What was hashed before the folder was ours may have been another's last words, or, after a
    # change of the data key, another file.
    now = _hash(database)
    return bool(now) and now != known.closed_sha256


def _doubt(store: Store, known: Anchor | None, *, touched: bool) -> OlderThanKnown | None:
    """Return why the store cannot be shown to be the newest state of this desk, or None."""
    if known is None:
        return OlderThanKnown(
            "It cannot be shown that this desk file is the newest.",
            why="The note kept beside it, anchor.json, is missing or damaged.",
            next_step="Open it if you know why, or restore the newest backup.",
            code="PD-144",
        )
    head = audit.head(store)
    noted = audit.Head(known.seq, bytes.fromhex(known.head))
    if head.seq < known.seq:
        return OlderThanKnown(
            "This desk file is older than the one that was last closed here.",
            why=f"It ends with record {head.seq:,} of the audit trail; {known.seq:,} were written.",
            next_step="Put the newest file back, or open this one if it was put here on purpose.",
            code="PD-145",
        )
    behind = head != noted if head.seq == known.seq else bool(audit.verify(store, noted).problems)
    if behind or touched:
        return OlderThanKnown(
            "This desk file was changed outside Prevent Desk.",
            why="It is not as it was left when the desk was last closed.",
            next_step="Restore the newest backup, or open this one if you know why.",
            code="PD-146",
        )
    return None


def _begin(layout: Layout, store: Store, keys: SlotFile, key: DataKey, clock: Clock) -> None:
    """Note that the desk is open from here on, before the first byte of it is written.

    Raises:
        Refused: The folder does not take it.
    """
    # Else a crash would leave the hash of a file that has since been written to.
    try:
        anchor.write(layout.anchor(keys.database), _state(store, keys, clock), key)
    except OSError as error:
        raise files.refusal(error, "The desk was not opened.") from None


def _state(store: Store, keys: SlotFile, clock: Clock) -> Anchor:
    head = audit.head(store)
    return Anchor(keys.vault_id, store.generation, head.seq, head.seal.hex(), clock.now())


def _notes_of_entry(
    store: Store,
    opened: Opened,
    known: Anchor | None,
    doubt: OlderThanKnown | None,
    failed: int,
) -> tuple[str, ...]:
    """Write down how the desk was entered, and return what the person should be told."""
    notices: list[str] = []
    if known and known.restored_from:
        store.note("desk restored from a backup", generation=known.restored_from)
    if doubt:
        store.note("desk opened although not the newest", reason=doubt.code)
    if failed:
        store.note("wrong tries before this unlock", count=failed)
        tries = "1 wrong try was" if failed == 1 else f"{failed} wrong tries were"
        notices.append(f"{tries} made just before.")
    store.note("desk unlocked", "slot", opened.slot.slot_id, role=opened.slot.role.value)
    return tuple(notices)


def _mended(folder: Path, store: Store, keys: SlotFile, key: DataKey) -> tuple[str, ...]:
    if not slots.make_copies_equal(folder, keys, key):
        return ("One copy of the key file is damaged and could not be mended.",)
    store.note("key file mended")
    return ("One copy of the key file was damaged and has been mended.",)
