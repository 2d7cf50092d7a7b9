"""Screens that need a past: actions of earlier panels, agencies of a series, years of decisions."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from prevent_desk.actions.model.records import NewAction, Owner, Source
from prevent_desk.actions.tables import OwedTable
from prevent_desk.actions.ui.page import ActionsPage
from prevent_desk.contacts.ui.settings_section import ContactsSection
from prevent_desk.panels.model import series as rules
from prevent_desk.panels.model.series import NewSeries
from prevent_desk.panels.tables import DecisionTable, ItemTable, MeetingTable
from prevent_desk.panels.ui.meetings.series_dialog import SeriesDialog
from prevent_desk.panels.ui.room import PanelRoom
from prevent_desk.store.base import Base
from tests.panels.desks import Desk, open_desk
from tests.panels.minutes import meeting
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn

Row = TypeVar("Row", bound=Base)

_PANELS = 400
_ACTIONS = 3_000


def many_screens(camera: Camera, place: Path) -> None:
    """Take them over a desk that had panels for years."""
    folder = place / "many"
    folder.mkdir()
    desk = open_desk(folder)
    _earlier(desk)
    meeting.begin(desk)
    desk.services.agenda.go_to(desk.told.items[1])
    room = PanelRoom(desk.services, DeskStandIn(desk.store), desk.clock)
    room.show()
    room.go_to({"view": "desk", "meeting": desk.told.meeting})
    camera.settle()
    camera.take("06p_earlier_actions", room)
    desk.services.series.add(NewSeries("Channel panel", rules.monthly(2, 2)))
    room.go_to({"view": "meetings", "meeting": desk.told.meeting})

    series = SeriesDialog(room.around)
    series.show()
    camera.take_dialog("06p_series_members", room, series.choose_members)
    series.close()
    section = ContactsSection(desk.services.contacts.seats, DeskStandIn(desk.store))
    section.show()
    camera.take("06p_settings_contacts", section)
    section.close()
    room.flush()
    room.deleteLater()
    camera.settle()
    meeting.hold(desk)
    _years(desk)
    _decisions(camera, desk)
    _actions(camera, desk)
    desk.store.close()


def _decisions(camera: Camera, desk: Desk) -> None:
    room = PanelRoom(desk.services, DeskStandIn(desk.store), desk.clock)
    room.show()
    for view in ("decisions", "figures", "meetings", "minutes"):
        room.go_to({"view": view})
        camera.settle()
        camera.take(f"06p_many_{view}", room)
    room.flush()
    room.deleteLater()
    camera.settle()


def _actions(camera: Camera, desk: Desk) -> None:
    services = desk.services
    page = ActionsPage(services.actions, services.contacts, DeskStandIn(desk.store), desk.clock)
    page.show()
    camera.settle()
    camera.take("06p_many_actions", page)
    page.which.set_value("all")
    page.reload()
    camera.take("06p_many_actions_all", page)
    page.deleteLater()
    camera.settle()


def _earlier(desk: Desk) -> None:
    """Enter the panel of 12 November with what it asked for."""
    starts = datetime.combine(date(2025, 11, 12), time(10))
    with desk.store.writing(None) as session:
        row = session.get_one(MeetingTable, desk.told.meeting)
        ends = starts + timedelta(hours=2)
        before = _again(
            session, row, starts=starts, ends=ends, state="held", began=starts, finished=ends
        )
        number = before.id
    for words, owner, due in (
        ("Ask CAMHS for a view on sleep and mood", "barts", date(2025, 11, 19)),
        ("Fresh check with the national desk", "police", date(2025, 11, 28)),
        ("Name one trusted adult at school and meet weekly", "school", date(2025, 12, 10)),
    ):
        desk.services.actions.make(
            NewAction(
                words, Owner(desk.told.organisations[owner], "panel_lead"), due,
                source=Source.PANEL, source_id=number, source_words="Panel 12 Nov 2025",
            )
        )  # fmt: skip


def _years(desk: Desk) -> None:
    """Repeat the panel with its decisions a fortnight apart, and its actions."""
    with desk.store.writing(None) as session:
        one = session.get_one(MeetingTable, desk.told.meeting)
        items = list(session.scalars(select(ItemTable).where(ItemTable.meeting_id == one.id)))
        decided = {
            row.item_id: row
            for row in session.scalars(
                select(DecisionTable).where(DecisionTable.meeting_id == one.id)
            )
        }
        for number in range(1, _PANELS):
            back = timedelta(days=14 * number)
            panel = _again(session, one, starts=one.starts - back, ends=one.ends - back)
            for item in items:
                new = _again(session, item, meeting_id=panel.id)
                if item.id in decided:
                    _again(
                        session, decided[item.id], meeting_id=panel.id, item_id=new.id,
                        line_id=None, moved_id=None, review_id=None,
                    )  # fmt: skip
        owed = list(session.scalars(select(OwedTable)))
        highest = max(row.number for row in owed)
        for number in range(1, _ACTIONS):
            row = owed[number % len(owed)]
            due = None if row.due is None else row.due + timedelta(days=number % 90 - 45)
            closed = {} if number % 3 else {"state": "done", "closed": date(2025, 11, 20)}
            _again(session, row, number=highest + number, due=due, **closed)


def _again(session: Session, row: Row, **other: Any) -> Row:
    """Enter a row again, with some of it different."""
    table = type(row)
    told = {one.key: getattr(row, one.key) for one in inspect(table).column_attrs}
    del told["id"]
    if "uid" in told:
        told["uid"] = f"panel-{other.get('starts', '')}@prevent-desk.example"
    made = table(**(told | other))
    session.add(made)
    session.flush()
    return made
