"""The panel desk's room, decision, checks and dialogs, and the shared window beside it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from prevent_desk.actions.model.records import NewAction, Owner, Source
from prevent_desk.panels.tables import InviteTable, PresenceTable
from prevent_desk.panels.ui.desk.room_dialogs import InterestDialog
from prevent_desk.panels.ui.desk.room_pane import RoomPane
from prevent_desk.panels.ui.desk.view import DeskView
from prevent_desk.panels.ui.room import PanelRoom
from prevent_desk.panels.ui.views import DESK
from prevent_desk.ui import theme
from tests.panels.desks import Desk, open_desk
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn


class _DeskOnly(PanelRoom):
    start = DESK


class _Shell(DeskStandIn):
    """A shell that shows the room of panels only."""

    room: PanelRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)


def room_screens(camera: Camera, place: Path) -> None:
    """Take the desk with its panes, the card filled and empty, dialogs, and the shared window."""
    desk = open_desk(place / "panel-room")
    told = desk.told
    _as_in_the_picture(desk)
    shell = _Shell(desk.store)
    room = shell.room = _DeskOnly(desk.services, shell, desk.clock)
    room.show()
    room.go_to({"view": DESK, "meeting": told.meeting})
    camera.settle()
    view = room.view()
    assert isinstance(view, DeskView)
    camera.take("panels_room", room)
    view.hub.decision_wanted.emit()
    camera.take("panels_room_card", room)
    _large_text(camera, room)
    card = view.middle.card
    assert card is not None
    card.hide()
    pane = view.right.findChild(RoomPane)
    assert pane is not None
    camera.take_dialog("panels_room_finish", room, view.hub.finish_wanted.emit)
    camera.take_dialog("panels_room_guest", room, pane.add_guest)
    cases = [item for item in view.hub.items() if item.letter]
    interest = InterestDialog("Barts Health, Dr L. Shah", cases, told.cases[2], room)
    camera.take_dialog("panels_room_interest", room, interest.exec)
    _shared(camera, view)
    room.close()
    room.flush()
    desk.store.close()


def _as_in_the_picture(desk: Desk) -> None:
    """Let one be late and one away, decide two cases, and agree three actions."""
    desk.begin()
    told, services, now = desk.told, desk.services, desk.now()
    with desk.store.writing(None) as session:
        late = session.query(PresenceTable).filter_by(invite_id=told.invites["adults"]).one()
        late.came = now - timedelta(minutes=22)
        session.get_one(InviteTable, told.invites["probation"]).words = "lead and deputy away"
    services.meetings.read_statement(told.meeting)
    services.decisions.set(
        told.cases[0], code="continue", rationale="The mentor reports steady progress.",
        how="unanimous", change="Fewer factors than in August", next_review=date(2026, 2, 25),
    )  # fmt: skip
    services.decisions.set(
        told.cases[1], code="defer", needed="view of CAMHS", rationale="Health is not known",
        how="unanimous", next_review=date(2025, 12, 10),
    )  # fmt: skip
    services.decisions.set(
        told.cases[2], code="adopt", words="Offer support, subject to consent of a parent.",
        how="majority", votes_for=6, votes_against=1, asker="City school",
        asked_how="Meeting with the mother, by Fri 5 Dec", next_review=date(2025, 12, 24),
    )  # fmt: skip
    for words, owner, due in (
        ("fresh check with the national desk", "police", date(2025, 11, 28)),
        ("send a view on Case B", "probation", date(2025, 12, 1)),
        ("name a trusted adult", "school", date(2025, 12, 3)),
    ):
        services.actions.make(
            NewAction(
                words.capitalize(), Owner(told.organisations[owner], "panel_lead"), due,
                source=Source.PANEL, source_id=told.meeting, shared_words=words,
            )
        )  # fmt: skip


def _large_text(camera: Camera, room: QWidget) -> None:
    theme.set_text_percent(150)
    camera.settle()
    camera.take("panels_room_large", room)
    theme.set_text_percent(100)
    camera.settle()


def _shared(camera: Camera, view: DeskView) -> None:
    view.hub.share_wanted.emit()
    camera.settle()
    window = view.shared.window
    assert window is not None
    camera.take("panels_shared", window)
    theme.set_text_percent(150)
    camera.settle()
    camera.take("panels_shared_large", window)
    theme.set_text_percent(100)
    window.close()
    QApplication.processEvents()
