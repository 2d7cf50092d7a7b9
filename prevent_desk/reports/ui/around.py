"""What the tabs of reports have around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.reports.service import Reports
from prevent_desk.ui.page import Desk


@dataclass(frozen=True, slots=True)
class Around:
    """What every part of the page has around it.

    Attributes:
        open_tab: Show a tab of the page by its key at a position; the way back is kept.
        owner: The page itself; dialogs open over it.
    """

    reports: Reports
    desk: Desk
    clock: Clock
    open_tab: Callable[[str, dict[str, Any]], object]
    owner: QWidget
