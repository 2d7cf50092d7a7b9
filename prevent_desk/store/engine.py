"""Open the encrypted file: the only module that connects to a database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prevent_desk.core.clock import Clock
from prevent_desk.store.session import Store


def create_store(path: Path, key: bytes, vault_id: str, clock: Clock, actor: str) -> Store:
    """Make a new, empty vault file and open it.

    Raises:
        AlreadyThere: The name is taken.
        DiskFull, FileReadOnly, NotSaved: It could not be written; nothing is left.
    """
    raise NotImplementedError


def open_store(
    path: Path,
    key: bytes,
    vault_id: str,
    clock: Clock,
    actor: str,
    *,
    before_upgrade: Callable[[Store], object] | None = None,
    patience_s: float = 1.0,
) -> Store:
    """Open a vault file by its raw 32-byte key, check every page and bring it to this version.

    Args:
        before_upgrade: Called with the still old store when its tables must change; take the
            verified backup here. Whatever it raises stops the upgrade.
        patience_s: How long to wait for another process to let go of the file.

    Raises:
        FileMissing, FileEmpty, NotThisDesk, EndsEarly, PagesDamaged, NewerThanProgram, OtherDesk,
        OpenElsewhere, FileReadOnly: Each its own case, with nothing changed on disk.
    """
    raise NotImplementedError
