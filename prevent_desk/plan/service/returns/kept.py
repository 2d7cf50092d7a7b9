"""How a return is kept: what its file says as compressed JSON, and what she decided so far."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2s
from typing import Any

from prevent_desk.core.errors import Damaged
from prevent_desk.plan.model.partners.comparing_file import SaidFile, as_plain, from_plain
from prevent_desk.plan.model.partners.records import Decision, Difference, Keep, Kind
from prevent_desk.plan.model.records import Field

_FORMAT = 1
_MOST_BYTES = 128 * 2**20

_LEAVES = frozenset({Keep.MINE, Keep.KEEP_ROW, Keep.LEAVE_OUT, Keep.ADD})
"""What takes nothing away here, whatever has changed here since."""

_ADDS = "adds"
"""In place of what was seen: the decision only puts words beside those that are here."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A returned file as it is kept.

    Attributes:
        on: The day it came back; the day of its updates.
        notes: What was noticed on receipt.
    """

    file: SaidFile
    on: date
    notes: tuple[str, ...] = ()


def pack_file(kept: KeptFile) -> bytes:
    """Return a file as it is kept."""
    given = [_FORMAT, kept.on.isoformat(), list(kept.notes), as_plain(kept.file)]
    return zlib.compress(json.dumps(given, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack_file(content: bytes) -> KeptFile:
    """Return what `pack_file` kept.

    Raises:
        Damaged: It is not what was written.
    """
    try:
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(content, _MOST_BYTES)
        version, on, notes, file = json.loads(text)
        if version != _FORMAT:
            raise ValueError(f"format {version}")
        return KeptFile(from_plain(file), date.fromisoformat(on), tuple(map(str, notes)))
    except (ValueError, TypeError, KeyError, zlib.error) as error:
        raise Damaged(
            "What was read in that return can no longer be read.",
            next_step="Discard it and drop the file again.",
            code="PD-342",
        ) from error


@dataclass(frozen=True, slots=True)
class Read:
    """Decisions as they were kept, held against the differences there are now.

    Attributes:
        decisions: Those that still hold, by key.
        settled: Keys of those that were applied.
        stale: Keys of those made before something changed here.
    """

    decisions: dict[str, Decision]
    settled: frozenset[str]
    stale: tuple[str, ...]

    @property
    def pending(self) -> dict[str, Decision]:
        """Return what was decided and not yet applied."""
        return {key: one for key, one in self.decisions.items() if key not in self.settled}


def pack_decision(decision: Decision, of: Difference) -> dict[str, Any]:
    """Return a decision as it is kept, with what she saw when she made it."""
    return {
        "keep": decision.keep.value,
        "text": decision.text,
        "at": decision.at.astimezone(UTC).isoformat(),
        "seen": _seen(decision, of),
    }


def unpack_decisions(
    kept: Mapping[str, Any], differences: Mapping[str, Difference], applied: datetime | None
) -> Read:
    """Return kept decisions; one made of what is not so any more is stale.

    Args:
        kept: By key, as `pack_decision` gives them.
        differences: What there is to decide now, by key.
        applied: When the return was applied last (UTC).
    """
    decisions: dict[str, Decision] = {}
    settled: set[str] = set()
    stale: list[str] = []
    for key, given in kept.items():
        decision = Decision(Keep(given["keep"]), given["text"], datetime.fromisoformat(given["at"]))
        difference = differences.get(key)
        if applied is not None and decision.at <= applied:
            settled.add(key)
            decisions[key] = decision
        elif difference is None:
            continue  # nothing to decide any more: both sides say the same
        elif given["seen"] == _ADDS:
            keep = Keep.BOTH if difference.kind is Kind.BOTH else Keep.THEIRS
            decisions[key] = Decision(keep, None, decision.at)
        elif decision.keep in difference.choices and given["seen"] == _seen(decision, difference):
            decisions[key] = decision
        else:
            stale.append(key)
    return Read(decisions, frozenset(settled), tuple(stale))


def _seen(decision: Decision, of: Difference) -> str:
    """Return what a decision rests on: nothing where it takes nothing away."""
    if decision.keep in _LEAVES:
        return ""
    only_adds = decision.keep is Keep.BOTH or of.kind is Kind.THEIRS
    if of.field is Field.COMMENTS and decision.text is None and only_adds and of.both:
        return _ADDS
    # Theirs too: what "Amber" means is said by the plan's key, which can change here.
    said = "\0".join((of.mine, of.theirs, of.problem))
    return blake2s(said.encode(), digest_size=12).hexdigest()
