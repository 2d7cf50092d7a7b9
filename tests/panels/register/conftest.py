"""A meeting that was held, with its decisions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.panels.desks import Desk
from tests.panels.minutes.meeting import open_held


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Desk]:
    """A held meeting of a test's own."""
    made = open_held(tmp_path)
    yield made
    made.store.close()
