"""Which cells of the grid are chosen, as rows, as columns and as a block."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange

from prevent_desk.plan.model.records import ActionRow

if TYPE_CHECKING:
    from prevent_desk.plan.ui.grid_view import GridView


class GridChoice:
    """Reads the grid's selection; what is worked out on a change is kept for the painter.

    Attributes:
        touched: The rows of actions any of whose cells is chosen.
        many: Whether more than one cell is chosen.
    """

    def __init__(self, view: GridView) -> None:
        self._view = view
        self.touched: frozenset[int] = frozenset()
        self.many = False

    def follow(self) -> None:
        """Work out anew what is chosen."""
        rows: set[int] = set()
        cells = 0
        for part in self._parts():
            rows.update(range(part.top(), part.bottom() + 1))
            cells += part.width() * part.height()
        action = self._view.model_.action
        self.touched = frozenset(row for row in rows if action(row) is not None)
        self.many = cells > 1 and bool(self.touched)

    def forget(self) -> None:
        """Know of nothing chosen: the rows are others."""
        self.touched = frozenset()

    def actions(self) -> list[ActionRow]:
        """Return the actions any of whose cells is chosen, from the top; else the current one."""
        model = self._view.model_
        found = [action for row in sorted(self.touched) if (action := model.action(row))]
        current = self._view.current_action()
        return found or ([current] if current else [])

    def columns(self) -> list[int]:
        """Return the shown columns any of whose cells is chosen, from the left."""
        columns: set[int] = {self._view.currentIndex().column()}
        for part in self._parts():
            columns.update(range(part.left(), part.right() + 1))
        return [number for number in self._view.shown_columns() if number in columns]

    def cells(self) -> list[tuple[ActionRow, int]]:
        """Return every chosen cell of an action, row by row; the current one where none is."""
        columns: dict[int, set[int]] = {}
        for part in self._parts():
            across = range(part.left(), part.right() + 1)
            for row in range(part.top(), part.bottom() + 1):
                columns.setdefault(row, set()).update(across)
        shown = self._view.shown_columns()
        found = [
            (action, number)
            for row in sorted(columns)
            if (action := self._view.model_.action(row)) is not None
            for number in shown
            if number in columns[row]
        ]
        current = self._view.current_action()
        if not found and current is not None:
            found = [(current, max(0, self._view.currentIndex().column()))]
        return found

    def block(self) -> tuple[int, int, int, int]:
        """Return the block around all that is chosen.

        Returns:
            The line of its first action, its first shown column, how many actions it is high, and
            how many shown columns wide.
        """
        rows, columns = sorted(self.touched), self.columns()
        if not rows:
            return self._view.currentIndex().row(), self._view.currentIndex().column(), 1, 1
        model = self._view.model_
        high = sum(model.action(row) is not None for row in range(rows[0], rows[-1] + 1))
        shown = self._view.shown_columns()
        wide = shown.index(columns[-1]) - shown.index(columns[0]) + 1
        return rows[0], columns[0], high, wide

    def between(self, one: tuple[int, int], other: tuple[int, int]) -> QItemSelection:
        """Return the cells of actions between two corners, each a row and a column.

        Headings are left out: they are one cell over the whole width, by which Qt would widen the
        block to all columns.
        """
        model = self._view.model_
        first, last = sorted((one[0], other[0]))
        left, right = sorted((one[1], other[1]))
        chosen = QItemSelection()
        start = first
        headings = model.headings
        within = headings[bisect_left(headings, first) : bisect_right(headings, last)]
        for stop in (*within, last + 1):
            if stop > start:
                chosen.select(model.index(start, left), model.index(stop - 1, right))
            start = stop + 1
        return chosen

    def has(self, row: int, column: int) -> bool:
        """Return whether a cell itself is chosen, and not only its row touched."""
        if not self.many:
            return True
        return self._view.selectionModel().isSelected(self._view.model_.index(row, column))

    def choose_rows(self, rows: Sequence[int], column: int) -> None:
        """Choose one column's cells of these rows, wherever the cursor is."""
        wanted = QItemSelection()
        for row in rows:
            index = self._view.model_.index(row, column)
            wanted.select(index, index)
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._view.selectionModel().select(wanted, how)

    def _parts(self) -> Iterable[QItemSelectionRange]:
        # A QItemSelection is a list of ranges; Qt's stubs do not say so.
        return cast("Iterable[QItemSelectionRange]", self._view.selectionModel().selection())
