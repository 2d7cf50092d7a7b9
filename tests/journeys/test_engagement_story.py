"""An officer's afternoon in Community, by keys: a stall from its paper tally, a hall that asks.

The stall is typed in one line, counts towards the plan, is found again, counted in the period and
taken back; the enquiry goes from asking to the venue's decision. All people are invented.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.community.model.enquiries import Stage
from prevent_desk.community.service import CommunityServices
from prevent_desk.community.ui.engagement.event_dialog import EventDialog
from prevent_desk.community.ui.engagement.tab import EngagementTab
from prevent_desk.community.ui.enquiries.dialogs import AdviceDialog, DecisionDialog, EnquiryDialog
from prevent_desk.community.ui.enquiries.tab import EnquiriesTab
from prevent_desk.logbook.model.counted import Count, How
from prevent_desk.logbook.model.period import By, Period
from prevent_desk.logbook.model.query import Query
from tests.app.conftest import Starting
from tests.app.program import CONTROL, NOW, Program
from tests.referrals.dialogs import in_dialogs
from tests.vault.desks import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY = Qt.Key
TODAY = NOW.date()


class Officer:
    """The officer on the page Community; she knows it by its keys."""

    def __init__(self, program: Program) -> None:
        self.program = program
        program.unlock(PASSPHRASE)
        self.press(KEY.Key_8, CONTROL)

    @property
    def community(self) -> CommunityServices:
        return self.program.shell._services.community

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.program.key(key, held)
        self.program.settle()

    def tab(self) -> EngagementTab:
        found = self.program.window.findChild(EngagementTab)
        assert found is not None
        return found


def test_a_stall_is_logged_from_its_paper_tally_in_one_line(
    start: Starting, folder: object, qtbot: QtBot
) -> None:
    officer = Officer(start(folder))
    program = officer.program
    plan = officer.community.plan
    wanted = plan.offered("stalls")[0] if plan.offered("stalls") else plan.offered("")[0]

    def log(dialog: QDialog) -> None:
        assert isinstance(dialog, EventDialog)
        program.type("stall fri Freshers fair, Middlesex Street x2 days about 210 with Union")
        assert "2 days" in dialog.said.text()
        dialog.plan_edit.set_targets([wanted])
        officer.press(KEY.Key_Return, CONTROL)

    in_dialogs(lambda: officer.press(KEY.Key_N, CONTROL), log)
    event = officer.tab().current()
    assert event is not None
    assert (event.first, event.days, event.reach) == (
        TODAY - timedelta(days=3), 2, Count(210, How.ESTIMATED)
    )  # fmt: skip
    assert "about 210 people reached" in officer.tab().filters.totals_label.text()
    assert [one.action_id for one in plan.of("event", event.id)] == [wanted.action_id]

    # Counted in its period, and opened from there.
    month = Period(date(2026, 11, 1), date(2026, 11, 30))
    reports = program.shell._services.reports
    engagement = next(
        one for one in reports.report(month, By.EVENT).sections if one.title == "Engagement"
    )
    stalls = next(line.figure for line in engagement.lines if line.figure.key == "stall")
    assert (stalls.short, stalls.note, stalls.ids) == ("1", "2 days", (event.id,))
    program.shell.open_page("Plan", {})
    program.shell.open_page(stalls.page, stalls.position)
    program.settle()
    assert officer.tab().query == Query.from_json(stalls.position["query"])
    assert officer.tab().current() == event

    # Ctrl+Z takes the stall and what it counted towards back in one.
    officer.press(KEY.Key_Z, CONTROL)
    assert not officer.community.events.is_there(event.id)
    assert plan.of("event", event.id) == []


def test_an_enquiry_goes_from_asking_to_the_venues_decision(
    start: Starting, folder: object, qtbot: QtBot
) -> None:
    officer = Officer(start(folder))
    program = officer.program
    program.shell.open_page("Community", {"tab": "enquiries"})
    program.settle()

    def enter(dialog: QDialog) -> None:
        assert isinstance(dialog, EnquiryDialog)
        program.type("Livery hall, bookings")
        dialog.venue_edit.setFocus()
        program.type("Livery hall")
        officer.press(KEY.Key_Tab)
        program.type("12 dec")
        officer.press(KEY.Key_Return, CONTROL)

    def advise(dialog: QDialog) -> None:
        assert isinstance(dialog, AdviceDialog)
        program.type("Agree terms of hire in writing.")
        officer.press(KEY.Key_Return, CONTROL)

    def decide(dialog: QDialog) -> None:
        assert isinstance(dialog, DecisionDialog)
        program.type("W")
        officer.press(KEY.Key_Return, CONTROL)

    in_dialogs(lambda: officer.press(KEY.Key_N, CONTROL), enter)
    tab = program.window.findChild(EnquiriesTab)
    assert tab is not None
    tab.table.setFocus()
    in_dialogs(lambda: officer.press(KEY.Key_Return), advise)
    tab.table.setFocus()
    in_dialogs(lambda: officer.press(KEY.Key_Return), decide)
    enquiry = tab.current()
    assert enquiry is not None
    assert (enquiry.asker.words, enquiry.event_on) == ("Livery hall, bookings", date(2026, 12, 12))
    assert (enquiry.stage, enquiry.decision) == (Stage.FOLLOW, "conditions")
    assert enquiry.follow_on == date(2026, 12, 18)
    assert program.shell._services.desk.store.undo_label() == "decision on enquiry 1"
