"""A log at none, ten and ten thousand, its calendar and dialogs; the figures of a period."""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from prevent_desk.actions.service import Actions
from prevent_desk.app import figures, schema
from prevent_desk.community import practice_engagement
from prevent_desk.community import service as community_service
from prevent_desk.contacts import practice as contact_practice
from prevent_desk.contacts import service as contact_service
from prevent_desk.documents import service as document_service
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.ui.filters import CALENDAR, LIST
from prevent_desk.reports.service import Reports
from prevent_desk.reports.ui.page import ReportsPage
from prevent_desk.store.engine import create_store
from prevent_desk.store.session import Store
from prevent_desk.training import service as training_service
from prevent_desk.ui import theme
from tests.logbook import logs
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn

_FOLLOWED_MS = 150
"""After so long the pane shows what is chosen."""


def logbook_screens(camera: Camera, place: Path) -> None:
    """Take all of them over desks of their own."""
    schema.know_all_tables()
    for count in (0, 10, 10_000):
        store = _store(place, f"log{count}")
        if count:
            logs.fill(store, count, years=1 if count == 10 else 10)
        page = logs.EventsPage(logs.Events(store), DeskStandIn(store), logs.clock())
        page.resize(1290, 626)
        page.show()
        _take(camera, f"71_log_{count}", page)
        if count:
            _ways(camera, page, count)
        page.flush()
        page.deleteLater()
        store.close()
    _reports(camera, place)


def _ways(camera: Camera, page: logs.EventsPage, count: int) -> None:
    tab = page.tab()
    assert isinstance(tab, logs.EventsTab)
    tab.show_as(CALENDAR)
    _take(camera, f"71_log_{count}_calendar", page)
    tab.show_as(LIST)
    if count == 10:
        tab.ask(Query("nowhere", {"kind": frozenset({"stall"})}))
        _take(camera, "71_log_10_nothing_fits", page)
        return
    period = Query(first=date(2025, 5, 1), last=date(2025, 10, 31))
    tab.ask(period.choosing("kind", frozenset({"stall", "forum"})))
    _take(camera, "71_log_filtered", page)
    camera.take_dialog("71_log_take_out", page, tab.export)
    camera.take_dialog("71_log_keep_view", page, tab.views.keep)
    theme.set_text_percent(150)
    _take(camera, "71_log_150", page)
    tab.show_as(CALENDAR)
    _take(camera, "71_log_150_calendar", page)
    theme.set_text_percent(100)


def _reports(camera: Camera, place: Path) -> None:
    store, clock = _store(place, "figures"), logs.clock()
    contacts = contact_service.build(store, clock)
    actions = Actions(store, clock, contacts)
    training = training_service.build(store, clock, contacts, actions)
    community = community_service.build(store, clock, contacts, actions)
    documents = document_service.build(store, clock, contacts, actions)
    sources = figures.sources(training, community, documents)
    page = ReportsPage(Reports(store, clock, sources), DeskStandIn(store), clock)
    page.resize(1290, 626)
    page.show()
    page.go_to({"tab": "figures", "period": "all dates"})
    _take(camera, "72_reports_none", page)
    contact_practice.fill_practice(store, clock)
    practice_engagement.fill_practice(store, clock)
    quarter = {"first": "2025-09-01", "last": "2025-11-20"}
    page.go_to({"tab": "figures", **quarter, "beside": "nothing"})
    _take(camera, "72_reports", page)
    page.go_to({"tab": "figures", "beside": "before", "figure": "Engagement/reach"})
    _take(camera, "72_reports_compared", page)
    theme.set_text_percent(150)
    _take(camera, "72_reports_150", page)
    theme.set_text_percent(100)
    page.flush()
    page.deleteLater()
    store.close()


def _take(camera: Camera, name: str, page: QWidget) -> None:
    camera.settle()
    QTest.qWait(_FOLLOWED_MS)
    camera.take(name, page)


def _store(place: Path, name: str) -> Store:
    key = secrets.token_bytes(32)
    return create_store(place / f"{name}.pdv", key, f"desk-of-{name}", logs.clock(), "coordinator")
