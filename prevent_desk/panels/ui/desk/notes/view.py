"""The notes on the screen: rows as high as their words, measured as they come in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from prevent_desk.panels.ui.desk.notes.model import NotesModel
from prevent_desk.panels.ui.desk.notes.painter import NotesPainter
from prevent_desk.panels.ui.desk.notes.rows import Row
from prevent_desk.ui import clipboard, theme

_Index = QModelIndex | QPersistentModelIndex
_ROW_PX = 40
_STEP_PX = 24
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class NotesView(QTableView):
    """Lines one under another.

    Up and Down move, F2 changes, Del strikes, A makes an action, Space shows the first wording.

    Signals:
        edit_wanted: F2 or a double click: this line shall be changed.
        strike_wanted: Del: this line shall be struck, or stand again.
        action_wanted: A: this line shall become an action.
        sub_wanted: Enter or a click: what came of this line shall be opened.
        kind_wanted: Alt and a figure: this line shall be something else.
        left: Down from the last row, or Esc: back to the entry line.
        menu_wanted: The menu of this line, at a place of the screen.
    """

    edit_wanted = Signal(object)
    strike_wanted = Signal(object)
    action_wanted = Signal(object)
    sub_wanted = Signal(object)
    kind_wanted = Signal(object, int)
    left = Signal()
    menu_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notes = NotesModel(self)
        self.painter_ = NotesPainter(self)
        self._measured: set[int] = set()
        self._fixed: dict[int, int] = {}
        self._is_measuring = False
        self.setModel(self.notes)
        self.setItemDelegate(self.painter_)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Notes")
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalScrollBar().valueChanged.connect(self._measure_in_sight)
        self.doubleClicked.connect(lambda _index: self._edit())
        theme.changed.connect(self._lay)
        self._lay()

    # What is shown

    def show_rows(self, rows: Sequence[Row], *, anew: bool = False) -> None:
        """Show rows; those that are as before stay where they are.

        Args:
            rows: In order.
            anew: They are of another point: the last one is brought in sight.
        """
        if anew:
            self.painter_.opened.clear()
            self._fixed.clear()
        before = self.notes.rowCount()
        start, come = self.notes.show_rows(rows)
        if self.notes.rowCount() == before and not anew:
            self._measured -= set(range(start, start + come))
        else:
            self._measured = {place for place in self._measured if place < start}
        if anew:
            self._measured.clear()
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
            self.show_last()
        elif self.notes.rowCount() > before:
            self.show_last()
        else:
            self._measure_in_sight()
        self.viewport().update()

    def show_last(self) -> None:
        """Bring the end of the notes in sight; only rows that will be seen are measured."""
        room, place = self.viewport().height(), self.notes.rowCount() - 1
        while place >= 0 and room > 0:
            self._measure(place)
            room -= self.rowHeight(place)
            place -= 1
        # Else the bar still reckons with the heights before.
        self.updateGeometries()
        self.scrollToBottom()

    def current(self) -> Row | None:
        """Return the current line; None when there is none."""
        return self.notes.row(self.currentIndex().row())

    def chosen(self) -> list[Row]:
        """Return the lines that are selected, in the order shown."""
        places = sorted({index.row() for index in self.selectedIndexes()})
        return [row for place in places if (row := self.notes.row(place)) is not None]

    def go_to_last(self) -> bool:
        """Make the last line the current one and take the keyboard; False where there is none."""
        return self.go_to_place(self.notes.rowCount() - 1)

    def go_to_line(self, key: int) -> bool:
        """Make a line the current one, in sight; False where it is not shown."""
        return self.go_to_place(self.notes.place_of(key))

    def go_to_place(self, place: int) -> bool:
        """Make a row the current one and take the keyboard; False where there is none."""
        if not 0 <= place < self.notes.rowCount():
            return False
        self.setCurrentIndex(self.notes.index(place, 0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def hold_height(self, key: int, height: int | None) -> None:
        """Give a row the height of what is laid over it; None: its own again."""
        place = self.notes.place_of(key)
        if height is None:
            self._fixed.pop(key, None)
        else:
            self._fixed[key] = height
        self._measured.discard(place)
        self._measure(place)
        if place >= 0:
            self.scrollTo(self.notes.index(place, 0))

    def toggle_first(self) -> None:
        """Show the first wording of the current line, or hide it."""
        row = self.current()
        if row is None or not row.first:
            return
        self.painter_.opened ^= {row.key}
        place = self.currentIndex().row()
        self._measured.discard(place)
        self._measure(place)
        self.scrollTo(self.currentIndex())
        self.viewport().update()

    # Sizes

    def _lay(self) -> None:
        """Give column and rows their first sizes, and measure what is in sight."""
        self._measured.clear()
        self.verticalScrollBar().setSingleStep(theme.px(_STEP_PX))
        self.setColumnWidth(0, self.viewport().width())
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(theme.px(24))
        rows.setDefaultSectionSize(theme.px(_ROW_PX))
        self._measure_in_sight()

    def _measure_in_sight(self) -> None:
        if self._is_measuring:
            return
        self._is_measuring = True
        place = max(0, self.rowAt(0))
        while place < self.notes.rowCount():
            self._measure(place)
            if self.rowViewportPosition(place) + self.rowHeight(place) > self.viewport().height():
                break
            place += 1
        self._is_measuring = False

    def _measure(self, place: int) -> None:
        row = self.notes.row(place)
        if row is None or place in self._measured:
            return
        self._measured.add(place)
        high = self._fixed.get(row.key) or self.painter_.height(row, self.viewport().width())
        if high != self.rowHeight(place):
            self.setRowHeight(place, high)

    def _edit(self) -> None:
        row = self.current()
        if row is not None:
            self.edit_wanted.emit(row)

    # Qt

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Bring the current row in sight whole, whatever made it current."""
        super().currentChanged(current, previous)
        if current.isValid():
            self._measure(current.row())
            self.scrollTo(self.notes.index(current.row(), 0))
            self._measure_in_sight()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the keys of the list; letters mean something only here, where none are typed."""
        key, row, bare = event.key(), self.current(), event.modifiers() in _BARE
        last = self.currentIndex().row() == self.notes.rowCount() - 1
        if event.matches(QKeySequence.StandardKey.Copy):
            clipboard.put_text("\n".join(_plain(one) for one in self.chosen()))
        elif bare and (key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Down and last)):
            self.left.emit()
        elif row is None:
            super().keyPressEvent(event)
        elif bare and key in _ENTER:
            (self.sub_wanted if row.sub and row.sub.act else self.edit_wanted).emit(row)
        elif bare and key == Qt.Key.Key_F2:
            self.edit_wanted.emit(row)
        elif bare and key == Qt.Key.Key_Delete:
            self.strike_wanted.emit(row)
        elif bare and key == Qt.Key.Key_A:
            self.action_wanted.emit(row)
        elif bare and key == Qt.Key.Key_Space:
            self.toggle_first()
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and "1" <= event.text() <= "6":
            self.kind_wanted.emit(row, int(event.text()))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open what came of a line where its link is clicked."""
        super().mousePressEvent(event)
        row = self.current()
        if event.button() == Qt.MouseButton.LeftButton and row and self._on_link(event):
            self.sub_wanted.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over a link."""
        super().mouseMoveEvent(event)
        hand = Qt.CursorShape.PointingHandCursor if self._on_link(event) else None
        self.viewport().setCursor(hand or Qt.CursorShape.ArrowCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the current line."""
        row = self.current()
        if row is None:
            return
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            box = self.visualRect(self.currentIndex())
            where = self.viewport().mapToGlobal(box.bottomLeft())
        self.menu_wanted.emit(row, where)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure rows again for another width; at another height the end stays in sight."""
        super().resizeEvent(event)
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 2
        if event.size().width() != event.oldSize().width():
            self._lay()
        if at_end and not self.hasFocus() and not self._fixed:
            self.show_last()
        else:
            self._measure_in_sight()
            if self.currentIndex().isValid():
                self.scrollTo(self.currentIndex())

    def _on_link(self, event: QMouseEvent) -> bool:
        x, y = round(event.position().x()), round(event.position().y())
        place = self.rowAt(y)
        row = self.notes.row(place)
        if row is None:
            return False
        down = y - self.rowViewportPosition(place)
        return bool(self.painter_.part_at(row, self.viewport().width(), x, down))


def _plain(row: Row) -> str:
    return f"{row.time}  {row.kind.value.capitalize()}  {row.speaker}: {row.words}"
