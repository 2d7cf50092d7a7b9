"""The room of contacts: the page of tabs, and the yearly check."""

from __future__ import annotations

from prevent_desk.contacts.service import ContactServices
from prevent_desk.contacts.ui.views import CONTACTS, VIEWS
from prevent_desk.ui.room import ServiceRoom


class ContactRoom(ServiceRoom[ContactServices]):
    """Shows the contacts, or the yearly check."""

    title, icon, start = "Contacts", "contact", CONTACTS
    views = VIEWS
