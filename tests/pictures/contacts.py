"""The page of contacts and the yearly check: empty, filled, with their dialogs."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest

from prevent_desk.app import schema
from prevent_desk.contacts import service
from prevent_desk.contacts.practice import fill_practice
from prevent_desk.contacts.service import ContactServices
from prevent_desk.contacts.ui.people import acts as people_acts
from prevent_desk.contacts.ui.room import ContactRoom
from prevent_desk.contacts.ui.round.view import RoundView
from prevent_desk.contacts.ui.seats import acts, organisation_acts
from prevent_desk.core.clock import SetClock
from prevent_desk.store.engine import create_store
from prevent_desk.ui import theme
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn

_NOW = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)
_FOLLOWED_MS = 150
"""After so long the pane shows what is chosen."""


class _Shell(DeskStandIn):
    """A shell that shows one room only."""

    room: ContactRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        self.room.go_to(position or {})


def contact_screens(camera: Camera, place: Path) -> None:
    """Take all of them over a desk of their own."""
    schema.know_all_tables()
    clock = SetClock(_NOW)
    store = create_store(
        place / "contacts.pdv", secrets.token_bytes(32), "desk-of-contacts", clock, "coordinator"
    )
    services = service.build(store, clock)
    shell = _Shell(store)
    room = shell.room = ContactRoom(services, shell, clock)
    room.resize(1290, 626)
    room.show()
    camera.take("51_contacts_none", room)
    fill_practice(store, clock)
    room.reload()
    numbers = {one.called: one.id for one in services.organisations.all()}
    _show(camera, room, "52_contacts_seats", {"tab": "seats"})
    _show(
        camera, room, "53_contacts_vacancy",
        {"tab": "seats", "organisation": numbers["Probation"]},
    )  # fmt: skip
    _show(camera, room, "54_contacts_people", {"tab": "people"})
    _dialogs(camera, room, services, numbers)
    _check(camera, room, services)
    theme.set_text_percent(150)
    _show(camera, room, "59_contacts_150", {"view": "contacts", "tab": "seats"})
    theme.set_text_percent(100)
    room.flush()
    room.deleteLater()
    store.close()


def _show(camera: Camera, room: ContactRoom, name: str, position: dict[str, Any]) -> None:
    room.go_to(position)
    QTest.qWait(_FOLLOWED_MS)
    camera.take(name, room)


def _dialogs(
    camera: Camera, room: ContactRoom, services: ContactServices, numbers: dict[str, int]
) -> None:
    around, adult = room.around, numbers["Adult Social Care"]
    place, seat = services.organisations.one(adult), services.seats.of(adult)[0]
    one, other = services.people.of(numbers["City Police Prevent"])
    for name, opens in (
        ("55_fill", lambda: acts.fill(around, numbers["Probation"])),
        ("55_confirm", lambda: acts.confirm(around, place, seat)),
        ("55_vacate", lambda: acts.vacate(around, place, seat)),
        ("55_away", lambda: acts.away(around, seat)),
        ("55_organisation", lambda: organisation_acts.change(around, place)),
        ("56_person", lambda: people_acts.add(around, adult)),
        ("56_leave", lambda: people_acts.leave(around, one)),
        ("56_merge", lambda: people_acts.merge(around, one, other.id)),
    ):
        camera.take_dialog(name, room, opens)


def _check(camera: Camera, room: ContactRoom, services: ContactServices) -> None:
    _show(camera, room, "57_check_none", {"view": "round"})
    view = room.view()
    assert isinstance(view, RoundView)
    camera.take_dialog("57_check_begin", room, view.begin)
    services.rounds.begin("Yearly check 2025", date(2025, 12, 16))
    lines = services.rounds.all()[0].lines
    services.rounds.asked([line.id for line in lines[:12]], date(2025, 11, 20))
    services.rounds.confirm(lines[0].id, date(2025, 11, 21), "Yes, still me")
    _show(camera, room, "58_check", {"view": "round"})
    camera.take_dialog("58_check_drafts", room, view.draft)
