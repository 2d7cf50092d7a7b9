"""A field of a form: label above, hint below it, the editor, and what is wrong with it in words."""

from __future__ import annotations

from PySide6.QtCore import Property
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.ui import theme
from prevent_desk.ui.widgets.labels import Glyph, WrapLabel

_BLANK = "\N{NO-BREAK SPACE}"
"""A line of a hint that says nothing."""


class FormField(QWidget):
    """Label, hint, editor, error. The error goes while typing; it is set on leaving or sending.

    Optional fields say "optional"; compulsory ones carry no star. "&" before the Alt letter of the
    label.
    """

    def __init__(
        self,
        label: str = "",
        editor: QWidget | None = None,
        *,
        hint: str = "",
        optional: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor: QWidget | None = None
        self._typed_into: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        top = QHBoxLayout()
        top.setSpacing(6)
        self._label = QLabel()
        self._label.setProperty("t", "h3")
        self._optional = QLabel(self.tr("optional"))
        self._optional.setProperty("t", "meta")
        self._beside = QHBoxLayout()
        top.addWidget(self._label)
        top.addWidget(self._optional)
        top.addStretch(1)
        top.addLayout(self._beside)
        column.addLayout(top)
        self._hint = WrapLabel("", "small")
        column.addWidget(self._hint)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._place)
        self._wrong = QWidget()
        row = QHBoxLayout(self._wrong)
        row.setContentsMargins(0, 1, 0, 0)
        row.setSpacing(6)
        self._error = WrapLabel("", "strong")
        self._error.setProperty("tone", "red")
        row.addWidget(Glyph("circle-alert", "red", 15))
        row.addWidget(self._error, 1)
        column.addWidget(self._wrong)
        self._wrong.hide()
        column.addStretch(0)
        self._column = column
        self._set_label(label)
        self._set_hint(hint)
        self._set_optional(optional)
        if editor is not None:
            self.set_editor(editor)

    def set_editor(self, editor: QWidget) -> None:
        """Put the editor in; its name, description and Alt letter come from label and hint."""
        self.editor = editor
        self._place.addWidget(editor)
        grows = editor.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Expanding
        self._column.setStretchFactor(self._place, 1 if grows else 0)
        self.setFocusProxy(editor)
        # Of an editor made of several widgets, the one that is typed into.
        self._typed_into = typed = editor.focusProxy() or editor
        self._label.setBuddy(typed)
        self._name()
        if isinstance(typed, QLineEdit):
            typed.textEdited.connect(lambda _text: self.clear_error())
        elif isinstance(typed, QPlainTextEdit | QTextEdit):
            typed.textChanged.connect(self.clear_error)
        elif isinstance(typed, QComboBox):
            typed.currentIndexChanged.connect(lambda _row: self.clear_error())

    def add_beside(self, widget: QWidget) -> None:
        """Put a widget at the right of the label (a count, "Caps Lock is on", a link)."""
        self._beside.addWidget(widget)

    def leave_hint_line(self) -> None:
        """Leave the line of a hint free where there is none: its neighbour has one."""
        if not self._hint.text():
            self._hint.setText(_BLANK)
            self._hint.setVisible(True)

    def set_error(self, words: str) -> None:
        """Say what is wrong and how to mend it; empty words clear it."""
        self._error.setText(words)
        self._wrong.setVisible(bool(words))
        typed = self._typed_into
        if typed is not None and bool(typed.property("invalid")) != bool(words):
            theme.restyle(typed, invalid=bool(words))
        self._name()

    def clear_error(self) -> None:
        """Take the error away."""
        if self._error.text():
            self.set_error("")

    def error(self) -> str:
        """Return what is wrong; empty when nothing is."""
        return self._error.text()

    def _name(self) -> None:
        if self._typed_into is not None:
            self._typed_into.setAccessibleName(self._label.text().replace("&", ""))
            told = (self._get_hint(), self._error.text())
            self._typed_into.setAccessibleDescription(" ".join(part for part in told if part))

    def _get_label(self) -> str:
        return self._label.text()

    def _set_label(self, words: str) -> None:
        self._label.setText(words)
        self._label.setVisible(bool(words))
        self._name()

    def _get_hint(self) -> str:
        return self._hint.text().replace(_BLANK, "")

    def _set_hint(self, words: str) -> None:
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
        self._name()

    def _get_optional(self) -> bool:
        return not self._optional.isHidden()

    def _set_optional(self, optional: bool) -> None:
        self._optional.setVisible(optional)

    label = Property(str, _get_label, _set_label)
    hint = Property(str, _get_hint, _set_hint)
    optional = Property(bool, _get_optional, _set_optional)
