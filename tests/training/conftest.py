"""Training over a real encrypted store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.training.desks import Desk, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open desk without courses, people and sessions."""
    desk = open_desk(tmp_path)
    yield desk
    # Windows closed by the test are gone before the store: no timer of theirs asks it any more.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.store.close()
