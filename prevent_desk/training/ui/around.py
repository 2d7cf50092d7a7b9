"""What the views of training have around them."""

from __future__ import annotations

from prevent_desk.logbook.ui.room import LogRoomAround
from prevent_desk.training.service import TrainingServices

PAGE = "training"
"""The key of the view that is the page of tabs; a position names the tab: {"tab": "people"}."""

Around = LogRoomAround[TrainingServices]
"""What every part of the room has around it."""
