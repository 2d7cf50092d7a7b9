"""The line under the table: what Apply will do, and the keys of the list."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from prevent_desk.ui import theme
from prevent_desk.ui.widgets.labels import ElidedLabel, Glyph

_SAFE = "Nothing is written until you apply. One undo takes everything back."
_WRITTEN = "This return is in the plan. Undo takes the whole of it back."
_KEYS = ("A theirs", "M mine", "B both", "J / K next, previous")


class KeysFoot(QWidget):
    """A promise at the left, keys at the right; the keys go first where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._promise = ElidedLabel(_SAFE, "small")
        self._keys = QLabel("    ".join(_KEYS))
        self._keys.setProperty("t", "small")
        self._keys.setToolTip(
            "Space changes the choice, F2 edits both, Enter opens the row in the plan, Backspace"
            " takes a decision back, Ctrl+Z undoes it, Ctrl+Enter applies."
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 14, 8)
        row.setSpacing(9)
        row.addWidget(Glyph("shield-check", "green"))
        row.addWidget(self._promise, 1)
        row.addWidget(self._keys)

    def show_written(self, written: bool) -> None:
        """Say what stands now."""
        self._promise.setText(_WRITTEN if written else _SAFE)

    def minimumSizeHint(self) -> QSize:
        """Ask for a line's height."""
        return QSize(0, theme.px(32))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the keys out where the promise would be cut."""
        super().resizeEvent(event)
        room = self.width() - theme.px(16) - 60
        needed = self._promise.fontMetrics().horizontalAdvance(self._promise.text())
        self._keys.setVisible(needed + self._keys.sizeHint().width() <= room)
