"""A folder, typed or chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from prevent_desk.ui.widgets.button import Button

ChooseFolder = Callable[[QWidget, str, str], str]
"""Asks for an existing folder: (parent, title, where to begin) to its path; empty: cancelled."""


def ask_folder(parent: QWidget, title: str, start: str) -> str:
    """Ask for a folder by the system's own dialog."""
    from PySide6.QtWidgets import QFileDialog

    return QFileDialog.getExistingDirectory(parent, title, start)


class FolderEdit(QWidget):
    """A line for a path, and a button that chooses the folder it goes into.

    Attributes:
        name_in: Makes a whole path of the chosen folder; itself by default.
    """

    def __init__(self, choose: ChooseFolder, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choose, self._title = choose, title
        self.name_in: Callable[[Path], Path] = lambda chosen: chosen
        self.line = QLineEdit()
        self.button = Button(self.tr("C&hoose…"), "folder-open")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)
        self.button.clicked.connect(self._ask)

    def set_folder(self, folder: Path) -> None:
        """Show a folder."""
        self.line.setText(str(folder))

    def folder(self) -> Path | None:
        """Return the folder; None while it is no whole path."""
        typed = self.line.text().strip()
        folder = Path(typed).expanduser()
        return folder if typed and folder.is_absolute() else None

    def _ask(self) -> None:
        shown = self.folder()
        chosen = self._choose(self, self._title, str(shown.parent if shown else Path.home()))
        if chosen:
            self.set_folder(self.name_in(Path(chosen)))
            # As typed, so that a field takes its error away.
            self.line.textEdited.emit(self.line.text())
