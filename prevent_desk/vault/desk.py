"""A desk that is unlocked: its store, its keys, its backups, until it is closed."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import DeskError, Fault, Refused
from prevent_desk.store import audit
from prevent_desk.store import backup as copies
from prevent_desk.store.session import Change, Store
from prevent_desk.vault import (
    anchor,
    backups,
    checking,
    passphrase,
    restoring,
    rotating,
    slots,
)
from prevent_desk.vault.anchor import Anchor
from prevent_desk.vault.facts import BackupFacts, BackupInfo, CheckReport
from prevent_desk.vault.files import Layout
from prevent_desk.vault.kdf import Cost
from prevent_desk.vault.keys import DataKey
from prevent_desk.vault.lockfile import FolderLock
from prevent_desk.vault.model import Role, SlotInfo
from prevent_desk.vault.rotating import NewKey
from prevent_desk.vault.slotfile import Slot, SlotFile

_CHANGES_PER_ANCHOR: Final = 20
_BACKUP_DUE: Final = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Entered:
    """What unlocking leaves to whoever works with the desk.

    Attributes:
        settle: Proves every page, notes the unlock, and tells what was mended or noticed on the way
            in, in sentences.
        failed_before: Wrong tries just before, in this run of the program.
    """

    folder: Path
    store: Store
    key: DataKey
    keys: SlotFile
    role: Role
    lock: FolderLock
    settle: Callable[[], tuple[str, ...]]
    failed_before: int = 0


class OpenDesk:
    """A desk that is unlocked, until `close`. Its methods may be called from any thread.

    Attributes:
        store: The encrypted store.
        folder: Where the desk lies.
        role: Whose key opened it.
        practice: It holds invented people only.
        clock: Tells the time for everything done here.
        failed_before: Wrong tries just before this unlock, in this run of the program.
        notices: What unlocking mended or noticed, in sentences; known once it is settled.
    """

    def __init__(self, entered: Entered, clock: Clock) -> None:
        self.store = entered.store
        self.folder = entered.folder
        self.role = entered.role
        self.practice = entered.keys.practice
        self.clock = clock
        self.failed_before = entered.failed_before
        self.notices: tuple[str, ...] = ()
        self._settle: Callable[[], tuple[str, ...]] | None = entered.settle
        self._layout = Layout(entered.folder)
        self._key = entered.key
        self._keys = entered.keys
        self._lock = entered.lock
        self._one_at_a_time = threading.RLock()
        self._changes = 0
        self._is_open = True
        self.store.on_change.append(self._anchor_now_and_then)

    def settle(self) -> None:
        """Wait until every page is proved whole, then note the unlock. Twice does nothing.

        Raises:
            DeskError: A page is damaged, or the disk does not take the note; nothing was written,
                and nothing may be: `abandon` it.
        """
        with self._one_at_a_time:
            if self._settle is not None:
                self.notices = self._settle()
                self._settle = None

    def abandon(self) -> None:
        """Let go of a desk that could not be settled; nothing is written."""
        with self._one_at_a_time:
            if self._is_open:
                self._is_open = False
                self.store.close()
                self._key.wipe()
                self._lock.release()

    # Backups

    @property
    def last_backup(self) -> BackupInfo | None:
        """The newest whole backup in the desk's own folder."""
        found = backups.newest(self._layout.backups, self._keys.vault_id, self._key)
        return found.backup if found else None

    @property
    def backup_is_due(self) -> bool:
        """Whether the newest backup is more than four hours old, or there is none."""
        last = self.last_backup
        return last is None or self.clock.now() - last.made > _BACKUP_DUE

    def backup(self, to: Path | None = None) -> BackupInfo:
        """Take a backup, prove it by opening it, and thin out the old ones there.

        Args:
            to: A second place; None is the desk's own folder of backups.

        Raises:
            DeskError: It was not made; what is there from before is untouched.
        """
        with self._one_at_a_time:
            folder = to or self._layout.backups
            self.store.note("backup taken", place="second place" if to else "own folder")
            if to is None and folder.is_dir():
                backups.clear_remains(folder)
            made = backups.take(self.store, folder, self._keys, self._key)
            backups.thin_out(folder, self._keys.vault_id, self._key)
            self._write_anchor()
            return made

    def backups(self, at: Path | None = None) -> list[BackupInfo]:
        """Return this desk's backups whose manifest bears its seal, newest first.

        Args:
            at: A second place; None is the desk's own folder of backups.
        """
        found = backups.manifests(at or self._layout.backups)
        return [each.backup for each in found if each.is_ours(self._keys.vault_id, self._key)]

    def look_into(self, backup: BackupInfo) -> BackupFacts:
        """Open a backup, prove it whole, and tell what is in it beside what the desk holds now.

        Raises:
            Damaged: It is not the backup that was taken.
        """
        manifest = backups.read_manifest(backup.path)
        facts = backups.prove(manifest, self._keys.vault_id, self._key)
        now = copies.facts(self.store)
        return BackupFacts(
            manifest.backup,
            facts.counted(),
            rows_now=now.counted(),
            seq_now=now.head.seq,
        )

    def restore_to(self, backup: BackupInfo, new_folder: Path) -> BackupFacts:
        """Make a desk of a backup in a new folder, opened by today's keys; this one stays as it is.

        Raises:
            Damaged: The backup is not whole.
            Refused: The folder is taken or unfit. In either case nothing is left there.
        """
        with self._one_at_a_time:
            manifest = backups.read_manifest(backup.path)
            facts = restoring.restore(manifest, new_folder, self._keys, self._key, self.clock)
            self.store.note("backup restored to a new folder", generation=facts.backup.generation)
            return facts

    # Keys

    def slots(self) -> tuple[SlotInfo, ...]:
        """Return the keys that open this desk, in the order they were made."""
        return tuple(slot.info for slot in self._keys.slots)

    def add_slot(self, role: Role, label: str, secret: str) -> SlotInfo:
        """Let one more passphrase or recovery key open this desk; an empty label is the role's.

        Raises:
            Refused: The passphrase is too weak, the key mistyped, the label unfit, or nothing
                could be written; nothing has changed.
        """
        with self._one_at_a_time:
            refuse_weak(role, secret, practice=self.practice)
            changed = slots.with_slot(
                self._keys, self._key, role, label or role.words, secret,
                created=self.clock.now(), cost=self._cost(),
            )  # fmt: skip
            made = changed.slots[-1]
            self._write_keys(changed, "key added", made)
            return made.info

    def change_slot(self, slot_id: int, secret: str) -> SlotInfo:
        """Give a slot a new passphrase or recovery key; the old one opens the desk no more.

        A backup taken before still opens with the old one.

        Raises:
            Refused: As for `add_slot`.
        """
        with self._one_at_a_time:
            slot = self._slot(slot_id)
            refuse_weak(slot.role, secret, practice=self.practice)
            changed = slots.with_slot(
                self._keys, self._key, slot.role, slot.label, secret,
                created=self.clock.now(), cost=self._cost(), slot_id=slot_id,
            )  # fmt: skip
            self._write_keys(changed, "key changed", slot)
            return self._slot(slot_id).info

    def remove_slot(self, slot_id: int) -> None:
        """Take a key away. A backup taken before still opens with it.

        Raises:
            Refused: It is the last recovery key or passphrase, or nothing could be written.
        """
        with self._one_at_a_time:
            slot = self._slot(slot_id)
            rest = tuple(each for each in self._keys.slots if each.slot_id != slot_id)
            _refuse_too_few(slot, rest)
            self._write_keys(replace(self._keys, slots=rest), "key removed", slot)

    def rotate_key(self, keep: Mapping[int, str], new: Sequence[NewKey] = ()) -> None:
        """Give the desk a new data key, and close it; what the old keys open is deleted.

        For when someone who knew a passphrase leaves. Copies of the folder or of its backups that
        were taken elsewhere before cannot be recalled.

        Args:
            keep: The secret of each slot that stays, by its number; any other opens no more.
            new: Further keys, as for `add_slot`.

        Raises:
            Refused: A secret does not fit, or no passphrase or no recovery key would be left. The
                desk is still open, under its old keys; so it is after any other DeskError.
        """
        with self._one_at_a_time:
            for each in new:
                refuse_weak(each.role, each.secret, practice=self.practice)
            wanted = [*rotating.keys_to_keep(self._keys, self._key, keep), *new]
            rotating.refuse_too_few(wanted)
            rotating.rotate(self.store, self._layout, self._keys, wanted, self._cost(), self.clock)
            self.close(backup=False)

    # Health

    def check(self, report: Callable[[int, int, str], None] | None = None) -> CheckReport:
        """Check pages, tables, audit trail, keys and backups; nothing is changed.

        Args:
            report: Told of each step as (done, of, what).
        """
        with self._one_at_a_time:
            return checking.check(self.store, self._layout, self._keys, self._key, report)

    def close(self, backup: bool = True) -> None:
        """Back up, note the state left behind, wipe the key, free the folder. Twice does nothing.

        Raises:
            DeskError: The backup was not made; the desk is closed all the same.
        """
        with self._one_at_a_time:
            if not self._is_open:
                return
            try:
                self.settle()
            except BaseException:
                self.abandon()
                raise
            self._is_open = False
            trouble: DeskError | None = None
            try:
                self.store.note("desk closed")
                if backup:
                    self.backup()
            except DeskError as error:
                trouble = error
            finally:
                self._leave()
        if trouble:
            raise trouble

    def _leave(self) -> None:
        """Close the file, note how it was left, and let go of key and folder whatever fails."""
        state: Anchor | None = None
        try:
            with suppress(DeskError):
                state = self._state()
            self.store.close()
            if state:
                with suppress(OSError):
                    anchor.write(self._anchor_path(), _closed(state, self.store.path), self._key)
        finally:
            self._key.wipe()
            self._lock.release()

    def _state(self) -> Anchor:
        head = audit.head(self.store)
        return Anchor(
            vault_id=self._keys.vault_id,
            generation=self.store.generation,
            seq=head.seq,
            head=head.seal.hex(),
            written=self.clock.now(),
        )

    def _write_anchor(self) -> None:
        # Without it the older one still holds: it says how far the desk had come at least.
        with suppress(OSError, DeskError):
            anchor.write(self._anchor_path(), self._state(), self._key)

    def _anchor_now_and_then(self, _change: Change) -> None:
        self._changes += 1
        if self._changes % _CHANGES_PER_ANCHOR == 0:
            self._write_anchor()

    def _anchor_path(self) -> Path:
        return self._layout.anchor(self._keys.database)

    def _slot(self, slot_id: int) -> Slot:
        for slot in self._keys.slots:
            if slot.slot_id == slot_id:
                return slot
        raise Fault(f"This desk has no slot {slot_id}.")

    def _cost(self) -> Cost:
        """The cost of the dearest slot: what this desk's first keys were measured to bear."""
        dearest = max(self._keys.slots, key=lambda slot: slot.memory_kib * slot.passes)
        return Cost(dearest.memory_kib, dearest.passes, dearest.lanes)

    def _write_keys(self, changed: SlotFile, action: str, slot: Slot) -> None:
        self._keys, both = slots.write_both(self.folder, changed, self._key)
        self.store.note(action, "slot", slot.slot_id, role=slot.role.value, label=slot.label)
        if not both:
            self.notices = (
                *self.notices,
                "The second copy of the key file was not written. It is at the next unlock.",
            )


