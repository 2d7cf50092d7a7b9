"""What the views of contacts have around them."""

from __future__ import annotations

from prevent_desk.contacts.service import ContactServices
from prevent_desk.ui.room import RoomAround
from prevent_desk.ui.room import ViewKind as Kind

Around = RoomAround[ContactServices]
"""What every part of the room has around it."""

ViewKind = Kind[Around]
"""A view that there is."""
