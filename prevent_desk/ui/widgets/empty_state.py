"""What a page shows when there is nothing to show: what is empty, and how to fill it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import Glyph, KeyHint, WrapLabel


class EmptyState(QWidget):
    """An icon, a line, a sentence and at most two buttons, in the middle of its room.

    Also for a filtered view without rows ("Clear filters", Esc) and, in red, for a page that cannot
    be shown.

    Signals:
        first_clicked: The first (filled) button was pressed.
        second_clicked: The second was pressed.
    """

    first_clicked = Signal()
    second_clicked = Signal()

    def __init__(
        self,
        icon: str = "inbox",
        title: str = "",
        text: str = "",
        *,
        first: str = "",
        first_icon: str = "",
        second: str = "",
        second_icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 18)
        column.setSpacing(5)
        column.addStretch(1)
        self._glyph = Glyph(icon, "text2", 32)
        # Centred by stretches: an alignment flag would make the layout ignore the height of wrapped
        # words.
        column.addLayout(_middle(self._glyph))
        column.addSpacing(5)
        self._title = WrapLabel("", "h2")
        self._text = WrapLabel("", "support")
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(6)
        self._first, self._second = Button(kind="primary"), Button()
        # Whoever focuses the state means its next sensible step: Enter takes it.
        self.setFocusProxy(self._first)
        self._key = KeyHint()
        self._note = WrapLabel("", "meta")
        self._note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(_middle(self._first, self._second, self._key))
        column.addWidget(self._note)
        column.addStretch(1)
        self._first.clicked.connect(self.first_clicked)
        self._second.clicked.connect(self.second_clicked)
        self.show_text(title, text, icon=icon)
        self.set_buttons(first, first_icon, second, second_icon)
        self.set_note("")

    def show_text(self, title: str, text: str = "", *, icon: str = "", tone: str = "text2") -> None:
        """Say what is empty; tone "red" for a page that cannot be shown."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._glyph.show_icon(icon or None, tone)
        self.setAccessibleName(f"{title}. {text}".strip())

    def set_buttons(
        self, first: str, first_icon: str = "", second: str = "", second_icon: str = ""
    ) -> None:
        """Offer at most two ways on; empty words take a button away."""
        for button, words, icon in (
            (self._first, first, first_icon),
            (self._second, second, second_icon),
        ):
            button.setText(words)
            button.set_icon_name(icon)
            button.setVisible(bool(words))
        # It was outlined while filters left nothing.
        self._first.set_kind("primary")
        self._key.hide()

    def set_filtered(self, title: str, filters: str) -> None:
        """Name the filters that leave nothing, and offer to clear them (Esc)."""
        self.show_text(title, filters, icon="search-x")
        self.set_buttons(self.tr("Clear filters"))
        self._first.set_kind("secondary")
        self._key.setText(self.tr("Esc"))
        self._key.show()

    def set_note(self, words: str) -> None:
        """Add a last small line: "The damaged file is kept and never changed. Details: PD-104"."""
        self._note.setText(words)
        self._note.setVisible(bool(words))


def _middle(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
