"""The views of the room: list and record, intake, people, what is due."""

from __future__ import annotations

from prevent_desk.referrals.ui.around import ViewKind
from prevent_desk.referrals.ui.desk_view import DeskView

DESK = "desk"

VIEWS: tuple[ViewKind, ...] = (
    ViewKind(DESK, "Referrals", "inbox", "list record cases concerns people", DeskView),
)
"""In the order of the palette."""
