"""A room of the desk: a page of several views, one on show at a time, each made when first opened.

A view satisfies `prevent_desk.ui.page.Page` and fills the whole page. Most rooms are a
`ServiceRoom`: what their views have around them is a `RoomAround` of the room's services, and the
room says which views there are and which of them it opens with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.ui.acts import Acts
from prevent_desk.ui.page import Command, Desk, Page

Around = TypeVar("Around")
Services = TypeVar("Services")


# Python 3.11 notes on each instance what a generic class was called with: no room in slots.
@dataclass(frozen=True)
class RoomAround(Generic[Services]):
    """What every part of a room has around it.

    Attributes:
        acts: Does things at the services, shows refusals, tells the others.
        open_view: Show a view of the room by its key at a position; the way back is kept
            (Alt+Left).
        owner: The room itself; dialogs open over it.
    """

    services: Services
    desk: Desk
    clock: Clock
    acts: Acts
    open_view: Callable[[str, dict[str, Any]], object]
    owner: QWidget


@dataclass(frozen=True)
class ViewKind(Generic[Around]):
    """A view that there is.

    Attributes:
        key: Its name in positions.
        command: What the palette calls it: "People".
        words: Further words it is found by.
    """

    key: str
    command: str
    icon: str
    words: str
    make: Callable[[Around, QWidget], Page]


class Room(QWidget):
    """Shows one of its views; satisfies `prevent_desk.ui.page.Page`.

    Attributes:
        title, icon: As the rail shows it.
        start: The key of the view it opens with, to which its title leads back.
    """

    title = ""
    icon = ""
    start = ""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self.desk = desk
        self._kinds: dict[str, tuple[ViewKind[Any], Callable[[QWidget], Page]]] = {}
        self._views: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._now = ""
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def begin(self, kinds: Sequence[ViewKind[Around]], around: Around) -> None:
        """Know its views, and show the first; called once, when what they stand on is built."""
        self._kinds = {kind.key: (kind, partial(kind.make, around)) for kind in kinds}
        self._show(self.start)

    def view(self) -> Page:
        """Return the view on show."""
        return self._views[self._now]

    def view_key(self) -> str:
        """Return the name of the view on show."""
        return self._now

    def open_view(self, key: str, position: dict[str, Any]) -> None:
        """Show a view by the desk, which keeps the way back."""
        self.desk.open_page(self.title, {"view": key, **position})

    # What the shell asks

    def widget(self) -> QWidget:
        """Return the room itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return where one is, from the start on; the last is the place itself."""
        kind, _make = self._kinds[self.start]
        start = Command(kind.command, partial(self.open_view, self.start, {}))
        return (start, *self.view().crumbs())

    def commands(self) -> Sequence[Command]:
        """Return what can be done in the view on show, and the ways to the others."""
        found = self.view().commands()
        named = {command.title for command in found}
        ways = [
            Command(kind.command, partial(self.open_view, kind.key, {}), kind.icon, "", kind.words)
            for kind, _make in self._kinds.values()
            if kind.key != self._now and kind.command not in named
        ]
        return [*found, *ways]

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does in the view on show."""
        return self.view().primary_new()

    def position(self) -> dict[str, Any]:
        """Return the view and the place in it, in plain JSON values."""
        return {"view": self._now, **self.view().position()}

    def go_to(self, position: dict[str, Any]) -> None:
        """Show the view and the place in it; what no longer exists is passed over in silence."""
        key = position.get("view", self.start)
        self._show(key if key in self._kinds else self.start)
        self.view().go_to({name: at for name, at in position.items() if name != "view"})

    def flush(self) -> None:
        """Keep whatever is being typed, in every view."""
        for view in self._views.values():
            view.flush()

    def reload(self) -> None:
        """Show the store as it is now; views that nobody looks at, when they are shown again."""
        self._stale = set(self._views) - {self._now}
        self.view().reload()

    def shown_count(self) -> str:
        """Return the count of the view on show."""
        return self.view().shown_count()

    # Inside

    def shown(self, key: str) -> None:
        """Do what a room does when another of its views is on show; nothing, unless it says so."""

    def _show(self, key: str) -> None:
        if key == self._now:
            return
        if self._now:
            self.view().flush()
        view = self._views.get(key)
        if view is None:
            _kind, make = self._kinds[key]
            view = self._views[key] = make(self._stack)
            self._stack.addWidget(view.widget())
        self._now = key
        if key in self._stale:
            self._stale.discard(key)
            view.reload()
        self.shown(key)
        self._stack.setCurrentWidget(view.widget())
        view.widget().setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the view."""
        super().focusInEvent(event)
        self.view().widget().setFocus(event.reason())


class ServiceRoom(Room, Generic[Services]):
    """A room whose views have nothing around them but its services and the desk.

    Attributes:
        views: Which views there are, in the order of the palette.
        acts: What its screens do.
        around: What its views have around them.
    """

    views: ClassVar[Sequence[ViewKind[Any]]] = ()

    def __init__(
        self, services: Services, desk: Desk, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self.acts = Acts(desk, self)
        self.acts.changed.connect(self.reload)
        self.around = self.surround(services, clock)
        self.begin(self.views, self.around)

    def surround(self, services: Services, clock: Clock) -> RoomAround[Services]:
        """Return what the views have around them; a room may have more to give than services."""
        return RoomAround(services, self.desk, clock, self.acts, self.open_view, self)
