"""The middle of the desk: case head, notes, decision, entry line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.panels.ui.desk import parts
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.ui.page import Command


class Middle(QWidget):
    """What is said about one point of the agenda, and where it is written."""

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.card = parts.CARD(hub) if parts.CARD is not None else None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        if self.card is not None:
            column.addWidget(self.card)

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the notes now."""
        return ()

    def shown_count(self) -> str:
        """Return how many lines are on show."""
        return ""
