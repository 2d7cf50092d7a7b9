"""The table of differences: keys that live only here, rows measured as they come in sight."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QTableView,
    QWidget,
)

from prevent_desk.plan.model.partners.records import Difference, Keep, Kind
from prevent_desk.plan.ui.returns import said
from prevent_desk.plan.ui.returns.both_editor import BothEditor
from prevent_desk.plan.ui.returns.keep_box import KeepBox, Stamps, fit
from prevent_desk.plan.ui.returns.model import Column, DifferencesModel
from prevent_desk.plan.ui.returns.row_keys import row_commands, take_key
from prevent_desk.plan.ui.returns.row_paint import PAD, ColumnsHeader, RowPaint
from prevent_desk.plan.ui.returns.row_sizes import RowSizes
from prevent_desk.ui import theme
from prevent_desk.ui.page import Command

_EDITOR_LEFT = 10


class DifferencesTable(QTableView):
    """Shows differences and takes decisions by mouse and keyboard.

    Signals:
        chosen: A side was chosen for a difference: its key, a `Keep`, and a text or None.
        taken_back: The decision about a difference (its key) shall go.
        opened: An action (its id) shall be shown in the plan.
        typed: Words for a difference (its key) changed; kept as a draft.
        apply_asked: Ctrl+Enter.
        left: Esc.
        undo_asked: Ctrl+Z; asked only while `can_undo` says so.
        redo_asked: Ctrl+Y; likewise.
        moved: Another row is current.

    Attributes:
        can_undo: Whether Ctrl+Z is for a decision made here; the desk's own otherwise.
        can_redo: Likewise for Ctrl+Y.
        draft: Words that were typed for a difference (its key) and not kept yet.
    """

    chosen = Signal(str, object, object)
    taken_back = Signal(str)
    opened = Signal(int)
    typed = Signal(str, str)
    apply_asked = Signal()
    left = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    moved = Signal()

    def __init__(self, model: DifferencesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = model
        self.can_undo: Callable[[], bool] = lambda: False
        self.can_redo: Callable[[], bool] = lambda: False
        self.draft: Callable[[str], str] = lambda _key: ""
        self.painter_ = RowPaint(model, Stamps(self.viewport()), self)
        self.sizes = RowSizes(self, self.painter_)
        self.sizes.more = self._editor_height
        self.setItemDelegate(self.painter_)
        self.keep = KeepBox(self.viewport())
        self.keep.hide()
        self.editor = BothEditor(self.viewport())
        self._dress()
        self.keep.chosen.connect(self._chosen)
        self.keep.typed.connect(lambda text: self.typed.emit(self._key(), text))
        self.editor.kept.connect(self._keep_both)
        self.editor.given_up.connect(self.give_up_both)
        self.editor.typed.connect(lambda: self.typed.emit(self.editor.key, self.editor.text()))
        self.editor.grew.connect(self._remeasure_current)
        self.setModel(model)
        model.modelReset.connect(self._reset)
        model.dataChanged.connect(self._changed)
        theme.changed.connect(self._theme_changed)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # What others ask

    def current(self) -> Difference | None:
        """Return the difference of the current row."""
        return self.model_.difference(self.currentIndex().row())

    def go_to_row(self, row: int) -> None:
        """Make a row current and show it whole."""
        if 0 <= row < self.model_.rowCount():
            column = max(0, self.currentIndex().column())
            self.setCurrentIndex(self.model_.index(row, column))

    def go_to_key(self, key: str) -> bool:
        """Go to a difference; False where it is not on show."""
        row = self.model_.row_of(key)
        self.go_to_row(row)
        return row >= 0

    def step_open(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) row that waits; where none does, one row on."""
        row = self.currentIndex().row()
        found = self.model_.next_open(row, step)
        if found < 0:
            found = self.model_.next_open(-1 if step > 0 else self.model_.rowCount(), step)
        if found < 0 or found == row:
            found = max(0, min(row + step, self.model_.rowCount() - 1))
        self._take_focus_back()
        self.go_to_row(found)

    def edit_both(self) -> None:
        """Edit the joined words of the current row, or what fits where theirs do not."""
        found = self.current()
        if found is None or not found.choices:
            return
        if found.kind is Kind.FIX:
            self.keep.begin()
        elif Keep.BOTH in found.choices:
            decision = self.model_.decision(self.currentIndex().row())
            is_both = decision is not None and decision.keep is Keep.BOTH
            words = said.value_of(found, decision if is_both else None)
            text = self.draft(found.key) or words
            self.editor.open(found.key, text, f"{said.where(found)}, {said.cell(found)}")
            self.scrollTo(self.currentIndex())

    def commands(self) -> list[Command]:
        """Return what can be done with the current row, by its name and with its key."""
        return row_commands(self)

    def give_up_both(self) -> None:
        """Leave the words as they were decided."""
        key = self.editor.key
        self.editor.close_it()
        self.typed.emit(key, "")
        self.setFocus()

    def flush(self) -> None:
        """Keep what is typed: an open editor's words as the decision."""
        if self.editor.key:
            self._keep_both(self.editor.text())
        self.keep.flush()

    def refresh(self) -> None:
        """Show decisions and words of the moment in the control of the current row."""
        self._show_keep()

    # Rows and columns

    def fit_columns(self) -> None:
        """Share the width anew, and measure the rows."""
        self.sizes.fit_columns(self.keep.choices_width() + 34)
        self._show_keep()

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setAccessibleName("Differences")
        rows, columns = self.verticalHeader(), ColumnsHeader(self)
        self.setHorizontalHeader(columns)
        rows.hide()
        rows.setMinimumSectionSize(24)
        self.sizes.reset()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
        columns.setFixedHeight(theme.px(31))

    def _reset(self) -> None:
        self.editor.key = ""
        self.editor.hide()
        self.keep.hide()
        self.painter_.forget()
        self.sizes.reset()
        self.fit_columns()

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self.sizes.forget(range(first.row(), last.row() + 1))
        self.sizes.measure_in_sight()
        self._show_keep()

    def _theme_changed(self) -> None:
        self.painter_.forget()
        self.horizontalHeader().setFixedHeight(theme.px(31))
        self.sizes.reset()
        self.fit_columns()

    def _editor_height(self) -> int:
        return self.editor.wanted_height() + theme.px(PAD) if self.editor.key else 0

    def _remeasure_current(self) -> None:
        self.sizes.forget((self.currentIndex().row(),))
        self.sizes.measure_in_sight()
        self._place()

    def _scrolled(self) -> None:
        self.sizes.measure_in_sight()
        self._place()

    # The control over the current row

    def _key(self) -> str:
        found = self.current()
        return found.key if found else ""

    def _show_keep(self) -> None:
        found = self.current()
        if found is None or not found.choices:
            self.keep.hide()
            return
        row = self.currentIndex().row()
        self.keep.show_difference(
            found,
            self.model_.decision(row),
            self.model_.legend,
            typed="" if Keep.BOTH in found.choices else self.draft(found.key),
        )
        self.keep.show()
        self._place()
        # Buttons are made anew for each row: without this Tab would find them last of all.
        for before, after in pairwise([self, *self.keep.places()]):
            QWidget.setTabOrder(before, after)

    def _place(self) -> None:
        row = self.currentIndex().row()
        if row < 0:
            return
        box = self.visualRect(self.model_.index(row, Column.KEEP))
        room = self.painter_.inner(box, Column.KEEP)
        fit(self.keep, room.width())
        self.keep.move(room.topLeft())
        if self.editor.key:
            left = self.columnViewportPosition(Column.SENT) + _EDITOR_LEFT
            high = self.editor.wanted_height()
            top = box.bottom() - high - theme.px(PAD) + 1
            right = box.right() - theme.px(PAD)
            self.editor.setGeometry(QRect(left, top, right - left, high))
            self.editor.raise_()

    def _take_focus_back(self) -> None:
        """Take the keyboard from the control before it belongs to another row."""
        focus = QApplication.focusWidget()
        if focus is not None and self.viewport().isAncestorOf(focus):
            self.setFocus()

    def _chosen(self, keep: object, text: object) -> None:
        key = self._key()
        if not key:
            return
        if self.keep.combo.hasFocus() or self.keep.line.hasFocus():
            # Done with the list or the line: the keys of the table work again.
            self.setFocus()
        self.chosen.emit(key, keep, text)

    def choose(self, keeps: tuple[Keep, ...]) -> None:
        """Decide the current row by the first of these that it offers."""
        found = self.current()
        if found is None:
            return
        keep = next((keep for keep in keeps if keep in found.choices), None)
        if keep is None:
            return
        if found.kind is Kind.FIX and keep is Keep.THEIRS:
            # Theirs does not fit: it can only be told what it means.
            self.keep.begin()
            return
        self.chosen.emit(found.key, keep, None)

    def _keep_both(self, text: str) -> None:
        key = self.editor.key
        found = self.model_.difference(self.model_.row_of(key))
        self.editor.close_it()
        self.setFocus()
        if found is None:
            return
        # Words left as they were joined are no edit: they follow the plan if it changes.
        edited = None if text.strip() == found.both.strip() else text
        self.chosen.emit(key, Keep.BOTH, edited)

    def toggle(self) -> None:
        """Decide the current row the other way; the words of one that does not fit are typed."""
        found = self.current()
        if found is None or not found.choices:
            return
        if found.kind is Kind.FIX:
            self.keep.begin()
            return
        safe = [keep for keep in found.choices if keep is not Keep.REMOVE]
        keep = said.standing(found, self.model_.decision(self.currentIndex().row()))
        place = safe.index(keep) + 1 if keep in safe else 0
        self.chosen.emit(found.key, safe[place % len(safe)], None)

    # Qt overrides

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Keep what was typed, and bring the control to the new row."""
        if current.row() != previous.row():
            if self.editor.key:
                self._keep_both(self.editor.text())
            self.keep.flush()
            self.sizes.forget({current.row(), previous.row()})
            self.sizes.measure((previous.row(), current.row()))
        super().currentChanged(current, previous)
        self.sizes.measure_in_sight()
        self._show_keep()
        if current.row() != previous.row():
            self.moved.emit()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Show a row whole; rows on the way are measured first, so that it stays in sight."""
        if not index.isValid():
            return
        self.sizes.measure((index.row(),))
        row = self.model_.index(index.row(), Column.WHERE)
        super().scrollTo(row, hint)
        self.sizes.measure_in_sight()
        super().scrollTo(row, hint)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_columns()
        else:
            self.sizes.measure_in_sight()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose at once where the picture of a button is pressed in another row."""
        was = self.currentIndex().row()
        super().mousePressEvent(event)
        row = self.currentIndex().row()
        if row != was and event.button() == Qt.MouseButton.LeftButton and self.keep.isVisible():
            self._press_through(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row in the plan, unless it is the control that was hit twice."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() != Column.KEEP:
            self.open_current()
        else:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of this list; all others are the table's."""
        key, modifiers = (
            Qt.Key(event.key()),
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier,
        )
        control = modifiers == Qt.KeyboardModifier.ControlModifier
        if modifiers == Qt.KeyboardModifier.NoModifier and take_key(self, key):
            return
        if control and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.apply_asked.emit()
        elif control and key == Qt.Key.Key_Z and self.can_undo():
            self.undo_asked.emit()
        elif control and key == Qt.Key.Key_Y and self.can_redo():
            self.redo_asked.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Z for a decision made here, while there is one; Esc and Ctrl+Enter likewise."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            undo = control and event.key() == Qt.Key.Key_Z and self.can_undo()
            redo = control and event.key() == Qt.Key.Key_Y and self.can_redo()
            if undo or redo:
                event.accept()
                return True
        return super().event(event)

    def open_current(self) -> None:
        """Open the current row's action in the plan."""
        found = self.current()
        if found is not None and found.action_id is not None:
            self.opened.emit(found.action_id)

    def _press_through(self, at: QPoint) -> None:
        widget = self.viewport().childAt(at)
        if isinstance(widget, QAbstractButton) and self.keep.isAncestorOf(widget):
            widget.click()
        elif isinstance(widget, QComboBox):
            widget.setFocus()
            widget.showPopup()
        elif widget is self.keep.line:
            widget.setFocus()
