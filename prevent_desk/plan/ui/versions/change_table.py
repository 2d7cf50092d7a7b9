"""The table of changes: rows as high as their words, measured as they come in sight."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from prevent_desk.plan.model.versions.compare import Change, What
from prevent_desk.plan.ui.versions.change_model import AFTER, BEFORE, WHERE, ChangeModel
from prevent_desk.plan.ui.versions.change_paint import ChangePainter
from prevent_desk.ui import theme

_Index = QModelIndex | QPersistentModelIndex

_WHERE_PX = 218
_ROW_PX = 92
_HEAD_PX = 30
_STEP_PX = 24


class ChangeTable(QTableView):
    """Changes one under another; J and K, or the arrows, go to the next and the one before.

    Signals:
        opened: Enter or a double click: the action of this change is wanted.
        moved: Another row is the current one.
    """

    opened = Signal(object)
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = ChangeModel(self)
        self.painter_ = ChangePainter(self)
        self._measured: set[int] = set()
        self._is_measuring = False
        self.setModel(self.model_)
        self.setItemDelegate(self.painter_)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that came and went would change the width that rows are measured for.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("Changes")
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalScrollBar().valueChanged.connect(self._measure_in_sight)
        self.doubleClicked.connect(lambda _index: self._open())
        self.selectionModel().currentRowChanged.connect(lambda *_rows: self.moved.emit())
        theme.changed.connect(self._lay)
        self._lay()

    def show_changes(self, changes: Sequence[Change], names: tuple[str, str]) -> None:
        """Show another comparison; the current change stays current where it is still there."""
        before = self.current()
        self.model_.show_changes(changes, names)
        self._shown_anew(before)

    def show_kinds(self, kinds: Collection[What]) -> None:
        """Show changes of some kinds only; of none of them: all."""
        before = self.current()
        self.model_.show_kinds(kinds)
        self._shown_anew(before)

    def current(self) -> Change | None:
        """Return the current change; None when there is none."""
        row = self.currentIndex().row()
        return self.model_.change(row) if 0 <= row < self.model_.rowCount() else None

    def go(self, row: int) -> None:
        """Make a row the current one, in sight; rows beyond the ends are passed over."""
        if 0 <= row < self.model_.rowCount():
            self.setCurrentIndex(self.model_.index(row, WHERE))
            self._bring_in_sight(row)

    def step(self, by: int) -> None:
        """Go to the next change, or the one before."""
        self.go(self.currentIndex().row() + by)

    def toggle_lines(self) -> None:
        """Show every line of the current row, or only the first ones again."""
        change, row = self.current(), self.currentIndex().row()
        opened = self.painter_.opened
        if row in opened:
            opened.discard(row)
        elif change is not None and self.painter_.hides_lines(change, self._widths()):
            opened.add(row)
        self._measured.discard(row)
        self._measure(row)
        self._bring_in_sight(row)

    # Sizes

    def _shown_anew(self, before: Change | None) -> None:
        self.painter_.forget()
        self._lay()
        row = self.model_.row_like(before) if before else -1
        self.go(max(0, row))

    def _lay(self) -> None:
        """Give columns and rows their first sizes, and measure what is in sight."""
        self._measured.clear()
        self.verticalScrollBar().setSingleStep(theme.px(_STEP_PX))
        self.horizontalHeader().setFixedHeight(theme.px(_HEAD_PX))
        where = min(theme.px(_WHERE_PX), max(theme.px(120), self.viewport().width() // 3))
        rest = max(0, self.viewport().width() - where)
        for column, width in ((WHERE, where), (BEFORE, rest // 2), (AFTER, rest - rest // 2)):
            self.setColumnWidth(column, width)
        rows = self.verticalHeader()
        blocked = rows.blockSignals(True)
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
        while row < self.model_.rowCount():
            self._measure(row)
            if self.rowViewportPosition(row) + self.rowHeight(row) > self.viewport().height():
                break
            row += 1
        self._is_measuring = False

    def _measure(self, row: int) -> None:
        if row in self._measured or not 0 <= row < self.model_.rowCount():
            return
        self._measured.add(row)
        high = self.painter_.height(row, self.model_.change(row), self._widths())
        if high != self.rowHeight(row):
            self.setRowHeight(row, high)

    def _bring_in_sight(self, row: int) -> None:
        """Scroll to a row; what comes in sight above it is measured, and may push it down."""
        self._measure(row)
        for _ in range(2):
            self.scrollTo(self.model_.index(row, WHERE))
            self._measure_in_sight()

    def _widths(self) -> tuple[int, int, int]:
        return self.columnWidth(WHERE), self.columnWidth(BEFORE), self.columnWidth(AFTER)

    def _open(self) -> None:
        change = self.current()
        if change is not None:
            self.opened.emit(change)

    # Qt

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Bring the current row in sight whole, whatever made it current."""
        super().currentChanged(current, previous)
        if current.isValid():
            self._bring_in_sight(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by J and K, open by Enter, show all lines by Space."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        key = event.key()
        if plain and key == Qt.Key.Key_J:
            self.step(1)
        elif plain and key == Qt.Key.Key_K:
            self.step(-1)
        elif plain and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        elif plain and key == Qt.Key.Key_Space:
            self.toggle_lines()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure rows again for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay()
        else:
            self._measure_in_sight()
