"""The room of training."""

from __future__ import annotations

from prevent_desk.logbook.ui.room import LogRoom, only_view
from prevent_desk.training.service import TrainingServices
from prevent_desk.training.ui.page import TrainingPage


class TrainingRoom(LogRoom[TrainingServices]):
    """Shows who is trained and who has lapsed, sessions, courses, people, product copies."""

    title, icon, start = TrainingPage.title, TrainingPage.icon, TrainingPage.key
    views = only_view(TrainingPage)
