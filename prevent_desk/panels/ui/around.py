"""What the views of panels have around them."""

from __future__ import annotations

from prevent_desk.panels.service import PanelServices
from prevent_desk.ui.room import RoomAround
from prevent_desk.ui.room import ViewKind as Kind

Around = RoomAround[PanelServices]
"""What every part of the room has around it."""

ViewKind = Kind[Around]
"""A view that there is."""
