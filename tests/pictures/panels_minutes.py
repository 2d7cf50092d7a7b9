"""Minutes, the register of decisions, the figures and the record's tab: none, draft, sealed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent

from prevent_desk.panels.exports import sealing
from prevent_desk.panels.model.sealing import Approval
from prevent_desk.panels.ui.record.tab import kind
from prevent_desk.panels.ui.room import PanelRoom
from prevent_desk.referrals.ui.room import ReferralRoom
from tests.panels.desks import Desk, open_desk
from tests.panels.minutes import meeting
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn
from tests.referrals.desks import Desk as Cases


class _Shell(DeskStandIn):
    """A shell that shows one room only."""

    room: PanelRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        self.room.go_to(position or {})


def minutes_screens(camera: Camera, place: Path) -> None:
    """Take all of them over a desk of their own."""
    folder = place / "minutes"
    folder.mkdir()
    desk = open_desk(folder)
    shell = _Shell(desk.store)
    room = shell.room = PanelRoom(desk.services, shell, desk.clock)
    room.resize(1290, 626)
    room.show()
    room.go_to({"view": "minutes"})
    camera.take("50_minutes_none", room)
    meeting.hold(desk)
    desk.services.lines.add(
        desk.told.cases[2], meeting.LINES[5][1], "Kris said it was a joke", speaker="Panel"
    )
    room.reload()
    room.go_to({"view": "minutes", "meeting": desk.told.meeting})
    camera.take("51_minutes_draft", room)
    _dialogs(camera, room, desk)
    camera.take("53_minutes_recorded", room)
    approval = Approval(desk.clock.today(), "A. Marsh", "by e-mail")
    sealing.seal(desk.services, desk.told.meeting, approval, practice=True)
    room.reload()
    _addendum(camera, room, desk)
    desk.services.minutes.add(
        desk.told.meeting, "The school was present from 10:14 only.", "A. Marsh", desk.told.cases[2]
    )
    room.reload()
    camera.take("54_minutes_sealed", room)
    for view, name in (("decisions", "56_decisions"), ("figures", "57_figures")):
        room.go_to({"view": view})
        camera.take(name, room)
    shown: Any = room.view()
    camera.take_dialog("57_figures_take_out", room, shown.take_out)
    room.deleteLater()
    _record(camera, desk)
    camera.settle()
    desk.store.close()


def _record(camera: Camera, desk: Desk) -> None:
    """Take the tab of a record: of a case that was at a panel, and of one that was at none."""
    services = desk.services
    room = ReferralRoom(
        services.referrals, DeskStandIn(desk.store), desk.clock, tabs=(kind(services),)
    )
    room.resize(1290, 626)
    room.show()
    room.go_to({"view": "desk", "episode": desk.told.episodes[2], "tab": "panel"})
    camera.take("58_record_panel", room)
    new = Cases(desk.store, services.referrals, desk.clock).add("Ola", "Birch")
    room.reload()
    room.go_to({"view": "desk", "episode": new, "tab": "panel"})
    camera.take("58_record_panel_none", room)
    room.deleteLater()
    # Its record goes on reading tab by tab: gone before the store is closed.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _addendum(camera: Camera, room: PanelRoom, desk: Desk) -> None:
    """Take an addendum that names somebody, half typed the time before."""
    view: Any = room.view()
    kept = {"words": "Kris Hallam came at 10:14. Hope stays.", "by": "A. Marsh"}
    view.acts._around.desk.keep_draft(f"minutes/added/{desk.told.meeting}", json.dumps(kept))
    camera.take_dialog("54_minutes_addendum", room, view.acts.add)


def _dialogs(camera: Camera, room: PanelRoom, desk: Desk) -> None:
    view: Any = room.view()
    camera.take_dialog("52_minutes_seal", room, view.acts.seal)
    camera.take_dialog("52_minutes_template", room, view.acts.choose_template)
    camera.take_dialog("52_minutes_take_out", room, view.acts.take_out)
    view.acts.record()
    camera.settle()
