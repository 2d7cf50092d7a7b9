"""Wrap the data key for each person who may open the desk, and keep both copies of the key file.

Argon2id makes a key of the passphrase; AES-256-GCM wraps the data key under it and authenticates
the slot's header. A wrong passphrase fails here and the database is never touched.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from prevent_desk.core.errors import Fault, Refused
from prevent_desk.vault import files, passphrase, recovery, sealed, slotcopies, slotfile
from prevent_desk.vault.files import Layout
from prevent_desk.vault.kdf import Cost, derive
from prevent_desk.vault.keys import KEY_BYTES, DataKey
from prevent_desk.vault.model import Role
from prevent_desk.vault.slotfile import Slot, SlotFile

_ID_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Opened:
    """A data key, and the key file it came out of.

    Attributes:
        slot: The slot that opened.
    """

    key: DataKey
    file: SlotFile
    slot: Slot


def new_vault_id() -> str:
    """Return a random id for a new desk, in hex."""
    return secrets.token_hex(_ID_BYTES)


def secret_bytes(role: Role, secret: str) -> bytes:
    """Return a secret as bytes: passphrases by NFKC, recovery keys in their one form.

    Raises:
        Refused: A recovery key that does not check.
    """
    form = recovery.normalise if role is Role.RECOVERY else passphrase.normalise
    return form(secret).encode("utf-8")


def empty_file(vault_id: str, *, practice: bool, database: int = 1) -> SlotFile:
    """Return a key file without slots, not yet written."""
    return SlotFile(vault_id, practice, 0, database, 0, ())


def with_slot(
    file: SlotFile,
    key: DataKey,
    role: Role,
    label: str,
    secret: str,
    *,
    created: datetime,
    cost: Cost,
    slot_id: int | None = None,
) -> SlotFile:
    """Return a key file with one more slot, or with the slot of `slot_id` made anew."""
    number = file.next_slot if slot_id is None else slot_id
    bare = Slot(
        number, role, slotfile.check_label(label), created,
        cost.memory_kib, cost.passes, cost.lanes,
        secrets.token_bytes(16), secrets.token_bytes(12), b"",
    )  # fmt: skip
    wrapping = derive(secret_bytes(role, secret), bare.salt, cost)
    box = AESGCM(wrapping).encrypt(bare.nonce, bytes(key.raw), file.bound_to(bare))
    made = replace(bare, box=box)
    _prove(file, made, secret, key)
    slots = [*(slot for slot in file.slots if slot.slot_id != number), made]
    if len(slots) > slotfile.MOST_SLOTS:
        raise Refused(
            f"A desk has at most {slotfile.MOST_SLOTS} keys.",
            next_step="Remove one that is no longer needed.",
            code="PD-127",
        )
    return replace(
        file,
        slots=tuple(sorted(slots, key=lambda slot: slot.slot_id)),
        next_slot=max(file.next_slot, number + 1),
    )


def unwrap(file: SlotFile, slot: Slot, secret: bytes) -> DataKey | None:
    """Return the data key if the secret opens this slot, else None."""
    wrapping = derive(secret, slot.salt, Cost(slot.memory_kib, slot.passes, slot.lanes))
    raw = bytearray(KEY_BYTES)
    try:
        AESGCM(wrapping).decrypt_into(slot.nonce, slot.box, file.bound_to(slot), raw)
    except InvalidTag:
        return None
    return DataKey(raw)


def open_slot(copies: Sequence[SlotFile], role: Role, secret: str) -> Opened | None:
    """Open the desk's newest key file with a role's secret; None when it fits no slot.

    The newest copy that bears the seal of the opened data key is the truth. If a secret opens only
    an older copy while the newer one is sound, it was changed or removed since, and fits no more.

    Raises:
        Damaged: The secret fits, but no copy of the key file is whole.
        Refused: The desk has no key of this role.
    """
    if not any(slot.role is role for file in copies for slot in file.slots):
        raise Refused(
            f"This desk has no {role.words} key.",
            next_step="Choose another key.",
            code="PD-128",
        )
    typed = secret_bytes(role, secret)
    tried: set[bytes] = set()
    broken = False
    for file in copies:
        for slot in file.slots:
            attempt = file.bound_to(slot) + slot.box
            if slot.role is not role or attempt in tried:
                continue
            tried.add(attempt)
            key = unwrap(file, slot, typed)
            if key is None:
                continue
            whole = [copy for copy in copies if _is_whole(copy, key)]
            if whole and slot in whole[0].slots:
                return Opened(key, whole[0], slot)
            broken = broken or not whole
            key.wipe()
    if broken:
        raise slotcopies.unreadable()
    return None


def write_both(folder: Path, file: SlotFile, key: DataKey) -> tuple[SlotFile, bool]:
    """Write both copies, each read again before the next is begun.

    Returns:
        The file as written, and whether the second copy was written too: once the first is in place
        the change is in force, and the next unlock makes the second like it.

    Raises:
        Refused: The first could not be written; nothing has changed.
    """
    layout = Layout(folder)
    content = sealed.seal(replace(file, revision=file.revision + 1).record(), key.for_slots())
    written = slotfile.parse(content)
    try:
        _put(layout.keyslots, content)
    except OSError as error:
        raise files.refusal(error, "The keys were not changed.") from None
    try:
        _put(layout.keyslots_copy, content)
    except OSError:
        return written, False
    return written, True


def make_copies_equal(folder: Path, file: SlotFile, key: DataKey) -> bool:
    """Write the sound file over a copy that is not like it; tell whether both are now equal."""
    layout = Layout(folder)
    content = sealed.seal(file.record(), key.for_slots())
    try:
        for path in (layout.keyslots, layout.keyslots_copy):
            if files.read_small(path) != content:
                _put(path, content)
    except OSError:
        return False
    return True


def _prove(file: SlotFile, slot: Slot, secret: str, key: DataKey) -> None:
    # From the passphrase again: a memory fault in the first derivation would lock its owner out.
    again = unwrap(file, slot, secret_bytes(slot.role, secret))
    if again is None or again.raw != key.raw:
        raise Fault("A new key does not open what it closed.", code="PD-191")
    again.wipe()


def _is_whole(file: SlotFile, key: DataKey) -> bool:
    return sealed.is_sealed({**file.record(), "seal": file.seal}, key.for_slots())


def _put(path: Path, content: bytes) -> None:
    files.replace(path, content)
    if files.read_small(path) != content:
        raise Fault(f"{path.name} does not read as it was written.")
