"""The matrix as a table: what each cell says, and its sentence for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.training.model.coverage import Counts, Goal, Matrix, MatrixRow
from prevent_desk.ui.tables import RECORD_ROLE

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class MatrixModel(QAbstractTableModel):
    """A matrix as a table: the department, then a column for each course."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix: Matrix | None = None
        self.goal = Goal()

    def show_matrix(self, matrix: Matrix, goal: Goal) -> None:
        """Show another matrix."""
        self.beginResetModel()
        self.matrix, self.goal = matrix, goal
        self.endResetModel()

    def rows(self) -> Sequence[MatrixRow]:
        """Return its rows."""
        return self.matrix.rows if self.matrix is not None else ()

    def counts(self, index: _Index) -> Counts:
        """Return a cell; the first column is the whole department."""
        row = self.rows()[index.row()]
        return row.cells[index.column() - 1] if index.column() else row.worst

    # Qt

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return how many departments there are."""
        return 0 if parent.isValid() else len(self.rows())

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return how many courses there are, and one."""
        if parent.isValid() or self.matrix is None:
            return 0
        return len(self.matrix.courses) + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt calls it
        """Return a cell's words, its sentence, or its row."""
        if not index.isValid() or self.matrix is None:
            return None
        row = self.rows()[index.row()]
        if role == RECORD_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.counts(index).words if index.column() else row.name
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return _said(self.matrix, row, index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as Qt calls it
        """Return the course's name, and as tooltip all of it."""
        if orientation != Qt.Orientation.Horizontal or self.matrix is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.matrix.courses[section - 1].called if section else "Department"
        if role == Qt.ItemDataRole.ToolTipRole and section:
            one = self.matrix.courses[section - 1]
            counts = self.matrix.totals[section - 1].said()
            period = "" if one.refresh_months is None else "for "
            return f"{one.title}, counts {period}{one.refresh_words}\n{counts}"
        return None


def _said(matrix: Matrix, row: MatrixRow, column: int) -> str:
    if not column:
        return f"{row.name}, {people_words(row)}. Everybody by the worst: {row.worst.said()}"
    course = matrix.courses[column - 1]
    return f"{row.name}, {course.title}: {row.cells[column - 1].said()}"


def people_words(row: MatrixRow) -> str:
    """Return how many people a department has, and how one knows."""
    if not row.people:
        return "nobody listed"
    words = "1 person" if row.people == 1 else f"{row.people:,} people"
    if not row.unnamed:
        return words
    told = f", told {say_short(row.told)}" if isinstance(row.told, date) else ""
    return f"{words}, {row.unnamed:,} not named{told}"
