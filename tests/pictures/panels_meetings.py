"""The view of panels: nothing planned, the sheet part by part, and the dialogs over it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prevent_desk.panels.model import series as rules
from prevent_desk.panels.model.series import NewSeries
from prevent_desk.panels.ui.meetings.view import MeetingsView
from prevent_desk.panels.ui.room import PanelRoom
from prevent_desk.ui import theme
from tests.panels.desks import open_desk
from tests.panels.meetings.planned import gathered, planned
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn


def meeting_screens(camera: Camera, place: Path) -> None:
    """Take the empty view, then a panel that is called out, its parts and its dialogs."""
    for name, meeting in (("empty", False), ("some", True)):
        folder = place / f"meetings-{name}"
        folder.mkdir()
        desk = open_desk(folder, meeting=meeting)
        if meeting:
            _some(camera, desk)
        else:
            room = PanelRoom(desk.services, DeskStandIn(desk.store), desk.clock)
            room.show()
            camera.take("06m_empty", room)
            room.deleteLater()
        camera.settle()
        desk.store.close()


def _some(camera: Camera, desk: Any) -> None:
    desk.services.series.add(NewSeries("Channel panel", rules.monthly(2, 2)))
    one, _items = planned(desk, 3, called=True)
    gathered(desk, "Una", "Reeve", home="hackney")
    room = PanelRoom(desk.services, DeskStandIn(desk.store), desk.clock)
    room.show()
    room.go_to({"view": "meetings", "meeting": one})
    view = room.view()
    assert isinstance(view, MeetingsView)
    for part in ("agenda", "people", "information", "papers", "ready"):
        view.sheet.show_part(part)
        camera.settle()
        camera.take(f"06m_{part}", room)
    theme.set_text_percent(150)
    camera.settle()
    camera.take("06m_ready_text150", room)
    theme.set_text_percent(100)
    camera.settle()
    for name, opens in (
        ("plan", view.plan),
        ("series", view.series),
        ("cases", view.sheet.agenda.pick),
        ("guest", view.sheet.people.guest),
        ("invitations", view.sheet.people.draft),
        ("pack", view.sheet.papers.take_out),
        ("change", view.sheet.change),
    ):
        camera.take_dialog(f"06m_{name}", room, opens)
    room.go_to({"view": "meetings", "meeting": desk.told.meeting})
    camera.take_dialog("06m_call_out", room, view.sheet.call_out)
    room.deleteLater()
