"""What stands in the panes of the desk: each part is made over the hub, which it listens to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from prevent_desk.panels.ui.desk.agenda_pane import AgendaPane
from prevent_desk.panels.ui.desk.decision_card import DecisionCard
from prevent_desk.panels.ui.desk.finish_checks import FinishBox
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.panels.ui.desk.quick_action import QuickAction
from prevent_desk.panels.ui.desk.room_pane import RoomPane

Part = Callable[[Hub], QWidget]

LEFT: tuple[tuple[Part, int], ...] = ((AgendaPane, 1), (FinishBox, 0))
"""From the top down, each with its share of the height that is left over: agenda, checks."""

RIGHT: tuple[tuple[Part, int], ...] = ((RoomPane, 1), (QuickAction, 0))
"""From the top down: who is in the room, the quick action."""

CARD: Part | None = DecisionCard
"""The decision, which opens between notes and entry line."""