def refuse_weak(role: Role, secret: str, *, practice: bool) -> None:
    """Refuse a passphrase that is too easy to guess; a practice desk takes any.

    Raises:
        Refused: With the hint that makes it better.
    """
    if role is Role.RECOVERY:
        return
    strength = passphrase.strength(secret)
    if not passphrase.normalise(secret) or not (strength.ok or practice):
        raise Refused(
            f"That passphrase is not strong enough: {(strength.words or 'empty').lower()}.",
            next_step=strength.hint,
            code="PD-141",
        )


def _refuse_too_few(slot: Slot, rest: tuple[Slot, ...]) -> None:
    if slot.role is Role.RECOVERY and not any(each.role is Role.RECOVERY for each in rest):
        raise Refused(
            "This is the last recovery key, so it stays.",
            why="Without one, a forgotten passphrase would close the desk for good.",
            next_step="Add another recovery key first.",
            code="PD-142",
        )
    if slot.role is not Role.RECOVERY and all(each.role is Role.RECOVERY for each in rest):
        raise Refused(
            "This is the last passphrase, so it stays.",
            why="The recovery key is for emergencies, not for every day.",
            next_step="Add another passphrase first.",
            code="PD-143",
        )


def _closed(state: Anchor, database: Path) -> Anchor:
    """Return a state with the hash of the file as it was left; only once the store is closed."""
    with database.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return replace(state, closed_sha256=digest, closed_size=database.stat().st_size)
