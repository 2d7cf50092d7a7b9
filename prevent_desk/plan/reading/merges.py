"""Merged cells of a sheet: what counts for the cells below, and which rows are one cell across."""

from __future__ import annotations

from prevent_desk.readers.grid import Grid


def merged_down(grid: Grid) -> dict[tuple[int, int], str]:
    """Return for cells under a merged one the text that counts for them too."""
    found = {}
    for merge in grid.merges:
        if merge.bottom > merge.top and merge.bottom - merge.top <= len(grid.rows) + 50:
            text = grid.text(merge.top, merge.left)
            for row in range(merge.top + 1, merge.bottom + 1):
                found[row, merge.left] = text
    return found


def merged_across(grid: Grid) -> dict[int, list[tuple[int, int]]]:
    """Return for each row the columns that are one cell across at least four of them."""
    found: dict[int, list[tuple[int, int]]] = {}
    for merge in grid.merges:
        if merge.right - merge.left >= 3:
            found.setdefault(merge.top, []).append((merge.left, merge.right))
    return found
