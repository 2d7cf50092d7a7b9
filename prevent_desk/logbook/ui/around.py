"""What a log has around it; the `Around` of every room with a log satisfies it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.ui.acts import Acts
from prevent_desk.ui.page import Desk


class LogAround(Protocol):
    """What the screens of a log have around them.

    Attributes:
        acts: Does things at the services, shows refusals, tells the others.
        owner: The room itself; dialogs open over it.
        working_days: Tells bank holidays and closures, for the calendar.
    """

    @property
    def desk(self) -> Desk:
        """The shell."""
        ...

    @property
    def clock(self) -> Clock:
        """Tells the day."""
        ...

    @property
    def acts(self) -> Acts:
        """The one way to services."""
        ...

    @property
    def owner(self) -> QWidget:
        """Over what dialogs open."""
        ...

    @property
    def working_days(self) -> Callable[[], WorkingDays]:
        """Tell the working days of this desk."""
        ...
