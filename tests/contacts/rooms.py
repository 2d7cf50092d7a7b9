"""The room of contacts on real widgets, with a stand-in for the shell around it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.contacts.ui.people.tab import PeopleTab
from prevent_desk.contacts.ui.room import ContactRoom
from prevent_desk.contacts.ui.round.view import RoundView
from prevent_desk.contacts.ui.seats.tab import SeatsTab
from prevent_desk.contacts.ui.view import ContactsView
from tests.contacts.desks import Desk
from tests.plan.page_room import DeskStandIn

CTRL = Qt.KeyboardModifier.ControlModifier


class _Shell(DeskStandIn):
    """A shell that shows one room only."""

    room: ContactRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        self.room.go_to(position or {})


class Room:
    """The room, open, and what tests do in it."""

    def __init__(self, desk: Desk, qtbot: QtBot, **position: Any) -> None:
        self.desk = desk
        self.shell = _Shell(desk.store)
        self.room = self.shell.room = ContactRoom(desk.contacts, self.shell, desk.clock)
        self.shell.after_undo = self.room.reload
        qtbot.addWidget(self.room)
        self.room.resize(1290, 626)
        with qtbot.waitActive(self.room):
            self.room.show()
            self.room.activateWindow()
        self.room.go_to(position)
        self.room.setFocus()

    def seats(self) -> SeatsTab:
        """Show the tab of seats and return it."""
        tab = self._page("seats").tab()
        assert isinstance(tab, SeatsTab)
        return tab

    def people(self) -> PeopleTab:
        """Show the tab of people and return it."""
        tab = self._page("people").tab()
        assert isinstance(tab, PeopleTab)
        return tab

    def check(self) -> RoundView:
        """Show the yearly check and return it."""
        self.room.go_to({"view": "round"})
        view = self.room.view()
        assert isinstance(view, RoundView)
        return view

    def page(self) -> ContactsView:
        """Return the page of tabs."""
        view = self.room.view()
        assert isinstance(view, ContactsView)
        return view

    def keys(self, typed: Any, *, to: QWidget | None = None, control: bool = False) -> None:
        """Press a key, or type words, where the keyboard is."""
        target = to or self.room.window().focusWidget()
        assert target is not None
        if isinstance(typed, str):
            QTest.keyClicks(target, typed)
        else:
            held = CTRL if control else Qt.KeyboardModifier.NoModifier
            QTest.keyClick(target, typed, held)
        QApplication.processEvents()

    def _page(self, tab: str) -> ContactsView:
        self.room.go_to({"view": "contacts", "tab": tab})
        return self.page()
