"""The views of the room, in the order of the palette; each subject brings its own."""

from __future__ import annotations

from prevent_desk.panels.ui.around import ViewKind
from prevent_desk.panels.ui.decisions.view import DecisionsView
from prevent_desk.panels.ui.desk.view import DeskView
from prevent_desk.panels.ui.figures.view import FiguresView
from prevent_desk.panels.ui.meetings.view import MeetingsView
from prevent_desk.panels.ui.minutes.view import MinutesView

MEETINGS, DESK, MINUTES, DECISIONS, FIGURES = "meetings", "desk", "minutes", "decisions", "figures"
"""Keys of the views there are to be; positions: {"view": "desk", "meeting": 3, "item": 5}."""

VIEWS: tuple[ViewKind, ...] = (
    ViewKind(MEETINGS, "Panels", "gavel", "meetings calendar plan call out agenda", MeetingsView),
    ViewKind(DESK, "Panel desk", "gavel", "live notes meeting minutes room", DeskView),
    ViewKind(
        MINUTES,
        "Minutes",
        "file-text",
        "approve seal draft addendum sign off word pdf",
        MinutesView,
    ),
    ViewKind(
        DECISIONS, "Decisions", "scale", "register reasons rationale dissent search", DecisionsView
    ),
    ViewKind(
        FIGURES,
        "Panel figures",
        "trending-up",
        "attendance statistics assurance statement quorum",
        FiguresView,
    ),
)
