"""A meeting that was held: one for a module to read, and one of a test's own to change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.panels.desks import Desk, open_desk
from tests.panels.minutes import meeting


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A held meeting that nobody changes."""
    made = open_desk(tmp_path_factory.mktemp("held"))
    meeting.hold(made)
    yield made
    made.store.close()


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Desk]:
    """A held meeting of a test's own."""
    made = open_desk(tmp_path)
    meeting.hold(made)
    yield made
    made.store.close()
