"""What a copy for publication may say of a count, so that it tells of nobody.

Counts of one to four are unsafe for a small area, and so is one that can be worked out from what
stands beside it (DOMAIN 9, small numbers): it is withheld as well. None at all may be printed.
"""

from __future__ import annotations

LEAST = 5
"""The least count, above none, that is told as it is."""

FEWER = f"fewer than {LEAST}"
WITHHELD = "not shown"


def is_small(count: int) -> bool:
    """Return whether a count is one of those that are not told."""
    return 0 < count < LEAST


def told(count: int, whole: int | None = None) -> str:
    """Return a count as it may be published.

    Args:
        count: What was counted.
        whole: What it is a part of, where that is told: next to all of it, the rest would be small.
    """
    if whole is None or is_small(whole):
        return FEWER if is_small(count) else str(count)
    if not is_small(count) and not is_small(whole - count):
        return str(count)
    # Of a whole up to eight either words would leave too few counts that they may stand for: of
    # six, five is the only one that is not small itself and leaves a small rest.
    may_say_fewer = is_small(count) and whole >= 2 * LEAST - 1
    return FEWER if may_say_fewer else WITHHELD
