"""The plan's service over a real encrypted store, with the plan of 2015/16 in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from prevent_desk.core.clock import Clock, SetClock
from prevent_desk.plan.service import Plans
from prevent_desk.plan.source import source_plan
from prevent_desk.store.session import Store
from tests import ready
from tests.plan.desks import Desk

NOW = datetime(2015, 11, 25, 14, 2, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open desk that holds the plan of 2015/16 as it was printed, with nothing to undo."""
    clock = SetClock(NOW)
    store, plan_id = ready.store(tmp_path, clock, with_the_plan)
    yield Desk(store, Plans(store, clock), clock, plan_id)
    store.close()


@pytest.fixture
def empty_desk(tmp_path: Path) -> Iterator[Desk]:
    """An open desk without a plan."""
    store, clock = new_store(tmp_path)
    yield Desk(store, Plans(store, clock), clock, 0)
    store.close()


def with_the_plan(store: Store, clock: Clock) -> int:
    """Put the plan of 2015/16 in, and return its id."""
    return Plans(store, clock).import_plan(source_plan(), None)


def new_store(folder: Path) -> tuple[Store, SetClock]:
    """Return an empty real store in a folder, and its clock."""
    clock = SetClock(NOW)
    return ready.empty_store(folder, clock), clock
