"""A real desk whose plan is sent to partners."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plan.partners_out.sample import Room, new_room


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A desk with the plan of 2015/16."""
    made = new_room(tmp_path)
    yield made
    made.store.close()
