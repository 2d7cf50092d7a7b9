"""The newest state of a desk, kept beside the database and not in it.

An old page or an old file passes every check inside the database (SECURITY, 5.3). What tells it
apart is a note of how far the audit trail had come and, after an orderly close, of the whole file's
hash. Both are sealed under the data key, so only who can open the desk can write them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from prevent_desk.vault import files, sealed
from prevent_desk.vault.slotfile import read_moment, say_moment

if TYPE_CHECKING:
    from prevent_desk.vault.keys import DataKey

_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Anchor:
    """How far a desk had come.

    Attributes:
        generation: Write sessions of its life.
        seq: Number of the newest audit record; 0 before the first.
        head: Seal of that record, in hex.
        written: When this was noted (UTC).
        closed_sha256: Hash of the database as it was closed; empty while it is open.
        closed_size: Its size then, in bytes.
        restored_from: The generation of the backup this desk was made of; 0 for any other.
    """

    vault_id: str
    generation: int
    seq: int
    head: str
    written: datetime
    closed_sha256: str = ""
    closed_size: int = 0
    restored_from: int = 0

    def record(self) -> dict[str, Any]:
        """Return the anchor as it is written, without its seal."""
        return {
            "format": _FORMAT,
            "vault_id": self.vault_id,
            "generation": self.generation,
            "seq": self.seq,
            "head": self.head,
            "written": say_moment(self.written),
            "closed_sha256": self.closed_sha256,
            "closed_size": self.closed_size,
            "restored_from": self.restored_from,
        }


def write(path: Path, anchor: Anchor, key: DataKey) -> None:
    """Put an anchor in place whole.

    Raises:
        OSError: It could not be written; the one before is still there.
    """
    files.replace(path, sealed.seal(anchor.record(), key.for_anchor()))


def read(path: Path, vault_id: str, key: DataKey) -> Anchor | None:
    """Return the anchor of this desk, or None where there is none that bears its seal."""
    raw = files.read_small(path)
    if raw is None:
        return None
    try:
        record = sealed.parse(raw)
    except sealed.NotCanonical:
        return None
    if not sealed.is_sealed(record, key.for_anchor()) or record["vault_id"] != vault_id:
        return None
    record = sealed.unsealed(record)
    if record.pop("format") != _FORMAT:
        return None
    return Anchor(**{**record, "written": read_moment(record["written"])})


def closed_size(path: Path) -> int:
    """Return the size at the last close as an anchor tells, unproven: for words only; or 0."""
    try:
        size = sealed.parse(files.read_small(path) or b"")["closed_size"]
    except (sealed.NotCanonical, KeyError, OSError):
        return 0
    return size if type(size) is int and size > 0 else 0
