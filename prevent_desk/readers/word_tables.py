"""A Word table as rows of cells in columns, by where their edges stand on the paper.

Word has no columns: each row has cells of its own width, and "the same" edge is often a
millimetre off from one row to the next. The columns are those of the commonest row; a cell of any
other row belongs to the columns whose middle it covers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from prevent_desk.readers.word_text import W, inside

_NEAR = 120
"""Edges this near one another (twentieths of a point; 2 mm) are meant to be one."""
_UNKNOWN_WIDTH = 1_000
_MOST_COLUMNS = 200
_FEWEST = 3
"""Rows with fewer cells are headings; they do not say what the columns are."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a row.

    Attributes:
        element: The cell itself (`w:tc`).
        left: Its first column, from 1.
        right: Its last column.
        goes_on: It only carries on the cell above it (a vertical merge).
        begins: It is the first of cells merged downwards.
    """

    element: Any
    left: int
    right: int
    goes_on: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows of cells, and how many columns it has."""

    rows: tuple[tuple[TableCell, ...], ...]
    columns: int


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell by its edges, in twentieths of a point from the table's."""

    element: Any
    left: int
    right: int


def table_of(element: Any) -> Table:  # noqa: ANN401 - an XML element
    """Return a table (`w:tbl`) as rows of cells in columns."""
    edges = _edges(element)
    rows = [_placed(row, edges) for row in inside(element, "tr")]
    columns = _columns(rows)
    return Table(tuple(_in_columns(row, columns) for row in rows), len(columns))


def _edges(element: Any) -> list[int]:  # noqa: ANN401 - an XML element
    widths = [
        _number(column.get(f"{W}w"))
        for grid in element.iterchildren(f"{W}tblGrid")
        for column in grid.iterchildren(f"{W}gridCol")
    ]
    edges = [0]
    for width in widths[:_MOST_COLUMNS]:
        edges.append(edges[-1] + (width or _UNKNOWN_WIDTH))
    return edges


def _placed(row: Any, edges: list[int]) -> list[_Placed]:  # noqa: ANN401 - an XML element
    at = min(_MOST_COLUMNS, _number(_setting(row, "trPr", "gridBefore")))
    found = []
    for cell in inside(row, "tc"):
        span = max(1, min(_MOST_COLUMNS, _number(_setting(cell, "tcPr", "gridSpan"))))
        found.append(_Placed(cell, _edge(edges, at), _edge(edges, at + span)))
        at += span
    return found


def _edge(edges: list[int], at: int) -> int:
    # A table may say too few of its columns.
    return edges[at] if at < len(edges) else edges[-1] + _UNKNOWN_WIDTH * (at - len(edges) + 1)


def _columns(rows: Sequence[Sequence[_Placed]]) -> list[tuple[int, int]]:
    """Return left and right edge of each column: the cells of the commonest kind of row."""
    kinds: Counter[tuple[int, ...]] = Counter()
    of_kind: dict[tuple[int, ...], Sequence[_Placed]] = {}
    for row in rows:
        kind = tuple(round(cell.left / _NEAR) for cell in row)
        if len(row) >= _FEWEST:
            kinds[kind] += 1
            of_kind.setdefault(kind, row)
    if kinds:
        best = max(kinds, key=lambda kind: (kinds[kind] > 1, len(kind), kinds[kind]))
        chosen = of_kind[best]
    else:
        chosen = max(rows, key=len, default=())
    return [(cell.left, cell.right) for cell in chosen]


def _in_columns(
    row: Sequence[_Placed], columns: Sequence[tuple[int, int]]
) -> tuple[TableCell, ...]:
    found = []
    for cell in row:
        covered = [
            number
            for number, (left, right) in enumerate(columns, 1)
            if cell.left - _NEAR <= (left + right) / 2 < cell.right + _NEAR
        ]
        first = covered[0] if covered else _nearest((cell.left + cell.right) / 2, columns)
        merge = _merge_of(cell.element)
        found.append(
            TableCell(
                cell.element,
                first,
                covered[-1] if covered else first,
                goes_on=merge == "continue",
                begins=merge == "restart",
            )
        )
    return tuple(found)


def _nearest(middle: float, columns: Sequence[tuple[int, int]]) -> int:
    for number, (_, right) in enumerate(columns, 1):
        if middle < right:
            return number
    return max(1, len(columns))


def _merge_of(cell: Any) -> str:  # noqa: ANN401 - an XML element
    mark = cell.find(f"{W}tcPr/{W}vMerge")
    return str(mark.get(f"{W}val", "continue")) if mark is not None else ""


def _setting(of: Any, group: str, name: str) -> str | None:  # noqa: ANN401 - an XML element
    found = of.find(f"{W}{group}/{W}{name}")
    value: str | None = found.get(f"{W}val") if found is not None else None
    return value


def _number(said: str | None) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 8 else 0
