"""The open desk: the plan, what lies over it, and the settings."""

from __future__ import annotations

from pathlib import Path

from prevent_desk.app.demo import new_practice_desk
from prevent_desk.app.shell import Shell
from prevent_desk.app.window import DeskWindow
from prevent_desk.core.clock import SystemClock
from prevent_desk.plan.practice import fill_practice
from prevent_desk.ui import theme
from tests.pictures.camera import Camera
from tests.pictures.health import health_screens
from tests.pictures.library import library_screens
from tests.pictures.locked import new_window
from tests.pictures.partners import partners_dialogs
from tests.pictures.plan import plan_dialogs, plan_sizes
from tests.pictures.returns import returns_page
from tests.pictures.spreadsheet import spreadsheet_screens
from tests.pictures.versions import versions_screens


def open_desk(camera: Camera, place: Path) -> None:
    clock = SystemClock()
    desk = new_practice_desk(place / "practice-desk", clock)
    fill_practice(desk.store, clock)
    window = new_window(place, desk.folder)
    window.show()
    window.gate.opened.emit(desk)
    camera.settle()
    shell = window.shell
    assert isinstance(shell, Shell)
    camera.take("03_plan", window)
    shell.toast("O2-01 changed from Ongoing to Behind", undo=True)
    camera.take("03_plan_toast", window)
    plan_dialogs(camera, window, shell, place)
    health_screens(camera, window, shell)
    versions_screens(camera, window, shell)
    library_screens(camera, window, shell)
    shell.open_page("Plan", {"view": "grid"})
    spreadsheet_screens(camera, window, shell)
    camera.take_dialog("11_palette", window, shell.search)
    camera.take_dialog("11_palette_typed", window, lambda: shell.search("behind"))
    camera.take_dialog("11_keys", window, shell.show_keys)
    shell.open_page("Settings")
    for title in ("Keys", "Backups", "Audit trail", "Lock", "Markings", "Appearance"):
        shell.page().go_to({"section": title})
        camera.take(f"12_settings_{title.split()[0].lower()}", window)
    _settings_at_work(camera, window, shell)
    window.covers.lay()
    camera.take("13_cover", window)
    window.covers.lift()
    theme.set_text_percent(150)
    shell.open_page("Plan")
    camera.take("03_plan_text150", window)
    theme.set_text_percent(100)
    # Last: it sends workbooks of the practice plan, and brings in a second plan.
    returns_page(camera, window, shell, clock, place)
    partners_dialogs(camera, window, shell, clock, place)
    desk.close(backup=False)
    window.deleteLater()
    plan_sizes(camera, place)


def _settings_at_work(camera: Camera, window: DeskWindow, shell: Shell) -> None:
    page = shell.page()
    page.go_to({"section": "Backups"})
    page.backups.back_up()
    camera.settle()
    page.backups.look_into()
    page.backups.check()
    camera.settle()
    camera.take("12_settings_backups_looked", window)
    page.go_to({"section": "Audit trail"})
    page.audit.verify()
    camera.settle()
    camera.take("12_settings_audit_verified", window)
    page.go_to({"section": "Keys"})
    camera.take_dialog("12_settings_add_key", window, page.keys.add)
