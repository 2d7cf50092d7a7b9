"""Lists over 10,000 contacts opened beside 500: from nothing to the first rows painted.

What is not on the first screen is read beside the window; an act reads only those it is about.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent
from PySide6.QtWidgets import QApplication

from prevent_desk.app import schema
from prevent_desk.contacts import service
from prevent_desk.contacts.model.people import NewContact, NewOrganisation
from prevent_desk.contacts.model.records import SeatKind
from prevent_desk.contacts.service import ContactServices
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.lists.tab import ListsTab
from prevent_desk.contacts.ui.people.tab import PeopleTab
from prevent_desk.contacts.ui.room import ContactRoom
from prevent_desk.contacts.ui.seats.tab import SeatsTab
from prevent_desk.core.clock import SetClock
from prevent_desk.store.engine import create_store
from prevent_desk.store.session import Store
from prevent_desk.ui import jobs, theme
from tests.benchmarks.figures import Figure, clock, side_by_side
from tests.plan.page_room import DeskStandIn

MANY, FEW, AGENCIES = 10_000, 500, 25
_RATIO, _ROUNDS = 1.5, 7
_NOW = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)
_TABS: tuple[tuple[str, Callable[[Around], PeopleTab | ListsTab | SeatsTab]], ...] = (
    ("agency seats", SeatsTab), ("people", PeopleTab), ("lists", ListsTab),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Desk:
    store: Store
    services: ContactServices
    room: ContactRoom
    holding: int


def measure() -> list[Figure]:
    """Open each list over many and over few, turn about; then confirm a seat over both."""
    app = QApplication.instance() or QApplication(["benchmark"])
    assert isinstance(app, QApplication)
    theme.install(app, scheme="light")
    schema.know_all_tables()
    with tempfile.TemporaryDirectory() as place:
        many, few = (_desk(Path(place), count) for count in (MANY, FEW))
        figures = []
        for words, make in _TABS:
            of_many, of_few = [], []
            for _round in range(_ROUNDS):
                of_few.append(_opened(app, few, make))
                of_many.append(_opened(app, many, make))
            figures.append(
                Figure(
                    "contacts", f"{words} over {MANY:,} contacts opened", min(of_many),
                    f"{FEW} contacts", min(of_few), _RATIO,
                )
            )  # fmt: skip
        confirmed, confirmed_few = side_by_side(lambda: _confirm(many), lambda: _confirm(few))
        figures.append(
            Figure(
                "contacts", f"a seat confirmed among {MANY:,} contacts", confirmed,
                f"{FEW} contacts", confirmed_few, _RATIO,
            )
        )  # fmt: skip
        jobs.stop_all()
        for desk in (many, few):
            desk.room.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for desk in (many, few):
            desk.store.close()
    return figures


def _opened(
    app: QApplication, desk: _Desk, make: Callable[[Around], PeopleTab | ListsTab | SeatsTab]
) -> float:
    # As after unlocking: nothing is known yet.
    desk.store.known.clear()
    made: list[PeopleTab | ListsTab | SeatsTab] = []

    def opened() -> None:
        tab = make(desk.room.around)
        made.append(tab)
        tab.resize(960, 560)
        tab.show()
        tab.grab()

    took = clock(opened)
    until = QDeadlineTimer(20_000)
    app.processEvents()
    while jobs.running() and not until.hasExpired():
        app.processEvents()
    made[0].flush()
    made[0].deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return took


def _confirm(desk: _Desk) -> None:
    desk.services.seats.verify(desk.holding, _NOW.date(), "telephone")


def _desk(place: Path, count: int) -> _Desk:
    at = SetClock(_NOW)
    store = create_store(
        place / f"{count}.pdv", secrets.token_bytes(32), f"desk-of-{count}", at, "coordinator"
    )
    services = service.build(store, at)
    with store.writing("contacts") as session:
        places = [
            services.organisations.add_in(
                session, NewOrganisation(f"Agency {number}", "health", is_on_panel=True)
            )
            for number in range(AGENCIES)
        ]
        for number in range(count):
            new = NewContact(
                f"Given{number} Family{number % 997}", places[number % AGENCIES],
                emails=(f"p{number}@agency.example",), role="Officer",
                topics=("schools",) if number % 3 == 0 else (),
            )  # fmt: skip
            services.people.enter(session, new)
    people = services.people.of(places[0])
    holding = services.seats.fill(places[0], SeatKind.PANEL_LEAD, people[0].id, date(2025, 1, 6))
    services.lists.add_forum()
    room = ContactRoom(services, DeskStandIn(store), at)
    return _Desk(store, services, room, holding)
