"""Every test of the kit sees the light theme at 100 %, and leaves it so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from prevent_desk.ui import theme


@pytest.fixture
def desk_look(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp, scheme="light")
    yield
    theme.install(qapp, scheme="light")
