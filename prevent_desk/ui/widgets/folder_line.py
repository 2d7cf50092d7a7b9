"""The folder that files to be sent go into: shown, chosen, remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from prevent_desk import paths
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import ElidedLabel

_FOLDER = "send/folder"


class FolderLine(QWidget):
    """A folder's path, and the button that chooses another.

    Attributes:
        folder: The folder.
        choose: Asks for one, given where to begin; "" for none. Replaced in tests.
    """

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.choose: Callable[[str], str] = self._ask
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._label = ElidedLabel(str(folder))
        self.button = Button("C&hoose…", "folder-open")
        self.button.setAccessibleName(f"Choose the folder, now {folder.name}")
        self.button.clicked.connect(self._choose)
        layout.addWidget(self._label, 1)
        layout.addWidget(self.button)
        self.setFocusProxy(self.button)

    def remember(self, desk: Desk) -> None:
        """Begin with this folder the next time."""
        desk.remember(_FOLDER, str(self.folder))

    def _choose(self) -> None:
        chosen = self.choose(str(self.folder))
        if chosen:
            self.folder = Path(chosen)
            self._label.setText(chosen)
            self.button.setAccessibleName(f"Choose the folder, now {self.folder.name}")

    def _ask(self, start: str) -> str:
        return QFileDialog.getExistingDirectory(self, "Folder for the files", start)


def remembered_folder(desk: Desk) -> Path:
    """Return the folder used last, or Documents; the user's own folder when that is gone."""
    for place in (desk.setting(_FOLDER, ""), str(paths.documents())):
        if place and Path(place).is_dir():
            return Path(place)
    return Path.home()
