"""A table whose lines are ticked: Space ticks what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from prevent_desk.ui import theme
from prevent_desk.ui.delegates import dress
from prevent_desk.ui.tables import Column, Record, RowsModel

_MEASURED = 200
"""So many lines say how wide the columns are."""

_PADDING = 20

_Index = QModelIndex | QPersistentModelIndex


class TickModel(RowsModel[Record]):
    """Records with a tick in the first column.

    Signals:
        ticked: Another choice.
    """

    ticked = Signal()

    def __init__(self, columns: Sequence[Column[Record]], parent: QObject | None = None) -> None:
        super().__init__(columns, (), parent)
        self._ticked: set[int] = set()

    def show_records(self, records: Sequence[Record], is_ticked: Callable[[Record], bool]) -> None:
        """Show records, ticked or not."""
        self._ticked = {number for number, one in enumerate(records) if is_ticked(one)}
        self.set_rows(records)

    def chosen(self) -> list[Record]:
        """Return the records that are ticked, in their order."""
        return [one for number, one in enumerate(self.rows()) if number in self._ticked]

    def tick(self, numbers: Iterable[int], *, on: bool) -> None:
        """Tick lines, or take their ticks away."""
        for number in numbers:
            (self._ticked.add if on else self._ticked.discard)(number)
            self.dataChanged.emit(self.index(number, 0), self.index(number, 0))
        self.ticked.emit()

    def is_ticked(self, number: int) -> bool:
        """Return whether a line is ticked."""
        return number in self._ticked

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Tick in the first column."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a cell shows, and the tick."""
        if index.column() == 0 and role == Qt.ItemDataRole.CheckStateRole:
            ticked = self.is_ticked(index.row())
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if index.column() == 0 and role == Qt.ItemDataRole.AccessibleTextRole:
            said = "chosen" if self.is_ticked(index.row()) else "not chosen"
            return f"{super().data(index, Qt.ItemDataRole.DisplayRole)}, {said}"
        return super().data(index, role)

    def setData(
        self,
        index: _Index,
        value: Any,  # noqa: ANN401
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Take a tick."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.tick([index.row()], on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True


class TickTable(QTableView):
    """The table itself."""

    _is_first_whole = False

    def set_up(self, model: TickModel[Any], name: str, *, is_first_whole: bool = False) -> None:
        """Give it its model and manners.

        Args:
            model: Its rows.
            name: For screen readers.
            is_first_whole: The first column is short and told apart by its end, references for
                one; the last gives way to it, whatever stands there.
        """
        self._is_first_whole = is_first_whole
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        dress(self)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.horizontalHeader()
        header.setResizeContentsPrecision(_MEASURED)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        last = model.columnCount() - 1
        if last > 0:
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(last, QHeaderView.ResizeMode.Stretch)
        model.modelReset.connect(self._share)
        self._share()

    def _share(self) -> None:
        """Give the first column what its words need, as long as the last keeps what its own need.

        Halves would cut addresses beside a column that is half empty.
        """
        last = self.horizontalHeader().count() - 1
        if last < 1:
            return
        header = self.horizontalHeader()
        room = self.viewport().width() - sum(header.sectionSize(at) for at in range(1, last))
        first, other = self._wanted(0), self._wanted(last)
        if first + other > room and not self._is_first_whole:
            first = max(min(first, room - other), room // 3)
        else:
            first += max(0, room - first - other) // 3
        self.setColumnWidth(0, first)

    def _wanted(self, column: int) -> int:
        # The style's hint for a ticked cell leaves its padding out.
        cells = self.sizeHintForColumn(column) + theme.px(_PADDING)
        return max(cells, self.horizontalHeader().sectionSizeHint(column))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._share()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick on Space, wherever in the line the cursor is."""
        model = self.model()
        if event.key() == Qt.Key.Key_Space and isinstance(model, TickModel):
            numbers = [index.row() for index in self.selectionModel().selectedRows()]
            if numbers:
                model.tick(numbers, on=not all(map(model.is_ticked, numbers)))
            return
        super().keyPressEvent(event)
