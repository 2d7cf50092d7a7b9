"""The little list of quick phrases over the entry line; the keyboard stays in the line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit

from prevent_desk.panels.model.phrases import Phrase
from prevent_desk.ui import theme

_MOST_ROWS = 7
_PHRASE = Qt.ItemDataRole.UserRole


class PhraseList(QListWidget):
    """Shown above the box that is typed into.

    Signals:
        chosen: Enter, Tab or a click: this phrase is wanted.
    """

    chosen = Signal(object)

    def __init__(self, box: QPlainTextEdit) -> None:
        super().__init__(box)
        self._box = box
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Quick phrases")
        self.itemClicked.connect(lambda _item: self._choose())
        self.hide()

    def show_phrases(self, phrases: Sequence[Phrase]) -> None:
        """Offer phrases; the first one is ready to be taken."""
        before = self.currentRow()
        words = [f";{one.letters}   {one.words}" for one in phrases]
        if words != [self.item(row).text() for row in range(self.count())]:
            self.clear()
            for text, phrase in zip(words, phrases, strict=True):
                item = QListWidgetItem(text)
                item.setData(_PHRASE, phrase)
                self.addItem(item)
            before = 0
        self.setCurrentRow(max(0, before))
        self._place()
        self.show()
        self.raise_()

    def phrases(self) -> list[Phrase]:
        """Return what is offered, in order."""
        return [self.item(row).data(_PHRASE) for row in range(self.count())]

    def take_key(self, key: int) -> bool:
        """Answer a key typed into the box; False where it means nothing here."""
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if key == Qt.Key.Key_Down else -1
            self.setCurrentRow((self.currentRow() + step) % self.count())
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}:
            self._choose()
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _choose(self) -> None:
        item = self.currentItem()
        if item is not None:
            self.chosen.emit(item.data(_PHRASE))

    def _place(self) -> None:
        rows = min(_MOST_ROWS, self.count())
        high = rows * max(self.sizeHintForRow(0), theme.px(22)) + 6
        wide = min(self._box.width(), max(theme.px(280), self.sizeHintForColumn(0) + 30))
        cursor = self._box.cursorRect().topLeft()
        # Within the window, and no window of its own: what is kept out of shared screens stays so.
        over = self._box.window()
        if self.parentWidget() is not over:
            self.setParent(over)
        corner = self._box.viewport().mapTo(over, QPoint(cursor.x(), cursor.y()))
        left = max(0, min(corner.x(), over.width() - wide - 4))
        self.setGeometry(left, max(0, corner.y() - high - 6), wide, high)
