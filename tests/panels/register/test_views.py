"""The register, the figures and the record's tab on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtWidgets import QApplication

from prevent_desk.panels.model.meeting import NewMeeting
from prevent_desk.panels.ui.decisions.view import DecisionsView
from prevent_desk.panels.ui.figures.view import FiguresView
from prevent_desk.panels.ui.record.agenda_dialog import AgendaDialog
from prevent_desk.panels.ui.record.tab import PanelTab, kind
from prevent_desk.referrals.ui.room import ReferralRoom
from prevent_desk.ui import jobs, theme
from tests.panels.desks import Desk
from tests.panels.minutes import meeting
from tests.panels.rooms import Room
from tests.plan.page_room import DeskStandIn


@pytest.fixture
def room(held: Desk, qapp: QApplication) -> Iterator[Room]:
    """The room of panels over a held meeting."""
    theme.install(qapp, scheme="light")
    made = Room(held)
    made.show()
    yield made
    jobs.stop_all()
    made.room.deleteLater()


def test_a_decision_is_found_by_its_reasons_and_opens_its_record(room: Room, held: Desk) -> None:
    room.open("decisions")
    view: Any = room.room.view()
    assert isinstance(view, DecisionsView)
    view.words_box.setText("manifesto")
    assert view.shown_count() == "1 of 4 decisions shown"
    assert "Would defer until" in view.reading.toPlainText()
    view.open_case()
    assert room.shell.went[-1] == (
        "Referrals",
        {"view": "desk", "episode": held.told.episodes[2], "tab": "panel"},
    )
    view.words_box.setText("nothing of the kind")
    assert view._pages.currentWidget() is view.empty
    view.clear_filters()
    assert view.shown_count() == "4 of 4 decisions shown"


def test_each_figure_shows_the_records_it_counts(room: Room, held: Desk) -> None:
    room.open("figures")
    view: Any = room.room.view()
    assert isinstance(view, FiguresView)
    view.list.go_to_key("dissent")
    behind: Any = view.behind.current()
    assert behind.title == meeting.ref(held, 2)
    view.behind.opened.emit(behind)
    assert room.room.view_key() == "decisions"
    assert room.room.position()["item"] == held.told.cases[2]


def test_a_year_without_panels_says_so(room: Room) -> None:
    room.open("figures", since="2020-04-01", until="2021-03-31")
    view: Any = room.room.view()
    assert view._pages.currentWidget() is view.empty


@pytest.fixture
def referrals(held: Desk, qapp: QApplication) -> Iterator[ReferralRoom]:
    """The room of referrals with the tab of panels."""
    theme.install(qapp, scheme="light")
    shell = DeskStandIn(held.store)
    made = ReferralRoom(held.services.referrals, shell, held.clock, tabs=(kind(held.services),))
    yield made
    jobs.stop_all()
    made.deleteLater()


def tab_of(room: ReferralRoom, episode_id: int) -> PanelTab:
    room.go_to({"view": "desk", "episode": episode_id, "tab": "panel"})
    view: Any = room.view()
    tab = view.record.tab_widget("panel")
    assert isinstance(tab, PanelTab)
    return tab


def test_a_record_tells_its_panels_and_what_they_decided(
    referrals: ReferralRoom, held: Desk
) -> None:
    tab = tab_of(referrals, held.told.episodes[2])
    told = tab.reading.toPlainText()
    assert "Panel of Wed 26 Nov 2025" in told
    assert "Isolation and the manifesto are new" in told
    assert "Attendance fell from 96% to 71%" in told
    assert "Xylograph" not in told
    assert tab.summary_label.text() == "Next review 14 Jan 2026  ·  1 panel held"
    tab.reading.anchorClicked.emit(QUrl(f"item:{held.told.cases[2]}"))
    shell: Any = referrals.desk
    assert shell.went[-1] == ("Panels", {"view": "minutes", "meeting": held.told.meeting})


def test_a_case_is_put_on_the_next_agenda_from_its_record(
    referrals: ReferralRoom, held: Desk
) -> None:
    starts = held.now().replace(hour=10, minute=0) + (
        held.clock.today().replace(day=28) - held.clock.today()
    )
    wanted = held.services.meetings.add(NewMeeting(starts, starts.replace(hour=12)))
    tab = tab_of(referrals, held.told.episodes[2])

    def choose() -> None:
        dialog: Any = QApplication.activeModalWidget()
        assert isinstance(dialog, AgendaDialog)
        dialog.put()

    QTimer.singleShot(0, choose)
    tab.put_on()
    at = [one.id for one, _item in held.services.agenda.of_case(held.told.episodes[2])]
    assert at == [wanted, held.told.meeting]
    assert tab.summary_label.text().startswith("Next: panel of Fri 28 Nov 2025")
