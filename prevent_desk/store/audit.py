"""Who did what: a chain of records in the vault, each sealed over the one before.

The key of the chain is drawn from the data key, so no one without it can write a record that
verifies. A tail that was cut off still verifies: compare `head` with one kept outside the vault.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from prevent_desk.store.session import Store


@dataclass(frozen=True, slots=True)
class Head:
    """The newest record of the chain: seq 0 and 32 zero bytes before the first."""

    seq: int
    seal: bytes

    @property
    def fingerprint(self) -> str:
        """Ten characters of the seal, for paper: "8F3A-09C1-D2"."""
        digits = self.seal.hex()[:10].upper()
        return f"{digits[:4]}-{digits[4:8]}-{digits[8:]}"


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One record as the audit screen shows it; `detail` is None where it was erased under retention."""

    seq: int
    at: datetime
    actor: str
    action: str
    object_type: str
    object_id: str
    detail: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the chain found.

    Attributes:
        records: How many there are.
        head: The newest.
        problems: One sentence each; empty when all is well.
    """

    records: int
    head: Head
    problems: tuple[str, ...]


def note(
    session: Session,
    action: str,
    object_type: str = "",
    object_id: str | int = "",
    detail: Mapping[str, object] | None = None,
) -> Head:
    """Write one record in the transaction of `session` (one of `Store.writing`)."""
    raise NotImplementedError


def head(store: Store) -> Head:
    """Return the newest record's number and seal."""
    raise NotImplementedError


def verify(store: Store, anchor: Head | None = None) -> Verdict:
    """Check every record, and that `anchor`, a head kept elsewhere, is part of the chain."""
    raise NotImplementedError


def records(store: Store, *, newest: int = 500, before: int | None = None) -> Sequence[AuditRecord]:
    """Return records newest first, at most `newest`, older than seq `before`."""
    raise NotImplementedError
