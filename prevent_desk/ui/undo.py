"""How undo and redo are offered: by the name of the act, in menus, on keys and in the palette."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from prevent_desk.ui import icons, theme


class UndoActions:
    """An Undo and a Redo action whose words say what they would take back.

    Attributes:
        undo: "Undo progress of O2-01", Ctrl+Z; disabled when there is nothing to undo.
        redo: The same for redo, Ctrl+Y or Ctrl+Shift+Z.
    """

    def __init__(
        self,
        owner: QWidget,
        *,
        undo: Callable[[], object],
        redo: Callable[[], object],
        undo_label: Callable[[], str | None],
        redo_label: Callable[[], str | None],
    ) -> None:
        self._undo_label, self._redo_label = undo_label, redo_label
        self.undo = QAction(owner)
        self.redo = QAction(owner)
        self.undo.setShortcut(QKeySequence("Ctrl+Z"))
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self.undo.triggered.connect(undo)
        self.redo.triggered.connect(redo)
        owner.addAction(self.undo)
        owner.addAction(self.redo)
        theme.changed.connect(self.refresh)
        owner.destroyed.connect(lambda: theme.changed.disconnect(self.refresh))
        self.refresh()

    def refresh(self) -> None:
        """Take the names and whether there is anything to do; called after every change."""
        for action, label, verb, icon in (
            (self.undo, self._undo_label(), _tr("Undo"), "undo-2"),
            (self.redo, self._redo_label(), _tr("Redo"), "redo-2"),
        ):
            action.setEnabled(label is not None)
            action.setText(f"{verb} {label}" if label else verb)
            action.setIcon(icons.icon(icon))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Undo", text)
