"""The frame of a room whose tabs are logs: one page of tabs, which is the room's one view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from PySide6.QtWidgets import QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.logbook.service.bundle import LogServices
from prevent_desk.ui.room import RoomAround, ServiceRoom, ViewKind
from prevent_desk.ui.tabs_page import TabKind, TabsPage

Services = TypeVar("Services", bound=LogServices)


@dataclass(frozen=True)
class LogRoomAround(RoomAround[Services]):
    """Satisfies `prevent_desk.logbook.ui.around.LogAround`."""

    @property
    def working_days(self) -> Callable[[], WorkingDays]:
        """Tell the working days of this desk, for calendars."""
        return self.services.actions.working_days


class LogPage(TabsPage):
    """Shows one of its tabs, as the view its room begins with.

    A position names the tab: `{"tab": "people"}`.

    Attributes:
        key: The name of the view it is, and under which it keeps the tab left last.
        tabs: Which tabs there are, in the order of the bar.
    """

    key: ClassVar[str] = ""
    tabs: ClassVar[Sequence[TabKind[Any]]] = ()

    def __init__(self, around: LogRoomAround[Any], parent: QWidget | None = None) -> None:
        super().__init__(around.desk, self.key, parent)
        self.around = around
        self.begin(self.tabs, around)

    def open_tab(self, key: str, position: dict[str, Any] | None = None) -> None:
        """Show a tab by the room, which keeps the way back."""
        self.around.open_view(self.key, {"tab": key, **(position or {})})

    def is_open(self) -> bool:
        """Return whether the store can still be read."""
        return bool(self.around.services.store.is_open)


class LogRoom(ServiceRoom[Services]):
    """Shows the one page it has."""

    around: LogRoomAround[Services]

    def surround(self, services: Services, clock: Clock) -> LogRoomAround[Services]:
        """Return services and desk, with the working days that calendars ask for."""
        return LogRoomAround(services, self.desk, clock, self.acts, self.open_view, self)


def only_view(page: type[LogPage]) -> tuple[ViewKind[Any]]:
    """Return a page as the one view of its room."""
    return (ViewKind(page.key, page.title, page.icon, "", page),)
