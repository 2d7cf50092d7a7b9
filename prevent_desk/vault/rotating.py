"""Give a desk a new data key, when someone who knew a passphrase leaves.

Removing a slot is no revocation: an old copy of the key file and the old passphrase still give the
old data key (SECURITY, 1, LUKS). So the database is written anew under a new key, in a file of its
own, and proven; then the key file is replaced, which is the one moment at which old becomes new.
What is left of the old key is deleted at the next unlock, when the new one has opened the desk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.store import backup as copies
from prevent_desk.store.session import Store
from prevent_desk.store.settings import Settings
from prevent_desk.vault import anchor, backups, files, names, slots
from prevent_desk.vault.anchor import Anchor
from prevent_desk.vault.files import Layout
from prevent_desk.vault.kdf import Cost
from prevent_desk.vault.keys import DataKey
from prevent_desk.vault.model import Role
from prevent_desk.vault.slotfile import SlotFile


@dataclass(frozen=True, slots=True)
class NewKey:
    """A passphrase or recovery key that shall open the desk from now on.

    An empty label is the role's own.
    """

    role: Role
    label: str
    secret: str


def keys_to_keep(keys: SlotFile, key: DataKey, keep: Mapping[int, str]) -> list[NewKey]:
    """Return the slots that stay, each proven by its secret: only with it can it be wrapped anew.

    Raises:
        Refused: A secret does not open its slot.
    """
    kept = []
    for slot in keys.slots:
        if slot.slot_id not in keep:
            continue
        opened = slots.unwrap(keys, slot, slots.secret_bytes(slot.role, keep[slot.slot_id]))
        if opened is None or opened.raw != key.raw:
            raise Refused(
                f"That does not open the key “{slot.label}”, so it cannot be kept.",
                next_step="Type it again, or give that role a new one.",
                code="PD-147",
            )
        opened.wipe()
        kept.append(NewKey(slot.role, slot.label, keep[slot.slot_id]))
    return kept


def refuse_too_few(wanted: Sequence[NewKey]) -> None:
    """Refuse a desk that would have no passphrase or no recovery key.

    Raises:
        Refused: Which of the two is missing.
    """
    recovery = sum(each.role is Role.RECOVERY for each in wanted)
    for missing, words in (
        (recovery == 0, "recovery key"),
        (recovery == len(wanted), "passphrase"),
    ):
        if missing:
            raise Refused(
                f"No {words} would be left.",
                next_step=f"Keep one, or give a new {words}.",
                code="PD-148",
            )


def rotate(
    store: Store, layout: Layout, old: SlotFile, wanted: Sequence[NewKey], cost: Cost, clock: Clock
) -> None:
    """Write the desk under a new data key and put its key file in force.

    Raises:
        DeskError: It did not come so far; the desk is as it was, under its old keys.
    """
    key = DataKey.new()
    number = max([old.database, *layout.databases()]) + 1
    database, its_anchor = layout.database(number), layout.anchor(number)
    try:
        keys = replace(old, database=number, slots=())
        for each in wanted:
            keys = slots.with_slot(
                keys, key, each.role, each.label or each.role.words, each.secret,
                created=clock.now(), cost=cost,
            )  # fmt: skip
        # The trail keeps the seals it has on paper and in receipts, so it keeps its first key.
        Settings(store).put("audit.chain_key", store.chain_key.hex())
        store.note("data key changed", keys=[each.role.value for each in wanted])
        taken = copies.take(store, database, key=bytes(key.raw))
        head = taken.facts.head
        anchor.write(
            its_anchor,
            Anchor(
                keys.vault_id,
                taken.facts.generation,
                head.seq,
                head.seal.hex(),
                clock.now(),
                closed_sha256=taken.sha256,
                closed_size=taken.size,
            ),
            key,
        )
        slots.write_both(layout.folder, keys, key)
    except OSError as error:
        _forget(database, its_anchor)
        raise files.refusal(error, "The data key was not changed.") from None
    except BaseException:
        _forget(database, its_anchor)
        raise
    finally:
        key.wipe()


def is_superseded(layout: Layout, older: SlotFile, newer: SlotFile) -> bool:
    """Tell whether a copy of the key file is from before the data key was changed.

    A crash between writing the first copy and the second leaves it; it must open nothing.
    """
    return older.database < newer.database and layout.database(newer.database).is_file()


def leftovers(layout: Layout, keys: SlotFile) -> list[int]:
    """Return the numbers of databases that are not this key file's: of a change of key."""
    return [number for number in layout.databases() if number != keys.database]


def finish(store: Store, layout: Layout, keys: SlotFile, key: DataKey) -> None:
    """Delete what the old key opens, backups too, once there is a backup under the new one.

    The databases go last: while one is there, the next unlock tries again.
    """
    with suppress(DeskError):
        if backups.newest(layout.backups, keys.vault_id, key) is None:
            backups.take(store, layout.backups, keys, key)
        for manifest in backups.manifests(layout.backups):
            if manifest.vault_id == keys.vault_id and not manifest.is_ours(keys.vault_id, key):
                path = manifest.backup.path
                _forget(names.manifest_path(path), path)
        for number in leftovers(layout, keys):
            database = layout.database(number)
            journal = database.with_name(database.name + "-journal")
            _forget(layout.anchor(number), journal, database)


def _forget(*paths: Path) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)
