"""One tab of a record in a window of its own, over a real store, with a stand-in for the shell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.referrals.ui.around import Around, Tab
from prevent_desk.ui import theme
from prevent_desk.ui.acts import Acts
from tests.plan.page_room import DeskStandIn
from tests.referrals.desks import Desk


class TabRoom(QWidget):
    """Shows a tab as the record does: again after every act and undo.

    Attributes:
        opened: Views that were asked for, with their positions.
    """

    def __init__(self, desk: Desk, episode_id: int, make: Callable[[Around, QWidget], Tab]) -> None:
        super().__init__()
        self.setProperty("pane", "surface")
        self.desk, self.episode_id = desk, episode_id
        self.opened: list[tuple[str, dict[str, Any]]] = []
        self.shell = DeskStandIn(desk.store, after_undo=self.reload)
        self.acts = Acts(self.shell, self)
        self.around = Around(
            desk.services, self.shell, desk.clock, self.acts,
            lambda key, at: self.opened.append((key, at)), self,
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.tab = make(self.around, self)
        layout.addWidget(self.tab.widget())
        self.acts.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        self.tab.show_episode(self.desk.services.episodes.episode(self.episode_id))

    def show_sized(self, width: int = 694, height: int = 410) -> None:
        """Show it as large as a record's tab is in the picture of the design."""
        self.resize(theme.px(width) if width > 1400 else width, height)
        self.show()
