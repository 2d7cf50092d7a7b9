"""What tests of the tab "Support" ask of its window again and again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.model.support import ASKS
from prevent_desk.referrals.ui.support.tab import SupportTab
from prevent_desk.ui import tab_order
from tests.referrals.desks import Desk
from tests.referrals.tab_room import TabRoom


class EyeRoom(TabRoom):
    """A room in which Tab goes as the eye does, as the shell has it around every page."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        return tab_order.go((self,), forward=forward)


def wake(qtbot: QtBot, room: TabRoom) -> None:
    """Show a room and give it the keyboard, as a system does."""
    room.show_sized()
    with qtbot.waitActive(room):
        room.activateWindow()


def tab_of(room: TabRoom) -> SupportTab:
    assert isinstance(room.tab, SupportTab)
    return room.tab


def press(room: TabRoom, key: Qt.Key, *, control: bool = False) -> None:
    # A list of what fits what is typed takes the keys first, and lets Tab go on.
    popup = QApplication.activePopupWidget()
    if popup is not None and key == Qt.Key.Key_Tab:
        popup.hide()
        popup = None
    if popup is None and not room.isActiveWindow():
        # Offscreen, a list that closes leaves no window active; on a desk the one below it is.
        room.activateWindow()
        QApplication.processEvents()
    modifier = Qt.KeyboardModifier
    widget = popup or QApplication.focusWidget() or room
    QTest.keyClick(widget, key, modifier.ControlModifier if control else modifier.NoModifier)
    # What the key brought or took away is laid out before the next key, as before a person's.
    QApplication.processEvents()


def write(room: TabRoom, words: str) -> None:
    QTest.keyClicks(room.focusWidget(), words)
    QApplication.processEvents()


def tab_to(room: TabRoom, name: str) -> None:
    """Press Tab until what has a name (or shows it) has the keyboard."""
    seen = []
    for _step in range(60):
        here = room.focusWidget()
        shown = str(here.property("text") or "").replace("&", "")
        seen.append(here.accessibleName() or shown)
        if name in (here.accessibleName(), shown):
            return
        press(room, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reached {name}, but {seen}")


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def approved_plan(desk: Desk, episode: int) -> int:
    """Write a plan with the four things and have it approved on 20 November."""
    supports = desk.services.supports
    plan_id = supports.begin(episode)
    for ask in ASKS:
        supports.write(plan_id, ask.field, f"{ask.label} is settled.")
    supports.approve(plan_id, desk.clock.today().replace(day=20), "Panel")
    return plan_id
