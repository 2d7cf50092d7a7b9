"""The heading row of a table of actions: found by the names in it, wherever it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from prevent_desk.plan.model.legend import Legend
from prevent_desk.plan.reading.words import field_of, legend_of, tone_of
from prevent_desk.readers.grid import Grid

_LONGEST = 90
"""No heading of a column is longer, but for a progress heading with its key in it."""
_LONGEST_UPPER = 40
"""A heading over two rows has short words in both."""
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Header:
    """Which column holds what.

    Attributes:
        row: The heading's last row.
        columns: Field name to column; fields as in `words.field_of`.
        ticks: Columns to tick, with their colour.
        others: Columns with a heading of no known meaning.
        legend: The key of progress in a heading, where there is one.
    """

    row: int
    columns: dict[str, int]
    ticks: dict[int, str] = field(default_factory=dict)
    others: dict[int, str] = field(default_factory=dict)
    legend: Legend | None = None


def header_at(grid: Grid, row: int) -> Header | None:
    """Return the heading that stands in a row, or in it and the next one; None where none does."""
    both = {column: cell.text for column, cell in grid.filled(row)}
    one = _header(row, both)
    below = {column: cell.text for column, cell in grid.filled(row + 1)}
    if len(both) < 2 or not below or max(map(len, below.values())) > _LONGEST_UPPER:
        return one
    if one is None and _header(row + 1, below):
        # A band of groups above a heading that is whole by itself.
        return None
    if not any(
        merge.top == row and (merge.left < merge.right or merge.bottom == row + 1)
        for merge in grid.merges
    ):
        return one
    for column, text in below.items():
        # "Progress" over "Red", "Amber", "Green": the colours say more than both words together.
        both[column] = text if tone_of(text) else f"{both.get(column, '')} {text}".strip()
    two = _header(row + 1, both) or _header(row + 1, {**both, **below})
    if two and (one is None or len(two.columns) + len(two.ticks) > len(one.columns)):
        return two
    return one


def _header(row: int, texts: dict[int, str]) -> Header | None:
    columns: dict[str, int] = {}
    ticks: dict[int, str] = {}
    others: dict[int, str] = {}
    legend: Legend | None = None
    for column, text in texts.items():
        key = legend_of(text)
        if len(text) > _LONGEST and key is None:
            return None
        legend = legend or key
        name = field_of(text)
        if colour := tone_of(text):
            ticks[column] = colour
        elif name is None or name in columns:
            others[column] = " ".join(text.split())
        else:
            columns[name] = column
    if "text" not in columns and "title" in columns:
        columns["text"] = columns.pop("title")
    known = columns.keys() - {"objective"}
    if "text" not in known or not known & {"leads", "timescale"} or len(known) < _FEWEST:
        return None
    return Header(row, columns, ticks, others, legend)
