"""A log of 20,000 records opened beside one of 500; the figures of ten years.

The log is that of engagement, in its own room: opened means from nothing to the first rows painted.
What it tells beside the list (totals, late entries, counts of filters) is read beside the window.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent
from PySide6.QtWidgets import QApplication

from prevent_desk.actions.service import Actions
from prevent_desk.app import figures, schema
from prevent_desk.community import service as community_service
from prevent_desk.community.service import CommunityServices
from prevent_desk.community.ui.engagement.tab import KEY, EngagementTab
from prevent_desk.community.ui.page import CommunityPage
from prevent_desk.community.ui.room import CommunityRoom
from prevent_desk.contacts import service as contact_service
from prevent_desk.core.clock import SetClock
from prevent_desk.documents import service as document_service
from prevent_desk.logbook.model.period import By, Period
from prevent_desk.logbook.model.query import Query
from prevent_desk.reports.service import Reports
from prevent_desk.store.engine import create_store
from prevent_desk.store.session import Store
from prevent_desk.training import service as training_service
from prevent_desk.ui import jobs, theme
from tests.benchmarks.figures import Figure, clock, side_by_side
from tests.logbook import logs
from tests.plan.page_room import DeskStandIn

MANY, FEW = 20_000, 500
_RATIO, _FIGURES_MS, _STEP_MS = 1.2, 100.0, 100.0
_TEN_YEARS = Period(date(2015, 11, 26), date(2025, 11, 25))


@dataclass(frozen=True, slots=True)
class _Desk:
    store: Store
    at: SetClock
    community: CommunityServices
    reports: Reports


def measure() -> list[Figure]:
    """Open both, turn about; then count ten years, and go through the long list."""
    app = QApplication.instance() or QApplication(["benchmark"])
    assert isinstance(app, QApplication)
    theme.install(app, scheme="light")
    schema.know_all_tables()
    with tempfile.TemporaryDirectory() as place:
        many, few = (_desk(Path(place), count) for count in (MANY, FEW))
        rooms: list[CommunityRoom] = []

        def opened(desk: _Desk) -> None:
            room = CommunityRoom(desk.community, DeskStandIn(desk.store), desk.at)
            room.resize(1290, 626)
            room.show()
            room.go_to({"tab": KEY})
            room.grab()
            rooms.append(room)

        def closed() -> None:
            _settle(app)
            for room in rooms:
                room.flush()
                room.hide()
                room.deleteLater()
            rooms.clear()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

        for desk in (many, few):
            opened(desk)
            closed()
        of_many, of_few = [], []
        for _round in range(9):
            of_few.append(clock(lambda: opened(few)))
            closed()
            of_many.append(clock(lambda: opened(many)))
            closed()
        counted, counted_few = side_by_side(
            lambda: many.reports.report(_TEN_YEARS, By.EVENT),
            lambda: few.reports.report(_TEN_YEARS, By.EVENT),
        )
        log = many.community.events.log
        first, last = date(2025, 10, 27), date(2025, 11, 30)
        steps = [
            ("a page at its end", _least(lambda: log.page(Query(), MANY - 100, 100))),
            ("three words counted in it", _least(lambda: log.count(Query("event 0012 hall")))),
            ("a month of its calendar", _least(lambda: log.days(Query(), first, last))),
        ]
        opened(many)
        end = _end(rooms[0])
        closed()
        jobs.stop_all()
        for desk in (many, few):
            desk.store.close()
    beside = f"{FEW} records"
    return [
        Figure("logs", f"a log of {MANY:,} opened", min(of_many), beside, min(of_few), _RATIO),
        Figure(
            "logs", f"figures of ten years over {MANY:,}", counted,
            f"{counted_few:.1f} ms over {FEW}", 0.0, _FIGURES_MS,
        ),
        Figure("logs", "its last page, by the End key", end, "least of 5", 0.0, _STEP_MS),
        *(Figure("logs", what, took, "least of 5", 0.0, _STEP_MS) for what, took in steps),
    ]  # fmt: skip


def _least(act: Callable[[], object]) -> float:
    return min(clock(act) for _ in range(5))


def _end(room: CommunityRoom) -> float:
    page = room.view()
    assert isinstance(page, CommunityPage)
    tab = page.tab()
    assert isinstance(tab, EngagementTab)

    def to_the_end() -> None:
        tab.table.go_to_row(MANY - 1)
        tab.table.grab()
        tab.table.go_to_row(0)

    return _least(to_the_end)


def _desk(place: Path, count: int) -> _Desk:
    at = logs.clock()
    store = create_store(
        place / f"{count}.pdv", secrets.token_bytes(32), f"desk-of-{count}", at, "coordinator"
    )
    logs.fill(store, count)
    contacts = contact_service.build(store, at)
    actions = Actions(store, at, contacts)
    community = community_service.build(store, at, contacts, actions)
    training = training_service.build(store, at, contacts, actions)
    documents = document_service.build(store, at, contacts, actions)
    reports = Reports(store, at, figures.sources(training, community, documents))
    return _Desk(store, at, community, reports)


def _settle(app: QApplication) -> None:
    until = QDeadlineTimer(20_000)
    for _round in range(6):
        app.processEvents()
        while jobs.running() and not until.hasExpired():
            app.processEvents()
