"""The room of community."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from prevent_desk.community.service import CommunityServices
from prevent_desk.community.ui.around import Around, ViewKind
from prevent_desk.community.ui.page import PAGE, CommunityPage
from prevent_desk.core.clock import Clock
from prevent_desk.ui.acts import Acts
from prevent_desk.ui.page import Desk
from prevent_desk.ui.room import Room

VIEWS: tuple[ViewKind, ...] = (ViewKind(PAGE, "Community", "map-pin", "", CommunityPage),)


class CommunityRoom(Room):
    """Shows engagement, sightings, the local profile, enquiries."""

    title = "Community"
    icon = "map-pin"
    start = PAGE

    def __init__(
        self, services: CommunityServices, desk: Desk, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self.acts = Acts(desk, self)
        self.around = Around(services, desk, clock, self.acts, self.open_view, self)
        self.acts.changed.connect(self.reload)
        self.begin(VIEWS, self.around)
