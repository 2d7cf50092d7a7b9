"""Plan health as pictures: the inspector's section, the list, what was set aside, its dialogs."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from prevent_desk.app.shell import Shell
from prevent_desk.plan.model.health.hints import Kind
from prevent_desk.plan.ui.health.view import HealthView
from prevent_desk.plan.ui.room import PlanRoom
from prevent_desk.ui import theme
from tests.pictures.camera import Camera


def health_screens(camera: Camera, window: QWidget, shell: Shell) -> None:
    """Take every screen of plan health over the plan that is open, and leave it as it was."""
    view = _opened(camera, shell)
    room = shell.page()
    assert isinstance(room, PlanRoom)
    sheet, health = room.grid.sheet(), room.around.services.health
    assert sheet is not None
    camera.take("03h_health", window)
    camera.take_dialog("03h_set_aside", window, view.turn_aside)
    camera.take_dialog("03h_look_for", window, view.choose_checks)
    shell.open_page("Plan", {"view": "health", "kind": "date", "lead": "ALL"})
    camera.take("03h_nothing_fits", window)
    hints = health.hints(sheet.head.id)
    health.set_aside(sheet.head.id, hints[3:6], "The board agreed in June to leave it so.")
    shell.open_page("Plan", {"view": "health", "which": "aside"})
    camera.settle()
    camera.take("03h_aside", window)
    shell.undo()
    checks = health.checks(sheet.head.id)
    health.set_checks(sheet.head.id, type(checks)(checks.days, frozenset(Kind)))
    shell.open_page("Plan", {"view": "health"})
    camera.settle()
    camera.take("03h_nothing_missing", window)
    health.set_checks(sheet.head.id, checks)
    theme.set_text_percent(150)
    shell.open_page("Plan", {"view": "health"})
    camera.settle()
    camera.take("03h_health_text150", window)
    camera.take_dialog("03h_set_aside_text150", window, view.turn_aside)
    camera.take_dialog("03h_look_for_text150", window, view.choose_checks)
    theme.set_text_percent(100)
    trained = next(row for row in sheet.rows if row.ref == "O2-01")
    shell.open_page("Plan", {"view": "grid", "action": trained.id})
    camera.settle()
    camera.take("03h_inspector", window)


def health_at_size(camera: Camera, window: QWidget, shell: Shell, name: str) -> None:
    """Take the list over whatever plan is open, or over none."""
    _opened(camera, shell)
    camera.take(name, window)
    shell.open_page("Plan", {"view": "grid"})


def _opened(camera: Camera, shell: Shell) -> HealthView:
    shell.open_page("Plan", {"view": "health"})
    camera.settle()
    room = shell.page()
    assert isinstance(room, PlanRoom)
    view = room.view()
    assert isinstance(view, HealthView)
    return view
