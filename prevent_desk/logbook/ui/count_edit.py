"""A number of people as reported: "120", "about 120", "?"; what is understood stands beside."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import NOT_KNOWN, Count, How, parse_count
from prevent_desk.ui import theme

_SAID = {How.COUNTED: "counted", How.ESTIMATED: "estimated", How.UNKNOWN: "not known"}
_EDGE = 9


class CountEdit(QLineEdit):
    """Reads a number on leaving or Enter; an empty line is not known.

    Signals:
        count_chosen: Another count stands here now; carries it.
        refused: The words for what is wrong; the text stays as typed.
    """

    count_chosen = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = NOT_KNOWN
        self.setPlaceholderText(self.tr("120, about 120, ?"))
        self.setToolTip(self.tr("“about 120” and “120+” are estimates; empty is not known."))
        self.textChanged.connect(lambda _text: self._say())
        self._say()

    def count(self) -> Count:
        """Return the count that stands here; call `take` first."""
        return self._count

    def set_count(self, count: Count) -> None:
        """Show a count without telling."""
        self._count = count
        self.setText("" if count.number is None else count.words)

    def take(self) -> bool:
        """Read what is typed; False when it is refused."""
        try:
            found = parse_count(self.text())
        except Refused as error:
            self.refused.emit(error.sentence())
            return False
        changed = found != self._count
        typed = self.text()
        self.set_count(found)
        if typed != self.text():
            self.setModified(True)
        if changed:
            self.count_chosen.emit(found)
        return True

    def said(self) -> str:
        """Return how the number being typed is understood: "estimated"; empty where it is not."""
        try:
            return _SAID[parse_count(self.text()).how]
        except Refused:
            return ""

    def _say(self) -> None:
        # Of an empty line nothing is drawn: its hint may have all the room.
        words = self.said() if self.text() else ""
        wide = theme.metrics("meta").horizontalAdvance(words) + _EDGE if words else 0
        self.setTextMargins(0, 0, wide, 0)
        self.setAccessibleDescription(self.said())
        self.update()

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what was understood at the right."""
        super().paintEvent(event)
        words = self.said() if self.text() else ""
        if words:
            painter = QPainter(self)
            painter.setFont(theme.font("meta"))
            painter.setPen(theme.colour("text3"))
            room = self.rect().adjusted(_EDGE, 0, -_EDGE, 0)
            painter.drawText(
                room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it on Enter; the dialog has the key too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self.take():
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take it on leaving."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.take()
