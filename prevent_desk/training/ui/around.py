"""What the views of training have around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.training.service import TrainingServices
from prevent_desk.ui.acts import Acts
from prevent_desk.ui.page import Desk
from prevent_desk.ui.room import ViewKind as Kind

PAGE = "training"
"""The key of the view that is the page of tabs; a position names the tab: {"tab": "people"}."""


@dataclass(frozen=True, slots=True)
class Around:
    """What every part of the room has around it.

    Attributes:
        acts: Does things at the services, shows refusals, tells the others.
        open_view: Show a view of the room by its key at a position; the way back is kept.
        owner: The room itself; dialogs open over it.
    """

    services: TrainingServices
    desk: Desk
    clock: Clock
    acts: Acts
    open_view: Callable[[str, dict[str, Any]], object]
    owner: QWidget

    @property
    def working_days(self) -> Callable[[], WorkingDays]:
        """Tell the working days of this desk, for calendars."""
        return self.services.actions.working_days


ViewKind = Kind[Around]
"""A view that there is."""
