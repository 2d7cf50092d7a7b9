"""The room with the tab of sightings on real widgets, with a stand-in for the shell around it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prevent_desk.community.ui.page import CommunityPage
from prevent_desk.community.ui.room import CommunityRoom
from prevent_desk.community.ui.sightings.tab import SightingsTab
from prevent_desk.ui import jobs
from tests.community.sightings.desks import Desk
from tests.plan.page_room import DeskStandIn

LONG_MS = 20_000


class Room:
    """The room with the tab of sightings, open."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.bot = desk, qtbot
        self.shell = DeskStandIn(desk.store)
        self.room = CommunityRoom(desk.services, self.shell, desk.clock)
        self.shell.after_undo = self.room.reload
        qtbot.addWidget(self.room)
        self.room.resize(1290, 626)
        with qtbot.waitActive(self.room):
            self.room.show()
            self.room.activateWindow()
        self.room.go_to({"view": "community", "tab": "sightings"})
        page = self.room.findChild(CommunityPage)
        assert page is not None
        self.around = page.around
        tab = page.findChild(SightingsTab)
        assert tab is not None
        self.tab = tab

    def settle(self) -> None:
        """Wait until nothing is being done beside the window."""
        self.bot.waitUntil(lambda: jobs.running() == 0, timeout=LONG_MS)
        QApplication.processEvents()
