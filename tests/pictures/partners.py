"""The dialogs of partners: choosing, the message, what was made, reminders, contacts."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from prevent_desk.app.shell import Shell
from prevent_desk.app.window import DeskWindow
from prevent_desk.core.clock import Clock
from prevent_desk.plan.model.draft import PlanDraft
from prevent_desk.plan.model.partners.records import Agency
from prevent_desk.plan.service import PlanServices
from prevent_desk.plan.ui.partners.chase_dialog import ChaseDialog
from prevent_desk.plan.ui.partners.contacts_dialog import ContactsDialog
from prevent_desk.plan.ui.partners.send_dialog import SendDialog
from prevent_desk.plan.ui.room import PlanRoom
from prevent_desk.ui import messages, theme
from tests.pictures.camera import Camera
from tests.plan.page_room import large_plan

_AGENCIES = 40


def partners_dialogs(
    camera: Camera, window: DeskWindow, shell: Shell, clock: Clock, place: Path
) -> None:
    """Take them over the practice desk, then over a plan of 5,000 actions and 40 agencies."""
    room = shell.page()
    assert isinstance(room, PlanRoom)
    services, sheet = room.around.services, room.grid.sheet()
    assert sheet is not None
    folder = place / "to-partners"
    folder.mkdir()
    _sizes(camera, window, shell, clock, folder, sheet.head.id)
    large = services.plans.import_plan(_large(), None)
    dialog = _sending(services, large, shell, clock, folder, window)
    camera.settle()
    camera.take_dialog("27_send_5000", window, dialog.exec)
    empty = services.plans.create_plan("Without a lead", "2026/27")
    dialog = _sending(services, empty, shell, clock, folder, window)
    camera.settle()
    camera.take_dialog("27_send_none", window, dialog.exec)
    room.grid.open_plan(sheet.head.id)


def _sizes(
    camera: Camera, window: DeskWindow, shell: Shell, clock: Clock, folder: Path, plan_id: int
) -> None:
    room = shell.page()
    assert isinstance(room, PlanRoom)
    services = room.around.services
    services.agencies.keep([Agency("Health", "Sam Okafor", "seat@health.example")])
    dialog = _sending(services, plan_id, shell, clock, folder, window)
    camera.settle()
    camera.take_dialog("27_send", window, dialog.exec)
    theme.set_text_percent(150)
    dialog = _sending(services, plan_id, shell, clock, folder, window)
    camera.settle()
    camera.take_dialog("27_send_text150", window, dialog.exec)
    theme.set_text_percent(100)
    dialog = _sending(services, plan_id, shell, clock, folder, window)
    camera.settle()
    dialog.form.preview_choice.set_value("message")
    dialog.form.password_check.setChecked(True)
    camera.take_dialog("27_send_message", window, dialog.exec)
    for percent, after in ((100, ""), (150, "_text150")):
        theme.set_text_percent(percent)
        dialog = _sending(services, plan_id, shell, clock, folder, window)
        _made(camera, f"27_sent{after}", window, dialog)
        for name, made in (
            ("28_chasers", ChaseDialog(services, plan_id, shell, clock, window)),
            ("29_contacts", ContactsDialog(services, plan_id, shell, window, agency="Health")),
        ):
            camera.take_dialog(f"{name}{after}", window, made.exec)
    theme.set_text_percent(100)


def _made(camera: Camera, name: str, window: DeskWindow, dialog: SendDialog) -> None:
    """Take the page of passwords; it asks before it closes, and nobody is there to answer."""
    camera.settle()
    dialog.form.password_check.setChecked(True)
    dialog.send()
    camera.settle()
    asks = messages.ask
    messages.ask = lambda *_, **__: True
    try:
        camera.take_dialog(name, window, dialog.exec)
    finally:
        messages.ask = asks


def _sending(
    services: PlanServices,
    plan_id: int,
    shell: Shell,
    clock: Clock,
    folder: Path,
    window: DeskWindow,
) -> SendDialog:
    dialog = SendDialog(services, plan_id, shell, clock, window)
    dialog.folder_line.folder = folder
    dialog.due_edit.set_day(clock.today() + timedelta(days=14))
    return dialog


def _large() -> PlanDraft:
    plan = large_plan(5000)
    for number, action in enumerate(plan.actions()):
        action.leads = [f"Agency {number % _AGENCIES + 1}"]
    return plan
