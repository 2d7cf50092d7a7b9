"""Which cells a copied block goes into: Excel's rules, with what has no place told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prevent_desk.core.errors import Refused

Cell = tuple[int, int, str]
"""Rows below the first, columns right of the first, and the text."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A block put down.

    Attributes:
        cells: What goes where, row by row.
        over: The rows of the block below the last row there is, for rows still to be made.
    """

    cells: tuple[Cell, ...]
    over: tuple[tuple[str, ...], ...] = ()


def lay(
    table: Sequence[Sequence[str]], room: tuple[int, int], chosen: tuple[int, int] = (1, 1)
) -> Laid:
    """Lay a block from a cell on, to the right and down.

    Where a block is chosen that takes the copied one several times exactly, it is repeated.

    Args:
        table: The copied cells, rows of one length.
        room: Rows and columns from the first cell to the last shown.
        chosen: Rows and columns of the chosen block.

    Raises:
        Refused: The block has more columns than are left; no question could mend that.
    """
    high, wide = len(table), len(table[0]) if table else 0
    if not high or not wide:
        return Laid(())
    if wide > room[1]:
        raise Refused(
            f"The copied cells are {wide} columns wide; {room[1]} are left from this cell.",
            next_step="Choose a column further left, or show more columns. Nothing was pasted.",
        )
    down = chosen[0] if chosen[0] % high == 0 and chosen[0] > high else high
    across = chosen[1] if chosen[1] % wide == 0 and wide < chosen[1] <= room[1] else wide
    cells = tuple(
        (row, column, table[row % high][column % wide])
        for row in range(min(down, room[0]))
        for column in range(across)
    )
    return Laid(cells, tuple(tuple(row) for row in table[room[0] :]))
