"""Rows of a short list that is read again and again: the place in it stays while they are the same.

For lists whose rows change their words every few seconds, such as who is in the room: a model that
began anew each time would throw the keyboard out of the list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Row = TypeVar("Row")
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""The row itself, for delegates."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class SteadyRows(QAbstractListModel, Generic[Row]):
    """A list of rows known again by a key."""

    def __init__(
        self,
        key: Callable[[Row], object],
        shown: Callable[[Row], str],
        spoken: Callable[[Row], str],
        parent: QObject | None = None,
        *,
        tip: Callable[[Row], str] | None = None,
    ) -> None:
        """Make it.

        Args:
            key: What a row is known again by.
            shown: Its words.
            spoken: All of it as one sentence, for screen readers.
            parent: Its owner.
            tip: What the pointer is told over a row; none where it is not given.
        """
        super().__init__(parent)
        self._key, self._shown, self._spoken, self._tip = key, shown, spoken, tip
        self._rows: list[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show others; where only their words are new the place in the list stays."""
        same = [self._key(one) for one in rows] == [self._key(one) for one in self._rows]
        if not same:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
        elif self._rows:
            self._rows = list(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rows(self) -> list[Row]:
        """Return the rows in their order."""
        return list(self._rows)

    def row_of(self, key: object) -> int:
        """Return the row known by a key; -1 where it is not there."""
        return next((at for at, one in enumerate(self._rows) if self._key(one) == key), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a row's words, the row, or all of it as one sentence."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole and self._tip is not None:
            return self._tip(row)
        return None
