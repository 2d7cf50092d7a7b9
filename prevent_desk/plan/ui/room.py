"""The delivery plan's room: the grid, and the views that are opened from it, one at a time."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtWidgets import QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.plan.service import PlanServices
from prevent_desk.plan.ui.health.chip import keep_chip
from prevent_desk.plan.ui.health.watch import watch_of
from prevent_desk.plan.ui.page import PlanPage
from prevent_desk.plan.ui.views import AT_CELL, BROUGHT, BUTTONS, SECTIONS, VIEWS, Around, ViewKind
from prevent_desk.ui.page import Desk, Page
from prevent_desk.ui.room import Room

GRID = "grid"


class PlanRoom(Room):
    """Shows the grid or one of its views; satisfies `prevent_desk.ui.page.Page`."""

    title, icon, start = "Plan", "layout-list", GRID

    def __init__(
        self, services: PlanServices, desk: Desk, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self.grid = PlanPage(services, desk, clock)
        self.around = Around(
            services,
            desk,
            clock,
            self.grid.acts,
            self.grid.sheet,
            self.open_view,
            self.grid.finish,
            self,
        )
        watch = watch_of(self.around)
        self.grid.showing.changed.connect(watch.look_up)
        keep_chip(self.grid.head.form.health_chip, watch)
        for make in SECTIONS:
            self.grid.inspector.add_section(make(self.around))
        self.grid.menus.brought += [partial(bring, self.around) for bring in BROUGHT]
        self.grid.menus.at_cell += [partial(bring, self.around) for bring in AT_CELL]
        for name, act in BUTTONS.items():
            button = getattr(self.grid.head.form, name)
            button.clicked.connect(lambda _on=False, act=act: act(self.around))
        grid = ViewKind(GRID, "Delivery plan", self.icon, "", self._grid)
        self.begin((grid, *VIEWS), self.around)

    def _grid(self, _around: Around, _parent: QWidget) -> Page:
        return cast("Page", self.grid)
