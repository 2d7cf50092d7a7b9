"""The services of referrals over a real encrypted store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from prevent_desk.core.clock import Clock, SetClock
from prevent_desk.referrals import service
from prevent_desk.store.session import Store
from tests import ready
from tests.referrals.desks import Desk

NOW = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)
"""A Tuesday afternoon, the moment of the pictures."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open desk without referrals."""
    with open_desk(tmp_path, ready.nothing) as found:
        yield found


@contextmanager
def open_desk(folder: Path, fill: Callable[[Store, Clock], object]) -> Iterator[Desk]:
    """Open a desk that a function of a module filled, once in a run, for every test that asks."""
    clock = SetClock(NOW)
    store = ready.store(folder, clock, fill).store
    try:
        yield Desk(store, service.build(store, clock), clock)
    finally:
        store.close()


def desk_over(store: Store, clock: Clock) -> Desk:
    """Return the services of referrals over a store, for a filling of `open_desk`."""
    told = SetClock(clock.now())
    return Desk(store, service.build(store, told), told)
