"""The line of time on the screen: rows as high as their words, measured as they come in sight."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from prevent_desk.referrals.model.timeline import Line
from prevent_desk.referrals.ui.timeline.model import LinesModel
from prevent_desk.referrals.ui.timeline.painter import LinePainter
from prevent_desk.ui import theme

_Index = QModelIndex | QPersistentModelIndex

_ROW_PX = 50
_STEP_PX = 24


class LinesView(QTableView):
    """Lines one under another. Up and Down move, Space shows every word, Enter opens.

    Signals:
        opened: Enter or a double click: what this line tells of is wanted.
        wanted: A line about a referrer who asked not to be named shall be shown; its key.
        moved: Another line is the current one.
    """

    opened = Signal(object)
    wanted = Signal(str)
    moved = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LinesModel(self)
        self.painter_ = LinePainter(self.lines, today, self)
        self._measured: set[int] = set()
        self._is_measuring = False
        self.setModel(self.lines)
        self.setItemDelegate(self.painter_)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that came and went would change the width that rows are measured for.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("Timeline")
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalScrollBar().valueChanged.connect(self._measure_in_sight)
        self.doubleClicked.connect(lambda _index: self._open())
        self.selectionModel().currentRowChanged.connect(lambda *_rows: self.moved.emit())
        theme.changed.connect(self._lay)
        self._lay()

    def show_lines(
        self,
        lines: Sequence[Line],
        *,
        with_refs: bool = False,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        """Show lines; the current one stays current where it is still there."""
        now = self.current()
        place = self.verticalScrollBar().value()
        self.lines.show_lines(lines, with_refs=with_refs, hidden=hidden)
        self._lay()
        row = self.lines.row_of(now.key) if now else -1
        if row >= 0:
            self.setCurrentIndex(self.lines.index(row, 0))
            self.verticalScrollBar().setValue(place)
        else:
            self.scrollToTop()
        self.moved.emit()

    def current(self) -> Line | None:
        """Return the current line; None when there is none."""
        return self.lines.line(self.currentIndex().row())

    def chosen(self) -> list[Line]:
        """Return the lines that are selected, in the order shown; all of them when none is."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        found = [line for row in rows if (line := self.lines.line(row)) is not None]
        return found or self.lines.lines()

    def show_line(self, key: str) -> bool:
        """Make a line the current one, in sight; False where it is not shown."""
        row = self.lines.row_of(key)
        if row < 0:
            return False
        self.setCurrentIndex(self.lines.index(row, 0))
        self._bring_in_sight(row)
        return True

    def toggle_words(self) -> None:
        """Show every word of the current line, or only the first lines again."""
        line, row = self.current(), self.currentIndex().row()
        if line is None:
            return
        if line.key in self.lines.hidden:
            self.wanted.emit(line.key)
            return
        opened = self.painter_.opened
        if line.key in opened:
            opened.discard(line.key)
        elif self.painter_.hides_words(line, self.viewport().width()) or line.exception:
            opened.add(line.key)
        self._measured.discard(row)
        self._measure(row)
        self._bring_in_sight(row)
        self.viewport().update()

    # Sizes

    def _lay(self) -> None:
        """Give column and rows their first sizes, and measure what is in sight."""
        self._measured.clear()
        self.verticalScrollBar().setSingleStep(theme.px(_STEP_PX))
        self.setColumnWidth(0, self.viewport().width())
        rows = self.verticalHeader()
        blocked = rows.blockSignals(True)
        rows.setMinimumSectionSize(theme.px(24))
        rows.setDefaultSectionSize(theme.px(_ROW_PX))
        for row in range(rows.count()):
            if rows.sectionSize(row) != rows.defaultSectionSize():
                rows.resizeSection(row, rows.defaultSectionSize())
        rows.blockSignals(blocked)
        self._measure_in_sight()

    def _measure_in_sight(self) -> None:
        if self._is_measuring:
            return
        self._is_measuring = True
        row = max(0, self.rowAt(0))
        while row < self.lines.rowCount():
            self._measure(row)
            if self.rowViewportPosition(row) + self.rowHeight(row) > self.viewport().height():
                break
            row += 1
        self._is_measuring = False

    def _measure(self, row: int) -> None:
        if row in self._measured or not 0 <= row < self.lines.rowCount():
            return
        self._measured.add(row)
        high = self.painter_.height(row, self.viewport().width())
        if high != self.rowHeight(row):
            self.setRowHeight(row, high)

    def _bring_in_sight(self, row: int) -> None:
        """Scroll to a row; what comes in sight above it is measured, and may push it down."""
        self._measure(row)
        for _ in range(2):
            self.scrollTo(self.lines.index(row, 0))
            self._measure_in_sight()

    def _open(self) -> None:
        line = self.current()
        if line is not None and line.key not in self.lines.hidden:
            self.opened.emit(line)
        elif line is not None:
            self.wanted.emit(line.key)

    # Qt

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Bring the current row in sight whole, whatever made it current."""
        super().currentChanged(current, previous)
        if current.isValid():
            self._bring_in_sight(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, show every word by Space."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        elif plain and event.key() == Qt.Key.Key_Space:
            self.toggle_words()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show every word where “more lines” is clicked, or the current row once more."""
        y = round(event.position().y())
        row = self.rowAt(y)
        again = row >= 0 and row == self.currentIndex().row()
        down = y - self.rowViewportPosition(row)
        again = again or self.painter_.is_more(row, self.viewport().width(), down)
        super().mousePressEvent(event)
        line = self.current()
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if again and plain and line and self.painter_.hides_words(line, self.viewport().width()):
            self.toggle_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure rows again for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay()
        else:
            self._measure_in_sight()
