"""Files dropped anywhere in the room: shown in the view that takes things in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from prevent_desk.referrals.ui.receiving.view import VIEW


class Drops(QObject):
    """Hung over the room; a view or record that takes files itself gets them first.

    Args:
        room: The room's own widget.
        open_view: Shows a view at a position.
    """

    def __init__(self, room: QWidget, open_view: Callable[[str, dict[str, Any]], object]) -> None:
        super().__init__(room)
        self._room, self._open_view = room, open_view
        room.setAcceptDrops(True)
        room.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what no view took."""
        # A drag that enters is a kind of drop to Qt.
        if watched is not self._room or not isinstance(event, QDropEvent):
            return False
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if not paths:
            return False
        # Never "move": the file belongs to whoever dropped it.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self._open_view(VIEW, {"files": paths})
        return True
