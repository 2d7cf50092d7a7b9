"""The changes of a comparison as rows of a table."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from prevent_desk.plan.model.versions.compare import Change, What
from prevent_desk.plan.model.versions.said import KINDS, WORDS

WHERE, BEFORE, AFTER = range(3)
CHANGE_ROLE = Qt.ItemDataRole.UserRole + 1

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ChangeModel(QAbstractTableModel):
    """Where, before, after: a row for each change that fits the kinds chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Change, ...] = ()
        self._shown: list[Change] = []
        self._kinds: frozenset[What] = frozenset()
        self._names = ("Before", "After")

    def show_changes(self, changes: Sequence[Change], names: tuple[str, str]) -> None:
        """Show another comparison, of copies by these names."""
        self._all, self._names = tuple(changes), names
        self._fill()

    def show_kinds(self, kinds: Collection[What]) -> None:
        """Show changes of some kinds only; of none of them: all."""
        self._kinds = frozenset(kinds)
        self._fill()

    def changes(self) -> Sequence[Change]:
        """Return the changes shown."""
        return self._shown

    def total(self) -> int:
        """Return how many changes there are, shown or not."""
        return len(self._all)

    def change(self, row: int) -> Change:
        """Return the change of a row."""
        return self._shown[row]

    def row_like(self, wanted: Change) -> int:
        """Return the row of the same cell of the same action, or -1."""
        name = identity(wanted)
        return next((row for row, one in enumerate(self._shown) if identity(one) == name), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many changes are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return where, before, after."""
        return 0 if parent.isValid() else 3

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a cell's words; CHANGE_ROLE returns the change itself."""
        if not index.isValid():
            return None
        change = self._shown[index.row()]
        if role == CHANGE_ROLE:
            return change
        if role == Qt.ItemDataRole.DisplayRole:
            return (change.name, change.before, change.after)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(change)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """Return the columns' headings: the names of the copies."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return ("Where", *self._names)[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _fill(self) -> None:
        self.beginResetModel()
        self._shown = [one for one in self._all if not self._kinds or one.what in self._kinds]
        self.endResetModel()


def part_of(change: Change) -> str:
    """Return the cell or statement that changed: "Success criteria", "Whole action"."""
    return change.part or f"Whole {KINDS[change.of]}"


def spoken(change: Change) -> str:
    """Return a change as one sentence for a screen reader."""
    said = f"{change.name}, {part_of(change)}, {WORDS[change.what]}"
    if change.before:
        said += f"; was: {change.before}"
    if change.after:
        said += f"; now: {change.after}"
    return said.replace("\n", ", ")


def identity(change: Change) -> tuple[str, str, str, str]:
    """Return what tells a change from the others of its comparison."""
    action = change.now or change.was
    lineage = action.lineage if action else ""
    return change.of, lineage or change.name, change.what, change.part
