"""Keys pressed while a desk is being opened: kept in their order, and given to it when it stands.

Without this a key of the desk (Ctrl+Shift+N) would be lost, and the words typed after it would go
to whatever page comes up.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

_MOST = 500
_BESIDE = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_HELD = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta})
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class EarlyKeys:
    """Words count only after a key of the desk: before that nobody can say where they belong."""

    def __init__(self) -> None:
        self._kept: list[QKeyEvent] = []

    def keep(self, event: QKeyEvent) -> None:
        """Keep a key; words without a key of the desk before them are passed over."""
        begins = event.modifiers() & ~_BESIDE == Qt.KeyboardModifier.ControlModifier
        if event.key() not in _HELD and (begins or self._kept) and len(self._kept) < _MOST:
            self._kept.append(event.clone())

    def forget(self) -> None:
        """Let go of what was kept: the desk was not opened."""
        self._kept.clear()

    def give_to(self, shell: QWidget) -> None:
        """Press them in a desk that stands, words where the cursor then is."""
        own = {
            found.key().toString(): found
            for found in shell.findChildren(QShortcut, options=_DIRECT)
        }
        while self._kept:
            event = self._kept.pop(0)
            shortcut = own.get(QKeySequence(event.keyCombination()).toString())
            if shortcut is None:
                _type(event, shell.window())
            else:
                # What it opens may wait for its end (the palette): the rest is typed into it.
                QTimer.singleShot(0, shell, lambda: self.give_to(shell))
                shortcut.activated.emit()


def _type(event: QKeyEvent, window: QWidget) -> None:
    # Not the application's focus: a window that has just come up need not be active yet.
    top = QApplication.activeModalWidget() or window
    found: QWidget | None = top.focusWidget()
    to = top if found is None else found
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(to, QKeyEvent(kind, event.key(), event.modifiers(), event.text()))
