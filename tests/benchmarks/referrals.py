"""50,000 referrals of 120 words: found while typing, and listed; beside what bare SQLite does.

Typing is measured from the key to the painted rows, in the real room over a real encrypted desk.
Beside it stands the same query, word for word, on a copy of the index in a plain SQLite file. The
list of 50,000 stands beside the list of 500. Both desks are made once in a run.
"""

from __future__ import annotations

import gc
import secrets
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from prevent_desk.app import schema
from prevent_desk.app.start import make_application
from prevent_desk.core.clock import SetClock
from prevent_desk.referrals import service
from prevent_desk.referrals.model.listing import Filter, Which
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.referrals.ui.list.pane import ReferralList
from prevent_desk.referrals.ui.room import ReferralRoom
from prevent_desk.store import search
from prevent_desk.store.engine import create_store
from prevent_desk.store.session import Store
from prevent_desk.store.settings import Settings
from prevent_desk.ui import jobs, theme
from tests.benchmarks import many_referrals
from tests.benchmarks.figures import Figure, clock, percentile, share_within, side_by_side
from tests.plan.page_room import DeskStandIn

MANY, FEW = 50_000, 500
NOW = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)
TYPED = (
    "the school", "sticker", "amira", "worried about", "kris", "online videos", "th", "PD-2024",
    "travel plan", "siobhan", "mother said", "knife", "zainab", "police", "isolated",
)  # fmt: skip
"""What is typed, key by key; the commonest beginnings of the desk among it."""
_PAUSE_S = 0.0003


def measure() -> list[Figure]:
    """Measure on one large desk and one small one."""
    # As the program runs: short turns for threads, a collector that looks at new things only.
    sys.setswitchinterval(0.001)
    app = make_application()
    theme.install(app, scheme="light")
    with tempfile.TemporaryDirectory() as place, _desk(Path(place) / "many.pdv", MANY) as many:
        figures = [*_typing(app, many), *_beside_plain(many, Path(place) / "plain.db")]
        with _desk(Path(place) / "few.pdv", FEW) as few:
            figures += _listing(app, many, few)
    return figures


@contextmanager
def _desk(path: Path, count: int) -> Iterator[ReferralServices]:
    schema.know_all_tables()
    desk_clock = SetClock(NOW)
    store = create_store(path, secrets.token_bytes(32), "desk-of-many", desk_clock, "coordinator")
    many_referrals.fill(store, count)
    yield service.build(store, desk_clock)
    jobs.stop_all()
    store.close()


class _Shell(DeskStandIn):
    """Keeps settings in memory, as the program's own shell does."""

    def setting(self, name: str, default: Any = None) -> Any:
        return self._settings().get(name, default)

    def _settings(self) -> Settings:
        if not hasattr(self, "_kept"):
            self._kept = Settings(self.store)
        return self._kept


def _room(services: ReferralServices) -> tuple[ReferralRoom, ReferralList]:
    shell = _Shell(services.store)
    room = ReferralRoom(services, shell, SetClock(NOW))
    room.resize(1290, 626)
    room.show()
    room.go_to({"view": "desk"})
    (found,) = room.findChildren(ReferralList)
    _settle(room)
    return room, found


def _settle(room: ReferralRoom) -> None:
    while jobs.running():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
    for _ in range(20):
        QApplication.processEvents()
    room.repaint()


def _typing(app: QApplication, services: ReferralServices) -> list[Figure]:
    room, pane = _room(services)
    gc.collect()
    gc.freeze()
    figures = []
    for which, named in ((Which.OPEN, "open ones"), (Which.ALL, "all 50,000")):
        pane.take(Filter(which=which))
        times: list[float] = []
        turns: list[float] = []
        for words in TYPED:
            for end in range(2, len(words) + 1):
                times.append(clock(lambda: _key(app, pane, words[:end], turns)))  # noqa: B023
            pane.form.filter_box.clear()
            _settle(room)
        within = share_within(times, 50.0) * 100
        beside = f"within 50 ms: {within:.0f} of 100; median {percentile(times, 50):.1f} ms"
        what = f"key to rows painted among {named}, 95th"
        figures.append(Figure("referrals", what, percentile(times, 95), beside, 0.0, 50.0))
        what = f"longest turn of the window while typing, {named}"
        figures.append(Figure("referrals", what, percentile(turns, 95), "95th", 0.0, 50.0))
    room.deleteLater()
    return figures


def _key(app: QApplication, pane: ReferralList, words: str, turns: list[float]) -> None:
    """Type a key and wait for its painted rows; notes the longest the window was busy at once."""
    busy = [clock(lambda: pane.form.filter_box.setText(words))]
    while pane._finding.is_looking():
        busy.append(clock(app.processEvents))
        # As a window sleeps between its events; asking without a pause takes the search's turns.
        time.sleep(_PAUSE_S)
    busy.append(clock(pane.form.list.viewport().repaint))
    turns.append(max(busy))


def _beside_plain(services: ReferralServices, path: Path) -> list[Figure]:
    """Measure the queries of the search itself, and the same on an unencrypted copy."""
    plain = sqlite3.connect(path, isolation_level=None)
    _copy(services.store, plain)
    figures = []
    for words in ("th", "school on", "amira"):
        query = search._query(words)

        def ours(query: str = query) -> object:
            with services.store.exclusively("a search") as raw:
                return search._newest(raw, query, 400)

        def theirs(query: str = query) -> object:
            return search._newest(plain, query, 400)  # type: ignore[arg-type]

        one, other = side_by_side(ours, theirs)
        what = f"the newest 400 for “{words}”"
        figures.append(Figure("referrals", what, one, "plain SQLite", other, 1.5))
    plain.close()
    return figures


def _copy(store: Store, plain: sqlite3.Connection) -> None:
    with store.exclusively("a copy") as raw:
        for name in ("search_entry", "search_index"):
            (sql,) = raw.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
            plain.execute(sql)
        plain.execute("BEGIN")
        plain.executemany(
            "INSERT INTO search_entry VALUES (?, ?, ?, ?, ?, ?, ?)",
            raw.execute("SELECT * FROM search_entry"),
        )
        plain.execute("INSERT INTO search_index(search_index) VALUES ('rebuild')")
        plain.execute("COMMIT")


def _listing(app: QApplication, many: ReferralServices, few: ReferralServices) -> Iterator[Figure]:
    """Measure how long the list takes to be there, and a page far down."""
    for which in (Which.OPEN, Which.ALL):
        one, other = side_by_side(
            _shows(app, many, Filter(which=which)), _shows(app, few, Filter(which=which)), rounds=5
        )
        what = f"list of 50,000 on show, {which.value}"
        yield Figure("referrals", what, one, "list of 500", other, 1.2)
    lists = many.lists
    found = lists.find(Filter(which=Which.CLOSED))
    near, far = side_by_side(
        lambda: lists.rows(found, 0, 100), lambda: lists.rows(found, found.count - 100, 100)
    )
    beside = f"the first page {near:.1f} ms"
    yield Figure("referrals", "the last page of 49,700", far, beside, 0.0, 50.0)


def _shows(app: QApplication, services: ReferralServices, wanted: Filter) -> Callable[[], object]:
    services.clocks.next_due()
    room, pane = _room(services)
    _rooms.append(room)

    def show() -> None:
        # Something else first, as cheap on either desk: nothing is in review.
        pane.take(Filter(state="in_review"))
        pane.take(wanted)
        app.processEvents()
        pane.form.list.viewport().repaint()

    return show


_rooms: list[ReferralRoom] = []
"""Kept on show while they are measured."""
