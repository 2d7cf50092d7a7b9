"""The plan's grid: a flat table, headings over its whole width, a strip that sticks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from prevent_desk.plan.model.records import ActionRow, PlanHead
from prevent_desk.plan.ui.columns import COLUMNS
from prevent_desk.plan.ui.grid_choice import GridChoice
from prevent_desk.plan.ui.grid_model import GridModel
from prevent_desk.plan.ui.grid_moves import GridMoves
from prevent_desk.plan.ui.grid_paint import GridPainter
from prevent_desk.plan.ui.grid_place import Place, go_back, place_in
from prevent_desk.plan.ui.grid_sizes import RowHeight, RowSizes, column_widths
from prevent_desk.plan.ui.header import FilterHeader
from prevent_desk.plan.ui.lines import ActionLine, ActivityLine, Line, ObjectiveLine
from prevent_desk.plan.ui.sticky import STRIP_PX, FrozenRef, StickyStrip
from prevent_desk.ui import theme

TOAST_ROOM_PX = 58
_CHEVRON_PX = 44


class GridView(QTableView):
    """Shows lines and lets the user move, choose and fold; other keys are asked outside."""

    moved = Signal()
    """Another cell is current, or other cells are chosen."""
    fold_asked = Signal(str, bool)
    """A heading's fold key, and whether it shall be folded."""
    menu_asked = Signal(QPoint)
    """A context menu is wanted; carries the global position."""
    opened = Signal()
    """The current cell was double-clicked."""
    widths_changed = Signal()
    """The user gave a column another width."""
    scrolled = Signal()
    """Rows or columns moved under the viewport, or have other sizes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = GridModel(self)
        self.current_row = -1
        self.choice = GridChoice(self)
        self.moves = GridMoves(self)
        self.widths: dict[str, int] = {}
        self.on_key: Callable[[QKeyEvent], bool] = lambda _event: False
        self.sizes = RowSizes(self)
        self._fitting = False
        self._is_flat = False
        self.header = FilterHeader(self)
        self.setModel(self.model_)
        self.setHorizontalHeader(self.header)
        self.painter_ = GridPainter(self)
        self.setItemDelegate(self.painter_)
        self.setAccessibleName("Delivery plan")
        self._set_up()
        self.strip = StickyStrip(self)
        self.frozen = FrozenRef(self)
        self.strip.clicked.connect(self.moves.go_to_heading)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._moved_sideways)
        self.header.sectionResized.connect(self._resized_by_hand)
        # Signals, not overrides: Qt calls the virtual methods while the view is still being made.
        self.selectionModel().currentChanged.connect(self._cursor_moved)
        self.selectionModel().selectionChanged.connect(self._chosen_changed)
        theme.changed.connect(self._restyled)
        for number, column in enumerate(COLUMNS):
            self.setColumnHidden(number, not column.shown)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(20)

    # What is shown

    def show_lines(
        self, head: PlanHead | None, lines: Sequence[Line], *, flat: bool = False
    ) -> None:
        """Show other lines; stay at the same action, column and scroll where they still exist."""
        place = self.place()
        self._is_flat = flat
        self.current_row = -1
        self.choice.forget()
        self.model_.show(head, lines)
        self.sizes.lay()
        self.go_to(place)

    def set_mode(self, mode: RowHeight) -> None:
        """Show more or less of each action."""
        if mode is not self.sizes.mode:
            place = self.place()
            self.sizes.mode = mode
            self.sizes.lay()
            self.go_to(place)

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns and hide the others."""
        # A column that comes into sight is given a width by Qt, which is no wish of the user's.
        self._fitting = True
        for number, column in enumerate(COLUMNS):
            self.setColumnHidden(number, column.key not in keys)
        self._fit()
        self.sizes.follow_widths()

    def shown_columns(self) -> list[int]:
        """Return the numbers of the columns in sight, from the left."""
        return [number for number in range(len(COLUMNS)) if not self.isColumnHidden(number)]

    # Where the user is

    def place(self) -> Place:
        """Return where the user is, for going back to it."""
        return place_in(self)

    def go_to(self, place: Place) -> None:
        """Go back to a place; what is gone is passed over."""
        go_back(self, place)
        self._scrolled()

    def go_to_action(self, action_id: int, column: int | None = None) -> bool:
        """Make an action current and bring it into sight; False where it is not shown."""
        row = self.model_.place_of(action_id)
        if row is None:
            return False
        if column is None:
            column = max(self.currentIndex().column(), 0)
        self.put_cursor(self.model_.index(row, column))
        self.scrollTo(self.model_.index(row, column))
        return True

    def current_action(self) -> ActionRow | None:
        """Return the action the cursor is on; None on a heading."""
        return self.model_.action(self.currentIndex().row())

    def current_line(self) -> Line | None:
        """Return the line the cursor is on."""
        return self.model_.line(self.currentIndex().row())

    def chosen_actions(self) -> list[ActionRow]:
        """Return the actions any of whose cells is chosen, from the top; else the current one."""
        return self.choice.actions()

    @property
    def many(self) -> bool:
        """Whether more than one cell is chosen."""
        return self.choice.many

    def put_cursor(self, index: QModelIndex) -> None:
        """Make a cell current and the only one chosen."""
        # Not Qt's own setCurrentIndex: with Shift held (Shift+Enter) that would choose a range.
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.moves.begin_block(index)
        self.selectionModel().setCurrentIndex(index, how)

    def step(self, rows: int, columns: int = 0) -> None:
        """Move the cursor, passing over headings; stays where nothing more follows."""
        self.moves.step(rows, columns)

    def is_full(self) -> bool:
        """Return whether rows are as high as their text."""
        return self.sizes.is_full

    def is_current(self, row: int, column: int) -> bool:
        """Return whether a cell is the one with the ring."""
        index = self.currentIndex()
        return index.row() == row and index.column() == column

    def has_ring(self) -> bool:
        """Return whether the current cell shows its ring: while keys go to the grid."""
        return self.hasFocus() or self.viewport().hasFocus()

    def clear_area(self) -> QRect:
        """Return the part of the viewport that the strip does not cover."""
        covered = 0 if self.strip.isHidden() else self.strip.height()
        return self.viewport().rect().adjusted(0, covered, 0, 0)

    def fold(self, *, folded: bool) -> None:
        """Fold or open the current heading."""
        self.moves.fold(folded=folded)

    # Columns

    def _fit(self) -> None:
        room, shown = self.viewport().width(), self.shown_columns()
        if room <= 0 or not shown:
            return
        self._fitting = True
        for number, wide in column_widths(room, shown, self.widths).items():
            self.setColumnWidth(number, wide)
        self._fitting = False
        self.updateGeometries()
        self.header.follow_scroll()
        self.frozen.follow()
        self.scrolled.emit()

    def _resized_by_hand(self, section: int, _old: int, new: int) -> None:
        if not self._fitting and not self.isColumnHidden(section) and new > 0:
            self.widths[COLUMNS[section].key] = new
            self.widths_changed.emit()
            self.sizes.follow_widths()
            self.frozen.follow()
            self.scrolled.emit()

    # What follows the scroll

    def _scrolled(self) -> None:
        self.sizes.follow_scroll()
        self.strip.follow(flat=self._is_flat)
        self.frozen.follow()
        self.scrolled.emit()

    def _moved_sideways(self) -> None:
        self.header.follow_scroll()
        # Headings stay where they are, so the pixels that Qt moved must be drawn again.
        self.viewport().update()
        self.frozen.follow()
        self.scrolled.emit()

    # What follows the cursor

    def _cursor_moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.current_row = current.row()
        self.viewport().update()
        self.moved.emit()

    def _chosen_changed(self) -> None:
        self.choice.follow()
        self.viewport().update()
        self.frozen.viewport().update()
        self.moved.emit()

    # Qt

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight, clear of the strip, of the frozen column and of a toast."""
        sideways = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        on_heading = self.model_.action(index.row()) is None
        if index.column() == 0 or on_heading:
            self.horizontalScrollBar().setValue(sideways)
        elif (hidden := self.columnWidth(0) - self.columnViewportPosition(index.column())) > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)
        top = self.rowViewportPosition(index.row())
        clear = 0 if on_heading or self._is_flat else theme.px(STRIP_PX)
        if hint is not QAbstractItemView.ScrollHint.EnsureVisible:
            return
        below = top + self.rowHeight(index.row()) + TOAST_ROOM_PX - self.viewport().height()
        # A row too high for both keeps its top in sight.
        move = top - clear if top < clear else min(max(below, 0), top - clear)
        if move:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + move)

    def setSelection(  # noqa: N802 - Qt's name
        self, rect: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        """Choose the block that the pointer draws, without its headings."""
        flags = QItemSelectionModel.SelectionFlag
        row, column = self.rowAt(rect.bottom()), self.columnAt(rect.right())
        if row < 0 or column < 0 or command & flags.NoUpdate:
            super().setSelection(rect, command)
            return
        first, left = self.rowAt(rect.top()), self.columnAt(rect.left())
        if self.model_.action(row) is None and first == row:
            # One heading alone: the cell that stands for all of its width.
            self.selectionModel().select(self.model_.index(row, 0), command)
            return
        corner = (max(0, first), max(0, left))
        self.selectionModel().select(self.choice.between(corner, (row, column)), command)

    def selectAll(self) -> None:  # noqa: N802 - Qt's name
        """Choose every cell of the actions that are shown."""
        self.moves.choose_all()

    def updateGeometries(self) -> None:
        """Leave room after the last row, so that a toast never covers it."""
        super().updateGeometries()
        bar, area = self.verticalScrollBar(), self.viewport().height()
        length = self.verticalHeader().length()
        if length > area:
            bar.setMaximum(length - area + TOAST_ROOM_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold by Left and Right; then what the page binds; then Qt's own moves."""
        if self.moves.folds(event) or self.moves.extends(event) or self.on_key(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Leave Tab to the cells; F6 leaves the grid."""
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold where the arrow of a heading is clicked; with Shift draw a block to the cell."""
        index = self.indexAt(event.position().toPoint())
        line = self.model_.line(index.row())
        left = event.button() is Qt.MouseButton.LeftButton
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if left and shift and isinstance(line, ActionLine):
            self.moves.choose_to(index)
            return
        super().mousePressEvent(event)
        if left and not shift:
            self.moves.begin_block(self.currentIndex())
        on_arrow = event.position().x() < theme.px(_CHEVRON_PX)
        if left and on_arrow and isinstance(line, ObjectiveLine | ActivityLine):
            self.put_cursor(self.model_.index(index.row(), 0))
            self.fold_asked.emit(line.fold_key, not line.folded)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open an action's cell for editing."""
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, at the cell when it came from the keyboard."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            self.menu_asked.emit(self.viewport().mapToGlobal(rect.center()))
        else:
            self.menu_asked.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self._fit()
        if event.size().width() != event.oldSize().width():
            self.sizes.follow_widths()
        self.strip.follow(flat=self._is_flat)
        self.frozen.follow()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring; a cell is always current, so that arrows work at once."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model_.lines:
            self.put_cursor(self.model_.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _restyled(self) -> None:
        place = self.place()
        # A wider least width is no wish of the user's.
        self._fitting = True
        self.header.restyle()
        self._fitting = False
        self.sizes.lay()
        self._fit()
        self.go_to(place)
