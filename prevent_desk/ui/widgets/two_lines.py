"""Tables whose cells are two lines: what it is, what is known of it, and a glyph before.

`TwoLineTable` has its records at hand; `LongTable` knows their number and reads those on show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from prevent_desk.ui import theme
from prevent_desk.ui.delegates import dress
from prevent_desk.ui.tables import Column, PagedModel, RowsModel
from prevent_desk.ui.widgets.cells import GAP, ICON, PAD, Cell, CellColumn, CellDelegate

__all__ = ["Cell", "CellColumn", "CellTable", "LongTable", "TwoLineTable"]

Record = TypeVar("Record")

ROW_PX = 46
_MEASURED = 40
_MEASURED_AT_HAND = 400
_LEAST_PX = 90
"""Under this no column goes."""


class CellTable(QTableView, Generic[Record]):
    """What both tables share: keys go from cell to cell, Enter opens, Esc steps back.

    Signals:
        current_changed: Another record is the current one: carries it, or None.
        opened: Enter or a double click: carries the record and the column.
        menu_asked: The menu of a cell was asked for: record, column, place on the screen.
        stepped_back: Esc.
    """

    current_changed = Signal(object)
    opened = Signal(object, int)
    menu_asked = Signal(object, int, QPoint)
    stepped_back = Signal()
    most_extra_px = 40
    """Where there is room to spare, so much more than it wants a column gets at most."""

    def __init__(
        self,
        columns: Sequence[CellColumn[Record]],
        rows: RowsModel[Record] | PagedModel[Record],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            columns: From the left.
            rows: Of those columns; it is the table's from now on.
            name: What screen readers call the table.
            parent: Its owner.
        """
        super().__init__(parent)
        self._cells = list(columns)
        self._rows = rows
        rows.setParent(self)
        self.setModel(rows)
        dress(self)
        self.setItemDelegate(CellDelegate(self, self.cell))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit()
        theme.changed.connect(self._fit)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.doubleClicked.connect(lambda index: self._open(index))
        self.selectionModel().currentRowChanged.connect(
            lambda _now, _before: self.current_changed.emit(self.current())
        )

    # What it shows

    def cell(self, record: Record, column: int) -> Cell:
        """Return what a cell shows."""
        return self._cells[column].cell(record)

    def current(self) -> Record | None:
        """Return the current record."""
        row = self.currentIndex().row()
        return self._rows.record(row) if 0 <= row < self._rows.rowCount() else None

    def current_column(self) -> int:
        """Return the column the keyboard is in."""
        return max(self.currentIndex().column(), 0)

    def move_by(self, steps: int) -> None:
        """Go that many rows down, or up."""
        last = self._rows.rowCount() - 1
        if last >= 0:
            self.go_to_row(min(max(self.currentIndex().row() + steps, 0), last))

    def go_to_row(self, row: int) -> None:
        """Make a row the current one, and bring it into sight."""
        index = self._rows.index(row, self.current_column())
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def measured(self) -> Sequence[Record]:
        """Return the records whose cells say how wide the columns are."""
        raise NotImplementedError

    # Inside

    def _ask_menu(self, at: QPoint) -> None:
        record = self.current()
        if record is None:
            return
        index = self.currentIndex()
        inside = self.viewport().rect().contains(at) and self.indexAt(at).isValid()
        place = at if inside else self.visualRect(index).center()
        self.menu_asked.emit(record, index.column(), self.viewport().mapToGlobal(place))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._rows.record(index.row()), index.column())

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW_PX))
        self._widths()
        self.viewport().update()

    def _widths(self) -> None:
        """Give each column what its widest cell wants; where there is not so much, its share."""
        room = self.viewport().width()
        wanted = [self._wanted(place) for place in range(len(self._cells))]
        over = sum(wanted) - room
        if over > 0:
            most = _most(wanted, room)
            wanted = [min(one, max(most, theme.px(_LEAST_PX))) for one in wanted]
        elif over < 0:
            extra = -over // max(len(wanted), 1)
            wanted = [one + min(extra, theme.px(self.most_extra_px)) for one in wanted]
        header = self.horizontalHeader()
        for place, wide in enumerate(wanted[:-1]):
            header.resizeSection(place, wide)

    def _wanted(self, place: int) -> int:
        heading = theme.metrics("strong").horizontalAdvance(self._cells[place].heading)
        wide = heading
        for record in self.measured():
            cell = self._cells[place].cell(record)
            role = "h3" if cell.strong else "body"
            icon = theme.px(ICON) + GAP if cell.icon else 0
            wide = max(
                wide,
                icon + theme.metrics(role).horizontalAdvance(cell.first) + (18 if cell.chip else 0),
                icon + theme.metrics("small").horizontalAdvance(cell.second),
            )
        return wide + 2 * PAD + 8

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width; what is chosen stays in sight where the list gets shorter."""
        super().resizeEvent(event)
        self._widths()
        place = self.visualRect(self.currentIndex())
        if 0 <= place.top() < event.oldSize().height() and place.bottom() >= event.size().height():
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, ask for the menu on the menu key, step back on Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                # The page's own: it finishes what is under way.
                event.ignore()
            else:
                self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.stepped_back.emit()
        else:
            super().keyPressEvent(event)


class TwoLineTable(CellTable[Record]):
    """Shows records that are all at hand."""

    def __init__(
        self,
        columns: Sequence[CellColumn[Record]],
        key_of: Callable[[Record], object],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            columns: From the left.
            key_of: What a record is known again by.
            name: What screen readers call the table.
            parent: Its owner.
        """
        self.rows: RowsModel[Record] = RowsModel([_column(one) for one in columns])
        self._key_of = key_of
        super().__init__(columns, self.rows, name, parent)

    def show_rows(self, records: Sequence[Record]) -> None:
        """Show other records, keeping the current one where it is still there."""
        before, at = self.current(), self.currentIndex()
        key = self._key_of(before) if before is not None else None
        self.rows.set_rows(records)
        self._fit()
        row = self.rows.row_of(lambda one: self._key_of(one) == key) if before is not None else -1
        if row < 0:
            row = min(max(at.row(), 0), len(records) - 1)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, max(at.column(), 0)))
        else:
            self.current_changed.emit(None)

    def go_to_key(self, key: object) -> bool:
        """Make a record the current one; False where it is not shown."""
        row = self.rows.row_of(lambda one: self._key_of(one) == key)
        if row >= 0:
            index = self.rows.index(row, self.current_column())
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return row >= 0

    def measured(self) -> Sequence[Record]:
        """Return the first of them: measuring thousands would take seconds at every new width."""
        return self.rows.rows()[:_MEASURED_AT_HAND]


