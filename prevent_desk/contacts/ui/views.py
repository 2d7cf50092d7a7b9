"""The views of the room, in the order of the palette; each subject brings its own."""

from __future__ import annotations

from prevent_desk.contacts.ui.around import ViewKind
from prevent_desk.contacts.ui.round.view import RoundView
from prevent_desk.contacts.ui.view import ContactsView

CONTACTS, ROUND = "contacts", "round"
"""Keys of the views; positions: {"view": "contacts", "tab": "seats", "organisation": 3}."""

VIEWS: tuple[ViewKind, ...] = (
    ViewKind(CONTACTS, "Contacts", "contact", "agencies seats people leads deputies", ContactsView),
    ViewKind(
        ROUND, "Yearly check", "refresh-cw", "is this still you confirm verify round", RoundView
    ),
)
