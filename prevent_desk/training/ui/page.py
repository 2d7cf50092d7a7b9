"""The page of training: a page of tabs, of which `tabs.py` says which there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from prevent_desk.training.ui.around import PAGE, Around
from prevent_desk.training.ui.tabs import TABS, TabKind
from prevent_desk.ui.tabs_page import TabsPage


class TrainingPage(TabsPage):
    """Shows one of its tabs, as the view its room begins with."""

    title = "Training"
    icon = "graduation-cap"

    def __init__(
        self,
        around: Around,
        parent: QWidget | None = None,
        kinds: Sequence[TabKind] = TABS,
    ) -> None:
        super().__init__(around.desk, PAGE, parent)
        self.around = around
        self.begin(kinds, around)

    def open_tab(self, key: str, position: dict[str, Any] | None = None) -> None:
        """Show a tab by the room, which keeps the way back."""
        self.around.open_view(PAGE, {"tab": key, **(position or {})})

    def is_open(self) -> bool:
        """Return whether the store can still be read."""
        return self.around.services.store.is_open
