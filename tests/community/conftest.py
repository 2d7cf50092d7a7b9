"""A desk for engagement and enquiries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.community.engagement.desks import Desk, open_desk, open_planned_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open desk with nothing logged yet."""
    made = open_desk(tmp_path)
    yield made
    # Windows closed by the test are gone before the store: no timer of theirs asks it any more.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made.store.close()


@pytest.fixture
def planned_desk(tmp_path: Path) -> Iterator[Desk]:
    """An open desk with the plan of 2015/16 and nothing logged yet."""
    made = open_planned_desk(tmp_path)
    yield made
    made.store.close()
