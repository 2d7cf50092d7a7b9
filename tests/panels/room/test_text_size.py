"""The desk at larger text and back: panes have the widths they had."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prevent_desk.ui import theme
from tests.panels.desk_room import DeskRoom
from tests.panels.desks import Desk


@pytest.fixture
def room(live: Desk, qtbot: QtBot, qapp: QApplication) -> Iterator[DeskRoom]:
    theme.install(qapp, scheme="light")
    yield DeskRoom(live, qtbot)
    theme.set_text_percent(100)


def test_panes_have_their_widths_again_after_large_text(room: DeskRoom) -> None:
    splitter = room.view._splitter
    before = splitter.sizes()
    theme.set_text_percent(150)
    room.settle()
    assert splitter.sizes()[0] > before[0]
    theme.set_text_percent(100)
    room.qtbot.waitUntil(lambda: splitter.sizes() == before)


def test_a_width_chosen_by_hand_is_kept_over_large_text(room: DeskRoom) -> None:
    splitter = room.view._splitter
    splitter.moveSplitter(260, 1)
    assert splitter.sizes()[0] == 260
    for percent in (150, 100):
        theme.set_text_percent(percent)
        room.settle()
    room.qtbot.waitUntil(lambda: splitter.sizes()[0] == 260)


def test_the_day_of_a_meeting_is_whole_at_large_text(room: DeskRoom) -> None:
    header = room.view.header
    theme.set_text_percent(150)
    room.room.resize(1204, 566)
    room.settle()
    words = header.title.fontMetrics().horizontalAdvance(header.title.text())
    room.qtbot.waitUntil(lambda: header.title.width() >= words)
    assert header.side.isVisible()
    theme.set_text_percent(100)
    room.room.resize(1290, 606)
    room.qtbot.waitUntil(lambda: header.key.isVisible() and header.mode.isVisible())
