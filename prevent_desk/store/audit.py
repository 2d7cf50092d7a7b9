"""Who did what: a chain of records in the vault, each sealed over the one before.

The key of the chain is drawn from the data key, so no one without it can write a record that
verifies. A tail that was cut off still verifies: compare the head with one kept outside the vault.
Whoever holds the data key can make the whole chain anew; only a head on paper shows that.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from prevent_desk.store.raw import RawConnection
from prevent_desk.store.steps import unpack
from prevent_desk.store.unit import moment_text, unit_of

if TYPE_CHECKING:
    from prevent_desk.store.session import Store

_BEFORE_FIRST = bytes(32)
_COLUMNS = "seq, at, actor, action, object_type, object_id, detail_digest, prev, seal"


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
    """One record as the audit screen shows it.

    Attributes:
        label: Of a change: what was done, in its words; empty for others.
        detail: What was noted with it; None where there is none or it was erased under retention.
    """

    seq: int
    at: datetime
    actor: str
    action: str
    object_type: str
    object_id: str
    label: str
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


def chain_key(key: bytes) -> bytes:
    """Return the key of the chain: HKDF-SHA256 of the data key (RFC 5869, no salt, one block)."""
    drawn = hmac.digest(bytes(32), key, "sha256")
    return hmac.digest(drawn, b"pd/audit/v1\x01", "sha256")


def chain_key_of(raw: RawConnection, key: bytes) -> bytes:
    """Return the key of an open file's chain: of its first data key, where that was changed since.

    The vault keeps it inside the file when it changes the data key, so that seals stay what they
    are on paper and in receipts.
    """
    kept = raw.execute("SELECT body FROM setting WHERE name = 'audit.chain_key'").fetchone()
    return bytes.fromhex(json.loads(kept[0])) if kept else chain_key(key)


def note(
    session: Session,
    action: str,
    object_type: str = "",
    object_id: str | int = "",
    detail: Mapping[str, object] | None = None,
) -> Head:
    """Write one record in the transaction of a `Store.writing`.

    Args:
        session: Of that unit of work.
        action: A past participle with its object: "desk unlocked", "plan exported".
        object_type: What it was done to, such as a table's name; may be empty.
        object_id: Which; may be empty.
        detail: JSON values that explain it; kept apart from the chain, so that they can be erased.
    """
    unit = unit_of(session)
    before = unit.raw.total_changes
    text = _json(detail).encode() if detail else b""
    head = append(unit.store, unit.raw, action, object_type, str(object_id), text)
    if detail:
        unit.raw.execute(
            "INSERT INTO audit_detail(seq, detail) VALUES (?, ?)", (head.seq, text.decode())
        )
    unit.own_writes += unit.raw.total_changes - before
    return head


def append(
    store: Store,
    raw: RawConnection,
    action: str,
    object_type: str,
    object_id: str,
    detail: bytes,
) -> Head:
    """Write one record over the digest of `detail`, which the caller keeps where it likes."""
    last = head_of(raw)
    row: _Facts = (
        last.seq + 1,
        moment_text(store.clock.now()),
        store.actor,
        action,
        object_type,
        object_id,
        hashlib.sha256(detail).digest(),
    )
    seal = _seal(store.chain_key, last.seal, row)
    raw.execute(
        f"INSERT INTO audit({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        (*row, last.seal, seal),
    )
    return Head(row[0], seal)


def head(store: Store) -> Head:
    """Return the newest record's number and seal."""
    with store.reading() as session:
        return head_of(unit_of(session).raw)


def head_of(raw: RawConnection) -> Head:
    """Return the newest record of an open file."""
    row = raw.execute("SELECT seq, seal FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(*row) if row else Head(0, _BEFORE_FIRST)


def verify(store: Store, anchor: Head | None = None) -> Verdict:
    """Check every record, what hangs on it, and that `anchor`, a head kept elsewhere, is in it."""
    with store.reading() as session:
        return verify_raw(unit_of(session).raw, store.chain_key, anchor)


def verify_raw(raw: RawConnection, key: bytes, anchor: Head | None = None) -> Verdict:
    """Check the chain of an open file; 50,000 records take 0.3 s."""
    problems: list[str] = []
    last = Head(0, _BEFORE_FIRST)
    met = anchor is None or anchor.seq == 0
    for *facts, prev, seal in raw.execute(f"SELECT {_COLUMNS} FROM audit ORDER BY seq"):  # noqa: S608
        seq = facts[0]
        if seq != last.seq + 1:
            problems.append(f"Records {last.seq + 1} to {seq - 1} are missing.")
        elif prev != last.seal:
            problems.append(f"Record {seq} does not follow the one before it.")
        if not hmac.compare_digest(_seal(key, prev, tuple(facts)), seal):
            problems.append(f"Record {seq} was changed.")
        last = Head(seq, seal)
        met = met or anchor == last
    problems += _detail_problems(raw)
    if not met and anchor is not None:
        problems.append(f"The chain does not hold record {anchor.seq} as it was noted elsewhere.")
    return Verdict(_count(raw), last, tuple(problems))


def records(store: Store, *, newest: int = 500, before: int | None = None) -> list[AuditRecord]:
    """Return records newest first, at most `newest`, only those older than seq `before`."""
    with store.reading() as session:
        rows = (
            unit_of(session)
            .raw.execute(
                "SELECT a.seq, a.at, a.actor, a.action, a.object_type, a.object_id, "
                "coalesce(c.label, ''), d.detail FROM audit AS a "
                "LEFT JOIN audit_detail AS d ON d.seq = a.seq "
                "LEFT JOIN change AS c ON a.object_type = 'change' AND a.object_id = c.seq "
                "WHERE ? IS NULL OR a.seq < ? ORDER BY a.seq DESC LIMIT ?",
                (before, before, newest),
            )
            .fetchall()
        )
    return [
        AuditRecord(
            seq,
            datetime.fromisoformat(at),
            actor,
            action,
            object_type,
            object_id,
            label,
            json.loads(detail) if detail else None,
        )
        for seq, at, actor, action, object_type, object_id, label, detail in rows
    ]


_Facts = tuple[int, str, str, str, str, str, bytes]


def _seal(key: bytes, prev: bytes, facts: Sequence[Any]) -> bytes:
    *plain, digest = facts
    return hmac.digest(key, prev + digest + _json(plain).encode(), "sha256")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _detail_problems(raw: RawConnection) -> Iterator[str]:
    """Yield records whose words, or whose rows of the change, are no longer those they speak of."""
    digests = dict(raw.execute("SELECT seq, detail_digest FROM audit"))
    for seq, text in raw.execute("SELECT seq, detail FROM audit_detail"):
        if digests.get(seq) != hashlib.sha256(text.encode()).digest():
            yield f"The words kept with record {seq} were changed."
    sealed = raw.execute(
        "SELECT a.seq, c.row_steps FROM audit AS a JOIN change AS c ON c.seq = a.object_id "
        "WHERE a.object_type = 'change'"
    )
    for seq, kept in sealed:
        # Erased under retention: the chain still says that something was changed.
        if kept and digests[seq] != hashlib.sha256(unpack(kept)).digest():
            yield f"The rows kept with record {seq} were changed."


def _count(raw: RawConnection) -> int:
    return int(raw.execute("SELECT count(*) FROM audit").fetchone()[0])
