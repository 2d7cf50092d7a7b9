"""From a key that fits to an open desk: is it the newest, is it whole, and what has to be noted."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import DeskError
from prevent_desk.store import audit
from prevent_desk.store.engine import open_store
from prevent_desk.store.session import Store
from prevent_desk.vault import (
    anchor,
    backups,
    files,
    rotating,
    slots,
)
from prevent_desk.vault.anchor import Anchor
from prevent_desk.vault.desk import Entered, OpenDesk
from prevent_desk.vault.files import Layout
from prevent_desk.vault.keys import DataKey
from prevent_desk.vault.lockfile import FolderLock
from prevent_desk.vault.look import with_newest_backup
from prevent_desk.vault.model import OlderThanKnown
from prevent_desk.vault.slotfile import SlotFile
from prevent_desk.vault.slots import Opened
from prevent_desk.workers.beside import Beside


def enter(
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


def settled(desk: OpenDesk) -> OpenDesk:
    """Return a desk once it is settled; one that cannot be is let go of."""
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


def hash_of(database: Path) -> str:
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
    now = hash_of(database)
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
        anchor.write(layout.anchor(keys.database), state_of(store, keys, clock), key)
    except OSError as error:
        raise files.refusal(error, "The desk was not opened.") from None


def state_of(store: Store, keys: SlotFile, clock: Clock) -> Anchor:
    """Return the state a store is in now, as an anchor notes it."""
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
