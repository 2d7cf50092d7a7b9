"""What the views of documents have around them."""

from __future__ import annotations

from prevent_desk.documents.service import DocumentServices
from prevent_desk.logbook.ui.room import LogRoomAround

Around = LogRoomAround[DocumentServices]
"""What every part of the room has around it."""
