"""Actions over a real encrypted store, with four agencies that may owe something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.actions.desks import Desk, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open desk with agencies, and no action yet."""
    desk = open_desk(tmp_path)
    yield desk
    desk.store.close()
