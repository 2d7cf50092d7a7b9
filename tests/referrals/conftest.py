"""The services of referrals over a real encrypted store."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from prevent_desk.app import schema
from prevent_desk.core.clock import SetClock
from prevent_desk.referrals import service
from prevent_desk.store.engine import create_store
from tests.referrals.desks import Desk

NOW = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)
"""A Tuesday afternoon, the moment of the pictures."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open desk without referrals."""
    schema.know_all_tables()
    clock = SetClock(NOW)
    key = secrets.token_bytes(32)
    store = create_store(tmp_path / "vault.pdv", key, "desk-of-cases", clock, "coordinator")
    yield Desk(store, service.build(store, clock), clock)
    store.close()
