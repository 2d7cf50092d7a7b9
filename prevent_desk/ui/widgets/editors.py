"""Editors of the desk: Tab leaves, the wheel does nothing unasked, a filter shows itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Property, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from prevent_desk.ui import icons, theme
from prevent_desk.ui.widgets.labels import KeyHint


class TextEdit(QPlainTextEdit):
    """Several lines of plain text; Tab goes to the next field, rich text is pasted as words.

    It is as high as its words, between `lines` and `most_lines`.

    Signals:
        finished: Ctrl+Enter: done with this field.
        left: The focus went to another widget.
    """

    finished = Signal()
    left = Signal()

    def __init__(
        self,
        text: str = "",
        *,
        lines: int = 3,
        most_lines: int = 12,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._lines, self._most = lines, most_lines
        self.setTabChangesFocus(True)
        # Words wrap: a bar to go sideways would only cover the last line.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._grow)

    def _grow(self) -> None:
        if self.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Fixed:
            over = self.document().size().height() > self._most
            policy = Qt.ScrollBarPolicy
            self.setVerticalScrollBarPolicy(
                policy.ScrollBarAsNeeded if over else policy.ScrollBarAlwaysOff
            )
            height = self.sizeHint().height()
            if height != self.height():
                self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        """Return the height of its words within its limits."""
        shown = max(self._lines, min(self._most, int(self.document().size().height())))
        return QSize(theme.px(220), self._height_of(shown))

    def minimumSizeHint(self) -> QSize:
        """Ask for its fewest lines."""
        return QSize(theme.px(80), self._height_of(self._lines))

    def _height_of(self, lines: int) -> int:
        # Border and padding of the style sheet, and the document's own margin.
        edges = 2 * int(self.document().documentMargin()) + 14
        return lines * self.fontMetrics().lineSpacing() + edges

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew, then take the height they need."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._grow()

    def changeEvent(self, event: QEvent) -> None:
        """Take a new height with a new size of text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Ctrl+Enter."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left; not when its own menu opens."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class Combo(QComboBox):
    """A list to choose from that the mouse wheel does not change unless it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        # The list's own delegate paints by the platform and not by the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        """End words that find no room with "…": the style cuts through the last letter."""
        if self.isEditable():
            super().paintEvent(event)
            return
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style = self.style()
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        words = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room.width()
        )
        option.currentText = words
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page while something else has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberBox(QSpinBox):
    """A whole number; the mouse wheel does not change it unless it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A style sheet's padding does not reach the line inside a spin box.
        self.lineEdit().setTextMargins(9, 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page while something else has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ComboPicker(Combo):
    """A filter with "Any" first; it has an accent border while it filters.

    Among the fields of a form nothing is filtered (`filters` false): there the border would look
    like the focus.

    Signals:
        picked: Another value was picked; None for "Any".
    """

    picked = Signal(object)

    def __init__(
        self,
        name: str = "",
        any_text: str = "",
        parent: QWidget | None = None,
        *,
        filters: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._filters = filters
        self._any = any_text or self.tr("Any")
        self.addItem(self._any, None)
        self.currentIndexChanged.connect(self._show_state)
        self.activated.connect(lambda _row: self.picked.emit(self.value()))
        self._show_state()

    def set_values(self, values: Sequence[tuple[object, str]]) -> None:
        """Offer values with their words; the chosen one is kept when it is still there."""
        chosen = self.value()
        self.blockSignals(True)
        self.clear()
        self.addItem(self._any, None)
        for value, words in values:
            self.addItem(words, value)
        self.blockSignals(False)
        self.set_value(chosen)
        self._show_state()

    def set_any_text(self, words: str) -> None:
        """Call "Any" otherwise: "Every lead"."""
        self._any = words
        self.setItemText(0, words)

    def value(self) -> object | None:
        """Return the chosen value; None for "Any"."""
        chosen: object | None = self.currentData()
        return chosen

    def set_value(self, value: object | None) -> None:
        """Choose without telling; an unknown value chooses "Any"."""
        row = next((row for row in range(self.count()) if self.itemData(row) == value), 0)
        self.setCurrentIndex(row)

    def clear_value(self) -> None:
        """Go back to "Any" and tell so."""
        if self.value() is not None:
            self.set_value(None)
            self.picked.emit(None)

    def _show_state(self) -> None:
        active = self._filters and self.currentIndex() > 0
        if bool(self.property("active")) != active:
            theme.restyle(self, active=active)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear with Delete or Backspace."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.clear_value()
            return
        super().keyPressEvent(event)


class SearchBox(QLineEdit):
    """A line to filter or search with: magnifying glass, what it searches, the key that reaches it.

    Esc empties it first; when it is empty Esc is left to the page.

    Signals:
        moved: Up, Down, PgUp or PgDn, for a list that shows the results: rows to move by.
    """

    moved = Signal(int)

    def __init__(
        self, placeholder: str = "", keys: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._hint = KeyHint(keys, parent=self)
        self._hint.setVisible(bool(keys))
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.textChanged.connect(lambda text: self._hint.setVisible(not text and bool(keys)))
        self._fit()

    def _get_keys(self) -> str:
        return self._hint.text()

    def _set_keys(self, keys: str) -> None:
        self._hint.setText(keys)
        self._hint.setVisible(bool(keys))
        self._fit()

    keys = Property(str, _get_keys, _set_keys)

    def _fit(self) -> None:
        right = self._hint.sizeHint().width() + 10 if self._hint.text() else 0
        self.setTextMargins(theme.px(16) + 8, 0, right, 0)
        self._hint.resize(self._hint.sizeHint())
        self._hint.move(
            self.width() - self._hint.width() - 9, (self.height() - self._hint.height()) // 2
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the key at the right."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit anew to a new size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty on Esc; move in the results on Up and Down."""
        steps = _STEPS.get(Qt.Key(event.key()))
        if steps is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.moved.emit(steps)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the glass beside the words."""
        super().paintEvent(event)
        side = theme.px(16)
        icons.paint(QPainter(self), "search", 10, (self.height() - side) / 2, side, "text3")


_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_PageDown: 8,
}
