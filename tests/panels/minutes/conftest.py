"""A meeting that was held: one for a module to read, and one of a test's own to change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.panels.desks import Desk
from tests.panels.minutes.meeting import open_held


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A held meeting that nobody changes."""
    made = open_held(tmp_path_factory.mktemp("held"))
    yield made
    made.store.close()


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Desk]:
    """A held meeting of a test's own."""
    made = open_held(tmp_path)
    yield made
    made.store.close()
