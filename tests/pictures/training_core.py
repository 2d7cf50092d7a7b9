"""Training: the matrix, people and courses, empty and filled, with their dialogs."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest

from prevent_desk.actions.service import Actions
from prevent_desk.app import schema
from prevent_desk.contacts import service as contacts
from prevent_desk.core.clock import SetClock
from prevent_desk.store.engine import create_store
from prevent_desk.training import service
from prevent_desk.training.practice_people import fill_practice
from prevent_desk.training.ui.room import TrainingRoom
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn

_NOW = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)
_FOLLOWED_MS = 150
"""After so long the pane shows what is chosen."""


class _Shell(DeskStandIn):
    """A shell that shows one room only."""

    room: TrainingRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        self.room.go_to(position or {})


def training_core_screens(camera: Camera, place: Path) -> None:
    """Take all of them over a desk of their own."""
    schema.know_all_tables()
    clock = SetClock(_NOW)
    store = create_store(
        place / "training.pdv", secrets.token_bytes(32), "desk-of-training", clock, "coordinator"
    )
    people = contacts.build(store, clock)
    services = service.build(store, clock, people, Actions(store, clock, people))
    shell = _Shell(store)
    room = shell.room = TrainingRoom(services, shell, clock)
    room.resize(1290, 626)
    room.show()
    for tab in ("matrix",):
        _show(camera, room, f"61_training_{tab}_none", {"tab": tab})
    fill_practice(store, clock)
    room.reload()
    housing = services.departments.by_name()["housing"].id
    course = services.courses.all()[0].id
    _show(camera, room, "62_training_matrix",
          {"tab": "matrix", "department": housing, "course": course})  # fmt: skip
    room.hide()
    store.close()


def _show(camera: Camera, room: TrainingRoom, name: str, position: dict[str, Any]) -> None:
    room.go_to(position)
    QTest.qWait(_FOLLOWED_MS)
    camera.take(name, room)
