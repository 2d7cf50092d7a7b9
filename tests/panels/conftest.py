"""A desk with nine agencies, five cases and a meeting, planned or under way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.panels.desks import Desk, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A planned meeting with five cases."""
    made = open_desk(tmp_path)
    yield made
    # Windows closed by the test are gone before the store: no timer of theirs asks it any more.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made.store.close()


@pytest.fixture
def live(desk: Desk) -> Desk:
    """The meeting at its third case, all but probation in the room."""
    desk.begin()
    return desk
