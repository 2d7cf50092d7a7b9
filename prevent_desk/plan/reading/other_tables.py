"""Tables of a Word document that hold no actions: who signed, what changed, what colours mean."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_desk.plan.model.legend import Legend
from prevent_desk.plan.reading.header import header_at
from prevent_desk.plan.reading.words import legend_of, tone_of
from prevent_desk.readers.grid import Grid

_FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class OtherTable:
    """A table that is left out.

    Attributes:
        first: Its first row that says something.
        text: What stands there.
        legend: The key of progress, where the table is one.
    """

    first: int
    text: str
    legend: Legend | None = None


def other_tables(grid: Grid) -> dict[int, OtherTable]:
    """Return a document's tables without actions, by their number.

    A table without a heading row belongs to the plan where one with a heading and as many columns
    stands above it, as on a plan's further pages; and where it only holds a line or two of words.
    """
    rows: dict[int, list[int]] = {}
    for row in grid.numbers():
        if row in grid.tables:
            rows.setdefault(grid.tables[row], []).append(row)
    found: dict[int, OtherTable] = {}
    headed = 0
    for table, numbers in rows.items():
        columns = max(max(grid.rows[row]) for row in numbers)
        header = next((h for row in numbers if (h := header_at(grid, row))), None)
        if header is not None:
            headed = max(*header.columns.values(), *header.ticks, *header.others, 0)
        elif max(len(grid.rows[row]) for row in numbers) < _FEWEST_COLUMNS:
            continue
        elif not (headed and columns >= _FEWEST_COLUMNS and headed - 2 <= columns <= headed):
            found[table] = _other(grid, numbers)
    return found


def _other(grid: Grid, numbers: list[int]) -> OtherTable:
    first = numbers[0]
    text = " · ".join(cell.text for _, cell in grid.filled(first))
    pairs = []
    for row in numbers:
        cells = [cell.text.strip() for _, cell in grid.filled(row)]
        if len(cells) >= _FEWEST_COLUMNS and tone_of(cells[0]):
            pairs.append(f"{cells[0]} – {cells[1]}")
    return OtherTable(first, text, legend_of("\n".join(pairs)))