class LongTable(CellTable[Record]):
    """Shows a list of any length: its records are read by the hundred when they come into sight.

    Signals:
        sort_asked: The heading of a column was clicked; its place.
    """

    sort_asked = Signal(int)
    most_extra_px = 120

    def __init__(
        self,
        columns: Sequence[CellColumn[Record]],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        """Make it, empty; `name` is what screen readers call it."""
        self.rows: PagedModel[Record] = PagedModel([_column(one) for one in columns])
        self._seen: Sequence[Record] = ()
        super().__init__(columns, self.rows, name, parent)
        self.horizontalHeader().sectionClicked.connect(self.sort_asked)

    def show_list(self, load: Callable[[int, int], Sequence[Record]], count: int) -> None:
        """Show another list from its start, without a current record.

        Args:
            load: Called with offset and limit.
            count: How many there are in all.
        """
        self.rows.show_list(load, count)
        # Widths follow from the first page: it is read for the screen anyway.
        self._seen = [self.rows.record(row) for row in range(min(count, _MEASURED))]
        self._fit()

    def show_sort(self, column: int, *, descending: bool) -> None:
        """Show by which column the list is in order; -1 for none of those shown."""
        header = self.horizontalHeader()
        header.setSortIndicatorShown(column >= 0)
        if column >= 0:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(column, order)

    def measured(self) -> Sequence[Record]:
        """Return the first of them."""
        return self._seen


def _most(wanted: Sequence[int], room: int) -> int:
    """Return the width no column may pass so that all fit: the widest give first.

    A column that is short anyway stays whole; its address would be cut for another's sentence.
    """
    left = room
    for at, one in enumerate(sorted(wanted)):
        share = left // (len(wanted) - at)
        if one > share:
            return share
        left -= one
    return max(wanted, default=0)


def _column(one: CellColumn[Record]) -> Column[Record]:
    return Column(
        one.heading,
        lambda record: one.cell(record).said,
        tooltip=lambda record: one.cell(record).said,
    )
