"""How the cursor moves in the grid beyond Qt's own ways: over headings, into folds."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from prevent_desk.plan.ui.lines import ActivityLine, ObjectiveLine

if TYPE_CHECKING:
    from prevent_desk.plan.ui.grid_view import GridView


class GridMoves:
    """Moves the cursor of a grid."""

    def __init__(self, view: GridView) -> None:
        self._view = view
        self._anchor = QPersistentModelIndex()

    def step(self, rows: int, columns: int = 0) -> None:
        """Move the cursor, passing over headings; stays where nothing more follows."""
        view, shown = self._view, self._view.shown_columns()
        row = self._actions_from(view.currentIndex().row(), rows)
        now = view.currentIndex().column()
        at = shown.index(now) if now in shown else 0
        column = shown[max(0, min(at + columns, len(shown) - 1))]
        view.put_cursor(view.model_.index(row, column))

    def anchor(self) -> QModelIndex:
        """Return the corner that stays while a block is drawn from it."""
        # As long as the block's other corner is the cursor, a block is being drawn.
        if self._anchor.isValid() and self._view.choice.many:
            return self._view.model_.index(self._anchor.row(), self._anchor.column())
        return self._view.currentIndex()

    def begin_block(self, index: QModelIndex) -> None:
        """Draw blocks from this cell on."""
        self._anchor = QPersistentModelIndex(index)

    def choose_to(self, index: QModelIndex) -> None:
        """Choose the block from the corner that stays to a cell, and go there."""
        view, corner = self._view, self.anchor()
        if not corner.isValid() or not index.isValid():
            return
        self.begin_block(corner)
        chosen = view.choice.between((corner.row(), corner.column()), (index.row(), index.column()))
        flags = QItemSelectionModel.SelectionFlag
        view.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        view.selectionModel().select(chosen, flags.ClearAndSelect)
        view.scrollTo(index)

    def choose_all(self) -> None:
        """Choose every cell of every action in sight or scrolled out of it, not what is folded."""
        view, shown = self._view, self._view.shown_columns()
        last = len(view.model_.lines) - 1
        if last < 0 or not shown:
            return
        if view.current_action() is None:
            first = next((n for n in range(last + 1) if view.model_.action(n) is not None), 0)
            view.put_cursor(view.model_.index(first, shown[0]))
        chosen = view.choice.between((0, shown[0]), (last, shown[-1]))
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect
        view.selectionModel().select(chosen, how)

    def extends(self, event: QKeyEvent) -> bool:
        """Draw a block by Shift and an arrow, Home, End or a page key; False for any other key."""
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
        if pressed not in {shift, shift | control} or self._view.current_action() is None:
            return False
        to = self._reached(Qt.Key(event.key()), far=pressed != shift)
        if to is None:
            return False
        self.choose_to(self._view.model_.index(*to))
        return True

    def _reached(self, key: Qt.Key, *, far: bool) -> tuple[int, int] | None:
        """Return the row and column a key leads to; None for a key that leads nowhere."""
        view, shown = self._view, self._view.shown_columns()
        row, column = view.currentIndex().row(), view.currentIndex().column()
        at = shown.index(column) if column in shown else 0
        page = max(1, view.viewport().height() // max(1, view.rowHeight(row)) - 1)
        every = len(view.model_.lines)
        down = {
            Qt.Key.Key_Down: every if far else 1,
            Qt.Key.Key_Up: -every if far else -1,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
        }
        across = {
            Qt.Key.Key_Right: len(shown) if far else 1,
            Qt.Key.Key_Left: -len(shown) if far else -1,
            Qt.Key.Key_Home: -len(shown),
            Qt.Key.Key_End: len(shown),
        }
        if key in across:
            column = shown[max(0, min(at + across[key], len(shown) - 1))]
            if far and key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
                row = self._actions_from(row, -every if key == Qt.Key.Key_Home else every)
            return row, column
        return (self._actions_from(row, down[key]), column) if key in down else None

    def _actions_from(self, row: int, steps: int) -> int:
        """Return the row so many actions further, or the last there is that way."""
        model, way = self._view.model_, 1 if steps > 0 else -1
        left, new = abs(steps), row
        while left and model.line(new + way) is not None:
            new += way
            if model.action(new) is not None:
                row, left = new, left - 1
        return row

    def fold(self, *, folded: bool) -> None:
        """Fold or open the current heading."""
        line = self._view.current_line()
        if isinstance(line, ObjectiveLine | ActivityLine) and line.folded is not folded:
            self._view.fold_asked.emit(line.fold_key, folded)

    def folds(self, event: QKeyEvent) -> bool:
        """Fold by Left, Right, Space and Enter on a heading; False for any other key."""
        line = self._view.current_line()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or line is None:
            return False
        if isinstance(line, ObjectiveLine | ActivityLine):
            if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
                self.fold(folded=event.key() == Qt.Key.Key_Left)
                return True
            if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.fold(folded=not line.folded)
                return True
            return False
        at_left = self._view.currentIndex().column() == self._view.shown_columns()[0]
        if event.key() == Qt.Key.Key_Left and at_left:
            above = self._heading_above(self._view.currentIndex().row())
            if above is not None:
                self._view.put_cursor(self._view.model_.index(above, 0))
            return True
        return False

    def go_to_heading(self) -> None:
        """Go to the heading of the row on top."""
        view = self._view
        above = self._heading_above(view.rowAt(0))
        if above is not None:
            heading = view.model_.index(above, 0)
            view.put_cursor(heading)
            view.scrollTo(heading, QAbstractItemView.ScrollHint.PositionAtTop)
            view.setFocus()

    def _heading_above(self, row: int) -> int | None:
        headings = self._view.model_.headings
        place = bisect_right(headings, row) - 1
        return headings[place] if place >= 0 else None
