"""The rows of the notes as Qt reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from prevent_desk.panels.ui.desk.notes.rows import Row

ROW_ROLE = Qt.ItemDataRole.UserRole + 1

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class NotesModel(QAbstractTableModel):
    """Lines of one point, in the order they were begun."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def rows(self) -> list[Row]:
        """Return what is shown."""
        return list(self._rows)

    def row(self, place: int) -> Row | None:
        """Return a row by its place; None beyond the ends."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, key: int) -> int:
        """Return where a line stands by its key; -1 where it is not shown."""
        return next((n for n, row in enumerate(self._rows) if row.key == key), -1)

    def show_rows(self, rows: Sequence[Row]) -> tuple[int, int]:
        """Show other rows; what is the same at both ends stays as it is.

        Returns:
            The first place that is new, and how many there are from there on.
        """
        new, old = list(rows), self._rows
        start = 0
        while start < min(len(old), len(new)) and old[start] == new[start]:
            start += 1
        end = 0
        while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
            end += 1
        gone, come = len(old) - start - end, len(new) - start - end
        same = min(gone, come)
        self._rows[start : start + same] = new[start : start + same]
        if same:
            self.dataChanged.emit(self.index(start, 0), self.index(start + same - 1, 0))
        if gone > same:
            self.beginRemoveRows(_NOWHERE, start + same, start + gone - 1)
            del self._rows[start + same : start + gone]
            self.endRemoveRows()
        elif come > same:
            self.beginInsertRows(_NOWHERE, start + same, start + come - 1)
            self._rows[start + same : start + same] = new[start + same : start + come]
            self.endInsertRows()
        return start, come

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return one: a line is painted whole."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a line, or what is said of it."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.spoken()
        return None
