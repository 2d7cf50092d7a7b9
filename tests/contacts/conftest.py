"""The services of contacts over a real encrypted store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from prevent_desk.contacts import service
from prevent_desk.core.clock import SetClock
from tests import ready
from tests.contacts.desks import Desk

NOW = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)
"""A Tuesday afternoon, the moment of the pictures."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open desk without contacts."""
    clock = SetClock(NOW)
    store = ready.empty_store(tmp_path, clock)
    yield Desk(store, service.build(store, clock), clock)
    # Windows closed by the test are gone before the store: no timer of theirs asks it any more.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    store.close()
