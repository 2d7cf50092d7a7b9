"""The room of the community on real widgets, with a stand-in for the shell around it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.community.ui.engagement.tab import EngagementTab
from prevent_desk.community.ui.enquiries.tab import EnquiriesTab
from prevent_desk.community.ui.page import CommunityPage
from prevent_desk.community.ui.room import CommunityRoom
from prevent_desk.contacts.ui.pane_parts import Pane
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.labels import WrapLabel
from tests.community.engagement.desks import Desk
from tests.plan.page_room import DeskStandIn


class Room:
    """The room, open, and what tests do in it."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk = desk
        self.shell = DeskStandIn(desk.store)
        self.room = CommunityRoom(desk.community, self.shell, desk.clock)
        self.shell.after_undo = self.room.reload
        qtbot.addWidget(self.room)
        self.room.resize(1290, 626)
        with qtbot.waitActive(self.room):
            self.room.show()
            self.room.activateWindow()

    def page(self) -> CommunityPage:
        """Return the page of tabs."""
        found = self.room.findChild(CommunityPage)
        assert found is not None
        return found

    def engagement(self, **position: Any) -> EngagementTab:
        """Show the tab of engagement and return it."""
        self.room.go_to({"view": "community", "tab": "engagement", **position})
        found = self.page().findChild(EngagementTab)
        assert found is not None
        return found

    def enquiries(self, **position: Any) -> EnquiriesTab:
        """Show the tab of enquiries and return it."""
        self.room.go_to({"view": "community", "tab": "enquiries", **position})
        found = self.page().findChild(EnquiriesTab)
        assert found is not None
        return found


def keys(typed: Any, to: QWidget, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key, or type words."""
    if isinstance(typed, str):
        QTest.keyClicks(to, typed)
    else:
        QTest.keyClick(to, typed, held)
    QApplication.processEvents()


def said(pane: Pane) -> str:
    """Return every word a pane shows."""
    told = [one.text() for one in pane.findChildren(WrapLabel) if not one.isHidden()]
    told += [one.text() for one in pane.findChildren(Chip)]
    return "\n".join(told)


def press(pane: Pane, words: str) -> None:
    """Press the first button of a pane that begins so."""
    next(one for one in pane.buttons() if one.accessibleName().startswith(words)).click()
