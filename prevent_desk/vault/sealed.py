"""Small JSON files that carry a seal: one canonical form, and an HMAC over it.

Only one sequence of bytes says a given thing. Whatever differs by a single bit is therefore either
refused as not canonical or has another seal; nothing is "nearly right".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

MOST_BYTES = 1 << 20
"""No file of ours is nearly as long; a longer one is not read."""

_SEAL = "seal"


class NotCanonical(ValueError):
    """The bytes are not what `canonical` writes."""


def canonical(record: Mapping[str, Any]) -> bytes:
    """Return the one way to write a record: sorted names, ASCII, one space of indent, a newline."""
    text = json.dumps(record, sort_keys=True, ensure_ascii=True, allow_nan=False, indent=1)
    return text.encode("ascii") + b"\n"


def parse(raw: bytes) -> dict[str, Any]:
    """Return the record that canonical bytes hold.

    Raises:
        NotCanonical: Anything else.
    """
    if len(raw) > MOST_BYTES:
        raise NotCanonical("too long")
    try:
        record = json.loads(raw)
        if not isinstance(record, dict) or canonical(record) != raw:
            raise NotCanonical("not in its one form")
    # RecursionError: ten thousand brackets are enough to run json out of stack.
    except (ValueError, RecursionError) as error:
        raise NotCanonical("not a record") from error
    return record


def seal(record: Mapping[str, Any], key: bytes) -> bytes:
    """Return a record's bytes with its seal in it."""
    return canonical({**record, _SEAL: _mac(record, key)})


def is_sealed(record: Mapping[str, Any], key: bytes) -> bool:
    """Tell whether a parsed record bears the seal of this key."""
    import hmac

    found = record.get(_SEAL)
    rest = {name: value for name, value in record.items() if name != _SEAL}
    return isinstance(found, str) and hmac.compare_digest(
        found.encode("ascii", "replace"), _mac(rest, key).encode("ascii")
    )


def unsealed(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record without its seal."""
    return {name: value for name, value in record.items() if name != _SEAL}


def _mac(record: Mapping[str, Any], key: bytes) -> str:
    # Imported here: the unlock screen reads these files before anybody has a key.
    import hmac

    return hmac.digest(key, canonical(record), "sha256").hex()
