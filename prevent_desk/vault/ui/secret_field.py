"""The one field of the unlock screen; a form field with no more in it than the start can afford."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.ui import theme
from prevent_desk.ui.widgets.labels import Glyph, WrapLabel
from prevent_desk.ui.widgets.passphrase_edit import PassphraseEdit


class SecretField(QWidget):
    """Label, hint, hidden line, and what is wrong with what was typed.

    Attributes:
        secret: The line itself.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.secret = PassphraseEdit()
        self._label, self._hint, self._error = QLabel(), QLabel(), WrapLabel("", "strong")
        self._label.setProperty("t", "h3")
        self._label.setBuddy(self.secret.line)
        self._hint.setProperty("t", "small")
        self._error.setProperty("tone", "red")
        self._wrong = QWidget()
        wrong = QHBoxLayout(self._wrong)
        wrong.setContentsMargins(0, 1, 0, 0)
        wrong.setSpacing(6)
        wrong.addWidget(Glyph("circle-alert", "red", 15))
        wrong.addWidget(self._error, 1)
        self._wrong.hide()
        top = QHBoxLayout()
        top.addWidget(self._label)
        top.addStretch(1)
        top.addWidget(self.secret.caps_notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(top)
        for part in (self._hint, self.secret, self._wrong):
            column.addWidget(part)
        self.setFocusProxy(self.secret)
        self.secret.edited.connect(lambda _text: self.set_error(""))

    def name_it(self, label: str, hint: str) -> None:
        """Say what is to be typed; "&" before its Alt letter."""
        self._label.setText(label)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.secret.line.setAccessibleName(label.replace("&", ""))
        self.set_error("")

    def set_error(self, words: str) -> None:
        """Say what is wrong; empty words clear it."""
        if words != self._error.text():
            self._error.setText(words)
            self._wrong.setVisible(bool(words))
            theme.restyle(self.secret.line, invalid=bool(words))
        told = " ".join(part for part in (self._hint.text(), words) if part)
        self.secret.line.setAccessibleDescription(told)

    def error(self) -> str:
        """Return what is wrong; empty when nothing is."""
        return self._error.text()
