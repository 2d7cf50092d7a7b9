"""The activity of May to July 2019 is entered, and its figures are those the report printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prevent_desk.community import service as community_service
from prevent_desk.community.service import CommunityServices
from prevent_desk.community.service.event_figures import EngagementFigures
from prevent_desk.logbook.model.counted import Tally
from prevent_desk.logbook.model.figures import Figure
from prevent_desk.logbook.model.period import By, Period, late_words
from prevent_desk.logbook.model.query import Query
from prevent_desk.training.service.session_figures import SessionFigures
from prevent_desk.training.ui.log.session_dialog import SessionDialog
from prevent_desk.training.ui.log.tab import SessionsTab
from tests.training import activity_2019
from tests.training.activity_2019 import PERIOD
from tests.training.desks import Desk, open_desk
from tests.training.rooms import Room

CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Summer:
    """A desk with that summer's activity in it, all but one session entered by 31 July."""

    desk: Desk
    community: CommunityServices
    awareness: int
    package: int

    def training(self, period: Period = PERIOD, by: By = By.EVENT) -> dict[str, Figure]:
        """Return the figures of training by their keys."""
        figures = SessionFigures(self.desk.training.sessions.log).figures(period, by)
        return {one.key: one for one in figures}

    def engagement(self, period: Period = PERIOD, by: By = By.EVENT) -> dict[str, Figure]:
        """Return the figures of engagement by their keys."""
        return {
            one.key: one for one in EngagementFigures(self.community.events.log).figures(period, by)
        }


@pytest.fixture(scope="module")
def summer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Summer]:
    """Enter everything through the services; the last session is entered a week too late."""
    desk = open_desk(Path(tmp_path_factory.mktemp("summer")))
    community = community_service.build(desk.store, desk.clock, desk.contacts, desk.actions)
    desk.clock.moment = datetime(2019, 7, 31, 16, tzinfo=UTC)
    awareness, package = desk.course("Prevent awareness"), desk.course("Practical package")
    *early, late = activity_2019.sessions(awareness, package)
    for new in early:
        desk.training.sessions.add(new)
    for event in activity_2019.events():
        community.events.add(event)
    desk.clock.moment = datetime(2019, 8, 7, 9, tzinfo=UTC)
    desk.training.sessions.add(late)
    yield Summer(desk, community, awareness, package)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.store.close()


def test_the_period_counts_24_sessions_and_says_where_their_number_is_not_known(
    summer: Summer,
) -> None:
    figure = summer.training()["sessions"]
    assert figure.number == 24
    assert figure.words == "24 sessions (4 entries not known)"
    assert summer.training()[f"course {summer.awareness} sessions"].words.startswith("24 sessions")


def test_over_200_were_trained_with_the_package_and_that_is_approximate(summer: Summer) -> None:
    figure = summer.training()[f"course {summer.package} people"]
    assert figure.short == "about 200"
    assert figure.number == 200


def test_180_teachers_were_counted(summer: Summer) -> None:
    figure = summer.training()["audience teachers"]
    assert figure.value == Tally(counted=180, unknown=1, records=3)


def test_the_sum_of_people_says_what_it_is_made_of(summer: Summer) -> None:
    figure = summer.training()["people"]
    assert figure.words == (
        "about 380 people trained (180 counted, 200 estimated; 15 entries not known)"
    )


def test_19_meetings_and_about_30_stalls_are_counted(summer: Summer) -> None:
    figures = summer.engagement()
    assert figures["meeting"].words.startswith("19 meetings")
    assert figures["stall"].short == "about 30"
    assert figures["stall"].number == 30


def test_each_figure_opens_the_records_it_counts(summer: Summer) -> None:
    for figures, log in (
        (summer.training(), summer.desk.training.sessions.log),
        (summer.engagement(), summer.community.events.log),
    ):
        for figure in figures.values():
            query = Query.from_json(figure.position["query"])
            assert set(figure.ids) == set(log.ids(query)), figure.key
            assert set(figure.late) <= set(figure.ids), figure.key


def test_what_was_entered_in_august_is_said_to_have_come_late(summer: Summer) -> None:
    late = summer.training()["people"].late
    assert len(late) == 1
    assert late_words(len(late), PERIOD) == "1 of these was recorded after 31 Jul 2019"


def test_by_the_day_recorded_the_late_session_belongs_to_august(summer: Summer) -> None:
    august = Period(date(2019, 8, 1), date(2019, 8, 31))
    figures = summer.training(august, By.RECORDED)
    assert figures["people"].short == "about 200"
    assert len(figures["people"].late) == 1
    assert summer.training(PERIOD, By.RECORDED)["people"].short == "180"


def test_the_months_before_and_after_have_the_same_figures_and_nothing_in_them(
    summer: Summer,
) -> None:
    before = PERIOD.before()
    assert before is not None
    figures = summer.training(before)
    assert list(figures) == list(summer.training())
    assert all(one.number == 0 for one in figures.values())


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_line_of_the_report_is_entered_by_the_window_and_counted_at_once(
    summer: Summer, qtbot: QtBot
) -> None:
    log = summer.desk.training.sessions.log
    room = Room(summer.desk, qtbot)
    tab = room.tab("log", SessionsTab)
    before = summer.training()["people"]

    def typed() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SessionDialog)
        try:
            for field, words in (
                (dialog.course_edit, "pr"),
                (dialog.day_edit, "4 jul 2019"),
                (dialog.whose_edit, "Bart's hospital ward managers"),
                (dialog.attended_edit, "about 25"),
            ):
                if field is dialog.day_edit:
                    field.selectAll()
                field.setFocus()
                QTest.keyClicks(field, words)
            QTest.keyClick(dialog.attended_edit, Qt.Key.Key_Return, CONTROL)
            assert not dialog.isVisible(), [one.error() for one in dialog.fields.values()]
        finally:
            dialog.reject()

    QTimer.singleShot(0, typed)
    tab.new_button.click()
    after = summer.training()["people"]
    assert after.short == f"about {before.number + 25}"
    assert summer.training()["sessions"].number == 25
    (new,) = set(after.ids) - set(before.ids)
    entered = log.one(new)
    assert entered is not None
    assert (entered.called, entered.for_whom) == (
        "Prevent awareness", "Bart's hospital ward managers",
    )  # fmt: skip
    room.room.go_to(after.position)
    assert log.ids(tab.query) == log.ids(Query.from_json(after.position["query"]))
    summer.desk.store.undo()
    assert summer.training()["people"] == before
