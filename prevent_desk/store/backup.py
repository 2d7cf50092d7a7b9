"""Copies of the vault that are known to open: made, opened, compared, and only then named."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from prevent_desk.core.disk import sync_folder
from prevent_desk.core.errors import DeskError
from prevent_desk.store import engine, first_page
from prevent_desk.store.audit import Head, chain_key_of, head_of, verify_raw
from prevent_desk.store.base import words_for
from prevent_desk.store.errors import AlreadyThere, BackupFailed, DiskFull, PagesDamaged, said
from prevent_desk.store.facts import count_rows, identity_of
from prevent_desk.store.raw import RawConnection
from prevent_desk.store.session import Store


@dataclass(frozen=True, slots=True)
class Facts:
    """What a vault file holds, read from it.

    Attributes:
        vault_id: Which desk it is.
        rows: Rows by table, every table.
        generation: Counts the write sessions of the vault's life.
        head: Newest audit record.
        revision: Of the tables, such as "0002".
        written_at: When the newest change in it was committed (UTC).
    """

    vault_id: str
    rows: Mapping[str, int]
    generation: int
    head: Head
    revision: str
    written_at: datetime

    def counted(self) -> tuple[tuple[str, int], ...]:
        """Return what people know the rows by, and how many: ("actions", 14), ("updates", 3)."""
        named = ((words_for(table), count) for table, count in self.rows.items())
        return tuple((words, count) for words, count in named if words)


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup just made and verified; `size` in bytes."""

    path: Path
    sha256: str
    size: int
    facts: Facts
    taken_at: datetime


def take(store: Store, to: Path, *, key: bytes | None = None) -> Taken:
    """Copy the open store to a new file, verified by opening it; on failure nothing is left.

    Args:
        store: The open store.
        to: The new file.
        key: Its data key; None is the store's own.

    Raises:
        AlreadyThere: `to` exists.
        PagesDamaged: The store itself cannot be read any more.
        BackupFailed: The copy could not be written, or did not come out the same.
    """
    if to.exists():
        raise AlreadyThere
    making = to.with_name(to.name + ".tmp")
    key = store.key if key is None else key
    try:
        engine.remove(making)
        with store.exclusively("backup") as raw:
            wanted = _facts(raw)
            _copy(raw, making, key)
        _sync(making)
        found = verify(making, key)
        if found != wanted:
            raise BackupFailed("The copy did not come out the same.")
        digest, size = sha256(making), making.stat().st_size
        making.rename(to)
        sync_folder(to.parent)
    except OSError as error:
        full = error.errno == errno.ENOSPC
        why = "The disk is full." if full else "The folder for it cannot be written."
        raise BackupFailed(why) from None
    finally:
        engine.remove(making)
    return Taken(to, digest, size, found, store.clock.now())


def verify(path: Path, key: bytes) -> Facts:
    """Open a vault file read-only, check every page, row link and audit record; say what it holds.

    Raises:
        DeskError: One of `store.errors`; the file is not changed.
    """
    engine.refuse_if_held(path)
    first_page.check(path, key)
    raw = engine.connect(path, key, "ro")
    try:
        engine.check_pages(raw)
        engine.refuse_foreign(raw)
        if raw.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise PagesDamaged(0)
        if raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise PagesDamaged(0)
        if verify_raw(raw, chain_key_of(raw, key)).problems:
            raise BackupFailed("Its audit records do not hold together.")
        return _facts(raw)
    except engine.DriverError as error:
        words = said(error)
        if words is None:
            raise
        raise words from None
    finally:
        raw.close()


def restore(backup: Path, to: Path, key: bytes) -> Facts:
    """Copy a backup to a new vault file, verified before it gets its name; never overwrites.

    Raises:
        AlreadyThere: `to` exists.
        DeskError: The backup or its copy does not verify; nothing is left.
    """
    if to.exists():
        raise AlreadyThere
    making = to.with_name(to.name + ".tmp")
    try:
        wanted = verify(backup, key)
        engine.remove(making)
        shutil.copyfile(backup, making)
        _sync(making)
        if verify(making, key) != wanted:
            raise BackupFailed("The copy did not come out the same.")
        making.rename(to)
        sync_folder(to.parent)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull from None
        raise BackupFailed("The folder for it cannot be written.") from None
    finally:
        engine.remove(making)
    return wanted


def sha256(path: Path) -> str:
    """Return a file's SHA-256 as hex.

    Raises:
        OpenElsewhere: A store of this process has it open; see `engine.refuse_if_held`.
    """
    engine.refuse_if_held(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def facts(store: Store) -> Facts:
    """Return what the open store holds now."""
    with store.exclusively("count") as raw:
        return _facts(raw)


def _copy(raw: RawConnection, to: Path, key: bytes) -> None:
    """Copy every page into a new file under the same key; SQLCipher gives it a salt of its own."""
    # An unkeyed target would be refused half-way, or worse, written in the clear.
    target = engine.connect(to, key, "rwc")
    try:
        raw.backup(target)
    except engine.DriverError as error:
        words = said(error)
        if isinstance(words, PagesDamaged):
            raise words from None
        # The driver's own backup raises without a code when a write fails; there is then no words.
        raise BackupFailed(_why(words)) from None
    finally:
        target.close()


def _why(words: DeskError | None) -> str:
    return "The disk is full." if isinstance(words, DiskFull) else "The disk did not take it."


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _facts(raw: RawConnection) -> Facts:
    vault_id, revision, generation, written_at = identity_of(raw)
    return Facts(
        vault_id=vault_id,
        rows=count_rows(raw),
        generation=generation,
        head=head_of(raw),
        revision=revision,
        written_at=datetime.fromisoformat(written_at),
    )
