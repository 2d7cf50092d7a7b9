"""The meetings there are, and how one is planned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.panels.ui.around import Around
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.empty_state import EmptyState


class MeetingsView(QWidget):
    """Shows the meetings; satisfies `prevent_desk.ui.page.Page`."""

    title = "Panels"
    icon = "gavel"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        column = QVBoxLayout(self)
        column.addWidget(EmptyState("gavel", self.tr("No panel planned")))

    def widget(self) -> QWidget:
        """Return the view itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return nothing: it is where the room begins."""
        return ()

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        return ()

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does here."""
        return None

    def position(self) -> dict[str, Any]:
        """Return where one is."""
        return {}

    def go_to(self, position: dict[str, Any]) -> None:
        """Go to a meeting."""

    def flush(self) -> None:
        """Keep what is being typed."""

    def reload(self) -> None:
        """Read the meetings again."""

    def shown_count(self) -> str:
        """Return how many are shown."""
        return ""
