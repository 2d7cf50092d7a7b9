"""Opening a record among 50,000 referrals, from the act to the painted window; a long line of time.

What comes after the first picture (the log of viewing, numbers on tabs, earlier contacts) is let
come to rest between two openings and is not counted: nobody waits for it.
"""

from __future__ import annotations

import random
import secrets
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QApplication

from prevent_desk.app import schema
from prevent_desk.core.clock import SetClock
from prevent_desk.referrals import service
from prevent_desk.referrals.model.timeline import Kind
from prevent_desk.referrals.tables import EntryTable
from prevent_desk.referrals.ui.desk_view import DeskView
from prevent_desk.referrals.ui.room import ReferralRoom
from prevent_desk.store.engine import create_store
from prevent_desk.store.session import Store
from prevent_desk.ui import jobs, theme
from tests.benchmarks import many_referrals
from tests.benchmarks.figures import Figure, clock, percentile
from tests.plan.page_room import DeskStandIn

REFERRALS = 50_000
OPENINGS = 40
ENTRIES = 1000
_MOST_MS = 50.0


def measure() -> list[Figure]:
    """Open records at random, then one with a thousand entries, again and again."""
    app = QApplication.instance() or QApplication(["benchmark"])
    assert isinstance(app, QApplication)
    theme.install(app, scheme="light")
    schema.know_all_tables()
    at = SetClock(datetime(2025, 11, 25, 14, 2, tzinfo=UTC))
    with tempfile.TemporaryDirectory() as place:
        store = create_store(
            Path(place) / "vault.pdv", secrets.token_bytes(32), "desk-of-many", at, "coordinator"
        )
        many_referrals.fill(store, REFERRALS)
        services = service.build(store, at)
        room = ReferralRoom(services, DeskStandIn(store), at)
        room.resize(1290, 626)
        room.show()
        _settle(app)
        drawn = random.Random(11)
        some = drawn.sample(range(1, REFERRALS + 1), OPENINGS)
        _open(app, room, some[-1])
        # The least of three of each: on a shared machine noise only ever adds.
        rounds = [[_open(app, room, one) for one in some] for _ in range(3)]
        opened = [min(times) for times in zip(*rounds, strict=True)]
        _write_entries(store, some[0], at.now().replace(tzinfo=None))
        long = []
        for _ in range(9):
            _open(app, room, some[1])
            long.append(_open(app, room, some[0]))
        room.flush()
        room.deleteLater()
        jobs.stop_all()
        store.close()
    beside = f"median {percentile(opened, 50):.1f} ms, of {OPENINGS}"
    return [
        Figure(
            "record", "a record opened, 95 of 100", percentile(opened, 95), beside, 0.0, _MOST_MS
        ),
        Figure("record", "one with 1,000 entries opened", min(long), "least of 9", 0.0, 250.0),
    ]


def _write_entries(store: Store, episode_id: int, now: datetime) -> None:
    """Write a long line of time straight into the table: entry by entry it is indexed each time."""
    with store.writing(None) as session:
        session.add_all(
            EntryTable(
                episode_id=episode_id, kind=Kind.NOTE.value, on=now - timedelta(hours=7 * number),
                at=now, by="coordinator", with_whom="", title="", body=f"Entry {number}. " * 12,
                is_referrers=False, adds_to=None,
            )
            for number in range(ENTRIES)
        )  # fmt: skip


def _open(app: QApplication, room: ReferralRoom, episode_id: int) -> float:
    view = room.view()
    assert isinstance(view, DeskView)
    # As the list does when Enter opens its row.
    taken = clock(lambda: (view.list.on_opened(episode_id), view.record.repaint()))
    _settle(app)
    return taken


def _settle(app: QApplication) -> None:
    until = QDeadlineTimer(20_000)
    for _round in range(12):
        app.processEvents()
        while jobs.running() and not until.hasExpired():
            app.processEvents()
