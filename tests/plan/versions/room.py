"""The plan's room with versions, over a real encrypted store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.core.clock import SetClock
from prevent_desk.plan.model.draft import PlanDraft
from prevent_desk.plan.service import PlanServices, build
from prevent_desk.plan.ui.room import PlanRoom
from prevent_desk.plan.ui.versions.view import VersionsView
from prevent_desk.store.session import Store
from prevent_desk.ui import jobs
from tests.plan.page_room import NOW, DeskStandIn, dress

Asked = TypeVar("Asked", bound=QDialog)


@dataclass
class RoomDesk(DeskStandIn):
    """A desk whose ways lead through the room, as the shell's do."""

    room: PlanRoom | None = None

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        if self.room is not None:
            self.room.go_to(position or {})


@dataclass
class Room:
    """A shown room, what stands around it, and what it is built on."""

    room: PlanRoom
    desk: DeskStandIn
    services: PlanServices
    bot: QtBot

    @property
    def view(self) -> VersionsView:
        """The view of versions, which is on show."""
        found = self.room.view()
        assert isinstance(found, VersionsView)
        return found

    @property
    def plan_id(self) -> int:
        sheet = self.room.grid.sheet()
        assert sheet is not None
        return sheet.head.id

    def rest(self) -> None:
        """Wait until nothing is read or written beside the window."""
        self.bot.waitUntil(lambda: jobs.running() == 0, timeout=20_000)
        QApplication.processEvents()

    def open_versions(self) -> VersionsView:
        """Open the view as the chip in the grid's header does."""
        self.room.grid.head.form.version_chip.click()
        self.rest()
        return self.view

    def id(self, ref: str) -> int:
        rows = self.services.plans.sheet(self.plan_id).rows
        return next(row.id for row in rows if row.ref == ref)

    def in_dialog(
        self, kind: type[Asked], opens: Callable[[], object], act: Callable[[Asked], object]
    ) -> None:
        """Do something in a dialog that a call opens and waits for."""
        seen: list[object] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, kind), dialog
            seen.append(act(dialog))

        QTimer.singleShot(0, look)
        opens()
        self.rest()
        assert seen, f"no {kind.__name__} came up"


def room_over(store: Store, bot: QtBot, draft: PlanDraft | None) -> Room:
    """Return a shown room; the desk's ways lead through it, as the shell's do."""
    dress()
    services, desk = build(store, SetClock(NOW)), RoomDesk(store)
    if draft is not None:
        services.plans.import_plan(draft, None)
        store.close_history()
    room = PlanRoom(services, desk, SetClock(NOW))
    desk.after_undo, desk.room = room.reload, room
    room.resize(1204, 620)
    bot.addWidget(room)
    room.show()
    found = Room(room, desk, services, bot)
    found.rest()
    return found
