"""A room: its views are made when they are first opened, and read when somebody looks at them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.core.clock import SetClock
from prevent_desk.ui.room import RoomAround, ServiceRoom, ViewKind
from tests.plan.page_room import DeskStandIn, new_store
from tests.ui.test_tabs_page import PlainTab

Words = dict[str, str]
"""What stands for the services of a room here."""


class View(PlainTab):
    """A view that counts how often it was read."""

    def __init__(self, around: RoomAround[Words], parent: QWidget, key: str) -> None:
        QWidget.__init__(self, parent)
        self.around, self.key, self.read, self.flushed, self.place = around, key, 0, 0, {}

    def crumbs(self) -> tuple[()]:
        return ()

    def reload(self) -> None:
        self.read += 1


def first(around: RoomAround[Words], parent: QWidget) -> View:
    return View(around, parent, "first")


def second(around: RoomAround[Words], parent: QWidget) -> View:
    return View(around, parent, "second")


class TwoViews(ServiceRoom[Words]):
    """A room with two views."""

    title, icon, start = "Rooms", "list", "first"
    views = (
        ViewKind("first", "First view", "list", "", first),
        ViewKind("second", "Second view", "list", "", second),
    )


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[TwoViews]:
    store = new_store(tmp_path)
    room = TwoViews({}, DeskStandIn(store), SetClock(datetime(2025, 12, 3, 9, 41, tzinfo=UTC)))
    qtbot.addWidget(room)
    yield room
    store.close()


def view(room: TwoViews) -> View:
    found = room.view()
    assert isinstance(found, View)
    return found


def test_an_act_reads_the_view_on_show_and_the_others_when_they_are_shown(room: TwoViews) -> None:
    one = view(room)
    room.go_to({"view": "second"})
    other = view(room)
    room.acts.changed.emit()
    room.acts.changed.emit()
    assert (one.read, other.read) == (0, 2)
    room.go_to({"view": "first"})
    assert (one.read, other.read) == (1, 2)
    room.go_to({"view": "second"})
    room.go_to({"view": "first"})
    assert (one.read, other.read) == (1, 2)


def test_its_first_name_leads_back_to_the_view_it_begins_with(room: TwoViews) -> None:
    room.go_to({"view": "second"})
    assert [one.title for one in room.crumbs()] == ["First view"]
    assert "First view" in [one.title for one in room.commands()]
    assert view(room).around.owner is room
