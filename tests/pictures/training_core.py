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
from prevent_desk.training.model.coverage import Scope
from prevent_desk.training.practice_people import fill_practice
from prevent_desk.training.ui.courses.course_dialog import CourseDialog
from prevent_desk.training.ui.courses.need_dialog import NeedDialog
from prevent_desk.training.ui.courses.structure_dialogs import DepartmentsDialog
from prevent_desk.training.ui.matrix import acts
from prevent_desk.training.ui.matrix.goal_dialog import GoalDialog
from prevent_desk.training.ui.people.completion_dialog import CompletionDialog
from prevent_desk.training.ui.people.person_dialog import PersonDialog
from prevent_desk.training.ui.reminding import RemindersDialog
from prevent_desk.training.ui.room import TrainingRoom
from prevent_desk.ui import theme
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
    for tab in ("matrix", "people", "courses"):
        _show(camera, room, f"61_training_{tab}_none", {"tab": tab})
    fill_practice(store, clock)
    room.reload()
    housing = services.departments.by_name()["housing"].id
    course = services.courses.all()[0].id
    _show(camera, room, "62_training_matrix",
          {"tab": "matrix", "department": housing, "course": course})  # fmt: skip
    person = services.people.find("bright olivia")[0].id
    _show(camera, room, "63_training_people", {"tab": "people", "record": person})
    _show(camera, room, "64_training_courses", {"tab": "courses", "course": course})
    around, today = room.around, clock.today()
    matrix = services.coverage.matrix(today, Scope())
    held = services.coverage.held(today, Scope(frozenset({housing}), frozenset({course})))
    one = services.people.one(person)
    for name, opens in (
        ("65_training_reminders", lambda: RemindersDialog(around, held, today).exec()),
        ("66_training_list", lambda: acts.take_list(around, held, today, "Housing")),
        ("67_training_statement", lambda: acts.take_statement(around, matrix)),
        ("68_training_person", lambda: PersonDialog(around, one).exec()),
        ("69_training_completion", lambda: CompletionDialog(around, person).exec()),
        ("70_training_course", lambda: CourseDialog(around, services.courses.one(course)).exec()),
        ("71_training_need", lambda: NeedDialog(around, services.courses.one(course)).exec()),
        ("72_training_departments", lambda: DepartmentsDialog(around).exec()),
        ("73_training_goal", lambda: GoalDialog(around).exec()),
    ):
        camera.take_dialog(name, room, opens)
        theme.set_text_percent(150)
        camera.take_dialog(f"{name}_150", room, opens)
        theme.set_text_percent(100)
    _show(camera, room, "74_training_matrix_one_course", {"tab": "matrix", "courses": course})
    theme.set_text_percent(150)
    _show(camera, room, "75_training_matrix_150", {"tab": "matrix", "department": housing})
    _show(camera, room, "76_training_people_150", {"tab": "people", "record": person})
    theme.set_text_percent(100)
    room.hide()
    store.close()


def _show(camera: Camera, room: TrainingRoom, name: str, position: dict[str, Any]) -> None:
    room.go_to(position)
    QTest.qWait(_FOLLOWED_MS)
    camera.take(name, room)
