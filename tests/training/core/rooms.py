"""The room of training on real widgets over the practice staff, with a stand-in for the shell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.actions.service import Actions
from prevent_desk.contacts import service as contact_service
from prevent_desk.core.clock import Clock, SetClock
from prevent_desk.store.session import Store
from prevent_desk.training import practice_people, service
from prevent_desk.training.ui.courses.tab import CoursesTab
from prevent_desk.training.ui.matrix.tab import MatrixTab
from prevent_desk.training.ui.page import TrainingPage
from prevent_desk.training.ui.people.tab import PeopleTab
from prevent_desk.training.ui.room import TrainingRoom
from tests import ready
from tests.plan.page_room import DeskStandIn
from tests.training.desks import NOW, Desk


class _Shell(DeskStandIn):
    """A shell that shows one room only."""

    room: TrainingRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        self.room.go_to(position or {})


def with_staff(store: Store, clock: Clock) -> None:
    """Fill a desk with the practice staff."""
    practice_people.fill_practice(store, clock)


def staffed_desk(folder: Path) -> Desk:
    """Open a desk with the practice staff; its owner closes the store."""
    clock = SetClock(NOW)
    store = ready.store(folder, clock, with_staff).store
    contacts = contact_service.build(store, clock)
    actions = Actions(store, clock, contacts)
    return Desk(store, clock, contacts, actions, service.build(store, clock, contacts, actions))


class Room:
    """The room, open, and what tests do in it."""

    def __init__(self, desk: Desk, qtbot: QtBot, **position: Any) -> None:
        self.desk, self.bot = desk, qtbot
        self.shell = _Shell(desk.store)
        self.room = self.shell.room = TrainingRoom(desk.training, self.shell, desk.clock)
        self.shell.after_undo = self.room.reload
        qtbot.addWidget(self.room)
        self.room.resize(1290, 626)
        with qtbot.waitActive(self.room):
            self.room.show()
            self.room.activateWindow()
        self.room.go_to(position or {"tab": "matrix"})
        self.room.setFocus()

    def page(self) -> TrainingPage:
        """Return the page of tabs."""
        view = self.room.view()
        assert isinstance(view, TrainingPage)
        return view

    def matrix(self, **position: Any) -> MatrixTab:
        """Show the matrix and return it."""
        self.room.go_to({"tab": "matrix", **position})
        tab = self.page().tab()
        assert isinstance(tab, MatrixTab)
        return tab

    def people(self, **position: Any) -> PeopleTab:
        """Show the people and return the tab."""
        self.room.go_to({"tab": "people", **position})
        return self.people_on_show()

    def people_on_show(self) -> PeopleTab:
        """Return the tab of people, which is on show."""
        tab = self.page().tab()
        assert isinstance(tab, PeopleTab)
        return tab

    def courses(self, **position: Any) -> CoursesTab:
        """Show the courses and return the tab."""
        self.room.go_to({"tab": "courses", **position})
        tab = self.page().tab()
        assert isinstance(tab, CoursesTab)
        return tab

    def keys(self, typed: Any, *, to: QWidget | None = None) -> None:
        """Press a key, or type words, where the keyboard is."""
        target = to or self.room.window().focusWidget()
        assert target is not None
        if isinstance(typed, str):
            QTest.keyClicks(target, typed)
        else:
            QTest.keyClick(target, typed)
        QApplication.processEvents()

    def course_id(self, code: str) -> int:
        """Return a course of the catalogue by its code."""
        return next(one.id for one in self.desk.training.courses.all() if one.code == code)

    def department_id(self, name: str) -> int:
        """Return a department by its name."""
        return self.desk.training.departments.by_name()[name.casefold()].id


KEY = Qt.Key
