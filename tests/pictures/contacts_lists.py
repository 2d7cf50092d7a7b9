"""Contacts out and in: lists and their dialogs, over the practice desk's agencies."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog

from prevent_desk.contacts import practice, service
from prevent_desk.contacts.model.lists import UseKind
from prevent_desk.contacts.ui.agreements.dialogs import AgreementDialog, AskDialog, SignDialog
from prevent_desk.contacts.ui.coverage.take_out_dialog import TakeOutMapDialog
from prevent_desk.contacts.ui.exporting.take_out_dialog import TakeOutContactsDialog
from prevent_desk.contacts.ui.importing.import_dialog import ImportDialog
from prevent_desk.contacts.ui.lists.draft_dialog import DraftDialog
from prevent_desk.contacts.ui.lists.list_dialog import ListDialog
from prevent_desk.contacts.ui.lists.members_dialog import MembersDialog
from prevent_desk.contacts.ui.room import ContactRoom
from prevent_desk.core.clock import SetClock
from prevent_desk.ui import theme
from tests import ready
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn
from tests.readers.good import locked_xlsx

_STAFF = """Contact;Company;E-mail;Phone;Job title;Shoe size
"Cole, R.";City Police Prevent;r.cole@police.example;020 7946 0199;Prevent inspector;9
Ines Duarte;Museum of the Wharf;i.duarte@wharf.example;020 7946 0150;Head of learning;6
Ines Duarte;Museum of the Wharf;i.duarte@wharf.example;020 7946 0150;Head of learning;6
J. Whitlock;Schools forum;j.whitlock@schoolsforum.example;;;
;Museum of the Wharf;desk@wharf.example;;;
"""

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
    number = _fill(services, clock)
    room.reload()
    room.go_to({"view": "contacts", "tab": "lists", "list": number})
    camera.take("51b_lists", room)
    around = room.around
    shown = services.lists.shown(number)
    dialogs: list[tuple[str, QDialog]] = [
        ("51c_list_rules", ListDialog(around, shown.kept)),
        ("51d_list_people", MembersDialog(around, number)),
        ("51e_list_draft", DraftDialog(around, shown)),
        ("51f_take_contacts_out", TakeOutContactsDialog(around)),
    ]
    for name, dialog in dialogs:
        dialog.show()
        camera.settle()
        camera.take(name, room, dialog)
        dialog.close()
    tier = services.agreements.all()[-1]
    room.reload()
    for name, position in (
        ("52_agreements", {"tab": "agreements", "agreement": tier.id}),
        ("52b_coverage", {"tab": "coverage", "sector": "criminal_justice", "column": "lead"}),
        ("52c_seats_with_agreements", {"tab": "seats"}),
        ("52d_people", {"tab": "people"}),
    ):
        room.go_to({"view": "contacts", **position})
        camera.take(name, room)
    agreement = services.agreements.one(tier.id)
    table = folder / "staff.csv"
    table.write_text(_STAFF, "utf-8")
    dialogs = [
        ("52e_agreement", AgreementDialog(around, agreement)),
        ("52f_signature", SignDialog(around, agreement.parties[0])),
        ("52g_ask_to_sign", AskDialog(around, agreement)),
        ("52k_take_map_out", TakeOutMapDialog(around)),
    ]
    for name, dialog in dialogs:
        dialog.show()
        camera.settle()
        camera.take(name, room, dialog)
        dialog.close()
    taking = ImportDialog(around, table)
    taking.show()
    camera.settle()
    camera.take("52h_import_columns", room, taking)
    taking.next_button.click()
    camera.settle()
    camera.take("52i_import_preview", room, taking)
    taking.close()
    table.with_suffix(".xlsx").write_bytes(locked_xlsx())
    taking = ImportDialog(around, table.with_suffix(".xlsx"))
    taking.show()
    camera.settle()
    camera.take("52j_import_password", room, taking)
    taking.close()
    room.go_to({"view": "contacts", "tab": "lists"})
    theme.set_text_percent(150)
    camera.take("51g_lists_large_text", room)
    theme.set_text_percent(100)
    room.deleteLater()
    camera.settle()
    store.close()


def _fill(services: service.ContactServices, clock: SetClock) -> int:
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
    return number
