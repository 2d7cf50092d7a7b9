"""A series may have agencies of its own; they are whom a panel of it proposes to ask."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.panels.model.meeting import NewMeeting
from prevent_desk.panels.model.series import NewSeries, monthly
from prevent_desk.panels.ui.meetings.series_dialog import SeriesDialog
from prevent_desk.panels.ui.meetings.series_members import SeriesMembersDialog
from prevent_desk.panels.ui.room import PanelRoom
from tests.panels.desks import Desk
from tests.plan.page_room import DeskStandIn
from tests.referrals.dialogs import in_dialog


def test_agencies_ticked_for_a_series_are_those_its_panels_propose(
    desk: Desk, qtbot: QtBot
) -> None:
    services, told = desk.services, desk.told
    series_id = services.series.add(NewSeries("Schools panel", monthly(1, 0)))
    room = PanelRoom(services, DeskStandIn(desk.store), desk.clock)
    qtbot.addWidget(room, before_close_func=lambda _room: room.flush())
    dialog = SeriesDialog(room.around)
    qtbot.addWidget(dialog)
    dialog.which.set_value(series_id)
    dialog._show_chosen()
    assert dialog.members_button.text() == "Every agency of the panel"
    wanted = {told.organisations["police"], told.organisations["school"]}

    def tick(asked: QDialog) -> None:
        assert isinstance(asked, SeriesMembersDialog)
        assert asked.verb.text() == "Ask every agency"
        rows = [row for row, (one, _sector) in enumerate(asked.model.rows()) if one.id in wanted]
        asked.model.tick(rows, on=True)
        assert asked.verb.text() == "Ask 2 agencies"
        asked.accept()

    in_dialog(dialog.choose_members, tick)
    dialog.save()

    assert set(services.series.one(series_id).members) == wanted
    assert dialog.members_button.text().startswith("2 agencies: ")
    at = desk.now()
    first = at.replace(day=1, month=12)
    meeting = services.meetings.add(
        NewMeeting(starts=first, ends=first.replace(hour=at.hour + 2), series_id=series_id)
    )
    asked = {one.organisation_id for one in services.invitations.propose(meeting)}
    assert told.organisations["police"] in asked
    assert asked <= wanted
