"""The log of training and the trainers: empty, filled, long, with their dialogs."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from prevent_desk.actions.service import Actions
from prevent_desk.app import schema
from prevent_desk.contacts import practice as contact_practice
from prevent_desk.contacts import service as contact_service
from prevent_desk.core.clock import SetClock
from prevent_desk.logbook.model.query import Query
from prevent_desk.store.engine import create_store
from prevent_desk.training import practice_people, practice_sessions, service
from prevent_desk.training.model.feedback_returns import ROW, Given, mark_of
from prevent_desk.training.model.sessions import TrainingSession
from prevent_desk.training.service import TrainingServices
from prevent_desk.training.ui.log.blank_dialog import BlankFeedbackDialog
from prevent_desk.training.ui.log.feedback_dialogs import FeedbackDialog, FeedbackView
from prevent_desk.training.ui.log.paper_dialogs import SessionPaperDialog
from prevent_desk.training.ui.log.returned_dialog import ReturnedDialog
from prevent_desk.training.ui.log.session_dialog import SessionDialog
from prevent_desk.training.ui.log.small_dialogs import HeldDialog, PeopleDialog, RepeatDialog
from prevent_desk.training.ui.room import TrainingRoom
from prevent_desk.training.ui.trainers.dialogs import TrainerDialog
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


def training_log_screens(camera: Camera, place: Path) -> None:
    """Take all of them over a desk of their own."""
    schema.know_all_tables()
    clock = SetClock(_NOW)
    store = create_store(
        place / "training.pdv", secrets.token_bytes(32), "desk-of-training", clock, "coordinator"
    )
    contacts = contact_service.build(store, clock)
    services = service.build(store, clock, contacts, Actions(store, clock, contacts))
    shell = _Shell(store)
    room = shell.room = TrainingRoom(services, shell, clock)
    room.resize(1290, 626)
    room.show()
    _show(camera, room, "81_log_none", {"tab": "log"})
    _show(camera, room, "82_trainers_none", {"tab": "trainers"})
    contact_practice.fill_practice(store, clock)
    practice_people.fill_practice(store, clock)
    practice_sessions.fill_practice(store, clock)
    room.reload()
    _show(camera, room, "83_log", {"tab": "log", "query": {}})
    held = next(one for one in services.sessions.log.page(Query(), 0, 60) if one.feedback)
    _show(camera, room, "84_log_session", {"tab": "log", "record": held.id})
    waiting = {"chosen": {"state": ["waiting"]}}
    _show(camera, room, "85_log_waiting", {"tab": "log", "query": waiting})
    calendar = {"tab": "log", "query": {}, "calendar": "2025-11-25"}
    _show(camera, room, "86_log_calendar", calendar)
    _show(camera, room, "87_trainers", {"tab": "trainers"})
    _dialogs(camera, room, services, held)
    theme.set_text_percent(150)
    _dialogs(camera, room, services, held, "_150")
    _show(camera, room, "88_log_150", {"tab": "log", "query": {}})
    _show(camera, room, "89_trainers_150", {"tab": "trainers"})
    theme.set_text_percent(100)
    room.flush()
    room.deleteLater()
    store.close()


def _show(camera: Camera, room: TrainingRoom, name: str, position: dict[str, Any]) -> None:
    room.go_to(position)
    QTest.qWait(_FOLLOWED_MS)
    camera.take(name, room)


def _dialogs(
    camera: Camera,
    room: TrainingRoom,
    services: TrainingServices,
    held: TrainingSession,
    size: str = "",
) -> None:
    around = room.around
    named = next(one for one in services.sessions.log.page(Query(), 0, 60) if one.named)
    makers: tuple[tuple[str, Callable[[], QDialog]], ...] = (
        ("90_log_new", lambda: SessionDialog(around)),
        ("91_log_change", lambda: SessionDialog(around, held)),
        ("92_log_people", lambda: PeopleDialog(around, named)),
        ("93_log_held", lambda: HeldDialog(around, named)),
        ("94_log_repeat", lambda: RepeatDialog(around, held)),
        ("95_log_feedback", lambda: FeedbackDialog(around, held)),
        ("96_log_feedback_all", lambda: FeedbackView(around, held)),
        ("98_log_papers", lambda: SessionPaperDialog(around, held)),
        ("99_log_blank_form", lambda: BlankFeedbackDialog(around, held)),
        ("99_log_returned", lambda: ReturnedDialog(around, held)),
        ("97_trainer_new", lambda: TrainerDialog(around)),
    )
    for name, make in makers:
        camera.take_dialog(f"{name}{size}", room, partial(_exec, make))
    _returned(camera, room, held, size)


def _exec(make: Callable[[], QDialog]) -> None:
    make().exec()


def _returned(camera: Camera, room: TrainingRoom, held: TrainingSession, size: str) -> None:
    """Take returned forms in: what each would do, and one that is under a password."""
    answers = {"overall": "5", "length": "right", "useful": "Whom to ring"}
    given = [
        Given("feedback form.pdf", "", mark_of(held.id), "1", answers, digest="a"),
        Given("feedback form.pdf", "", mark_of(held.id), "1", answers, digest="a"),
        Given("online forms.xlsx", "Row 2", "", "1", {"overall": "4"}, digest="b", source=ROW),
        Given("online forms.xlsx", "Row 3", "", "1", {"overall": "3"},
              ("“9” is none of the choices of “The length was”.",), digest="c", source=ROW),
        Given("form of the school.xlsx", problem="locked", locked=b"under a password"),
        Given("scan 14.pdf", problem="“scan 14.pdf” is not one of our forms. Type it in."),
    ]  # fmt: skip
    dialog = ReturnedDialog(room.around, held, read=lambda *_files, **_others: given)
    dialog.open_files([Path("feedback form.pdf")])
    while not dialog.lines.rows():
        QTest.qWait(_FOLLOWED_MS)
    camera.take_dialog(f"99_log_returned_check{size}", room, dialog.exec)
