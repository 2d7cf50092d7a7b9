"""Backups of a desk: a verified copy and, beside it, a sealed manifest that says what it is.

A backup counts when its manifest stands beside it: that is written last. Anything less is the rest
of a backup that was cut off and is cleared away by the next.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from prevent_desk.core.errors import Damaged, DeskError
from prevent_desk.store import backup as copies
from prevent_desk.store.session import Store
from prevent_desk.vault import files, names, sealed, slotfile
from prevent_desk.vault.facts import BackupInfo
from prevent_desk.vault.keys import DataKey
from prevent_desk.vault.slotfile import SlotFile, read_moment, say_moment

_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says.

    Attributes:
        keyslots: The key file of that time, as it was written.
        record: Everything, as parsed, with its seal.
    """

    vault_id: str
    backup: BackupInfo
    keyslots: SlotFile
    record: dict[str, Any]

    def is_ours(self, vault_id: str, key: DataKey) -> bool:
        """Tell whether the manifest was written with this desk's data key."""
        return self.vault_id == vault_id and sealed.is_sealed(self.record, key.for_manifests())


def take(store: Store, folder: Path, keys: SlotFile, key: DataKey) -> BackupInfo:
    """Take a backup into a folder, verified by opening, and write its manifest.

    Raises:
        DeskError: It was not made; what is there from before is untouched.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = names.backup_path(folder, store.clock.now(), store.generation)
        taken = copies.take(store, path)
        made = BackupInfo(
            path=path,
            made=taken.taken_at.replace(microsecond=0),
            size=taken.size,
            generation=taken.facts.generation,
            seq=taken.facts.head.seq,
            head=taken.facts.head.seal.hex(),
            schema=taken.facts.revision,
            sha256=taken.sha256,
        )
        try:
            _write_manifest(made, keys, key)
        except BaseException:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise files.refusal(error, "The backup was not made.") from None
    return made


def read_manifest(path: Path) -> Manifest:
    """Read the manifest of a backup, unproven.

    Raises:
        Damaged: It is not what was written there.
    """
    try:
        record = sealed.parse(files.read_small(names.manifest_path(path)) or b"")
        if record["format"] != _FORMAT or record["file"] != path.name:
            raise ValueError("not this backup's")
        info = BackupInfo(
            path=path,
            made=read_moment(record["made"]),
            size=int(record["size"]),
            generation=int(record["generation"]),
            seq=int(record["seq"]),
            head=str(record["head"]),
            schema=str(record["schema"]),
            sha256=str(record["sha256"]),
        )
        keys = slotfile.parse(str(record["keyslots"]).encode("ascii"))
    except (ValueError, KeyError, TypeError, OSError, DeskError):
        raise damaged(path) from None
    return Manifest(str(record["vault_id"]), info, keys, record)


def manifests(folder: Path) -> list[Manifest]:
    """Return the manifests that can be read, newest first, unproven."""
    found = []
    for path in names.backups_in(folder):
        with suppress(Damaged):
            found.append(read_manifest(path))
    return sorted(found, key=lambda each: (each.backup.made, each.backup.seq), reverse=True)


def newest(folder: Path, vault_id: str, key: DataKey) -> Manifest | None:
    """Return the newest manifest that bears this desk's seal; reads no more than it must."""
    for path in names.backups_in(folder):
        with suppress(Damaged):
            manifest = read_manifest(path)
            if manifest.is_ours(vault_id, key):
                return manifest
    return None


def refuse_altered(manifest: Manifest, vault_id: str, key: DataKey) -> None:
    """Refuse a backup whose manifest does not bear our seal, or whose file is not what it names.

    Raises:
        Damaged: It is not the backup that was taken.
    """
    path = manifest.backup.path
    if not manifest.is_ours(vault_id, key):
        raise damaged(path)
    try:
        if copies.sha256(path) != manifest.backup.sha256:
            raise damaged(path)
    except OSError:
        raise damaged(path) from None


def prove(manifest: Manifest, vault_id: str, key: DataKey) -> copies.Facts:
    """Check a backup whole: manifest, hash, and the file itself by opening it; say what it holds.

    Raises:
        Damaged: It is not the backup that was taken.
    """
    refuse_altered(manifest, vault_id, key)
    facts = copies.verify(manifest.backup.path, bytes(key.raw))
    if (facts.head.seq, facts.head.seal.hex()) != (manifest.backup.seq, manifest.backup.head):
        raise damaged(manifest.backup.path)
    return facts


def thin_out(folder: Path, vault_id: str, key: DataKey) -> list[BackupInfo]:
    """Delete the backups of this desk that no rule keeps any longer, and return them."""
    ours = [each.backup for each in manifests(folder) if each.is_ours(vault_id, key)]
    gone = names.superseded(ours)
    for backup in gone:
        # The manifest first: a backup without one is not taken for whole.
        with suppress(OSError):
            names.manifest_path(backup.path).unlink(missing_ok=True)
            backup.path.unlink(missing_ok=True)
    return gone


def clear_remains(folder: Path) -> None:
    """Delete what backups that were cut off have left in a desk's own folder of backups.

    Only while the desk is open here, so that none of it can be in the making.
    """
    for path in folder.iterdir():
        unfinished = names.is_backup(path) and not names.manifest_path(path).exists()
        if unfinished or path.name.endswith((".tmp", ".new", "-journal")):
            with suppress(OSError):
                path.unlink()


def _write_manifest(made: BackupInfo, keys: SlotFile, key: DataKey) -> None:
    written = sealed.canonical({**keys.record(), "seal": keys.seal})
    record = {
        "format": _FORMAT,
        "vault_id": keys.vault_id,
        "file": made.path.name,
        "made": say_moment(made.made),
        "size": made.size,
        "generation": made.generation,
        "seq": made.seq,
        "head": made.head,
        "schema": made.schema,
        "sha256": made.sha256,
        "keyslots": written.decode("ascii"),
    }
    files.replace(names.manifest_path(made.path), sealed.seal(record, key.for_manifests()))


def damaged(path: Path) -> Damaged:
    """Return the words for a backup that is not what was written there."""
    return Damaged(
        f"The backup {path.stem} is damaged.",
        why="It is not what was written there.",
        next_step="Choose another backup.",
        code="PD-140",
    )
