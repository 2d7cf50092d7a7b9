"""Make a desk of a backup, in a folder of its own; the one it was taken from stays as it is."""

from __future__ import annotations

from pathlib import Path

from prevent_desk.core.clock import Clock
from prevent_desk.store import backup as copies
from prevent_desk.vault import anchor, backups, slots
from prevent_desk.vault.anchor import Anchor
from prevent_desk.vault.backups import Manifest
from prevent_desk.vault.facts import BackupFacts
from prevent_desk.vault.files import Layout
from prevent_desk.vault.keys import DataKey
from prevent_desk.vault.making import whole_folder
from prevent_desk.vault.slotfile import SlotFile


def restore(
    manifest: Manifest, new_folder: Path, keys: SlotFile, key: DataKey, clock: Clock
) -> BackupFacts:
    """Prove a backup and make a whole desk of it, opened by `keys`.

    Raises:
        Damaged: The backup is not the one that was taken.
        Refused: The folder is taken or unfit. In either case nothing is left there.
    """
    with whole_folder(new_folder) as making:
        backups.refuse_altered(manifest, keys.vault_id, key)
        layout = Layout(making)
        database = layout.database(keys.database)
        facts = copies.restore(manifest.backup.path, database, bytes(key.raw))
        slots.write_both(making, keys, key)
        state = Anchor(
            vault_id=keys.vault_id,
            generation=facts.generation,
            seq=facts.head.seq,
            head=facts.head.seal.hex(),
            written=clock.now(),
            closed_sha256=manifest.backup.sha256,
            closed_size=manifest.backup.size,
            restored_from=facts.generation,
        )
        anchor.write(layout.anchor(keys.database), state, key)
    return BackupFacts(manifest.backup, facts.counted())
