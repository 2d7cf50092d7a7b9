"""Copies of the vault that are known to open: made, opened, compared, and only then given their name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from prevent_desk.store.audit import Head
from prevent_desk.store.session import Store


@dataclass(frozen=True, slots=True)
class Facts:
    """What a vault file holds, read by opening it.

    Attributes:
        rows: Rows by table, every table.
        generation: Counts the write sessions of the vault's life.
        head: Newest audit record.
        revision: Of the tables, such as "0002".
        written_at: When the newest change in it was committed (UTC).
        size: Bytes of the file.
    """

    vault_id: str
    rows: Mapping[str, int]
    generation: int
    head: Head
    revision: str
    written_at: datetime
    size: int

    def counted(self) -> tuple[tuple[str, int], ...]:
        """Return (words, count) of the tables that a person knows: ("actions", 14)."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup just made and verified."""

    path: Path
    sha256: str
    facts: Facts
    taken_at: datetime


def take(store: Store, to: Path) -> Taken:
    """Copy the open store to `to` (must not exist), verified by opening; on failure nothing is left."""
    raise NotImplementedError


def verify(path: Path, key: bytes) -> Facts:
    """Open a vault file read-only, check every page and the audit chain, and say what it holds."""
    raise NotImplementedError


def restore(backup: Path, to: Path, key: bytes) -> Facts:
    """Copy a backup to a new vault file, verified before it gets its name; never overwrites."""
    raise NotImplementedError


def sha256(path: Path) -> str:
    """Return a file's SHA-256 as hex; not for a file that a store has open (POSIX drops its lock)."""
    raise NotImplementedError
