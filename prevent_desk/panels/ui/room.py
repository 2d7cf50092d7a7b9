"""The room of panels: the meetings, the desk while one runs, minutes, decisions and figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QHideEvent, QShowEvent
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
        self._old: set[str] = set()
        self.acts = Acts(desk, self)
        self.around = Around(services, desk, clock, self.acts, self.open_view, self)
        self.acts.changed.connect(self.reload)
        self.begin(kinds, self.around)

    def shown(self, key: str) -> None:
        """Read a view anew that was read before the page was last left."""
        if key in self._old:
            self._old.discard(key)
            self.view().reload()

    # Qt

    def hideEvent(self, event: QHideEvent) -> None:
        """Take everything read so far for old: elsewhere actions, replies and cases change."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._old.update(self._views)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the view on show anew when the page is come back to."""
        super().showEvent(event)
        if not event.spontaneous():
            self.shown(self.view_key())
