"""The room of records."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.documents.service import DocumentServices
from prevent_desk.documents.ui.around import Around, ViewKind
from prevent_desk.documents.ui.page import PAGE, RecordsPage
from prevent_desk.ui.acts import Acts
from prevent_desk.ui.page import Desk
from prevent_desk.ui.room import Room

VIEWS: tuple[ViewKind, ...] = (ViewKind(PAGE, "Records", "archive", "", RecordsPage),)


class RecordsRoom(Room):
    """Shows the register of documents."""

    title = "Records"
    icon = "archive"
    start = PAGE

    def __init__(
        self, services: DocumentServices, desk: Desk, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self.acts = Acts(desk, self)
        self.around = Around(services, desk, clock, self.acts, self.open_view, self)
        self.acts.changed.connect(self.reload)
        self.begin(VIEWS, self.around)
