"""What stands in the panes of the desk: each part is made over the hub, which it listens to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from prevent_desk.panels.ui.desk.hub import Hub

Part = Callable[[Hub], QWidget]

LEFT: tuple[tuple[Part, int], ...] = ()
"""From the top down, each with its share of the height that is left over: agenda, checks."""

RIGHT: tuple[tuple[Part, int], ...] = ()
"""From the top down: who is in the room, the quick action."""

CARD: Part | None = None
"""The decision, which opens between notes and entry line."""
