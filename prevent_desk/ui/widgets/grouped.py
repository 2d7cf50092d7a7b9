"""Going through rows that stand under headings: headings are passed over, the ends hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def next_row(rows: Sequence[object], kind: type, row: int, step: int) -> int:
    """Return the next row of a kind from a row on, that one left out; -1 where there is none."""
    row += step
    while 0 <= row < len(rows):
        if isinstance(rows[row], kind):
            return row
        row += step
    return -1


def row_away(following: Callable[[int, int], int], row: int, steps: int) -> int:
    """Return the row so many entries down (or up) from a row, or as far as there are any.

    Args:
        following: Returns the next entry's row from a row on, by step 1 or -1; -1 for none.
        row: Where to begin; -1 is above the first.
        steps: How many entries; negative is up.
    """
    for _step in range(abs(steps)):
        found = following(row, 1 if steps > 0 else -1)
        if found < 0:
            break
        row = found
    return row
