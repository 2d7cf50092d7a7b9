"""Where a passphrase is typed: hidden, to be looked at on demand, with a word on Caps Lock."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import IconButton
from prevent_desk.ui.widgets.labels import IconLabel


class PassphraseEdit(QWidget):
    """A hidden line, an eye that shows it, and `caps_notice`, to be put beside the field's label.

    Signals:
        submitted: Enter was pressed.
        edited: Its text was changed by a person.
    """

    submitted = Signal()
    edited = Signal(str)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.line = _HiddenLine()
        self.line.setAccessibleName(name or self.tr("Passphrase"))
        self.eye = IconButton("eye", self.tr("Show passphrase"), kind="icon")
        self.eye.setCheckable(True)
        row.addWidget(self.line, 1)
        row.addWidget(self.eye)
        self.caps_notice = IconLabel(
            self.tr("Caps Lock is on"), "arrow-big-up", role="strong", tone="amber", size=15
        )
        self.caps_notice.hide()
        self.setFocusProxy(self.line)
        self.eye.toggled.connect(self._show_words)
        self.line.returnPressed.connect(self.submitted)
        self.line.textEdited.connect(self.edited)
        self.line.caps_seen.connect(self.caps_notice.setVisible)

    def text(self) -> str:
        """Return what is typed."""
        return self.line.text()

    def clear(self) -> None:
        """Empty it, and hide what is typed next."""
        self.line.clear()
        self.eye.setChecked(False)

    def set_text(self, text: str) -> None:
        """Fill it in (a passphrase made by the program)."""
        self.line.setText(text)

    def set_shown(self, shown: bool) -> None:
        """Show or hide the words."""
        self.eye.setChecked(shown)

    def set_invalid(self, invalid: bool) -> None:
        """Give it the red border."""
        theme.restyle(self.line, invalid=invalid)

    def _show_words(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.line.setEchoMode(mode.Normal if shown else mode.Password)
        self.eye.set_icon_name("eye-off" if shown else "eye")
        self.eye.name_it(self.tr("Hide passphrase") if shown else self.tr("Show passphrase"))


class _HiddenLine(QLineEdit):
    """A password line: no copying out, no input history, and it notices Caps Lock."""

    caps_seen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._caps = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Learn from what a key gave whether Caps Lock is on."""
        known = _caps_lock()
        letter = event.text()
        if known is None and len(letter) == 1 and letter.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            known = letter.isupper() != shifted
        if known is not None:
            self._tell(known)
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say so from the start where the system tells."""
        super().focusInEvent(event)
        known = _caps_lock()
        if known is not None:
            self._tell(known)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say nothing while something else is typed."""
        super().focusOutEvent(event)
        self._tell(False)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Ask again: it may have been the Caps Lock key itself that was let go."""
        known = _caps_lock()
        if known is not None:
            self._tell(known)
        super().keyReleaseEvent(event)

    def _tell(self, on: bool) -> None:
        if on != self._caps:
            self._caps = on
            self.caps_seen.emit(on)


def _caps_lock() -> bool | None:
    """Return whether Caps Lock is on; None where only the typed letters can tell."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.user32.GetKeyState(0x14) & 1)
    return None
