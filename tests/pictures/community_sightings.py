"""Sightings: none, with entries, as a calendar, the form, reports read in, digest, answers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from prevent_desk.actions.service import Actions
from prevent_desk.community import practice_sightings
from prevent_desk.community import service as community_service
from prevent_desk.community.model.digest import ChosenPhoto, DigestWish
from prevent_desk.community.model.photos import CleanPhoto
from prevent_desk.community.model.sightings import NewSighting
from prevent_desk.community.reading import sighting_photo
from prevent_desk.community.ui.page import CommunityPage
from prevent_desk.community.ui.room import CommunityRoom
from prevent_desk.community.ui.sightings.blank_dialog import BlankDialog, Shape
from prevent_desk.community.ui.sightings.dialog import SightingDialog
from prevent_desk.community.ui.sightings.digest_dialog import DigestDialog, DigestDraftsDialog
from prevent_desk.community.ui.sightings.digest_photos import DigestPhotosDialog
from prevent_desk.community.ui.sightings.feedback_dialog import FeedbackDialog
from prevent_desk.community.ui.sightings.reports_dialog import ReportsDialog
from prevent_desk.community.ui.sightings.small_dialogs import (
    RemovedDialog,
    RulesDialog,
    TensionDialog,
)
from prevent_desk.community.ui.sightings.tab import SightingsTab
from prevent_desk.contacts import practice as contact_practice
from prevent_desk.contacts import service as contact_service
from prevent_desk.core.clock import SetClock
from prevent_desk.exports.mail import Attached
from prevent_desk.logbook.model.period import Period
from prevent_desk.logbook.model.query import Query
from prevent_desk.ui import theme
from tests import ready
from tests.community.photos import camera_photo
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn

NOW = datetime(2026, 11, 22, 9, 2, tzinfo=UTC)
POSITION = {"view": "community", "tab": "sightings"}

REPORT = """Day seen,Time,What was seen,How many,Street,Ward,Theme,What it says or shows,Found by
20/11/2026,07:10,Sticker,2,Goswell Rd.,Aldersgate,Extreme right-wing,Black and white,Street warden
31/11/2026,,Sticker,1,Fleet Street,,,Round,Street warden
21/11/2026,,Mural,1,Cheapside,Cheap,,,Street warden
21/11/2026,,Graffiti,1,Bevis Marks,Aldgate,Antisemitic,A word; Peter Marlowe saw it,Street warden
19/11/2026,25:00,Leaflet,lots,Moorgate,,,,Street warden
"""


def sightings_screens(camera: Camera, place: Path) -> None:
    """Take all of them over a desk of their own."""
    folder = place / "sightings"
    folder.mkdir()
    clock = SetClock(NOW)
    store = ready.empty_store(folder, clock)
    contacts = contact_service.build(store, clock)
    contact_practice.fill_practice(store, clock)
    services = community_service.build(store, clock, contacts, Actions(store, clock, contacts))
    room = CommunityRoom(services, DeskStandIn(store), clock)
    room.resize(1290, 626)
    room.show()
    page = room.findChild(CommunityPage)
    assert page is not None
    room.go_to(POSITION)
    camera.take("82_sightings_none", room)
    practice_sightings.fill_practice(store, clock)
    photo = sighting_photo.clean(camera_photo(), "lamp.jpg")
    added = services.photos.take_in(photo)
    fifth = services.sightings.add(
        NewSighting(
            "sticker",
            date(2026, 11, 22),
            "far_right",
            "Goswell Road",
            "aldersgate",
            "Lamp post by the bus stop",
            51.52219,
            -0.09828,
            "07:50",
            2,
            "Black and white, the same web address",
            None,
            "Fire-safety visitor",
            "visits@fire.example",
            date(2026, 11, 22),
            "08:10",
            "Cleansing",
            photos=((added.file_id, ""),),
        )
    )
    room.reload()
    tab = page.findChild(SightingsTab)
    assert tab is not None
    _screens(camera, room, tab, fifth)
    _dialogs(camera, room, page, fifth, photo, folder)
    room.deleteLater()
    camera.settle()
    store.close()


def _screens(camera: Camera, room: CommunityRoom, tab: SightingsTab, fifth: int) -> None:
    tab.reach(fifth)
    camera.settle()
    camera.take("82b_sightings", room)
    tab.pane.verticalScrollBar().setValue(400)
    camera.take("82c_sightings_pane_below", room)
    tab.ask(Query(words="zebra"))
    camera.take("82d_sightings_nothing_fits", room)
    tab.ask(Query())
    tab.show_as("calendar")
    camera.take("82e_sightings_calendar", room)
    tab.show_as("list")
    services = room.around.services
    for street in (
        "Pepys Street",
        "Seething Lane",
        "Savage Gardens",
        "Crutched Friars",
        "Savage Lane",
        "Hart Street",
        "Mincing Lane",
    ):
        services.sightings.add(NewSighting("other", date(2026, 11, 18), "other", street))
    tab.reload()
    camera.take("82f_sightings_much_other", room)
    for _undo in range(7):
        services.store.undo()
    tab.reload()
    tab.reach(fifth)
    theme.set_text_percent(150)
    camera.take("82g_sightings_large_text", room)
    theme.set_text_percent(100)


def _dialogs(
    camera: Camera,
    room: CommunityRoom,
    page: CommunityPage,
    fifth: int,
    photo: CleanPhoto,
    folder: Path,
) -> None:
    around = page.around
    one = around.services.sightings.one(fifth)
    typed = SightingDialog(around, kept_as="shown")
    typed.street.setText("Goswel Rd")
    typed.words.setPlainText("A man called Peter Marlowe put it up")
    typed.photos._taken([photo])
    typed._look()
    wrong = SightingDialog(around, kept_as="wrong")
    wrong.day.setText("31 feb")
    wrong.time.setText("late")
    wrong.items.setText("many")
    wrong.is_ready()
    report = folder / "street wardens.csv"
    report.write_text(REPORT)
    digest = DigestDialog(around)
    drafts = DigestDraftsDialog(
        around, digest.wish(), Attached("digest.pdf", b"%PDF-"), "OFFICIAL-SENSITIVE", None
    )
    this_month = DigestWish(Period(date(2026, 11, 1), date(2026, 11, 22)))
    photos = around.services.digests.photos(this_month)
    chosen = [ChosenPhoto(one, "Two stickers on a lamp post") for one in photos[:1]]
    book = BlankDialog(around)
    book.shape_choice.set_value(Shape.BOOK.name)
    book._shape_chosen()
    for name, dialog in (
        ("83_log_sighting", SightingDialog(around)),
        ("83b_log_sighting_typed", typed),
        ("83c_change_sighting", SightingDialog(around, one)),
        ("83d_sighting_refused", wrong),
        ("83e_report_rows", ReportsDialog(around, report)),
        ("83f_sighting_removed", RemovedDialog(around, one)),
        ("83g_sighting_tension", TensionDialog(around, one)),
        ("83h_what_is_a_repeat", RulesDialog(around)),
        ("83i_answer", FeedbackDialog(around, one)),
        ("83j_digest", digest),
        ("83k_digest_drafts", drafts),
        ("83n_digest_photos", DigestPhotosDialog(around, photos, chosen)),
        ("83l_blank_report", BlankDialog(around)),
        ("83m_blank_workbook", book),
    ):
        dialog.show()
        camera.settle()
        camera.take(name, room, dialog)
        dialog.close()
        camera.settle()
