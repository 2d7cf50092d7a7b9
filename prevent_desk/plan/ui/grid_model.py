"""The grid's table model: headings and actions as rows of one flat table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from prevent_desk.plan.model.legend import NOT_SET
from prevent_desk.plan.model.records import ActionRow, Activity, PlanHead
from prevent_desk.plan.ui import stages
from prevent_desk.plan.ui.columns import COLUMNS, cell_text, spoken
from prevent_desk.plan.ui.lines import ActionLine, ActivityLine, Line, ObjectiveLine

Index = QModelIndex | QPersistentModelIndex

LINE = int(Qt.ItemDataRole.UserRole)
"""The role that gives a row's whole line to the painter."""

_NOWHERE = QModelIndex()

# Made once: joining flags in Python took a tenth of every painted frame.
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE = _FLAGS | Qt.ItemFlag.ItemIsEditable


class GridModel(QAbstractTableModel):
    """Rows are lines, columns are `COLUMNS`; read only, for edits go through the plan's service."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self.head: PlanHead | None = None
        self.headings: list[int] = []
        self._places: dict[int, int] = {}

    def show(self, head: PlanHead | None, lines: Sequence[Line]) -> None:
        """Show other lines, whole."""
        self.beginResetModel()
        self.head, self.lines = head, list(lines)
        self._places = {}
        self.headings = []
        for place, line in enumerate(self.lines):
            if isinstance(line, ActionLine):
                self._places[line.row.id] = place
            else:
                self.headings.append(place)
        self.endResetModel()

    def replace(self, rows: Sequence[ActionRow]) -> None:
        """Show actions as they are now, in the places where they stand."""
        last = len(COLUMNS) - 1
        for row in rows:
            place = self._places.get(row.id)
            if place is None:
                continue
            line = self.lines[place]
            if isinstance(line, ActionLine):
                self.lines[place] = ActionLine(row, line.activity, line.objective)
                self.dataChanged.emit(self.index(place, 0), self.index(place, last))

    def replace_headings(self, lines: Sequence[Line]) -> None:
        """Take over the counts of the headings from lines that were built anew."""
        fresh = {line.fold_key: line for line in lines if not isinstance(line, ActionLine)}
        for place in self.headings:
            line = self.lines[place]
            if not isinstance(line, ActionLine) and (new := fresh.get(line.fold_key)) not in (
                None,
                line,
            ):
                self.lines[place] = new
                self.dataChanged.emit(self.index(place, 0), self.index(place, 0))

    def line(self, row: int) -> Line | None:
        """Return the line of a row; None outside the table."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def action(self, row: int) -> ActionRow | None:
        """Return the action of a row; None on a heading."""
        line = self.line(row)
        return line.row if isinstance(line, ActionLine) else None

    def place_of(self, action_id: int) -> int | None:
        """Return the row at which an action is shown, or None when it is not."""
        return self._places.get(action_id)

    def place_of_heading(self, fold_key: str) -> int | None:
        """Return the row of a heading, or None."""
        for place in self.headings:
            line = self.lines[place]
            if not isinstance(line, ActionLine) and line.fold_key == fold_key:
                return place
        return None

    def actions_shown(self) -> int:
        """Return how many actions stand in the grid."""
        return len(self._places)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns, hidden ones too."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a cell's text, what a screen reader says of it, or its line."""
        line = self.line(index.row())
        if line is None or self.head is None:
            return None
        if role == LINE:
            return line
        if isinstance(line, ActionLine):
            column = COLUMNS[index.column()]
            if role == Qt.ItemDataRole.DisplayRole:
                return cell_text(line.row, column, self.head)
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return spoken(line.row, column, self.head)
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return heading_text(line) if index.column() == 0 else ""
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401
        """Return a column's title."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].heading if 0 <= section < len(COLUMNS) else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that every cell of an action can be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _FLAGS if self.action(index.row()) is None else _EDITABLE


def heading_text(line: ObjectiveLine | ActivityLine) -> str:
    """Return a heading as one sentence, with its counts and whether it is folded."""
    folded = ", folded" if line.folded else ""
    if isinstance(line, ActivityLine):
        actions = "1 action" if line.count == 1 else f"{line.count} actions"
        return f"{activity_title(line.activity)}, {actions}{folded}"
    counts = ", ".join(
        f"{number} {(stage.word if stage else NOT_SET).lower()}"
        for stage, number in stages.told(line.counts)
    )
    return ", ".join(part for part in (line.objective.heading, counts) if part) + folded


def activity_title(activity: Activity) -> str:
    """Return an activity's number and heading as printed: "1) Coordinated ..."."""
    number = f"{activity.number}) " if activity.number else ""
    return f"{number}{activity.heading}".strip()
