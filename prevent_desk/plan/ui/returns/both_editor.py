"""The box in which the joined words of both sides are edited, under the two they are made of."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.labels import WrapLabel


class BothEditor(QFrame):
    """Words to edit, Keep and Cancel; Ctrl+Enter keeps, Esc puts it back.

    Signals:
        kept: The words shall be written.
        given_up: What was decided before stays.
        typed: The words changed.
        grew: It needs another height.
    """

    kept = Signal(str)
    given_up = Signal()
    typed = Signal()
    grew = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "card")
        self.key = ""
        self.box = TextEdit(lines=3, most_lines=12, parent=self)
        self.note = WrapLabel(
            "Theirs, then yours. What you leave here is what is written.", "small"
        )
        self.keep_button = Button("&Keep both", "check", small=True)
        self.cancel_button = Button("Cancel", kind="ghost", small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.box)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.note, 1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.keep_button)
        column.addLayout(row)
        self.keep_button.setToolTip("Keep (Ctrl+Enter)")
        self.cancel_button.setToolTip("Cancel (Esc)")
        self.setFocusProxy(self.box)
        self.box.finished.connect(self._keep)
        self.keep_button.clicked.connect(self._keep)
        self.cancel_button.clicked.connect(self.given_up)
        self.box.textChanged.connect(self._changed)
        self.hide()

    def open(self, key: str, text: str, name: str) -> None:
        """Begin with these words; `name` says to screen readers whose they are."""
        self.key = key
        self.box.blockSignals(True)
        self.box.setPlainText(text)
        self.box.blockSignals(False)
        self.box.setAccessibleName(f"Both: {name}")
        self.show()
        self.box.setFocus()
        self.box.moveCursor(self.box.textCursor().MoveOperation.End)
        self.grew.emit()

    def close_it(self) -> None:
        """Go away."""
        self.key = ""
        self.hide()
        self.grew.emit()

    def text(self) -> str:
        """Return the words as they stand."""
        return self.box.toPlainText()

    def wanted_height(self) -> int:
        """Return the height of its words and buttons, in px."""
        return self.box.sizeHint().height() + self.keep_button.sizeHint().height() + 26

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up with Esc; no key goes on to the list below."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        event.accept()

    def _keep(self) -> None:
        self.kept.emit(self.text())

    def _changed(self) -> None:
        self.typed.emit()
        self.grew.emit()
