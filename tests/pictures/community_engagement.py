"""Engagement and enquiries: empty, with entries, as a calendar, their forms."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from prevent_desk.actions.service import Actions
from prevent_desk.community import practice_engagement
from prevent_desk.community import service as community_service
from prevent_desk.community.model.events import NewEvent
from prevent_desk.community.ui.engagement import calendar_dialog
from prevent_desk.community.ui.engagement.dialogs import CancelDialog, HeldDialog, RegularDialog
from prevent_desk.community.ui.engagement.event_dialog import EventDialog
from prevent_desk.community.ui.engagement.regular import RegularList
from prevent_desk.community.ui.engagement.tab import EngagementTab
from prevent_desk.community.ui.enquiries.dialogs import (
    AdviceDialog,
    DecisionDialog,
    EnquiryDialog,
    FollowDialog,
)
from prevent_desk.community.ui.enquiries.tab import EnquiriesTab
from prevent_desk.community.ui.page import CommunityPage
from prevent_desk.community.ui.room import CommunityRoom
from prevent_desk.contacts import practice as contact_practice
from prevent_desk.contacts import service as contact_service
from prevent_desk.core.clock import SetClock
from prevent_desk.logbook.model.query import Query
from prevent_desk.ui import theme
from tests import ready
from tests.logbook import logs
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn

NOW = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)


def engagement_screens(camera: Camera, place: Path) -> None:
    """Take all of them over a desk of their own."""
    folder = place / "engagement"
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
    room.go_to({"view": "community", "tab": "engagement"})
    camera.take("80_engagement_none", room)
    room.go_to({"view": "community", "tab": "enquiries"})
    camera.take("81_enquiries_none", room)
    practice_engagement.fill_practice(store, clock)
    room.reload()
    _engagement(camera, room, page)
    _enquiries(camera, room, page)
    _many(camera, room, page)
    room.deleteLater()
    camera.settle()
    store.close()


def _engagement(camera: Camera, room: CommunityRoom, page: CommunityPage) -> None:
    room.go_to({"view": "community", "tab": "engagement"})
    tab = page.findChild(EngagementTab)
    assert tab is not None
    tab.reach(3)
    camera.take("80b_engagement", room)
    tab.ask(Query(words="zebra"))
    camera.take("80c_engagement_nothing_fits", room)
    tab.ask(Query())
    tab.show_as("calendar")
    camera.take("80d_engagement_calendar", room)
    tab.show_as("list")
    tab.reach(3)
    event = tab.current()
    assert event is not None
    around = page.around
    typed = EventDialog(around)
    typed.line_edit.setText("stall tue Artizan Library x3 about 120 with Victim Support, LFB")
    typed.line_edit.textEdited.emit(typed.line_edit.text())
    wrong = EventDialog(around, kept_as="wrong")
    wrong.day_edit.setText("31 feb")
    wrong.times_edit.setText("many")
    wrong.is_ready()
    for name, dialog in (
        ("80e_log_engagement", EventDialog(around, kept_as="shown")),
        ("80f_log_engagement_in_one_line", typed),
        ("80g_change_engagement", EventDialog(around, event)),
        ("80h_engagement_refused", wrong),
        ("80i_it_was_held", HeldDialog(around, event)),
        ("80j_cancel_engagement", CancelDialog(around, event)),
        ("80k_it_comes_again", RegularDialog(around, event)),
        ("80l_regular_engagement", RegularList(around)),
        ("80o_calendar_file", calendar_dialog.of_listed(around, Query())),
        (
            "80p_calendar_file_of_a_series",
            calendar_dialog.of_series(around, around.services.regular.all()[0]),
        ),
    ):
        dialog.show()
        camera.settle()
        camera.take(name, room, dialog)
        dialog.close()
    theme.set_text_percent(150)
    camera.take("80m_engagement_large_text", room)
    theme.set_text_percent(100)
    room.resize(1204, 568)
    camera.take("80n_engagement_small", room)
    room.resize(1290, 626)


def _enquiries(camera: Camera, room: CommunityRoom, page: CommunityPage) -> None:
    room.go_to({"view": "community", "tab": "enquiries"})
    tab = page.findChild(EnquiriesTab)
    assert tab is not None
    tab.reach(3)
    camera.take("81b_enquiries", room)
    enquiry = tab.current()
    assert enquiry is not None
    around = page.around
    for name, dialog in (
        ("81c_new_enquiry", EnquiryDialog(around)),
        ("81d_change_enquiry", EnquiryDialog(around, enquiry)),
        ("81e_advice", AdviceDialog(around, enquiry)),
        ("81f_decision", DecisionDialog(around, enquiry)),
        ("81g_how_it_went", FollowDialog(around, enquiry)),
    ):
        dialog.show()
        camera.settle()
        camera.take(name, room, dialog)
        dialog.close()
    theme.set_text_percent(150)
    camera.take("81h_enquiries_large_text", room)
    theme.set_text_percent(100)


def _many(camera: Camera, room: CommunityRoom, page: CommunityPage) -> None:
    """Take the log with 10,000 events in it, and a planned one that is past."""
    services, clock = page.around.services, page.around.clock
    logs.fill(services.store, 10_000)
    services.events.add(NewEvent("stall", clock.today() + timedelta(days=1), venue="Guildhall"))
    assert isinstance(clock, SetClock)
    clock.move(timedelta(days=2))
    room.go_to({"view": "community", "tab": "engagement"})
    room.reload()
    tab = page.findChild(EngagementTab)
    assert tab is not None
    camera.take("80o_engagement_10000", room)
    tab.show_as("calendar")
    camera.take("80p_engagement_10000_calendar", room)
    tab.show_as("list")
