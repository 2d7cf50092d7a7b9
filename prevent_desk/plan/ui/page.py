"""The delivery plan as a page: header, grid and inspector, wired to the plan's service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.ui.page import Command, Desk

if TYPE_CHECKING:
    from prevent_desk.plan.service import Plans


class PlanPage(QWidget):
    """Works one plan at a time; satisfies `prevent_desk.ui.page.Page`."""

    title = "Plan"
    icon = "layout-list"

    def __init__(
        self, plans: Plans, desk: Desk, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._plans = plans
        self._desk = desk
        self._clock = clock

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        return ()

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does: a new action under the current row."""
        return None

    def position(self) -> dict[str, Any]:
        """Return plan, row, column and scroll, in plain JSON values."""
        return {}

    def go_to(self, position: dict[str, Any]) -> None:
        """Go where `position` says; what no longer exists is passed over in silence."""

    def flush(self) -> None:
        """Keep whatever is being typed."""

    def reload(self) -> None:
        """Show the store as it is now, keeping place and selection."""

    def shown_count(self) -> str:
        """Return "14 of 14 actions shown"."""
        return ""
