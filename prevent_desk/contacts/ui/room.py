"""The room of contacts: the page of tabs, and the yearly check."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from prevent_desk.contacts.service import ContactServices
from prevent_desk.contacts.ui.around import Around, ViewKind
from prevent_desk.contacts.ui.views import CONTACTS, VIEWS
from prevent_desk.core.clock import Clock
from prevent_desk.ui.acts import Acts
from prevent_desk.ui.page import Desk
from prevent_desk.ui.room import Room


class ContactRoom(Room):
    """Shows the contacts, or the yearly check."""

    title = "Contacts"
    icon = "contact"
    start = CONTACTS

    def __init__(
        self,
        services: ContactServices,
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
