"""How the cursor moves in the grid beyond Qt's own ways: over headings, into folds."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from prevent_desk.plan.ui.lines import ActivityLine, ObjectiveLine

if TYPE_CHECKING:
    from prevent_desk.plan.ui.grid_view import GridView


class GridMoves:
    """Moves the cursor of a grid."""

    def __init__(self, view: GridView) -> None:
        self._view = view

    def step(self, rows: int, columns: int = 0) -> None:
        """Move the cursor, passing over headings; stays where nothing more follows."""
        view, model = self._view, self._view.model_
        row, shown = view.currentIndex().row(), view.shown_columns()
        for _ in range(abs(rows)):
            new = row + (1 if rows > 0 else -1)
            while model.line(new) is not None and model.action(new) is None:
                new += 1 if rows > 0 else -1
            if model.action(new) is None:
                break
            row = new
        now = view.currentIndex().column()
        at = shown.index(now) if now in shown else 0
        column = shown[max(0, min(at + columns, len(shown) - 1))]
        view.put_cursor(model.index(row, column))

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
