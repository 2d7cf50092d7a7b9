"""The delivery plan's room: the grid, and the views that are opened from it, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, cast

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.plan.service import PlanServices
from prevent_desk.plan.ui.health.chip import keep_chip
from prevent_desk.plan.ui.health.watch import watch_of
from prevent_desk.plan.ui.page import PlanPage
from prevent_desk.plan.ui.views import AT_CELL, BROUGHT, BUTTONS, SECTIONS, VIEWS, Around, ViewKind
from prevent_desk.ui.page import Command, Desk, Page

GRID = "grid"


class PlanRoom(QWidget):
    """Shows the grid or one of its views; satisfies `prevent_desk.ui.page.Page`."""

    title = "Plan"
    icon = "layout-list"

    def __init__(
        self,
        services: PlanServices,
        desk: Desk,
        clock: Clock,
        parent: QWidget | None = None,
        kinds: Sequence[ViewKind] = VIEWS,
    ) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self._desk = desk
        self._kinds = {kind.key: kind for kind in kinds}
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
        self._views: dict[str, Page] = {GRID: cast("Page", self.grid)}
        self._now = GRID
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def view(self) -> Page:
        """Return the view on show."""
        return self._views[self._now]

    def open_view(self, key: str, position: dict[str, Any]) -> None:
        """Show a view by the desk, which keeps the way back."""
        self._desk.open_page(self.title, {"view": key, **position})

    # What the shell asks

    def widget(self) -> QWidget:
        """Return the room itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return where one is, from the grid on; the last is the place itself."""
        start = Command("Delivery plan", partial(self.open_view, GRID, {}))
        return (start,) if self._now == GRID else (start, *self.view().crumbs())

    def commands(self) -> Sequence[Command]:
        """Return what can be done in the view on show, and the ways to the others."""
        found = self.view().commands()
        named = {command.title for command in found}
        ways = [
            Command(kind.command, partial(self.open_view, kind.key, {}), kind.icon, "", kind.words)
            for kind in self._kinds.values()
            if kind.key != self._now and kind.command not in named
        ]
        if self._now != GRID:
            ways.append(Command("Delivery plan", partial(self.open_view, GRID, {}), self.icon))
        return [*found, *ways]

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does in the view on show."""
        return self.view().primary_new()

    def position(self) -> dict[str, Any]:
        """Return the view and the place in it, in plain JSON values."""
        return {"view": self._now, **self.view().position()}

    def go_to(self, position: dict[str, Any]) -> None:
        """Show the view and the place in it; what no longer exists is passed over in silence."""
        key = position.get("view", GRID)
        self._show(key if key in self._kinds else GRID)
        self.view().go_to({name: at for name, at in position.items() if name != "view"})

    def flush(self) -> None:
        """Keep whatever is being typed, in every view."""
        for view in self._views.values():
            view.flush()

    def reload(self) -> None:
        """Show the store as it is now, in every view."""
        for view in self._views.values():
            view.reload()

    def shown_count(self) -> str:
        """Return the count of the view on show."""
        return self.view().shown_count()

    # Inside

    def _show(self, key: str) -> None:
        if key == self._now:
            return
        self.view().flush()
        view = self._views.get(key)
        if view is None:
            view = self._views[key] = self._kinds[key].make(self.around, self)
            self._stack.addWidget(view.widget())
        self._now = key
        self._stack.setCurrentWidget(view.widget())
        view.widget().setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the view."""
        super().focusInEvent(event)
        self.view().widget().setFocus(event.reason())
