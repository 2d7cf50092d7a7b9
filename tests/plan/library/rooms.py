"""The plan's room over a real encrypted store, with its library, evidence and ways to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.core.clock import SetClock
from prevent_desk.plan.model.draft import PlanDraft
from prevent_desk.plan.model.library.entries import Gathering
from prevent_desk.plan.model.records import ActionDetail
from prevent_desk.plan.service import PlanServices, build
from prevent_desk.plan.ui.library.evidence_part import EvidencePart
from prevent_desk.plan.ui.library.evidence_view import EvidenceView
from prevent_desk.plan.ui.library.view import LibraryView
from prevent_desk.plan.ui.room import PlanRoom
from prevent_desk.store.session import Store
from prevent_desk.ui import jobs
from tests.plan.page_room import NOW, DeskStandIn, dress, new_store, store_with_the_plan


@dataclass
class Work:
    """A shown room of the plan, and what is behind it."""

    room: PlanRoom
    desk: DeskStandIn
    services: PlanServices
    store: Store
    qtbot: QtBot

    def settle(self) -> None:
        """Let the work beside the window end."""
        self.qtbot.waitUntil(lambda: jobs.running() == 0)
        QApplication.processEvents()

    def library_view(self) -> LibraryView:
        self.room.go_to({"view": "library"})
        self.settle()
        view = self.room.view()
        assert isinstance(view, LibraryView)
        return view

    def evidence_view(self) -> EvidenceView:
        self.room.go_to({"view": "evidence"})
        self.settle()
        view = self.room.view()
        assert isinstance(view, EvidenceView)
        return view

    def part(self, ref: str) -> EvidencePart:
        """Show an action in the inspector and return its evidence."""
        self.room.go_to({"view": "grid", "action": self.id(ref)})
        grid = self.room.grid
        grid.inspector.show_now(grid.view.chosen_actions(), grid.view.model_.head)
        return next(iter(self.room.findChildren(EvidencePart)))

    def id(self, ref: str) -> int:
        sheet = self.room.grid.sheet()
        assert sheet is not None
        return next(row.id for row in sheet.rows if row.ref == ref)

    def detail(self, ref: str) -> ActionDetail:
        return self.services.plans.detail(self.id(ref))

    def gather_all(self) -> None:
        sheet = self.room.grid.sheet()
        assert sheet is not None
        found = self.services.library.repeats(sheet.head.id)
        self.services.library.gather(
            [
                Gathering(one.text, one.unit, tuple(line.id for line in one.lines), one.entry_id)
                for one in found.same
            ]
        )
        self.room.reload()
        self.settle()

    def during(self, opens: Callable[[], object], does: Callable[[QDialog], object]) -> None:
        """Do something in the dialog that a call opens, now or after work beside the window."""
        done: list[QDialog] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog):
                done.append(dialog)
                does(dialog)
            elif not done:
                QTimer.singleShot(5, look)

        QTimer.singleShot(0, look)
        opens()
        self.qtbot.waitUntil(lambda: bool(done) and QApplication.activeModalWidget() is None)
        self.settle()


class Ways(DeskStandIn):
    """A stand-in for the shell that shows the views it is asked for."""

    room: PlanRoom | None = None

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        if name == "Plan" and self.room is not None:
            self.room.go_to(position or {})


@contextmanager
def at_work(folder: Path, qtbot: QtBot, plan: PlanDraft | None = None) -> Iterator[Work]:
    """Open a room over a new store with a plan, show it, and close both at the end."""
    dress()
    store = new_store(folder) if plan else store_with_the_plan(folder)
    clock = SetClock(NOW)
    services = build(store, clock)
    if plan:
        services.plans.import_plan(plan, None)
        store.close_history()
    desk = Ways(store)
    room = PlanRoom(services, desk, clock)
    desk.room, desk.after_undo = room, room.reload
    room.resize(1366, 640)
    qtbot.addWidget(room, before_close_func=lambda _room: room.flush())
    room.show()
    work = Work(room, desk, services, store, qtbot)
    work.settle()
    yield work
    # Where a fixture ends it, all windows of its test are gone already.
    if shiboken6.isValid(room):
        room.flush()
        work.settle()
    # Settling runs the event loop, which takes windows away that are closed already.
    if shiboken6.isValid(room):
        room.close()
    jobs.stop_all()
    store.close()
