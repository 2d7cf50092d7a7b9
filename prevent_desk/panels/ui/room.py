"""The room of panels: the meetings, the desk while one runs, minutes, decisions and figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.panels.service import PanelServices
from prevent_desk.panels.ui.around import Around, ViewKind
from prevent_desk.panels.ui.views import MEETINGS, VIEWS
from prevent_desk.ui.acts import Acts
from prevent_desk.ui.page import Desk
from prevent_desk.ui.room import Room


class PanelRoom(Room):
    """Shows the meetings, or one of the other views."""

    title = "Panels"
    icon = "gavel"
    start = MEETINGS

    def __init__(
        self,
        services: PanelServices,
        desk: Desk,
        clock: Clock,
        parent: QWidget | None = None,
        kinds: Sequence[ViewKind] = VIEWS,
    ) -> None:
        super().__init__(desk, parent)
        self.acts = Acts(desk, self)
        self.around = Around(services, desk, clock, self.acts, self.open_view, self)
        self.acts.changed.connect(self.reload)
        self.begin(kinds, self.around)
