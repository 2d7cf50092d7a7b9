"""Contacts out and in: lists and their dialogs, over the practice desk's agencies."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from prevent_desk.contacts import practice, service
from prevent_desk.contacts.model.lists import UseKind
from prevent_desk.contacts.ui.exporting.take_out_dialog import TakeOutContactsDialog
from prevent_desk.contacts.ui.lists.draft_dialog import DraftDialog
from prevent_desk.contacts.ui.lists.list_dialog import ListDialog
from prevent_desk.contacts.ui.lists.members_dialog import MembersDialog
from prevent_desk.contacts.ui.room import ContactRoom
from prevent_desk.core.clock import SetClock
from prevent_desk.ui import theme
from tests import ready
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn

NOW = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)


def contacts_lists_screens(camera: Camera, place: Path) -> None:
    """Take all of them over a desk of their own."""
    folder = place / "contacts-lists"
    folder.mkdir()
    clock = SetClock(NOW)
    store = ready.empty_store(folder, clock)
    practice.fill_practice(store, clock)
    services = service.build(store, clock)
    room = ContactRoom(services, DeskStandIn(store), clock)
    room.resize(1290, 626)
    room.show()
    room.go_to({"view": "contacts", "tab": "lists"})
    for one in services.lists.all():
        services.lists.remove(one.id)
    room.reload()
    camera.take("51_lists_none", room)
    _fill(services, clock)
    room.reload()
    room.go_to({"view": "contacts", "tab": "lists", "list": 1})
    camera.take("51b_lists", room)
    around = room.around
    shown = services.lists.shown(1)
    for name, dialog in (
        ("51c_list_rules", ListDialog(around, shown.kept)),
        ("51d_list_people", MembersDialog(around, 1)),
        ("51e_list_draft", DraftDialog(around, shown)),
        ("51f_take_contacts_out", TakeOutContactsDialog(around)),
    ):
        dialog.show()
        camera.settle()
        camera.take(name, room, dialog)
        dialog.close()
    theme.set_text_percent(150)
    camera.take("51g_lists_large_text", room)
    theme.set_text_percent(100)
    room.deleteLater()
    camera.settle()
    store.close()


def _fill(services: service.ContactServices, clock: SetClock) -> None:
    clock.moment = datetime(2025, 10, 6, 9, 0, tzinfo=UTC)
    number = services.lists.add_forum()
    people = services.people.all()
    services.lists.used(number, UseKind.DRAFT, services.lists.shown(number).as_used(), "PD-E-0003")
    clock.moment = NOW
    leads = services.seats.holders()
    gone = next(iter(leads.values()))
    services.lists.pick(number, gone.id, is_in=False, reason="Asked to be left out")
    outside = [one for one in people if one.id not in {held.id for held in leads.values()}]
    for one in outside[:3]:
        services.lists.pick(number, one.id, is_in=True, reason="Comes to the forum")
    services.people.change(outside[0].id, emails=("somebody@gmail.com",))
