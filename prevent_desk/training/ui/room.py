"""The room of training."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.training.service import TrainingServices
from prevent_desk.training.ui.around import PAGE, Around, ViewKind
from prevent_desk.training.ui.page import TrainingPage
from prevent_desk.ui.acts import Acts
from prevent_desk.ui.page import Desk
from prevent_desk.ui.room import Room

VIEWS: tuple[ViewKind, ...] = (ViewKind(PAGE, "Training", "graduation-cap", "", TrainingPage),)


class TrainingRoom(Room):
    """Shows who is trained and who has lapsed, sessions, courses, people, product copies."""

    title = "Training"
    icon = "graduation-cap"
    start = PAGE

    def __init__(
        self, services: TrainingServices, desk: Desk, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self.acts = Acts(desk, self)
        self.around = Around(services, desk, clock, self.acts, self.open_view, self)
        self.acts.changed.connect(self.reload)
        self.begin(VIEWS, self.around)
