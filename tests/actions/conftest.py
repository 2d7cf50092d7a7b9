"""Actions over a real encrypted store, with four agencies that may owe something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.actions.desks import Desk, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open desk with agencies, and no action yet."""
    desk = open_desk(tmp_path)
    yield desk
    # Windows closed by the test are gone before the store: no timer of theirs asks it any more.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.store.close()
