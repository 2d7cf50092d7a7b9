"""Many keys in one condition, bound one by one.

Not `json_each`: each number it yields is an allocation, and with locked memory
(`cipher_memory_security`) 400 of them cost 3 ms, bound ones 0.4 ms.
"""

from __future__ import annotations

from collections.abc import Iterable

_LEAST = 16


def filled(keys: Iterable[int]) -> list[int]:
    """Return keys in order, the last repeated up to one of few counts.

    So that a statement's text comes again and need not be prepared anew; none stay none.
    """
    found = sorted(keys)
    if not found:
        return found
    wanted = max(_LEAST, 1 << (len(found) - 1).bit_length())
    return found + found[-1:] * (wanted - len(found))
