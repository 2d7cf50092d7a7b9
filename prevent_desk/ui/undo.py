"""How undo and redo are offered: by the name of the act, in menus, on keys and in the palette."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from prevent_desk.ui import icons, theme


class UndoActions(QObject):
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
        # As the owner's child it is let go of by `theme.changed` with it, whichever of the two is
        # gone first when the program ends.
        super().__init__(owner)
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
