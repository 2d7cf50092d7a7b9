"""What the views of community have around them."""

from __future__ import annotations

from prevent_desk.community.service import CommunityServices
from prevent_desk.logbook.ui.room import LogRoomAround

Around = LogRoomAround[CommunityServices]
"""What every part of the room has around it."""
