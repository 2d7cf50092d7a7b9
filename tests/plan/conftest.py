"""The plan's service over a real encrypted store, with the plan of 2015/16 in it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from prevent_desk.core.clock import SetClock
from prevent_desk.plan.service import Plans
from prevent_desk.plan.source import source_plan
from prevent_desk.store.engine import create_store
from prevent_desk.store.session import Store
from tests.plan.desks import Desk

NOW = datetime(2015, 11, 25, 14, 2, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open desk that holds the plan of 2015/16 as it was printed, with nothing to undo."""
    store, clock = new_store(tmp_path)
    plans = Plans(store, clock)
    plan_id = plans.import_plan(source_plan(), None)
    store.close_history()
    yield Desk(store, plans, clock, plan_id)
    store.close()


@pytest.fixture
def empty_desk(tmp_path: Path) -> Iterator[Desk]:
    """An open desk without a plan."""
    store, clock = new_store(tmp_path)
    yield Desk(store, Plans(store, clock), clock, 0)
    store.close()


def new_store(folder: Path) -> tuple[Store, SetClock]:
    """Make a real store in a folder, under a key of its own."""
    clock = SetClock(NOW)
    key = secrets.token_bytes(32)
    return create_store(folder / "vault.pdv", key, "desk-of-the-plan", clock, "coordinator"), clock
