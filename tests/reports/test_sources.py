"""Every figure that any room counts opens exactly its records, on the page and tab it names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from prevent_desk.actions.service import Actions
from prevent_desk.app import figures
from prevent_desk.community import practice_engagement, practice_profile, practice_sightings
from prevent_desk.community import service as community_service
from prevent_desk.community.service.profile_figures import ProfileFigures
from prevent_desk.community.ui.room import CommunityRoom
from prevent_desk.contacts import practice as contact_practice
from prevent_desk.contacts import service as contact_service
from prevent_desk.core.clock import Clock
from prevent_desk.documents import practice as document_practice
from prevent_desk.documents import service as document_service
from prevent_desk.documents.ui.room import RecordsRoom
from prevent_desk.logbook.model.counted import Tally
from prevent_desk.logbook.model.period import ALL, By, Period
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.ui.log_tab import LogTab
from prevent_desk.reports.service import Reports
from prevent_desk.store.session import Store
from prevent_desk.training import practice_copies, practice_people, practice_sessions
from prevent_desk.training import service as training_service
from prevent_desk.training.ui.room import TrainingRoom
from prevent_desk.ui import jobs
from prevent_desk.ui.room import Room
from prevent_desk.ui.tabs_page import TabsPage
from tests import ready
from tests.logbook.logs import NOW, clock
from tests.plan.page_room import DeskStandIn

LAST_YEAR = Period(NOW.date().replace(year=NOW.year - 1), NOW.date())

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def _fill(store: Store, at: Clock) -> None:
    contact_practice.fill_practice(store, at)
    document_practice.fill_practice(store, at, contact_service.build(store, at))
    for subject in (
        practice_engagement, practice_sightings, practice_profile, practice_people,
        practice_sessions, practice_copies,
    ):  # fmt: skip
        subject.fill_practice(store, at)


class Desk:
    """A practice desk with the rooms of its logs."""

    def __init__(self, store: Store) -> None:
        at, shell = clock(), DeskStandIn(store)
        contacts = contact_service.build(store, at)
        actions = Actions(store, at, contacts)
        training = training_service.build(store, at, contacts, actions)
        community = community_service.build(store, at, contacts, actions)
        documents = document_service.build(store, at, contacts, actions)
        self.reports = Reports(store, at, figures.sources(training, community, documents))
        self.rooms: dict[str, Room] = {
            room.title: room
            for room in (
                TrainingRoom(training, shell, at),
                CommunityRoom(community, shell, at),
                RecordsRoom(documents, shell, at),
            )
        }


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Desk]:
    """An open desk with the practice records of every log; nothing writes into it."""
    store = ready.store(tmp_path_factory.mktemp("sources"), clock(), _fill).store
    found = Desk(store)
    yield found
    jobs.stop_all()
    for room in found.rooms.values():
        room.flush()
        room.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    store.close()


@pytest.mark.parametrize(("period", "by"), [(ALL, By.EVENT), (LAST_YEAR, By.RECORDED)])
def test_every_figure_opens_exactly_the_records_it_counts(
    desk: Desk, period: Period, by: By
) -> None:
    tabs: dict[tuple[str, str], LogTab[Any]] = {}
    opened, sections = 0, set[str]()
    for line in desk.reports.report(period, by).lines:
        figure = line.figure
        if not figure.ids or "query" not in figure.position:
            continue
        # A tab is gone to with its first figure; the others are asked of it by the same position.
        place = figure.page, figure.position["tab"]
        query = Query.from_json(figure.position["query"])
        if place not in tabs:
            desk.rooms[figure.page].go_to(figure.position)
            tabs[place] = tab_of(desk.rooms[figure.page])
            assert tabs[place].query == query, line.key
            sections.add(line.source)
        assert set(tabs[place].source.ids(query)) == set(figure.ids), line.key
        assert set(figure.late) <= set(figure.ids), line.key
        opened += 1
    assert opened > 20
    assert len(tabs) > 3
    assert ProfileFigures.title in sections


def tab_of(room: Room) -> LogTab[Any]:
    page = room.view()
    assert isinstance(page, TabsPage)
    tab = page.tab()
    assert isinstance(tab, LogTab)
    return tab


def test_every_source_gives_the_same_figures_each_time_and_they_count_what_they_say(
    desk: Desk,
) -> None:
    everything = desk.reports.report(ALL)
    nothing = desk.reports.report(Period(None, NOW.date().replace(year=1990)))
    for full, empty in zip(everything.sections, nothing.sections, strict=True):
        keys = [line.figure.key for line in full.lines]
        assert [line.figure.key for line in empty.lines] == keys, full.title
        assert len(keys) == len(set(keys)), full.title
    # What says "today" is of no period.
    told = [line.key for line in nothing.lines if not line.is_nothing and "today" not in line.title]
    assert told == []
    for line in everything.lines:
        if isinstance(line.figure.value, Tally):
            assert line.figure.value.unknown <= line.figure.value.records
