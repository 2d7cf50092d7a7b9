"""The tab of people: everybody one works with, filtered, and the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.beside import Beside
from prevent_desk.contacts.ui.filter_row import FilterRow, Quick
from prevent_desk.contacts.ui.importing import acts as import_acts
from prevent_desk.contacts.ui.people import acts, rows
from prevent_desk.contacts.ui.people.pane import PersonPane
from prevent_desk.contacts.ui.people.rows import People, Row
from prevent_desk.contacts.ui.words import counted
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.two_lines import CellColumn, TwoLineTable

_AWAY, _PERSONAL, _TWICE, _LEFT = "away", "personal", "twice", "left"
_FOLLOW_MS = 80


def how_many_people(around: Around) -> int:
    """Return how many contacts there are who did not leave."""
    return around.services.people.how_many()


class PeopleTab(QWidget):
    """Satisfies `ui.tabs_page.Tab`; a position: `{"contact": 3}`."""

    changed = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._people = People()
        self._wanted: int | None = None
        self.filters = FilterRow("Filter people", [_AWAY, _PERSONAL, _TWICE, _LEFT])
        self.table: TwoLineTable[Row] = TwoLineTable(
            [
                CellColumn("Name", rows.name_cell),
                CellColumn("Organisation", rows.place_cell),
                CellColumn("Reached by", rows.reached_cell),
                CellColumn("Seats", rows.held_cell),
            ],
            lambda row: row.person.id,
            "People",
        )
        self.pane = PersonPane(around)
        self.empty = EmptyState()
        self.in_button = Button("Take &in", "file-input")
        self.out_button = Button("Take &out", "file-output")
        self.new_button = Button("New &contact", "user-plus", kind="primary")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        self._follow = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._follow.timeout.connect(self._catch_up_pane)
        services, clock = around.services, around.clock
        self.reading: Beside[People] = Beside(
            self, services, lambda: rows.read_first(services, clock.today()),
            lambda stopped: rows.read(services, clock.today(), stopped), self._show_people,
        )  # fmt: skip
        self.filters.changed.connect(self._show)
        self.filters.moved.connect(self.table.move_by)
        self.filters.entered.connect(self.table.setFocus)
        self.table.current_changed.connect(lambda _row: self._follow.start())
        self.table.opened.connect(self._open)
        self.table.menu_asked.connect(self._menu)
        self.table.stepped_back.connect(self.filters.step_back)
        self.new_button.clicked.connect(self._add)
        self.in_button.clicked.connect(lambda: import_acts.take_in(around))
        self.out_button.clicked.connect(lambda: import_acts.take_out(around))
        self.empty.first_clicked.connect(self._fill_empty)
        self.reload()

    # What the page asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def side(self) -> QWidget | None:
        """Return the pane of the person."""
        return self.pane

    def has_subject(self) -> bool:
        """Return whether there is anybody."""
        return bool(self._people.rows)

    def buttons(self) -> Sequence[Button]:
        """Return its buttons in the page's head."""
        return (self.in_button, self.out_button, self.new_button)

    def count(self) -> int:
        """Return how many people are there."""
        if not self._people.is_whole:
            return how_many_people(self._around)
        return sum(row.person.left is None for row in self._people.rows)

    def shown_count(self) -> str:
        """Return "40 of 143 people"."""
        return f"{self.table.rows.rowCount():,} of {counted(self.count(), 'person', 'people')}"

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        found = [
            Command("New contact", self._add, "user-plus", "Ctrl+N", "person add"),
            *import_acts.commands(self._around),
        ]
        row = self.table.current()
        if row is not None:
            one, around = row.person, self._around
            found += [
                Command("Change this contact", partial(acts.change, around, one), "pencil"),
                Command("This contact is away", partial(acts.away, around, one), "calendar-x"),
                Command("Merge this contact with another", partial(acts.merge, around, one)),
                Command("This contact left", partial(acts.leave, around, one), "user-x"),
            ]
        return found

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does: a new contact."""
        return self._add

    def filter_here(self) -> None:
        """Put the keyboard into the filter."""
        self.filters.box.setFocus()
        self.filters.box.selectAll()

    def position(self) -> dict[str, Any]:
        """Return who is chosen."""
        return {"contact": self.pane.person.id} if self.pane.person else {}

    def go_to(self, position: dict[str, Any]) -> None:
        """Choose somebody, or those some words are found in: the name of an organisation."""
        if isinstance(words := position.get("words"), str):
            self.filters.clear()
            self.filters.box.setText(words)
            return
        wanted = position.get("contact")
        if not isinstance(wanted, int) or not self._around.services.people.is_there(wanted):
            return
        person = self._around.services.people.one(wanted)
        if not self.table.go_to_key(person.id):
            self.filters.clear()
            if person.left is not None:
                self.filters.chips[_LEFT].setChecked(True)
            if not self.table.go_to_key(person.id) and self.reading.is_reading:
                # They are shown now, and chosen when the list has come to them.
                self._wanted = person.id
        self._follow.stop()
        if self._wanted is None:
            self._show_pane()
        else:
            self.pane.show_person(person, ())
            self.changed.emit()

    def flush(self) -> None:
        """Leave what was put off: the store may be closed now. Words are typed in dialogs only."""
        if self._follow.isActive():
            self._follow.stop()
            self._show_pane()

    def reload(self) -> None:
        """Show the store as it is now."""
        self.reading.read()

    # Inside

    def _show_people(self, people: People) -> None:
        self._people = people
        self._show()
        if self._wanted is not None and people.is_whole:
            wanted, self._wanted = self._wanted, None
            self.go_to({"contact": wanted})
            return
        self._show_pane()

    def _show(self) -> None:
        filters = self.filters
        wanted = filters.words().casefold().split()
        found = [
            row
            for row in self._people.rows
            if (row.person.left is not None) is filters.is_on(_LEFT)
            and (not filters.sector() or row.person.sector == filters.sector())
            and (not filters.is_on(_AWAY) or row.absence is not None)
            and (not filters.is_on(_PERSONAL) or row.personal)
            and (not filters.is_on(_TWICE) or row.twice)
            and all(part in row.found_by for part in wanted)
        ]
        here = [row for row in self._people.rows if row.person.left is None]
        left = len(self._people.rows) - len(here)
        away, personal = sum(bool(row.absence) for row in here), sum(row.personal for row in here)
        twice = sum(row.twice for row in here)
        filters.show_quick(
            [
                Quick(_AWAY, f"{away} away", "calendar-x", "blue", away),
                Quick(
                    _PERSONAL, counted(personal, "personal address", "personal addresses"),
                    "triangle-alert", "amber", personal,
                ),
                Quick(_TWICE, f"{twice} perhaps twice", "users", "amber", twice),
                Quick(_LEFT, f"{left} left", "user-x", "grey", left),
            ]
        )  # fmt: skip
        if self._people.is_whole:
            filters.say_count(f"{len(found):,} of {len(here):,} shown")
        else:
            filters.say_count(f"Reading {self.count():,} people")
        self.table.show_rows(found)
        self._stack.setCurrentWidget(self.table if found else self.empty)
        if not found:
            self._say_empty()
        self.changed.emit()

    def _say_empty(self) -> None:
        if not self._people.is_whole:
            self.empty.show_text("Reading the list", "Whoever fits stands here in a moment.",
                                 icon="users")  # fmt: skip
            self.empty.set_buttons("")
        elif self._people.rows:
            self.empty.set_filtered("Nobody fits", self.filters.told())
        else:
            self.empty.show_text(
                "Nobody yet", "People of agencies stand here, with how they are reached.",
                icon="users",
            )  # fmt: skip
            self.empty.set_buttons("New contact", "user-plus")

    def _fill_empty(self) -> None:
        if self._people.rows:
            self.filters.clear()
        else:
            self._add()

    def _catch_up_pane(self) -> None:
        """Show at the right what is chosen; while the list is read, that comes with it."""
        if not self.reading.is_running:
            self._show_pane()

    def _show_pane(self) -> None:
        people, row = self._around.services.people, self.table.current()
        # The list may be of before a change whose rows are being read.
        person = row.person if row and people.is_there(row.person.id) else None
        if person is not None and self.reading.is_reading:
            person = people.one(person.id)
        self.pane.show_person(person, self._people.alike.get(person.id, ()) if person else ())
        self.changed.emit()

    def _add(self) -> None:
        made = acts.add(self._around)
        if made:
            self.go_to({"contact": made})

    def _open(self, row: Row, _column: int) -> None:
        acts.change(self._around, row.person)

    def _menu(self, row: Row, _column: int, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command in self.commands():
            run = command.run
            menu.addAction(command.title).triggered.connect(lambda _on=False, run=run: run())
        menu.popup(place)

    # Qt

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow nothing while nobody looks."""
        super().hideEvent(event)
        self._follow.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Show at the right what is chosen now."""
        super().showEvent(event)
        self._follow.start()
        # After the first picture: what is read beside the window must not hold it up.
        QTimer.singleShot(0, self, self.reading.catch_up)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list."""
        super().focusInEvent(event)
        (self.table if self._stack.currentWidget() is self.table else self.empty).setFocus(
            event.reason()
        )
