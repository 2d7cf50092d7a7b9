"""What an open desk tells of its backups, its health, and of a passphrase.

Apart from `model`, which the unlock screen imports: each record costs the start a millisecond.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """One backup, as its manifest tells.

    Attributes:
        path: The backup file; its manifest stands beside it.
        made: When it was taken (UTC).
        size: Of the file, in bytes.
        generation: Write sessions of the desk's life up to then.
        seq: Number of the newest audit entry in it.
        head: Hash of that entry, in hex.
        schema: Revision of the database's tables.
        sha256: Of the file, in hex.
    """

    path: Path
    made: datetime
    size: int
    generation: int
    seq: int
    head: str
    schema: str
    sha256: str


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What is in a backup, and in the desk now, so that a person can choose before restoring.

    Attributes:
        rows: What a person knows in the backup, and how many: ("actions", 14).
        rows_now: The same of the open desk; empty when none is open.
        seq_now: Number of the newest audit entry in the open desk; 0 when none is open.
    """

    backup: BackupInfo
    rows: tuple[tuple[str, int], ...]
    rows_now: tuple[tuple[str, int], ...] = ()
    seq_now: int = 0


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One thing that was checked: `text` says how it stands, in a sentence."""

    name: str
    ok: bool
    text: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """How a desk fares."""

    lines: tuple[CheckLine, ...]

    @property
    def ok(self) -> bool:
        """Whether all is well."""
        return all(line.ok for line in self.lines)


@dataclass(frozen=True, slots=True)
class Strength:
    """How good a passphrase is.

    Attributes:
        ok: It may be used.
        words: The verdict: "Strong", "Too easy to guess".
        hint: What would make it better; empty when nothing need be.
        score: 0 (worst) to 4 (best), for a meter.
    """

    ok: bool
    words: str
    hint: str
    score: int
