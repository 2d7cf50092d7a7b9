"""Which cells of the grid are chosen, as rows, as columns and as a block."""

from __future__ import annotations

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
