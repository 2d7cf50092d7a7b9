"""What a view of the plan's room has around it, and what subjects bring to the grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.plan.model.records import ActionRow, PlanSheet
from prevent_desk.plan.service import PlanServices
from prevent_desk.plan.ui.acts import Acts
from prevent_desk.ui.page import Command, Desk
from prevent_desk.ui.room import ViewKind as Kind


@dataclass(frozen=True, slots=True)
class Around:
    """What a view has around it.

    Attributes:
        acts: Does things at the service, shows refusals, tells the other views.
        sheet: The plan on show in the grid, or None where there is no plan yet.
        open_view: Show a view by its key at a position; "grid" is the grid itself. The way back is
            kept (Alt+Left).
        finish: Take in what is being typed in the grid; False where it was refused, and shown.
        owner: The room itself; dialogs open over it.
    """

    services: PlanServices
    desk: Desk
    clock: Clock
    acts: Acts
    sheet: Callable[[], PlanSheet | None]
    open_view: Callable[[str, dict[str, Any]], object]
    finish: Callable[[], bool]
    owner: QWidget


ViewKind = Kind[Around]
"""A view that there is."""

Bring = Callable[[Around], Sequence[Command]]
"""What a subject brings to the grid's More menu and palette; asked whenever one opens."""

BringAt = Callable[[Around, str, Sequence[ActionRow]], Sequence[Command]]
"""What a subject brings to a cell of the grid; given its column's key and the chosen actions."""
