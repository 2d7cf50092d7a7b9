"""Forms and e-mails that come in: nothing yet, a form, a mail, one that cannot be read, a blank."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prevent_desk.app import schema
from prevent_desk.core.clock import SetClock
from prevent_desk.referrals import service
from prevent_desk.referrals.ui.receiving.blank_dialog import BlankDialog
from prevent_desk.referrals.ui.receiving.view import VIEW, ReceivingView
from prevent_desk.referrals.ui.room import ReferralRoom
from prevent_desk.store.engine import create_store
from prevent_desk.ui import theme
from tests.exports.filling import by_pypdf
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn
from tests.referrals.desks import Desk
from tests.referrals.receiving.rooms import FIELDS, blank, filled, mail, put

_NOW = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)


class _Shell(DeskStandIn):
    """A shell that shows one room only."""

    room: ReferralRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        self.room.go_to(position or {})


def receiving_screens(camera: Camera, place: Path) -> None:
    """Take all of them over a desk of their own."""
    schema.know_all_tables()
    clock = SetClock(_NOW)
    store = create_store(
        place / "receiving.pdv", secrets.token_bytes(32), "desk-that-receives", clock, "coordinator"
    )
    desk = Desk(store, service.build(store, clock), clock)
    shell = _Shell(store)
    room = shell.room = ReferralRoom(desk.services, shell, clock)
    room.resize(1290, 626)
    room.show()
    room.go_to({"view": VIEW})
    view = room.view()
    assert isinstance(view, ReceivingView)
    camera.take("22_receiving_none", room)
    asks = {**FIELDS, "concern_type": "Anarchist", "birth": "in the spring"}
    _take(camera, view, put(place, "School form.pdf", by_pypdf(blank(), asks)))
    camera.take("22_receiving_form", room)
    view.form.scroll_area.verticalScrollBar().setValue(620)
    camera.take("22_receiving_form_below", room)
    view.leave()
    _take(camera, view, put(place, "note.eml", mail(attached=(("form.pdf", filled()),))))
    camera.take("22_receiving_mail_with_form", room)
    view.leave()
    _take(camera, view, put(place, "letter.pdf", b"%PDF-1.7 nothing"))
    camera.take("22_receiving_unreadable", room)
    view.leave()
    episode = desk.add(answers={"given_name": "Chris"})
    room.go_to({"view": VIEW, "episode": episode})
    _take(camera, view, put(place, "again.pdf", filled()))
    camera.take("22_receiving_for_a_referral", room)
    theme.set_text_percent(150)
    camera.take("22_receiving_text150", room)
    theme.set_text_percent(100)
    dialog = BlankDialog(room.around, room)
    dialog.show()
    camera.settle()
    camera.take("22_blank_form", room, dialog)
    dialog.reject()
    view.begin()
    camera.take("22_intake_after_form", room)
    room.deleteLater()
    camera.settle()
    store.close()


def _take(camera: Camera, view: ReceivingView, path: Path) -> None:
    view.take([path])
    camera.settle()
    assert view.arrived() is not None
