"""The plan's dialogs, and the plan without rows, with none that fits, and with 5,000 rows."""

from __future__ import annotations

from pathlib import Path

from prevent_desk.app.demo import new_practice_desk
from prevent_desk.app.shell import Shell
from prevent_desk.app.window import DeskWindow
from prevent_desk.core.clock import SystemClock
from prevent_desk.plan.model.library.evidence import Target
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.ui.room import PlanRoom
from prevent_desk.ui import theme
from tests.benchmarks.desks import desk_with
from tests.pictures.camera import Camera
from tests.pictures.health import health_at_size
from tests.pictures.importing import import_screens
from tests.pictures.library import gather_some
from tests.pictures.locked import new_window


def plan_dialogs(camera: Camera, window: DeskWindow, shell: Shell, place: Path) -> None:
    """Take every dialog of the plan, over the practice desk."""
    grid = _room(shell).grid
    acts = grid.plan_acts
    camera.take_dialog("21_export_summary", window, acts.export_summary)
    camera.take_dialog("21_export_workbook", window, acts.export_workbook)
    camera.take_dialog("22_plan_edit", window, acts.edit_plan)
    camera.take_dialog("22_plan_new", window, acts.new_plan)
    camera.take_dialog("23_heading_new", window, grid.structure.add_objective)
    import_screens(camera, window, shell, acts, place)
    theme.set_text_percent(150)
    camera.take_dialog("21_export_text150", window, acts.export_summary)
    theme.set_text_percent(100)


def plan_sizes(camera: Camera, place: Path) -> None:
    """Take the grid without a plan, with filters that nothing fits, and with 5,000 actions."""
    window, shell, grid = _over(camera, place, "empty-desk", 0)
    camera.take("25_no_plan", window)
    health_at_size(camera, window, shell, "03h_health_no_plan")
    for view in ("versions", "library", "evidence", "returns"):
        _take_view(camera, window, shell, view, f"25_{view}_no_plan")
    window.close()
    window, shell, grid = _over(camera, place, "large-desk", 5000)
    camera.take("25_plan_5000", window)
    health_at_size(camera, window, shell, "03h_health_5000")
    _partnership(camera, window, shell)
    grid.showing.filter_progress("Behind", on=True)
    camera.settle()
    camera.take("25_nothing_fits", window)
    assert shell.isVisible()
    window.close()


def _partnership(camera: Camera, window: DeskWindow, shell: Shell) -> None:
    """Take versions, library and evidence of a plan of 5,000 actions, and come back to it."""
    room = _room(shell)
    services, sheet = room.around.services, room.grid.sheet()
    assert sheet is not None
    plan_id, ids = sheet.head.id, [row.id for row in sheet.rows]
    services.versions.freeze(plan_id, "V1.7/5/15", room.around.clock.today(), "Prevent Board", "")
    services.plans.set_progress(ids[:1500], "ongoing", "Begun.")
    services.plans.set_field(ids[2000:2500], Field.LEADS, "City Police, NHS")
    _take_view(camera, window, shell, "versions", "25_versions_5000")
    gather_some(services, plan_id, 3)
    _take_view(camera, window, shell, "library", "25_library_5000")
    for number in range(300):
        services.evidence.add_note(f"Session {number + 1}", "Held.", None, [Target(ids[number])], 9)
    _take_view(camera, window, shell, "evidence", "25_evidence_5000")


def _take_view(camera: Camera, window: DeskWindow, shell: Shell, view: str, name: str) -> None:
    shell.open_page("Plan", {"view": view})
    camera.settle()
    _room(shell).reload()
    camera.settle()
    camera.take(name, window)
    shell.open_page("Plan", {"view": "grid"})
    camera.settle()


def _over(camera: Camera, place: Path, name: str, actions: int) -> tuple[DeskWindow, Shell, object]:
    if actions:
        services, _ = desk_with(place / name, actions)
        desk = services.desk
    else:
        desk = new_practice_desk(place / name, SystemClock())
    window = new_window(place, desk.folder)
    window.show()
    window.gate.opened.emit(desk)
    camera.settle()
    shell = window.shell
    assert isinstance(shell, Shell)
    return window, shell, _room(shell).grid


def _room(shell: Shell) -> PlanRoom:
    room = shell.page()
    assert isinstance(room, PlanRoom)
    return room
