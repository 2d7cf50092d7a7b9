"""The tab of agency seats: agencies with lead and deputy, filtered, and the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.contacts.model.records import SeatKind
from prevent_desk.contacts.model.seats import Stand
from prevent_desk.contacts.ui.agreements import marks
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.filter_row import FilterRow, Quick
from prevent_desk.contacts.ui.importing import acts as import_acts
from prevent_desk.contacts.ui.pane_parts import Act
from prevent_desk.contacts.ui.seats import acts, organisation_acts, rows
from prevent_desk.contacts.ui.seats.pane import OrganisationPane
from prevent_desk.contacts.ui.seats.rows import Row
from prevent_desk.contacts.ui.words import counted, kind_words
from prevent_desk.ui import icons, theme
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.two_lines import CellColumn, TwoLineTable

_COLUMNS = (None, SeatKind.PANEL_LEAD, SeatKind.PANEL_DEPUTY)
_VACANT, _CHECK, _AWAY, _MARK = "vacant", "check", "away", "mark"
_STANDS = {_VACANT: Stand.VACANT, _CHECK: Stand.CHECK, _AWAY: Stand.AWAY}
_FOLLOW_MS = 80


def how_many_agencies(around: Around) -> int:
    """Return how many agencies have a seat."""
    return len(around.services.seats.all())


class SeatsTab(QWidget):
    """Satisfies `ui.tabs_page.Tab`; a position: `{"organisation": 3}`."""

    changed = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._rows: list[Row] = []
        self._brought = marks.AGREEMENTS
        self.filters = FilterRow("Filter seats", [_VACANT, _CHECK, _AWAY, _MARK])
        columns = [
            CellColumn[Row]("Agency seat", rows.agency_cell),
            CellColumn[Row]("Lead", lambda row: rows.seat_cell(row, SeatKind.PANEL_LEAD)),
            CellColumn[Row]("Deputy", lambda row: rows.seat_cell(row, SeatKind.PANEL_DEPUTY)),
        ]
        columns.append(CellColumn(self._brought.heading, rows.mark_cell))
        self.table: TwoLineTable[Row] = TwoLineTable(
            columns, lambda row: row.organisation.id, "Agency seats"
        )
        self.pane = OrganisationPane(around)
        self.empty = EmptyState()
        self.check_button = Button("&Yearly check", "refresh-cw")
        self.fill_button = Button("Fill a &seat", "user-plus", kind="primary")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        # The pane follows the arrows after a moment, not at every key held down.
        self._follow = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._follow.timeout.connect(self._show_pane)
        self._wire()
        self.reload()

    # What the page asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def side(self) -> QWidget | None:
        """Return the pane of the organisation."""
        return self.pane

    def has_subject(self) -> bool:
        """Return whether there is an organisation."""
        return bool(self._rows) or self.pane.organisation is not None

    def buttons(self) -> Sequence[Button]:
        """Return its buttons in the page's head."""
        return (self.check_button, self.fill_button)

    def count(self) -> int:
        """Return how many agencies there are."""
        return len(self._rows)

    def shown_count(self) -> str:
        """Return "9 of 27 agencies shown", or what is chosen."""
        return f"{self.table.rows.rowCount():,} of {counted(len(self._rows), 'agency', 'agencies')}"

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        found = [
            Command("Fill a seat", self._fill, "user-plus", "", "lead deputy agency"),
            Command("New organisation", self._add, "plus", "Ctrl+N", "agency school add"),
            Command("Open the yearly check", self._check, "refresh-cw", "", "confirm verify"),
        ]
        row = self.table.current()
        if row is not None:
            place = row.organisation
            found += [
                Command(
                    f"Change {place.called}",
                    partial(organisation_acts.change, self._around, place), "pencil",
                ),
                Command(
                    f"Merge {place.called} with another",
                    partial(organisation_acts.merge, self._around, place), "git-merge",
                ),
            ]  # fmt: skip
            for seat in row.seats:
                words = f"{kind_words(seat.kind).lower()} of {place.called}"
                found += [
                    Command(f"{act.words}: {words}", act.run, act.icon)
                    for act in acts.of_seat(self._around, place, seat)
                ]
        return found

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does: a new organisation."""
        return self._add

    def filter_here(self) -> None:
        """Put the keyboard into the filter."""
        self.filters.box.setFocus()
        self.filters.box.selectAll()

    def position(self) -> dict[str, Any]:
        """Return the organisation that is chosen."""
        place = self.pane.organisation
        return {"organisation": place.id} if place else {}

    def go_to(self, position: dict[str, Any]) -> None:
        """Choose an organisation; one without a seat is shown in the pane alone."""
        if position.get("only") == _VACANT:
            self.filters.clear()
            self.filters.chips[_VACANT].setChecked(True)
        wanted = position.get("organisation")
        if not isinstance(wanted, int) or not self._around.services.organisations.is_there(wanted):
            return
        place = self._around.services.organisations.one(wanted)
        if self.filters.told() and not self.table.go_to_key(place.id):
            self.filters.clear()
        if not self.table.go_to_key(place.id):
            self.table.clearSelection()
        self._follow.stop()
        self.pane.show_organisation(place)
        self.changed.emit()

    def flush(self) -> None:
        """Leave what was put off: the store may be closed now. Words are typed in dialogs only."""
        if self._follow.isActive():
            self._follow.stop()
            self._show_pane()

    def reload(self) -> None:
        """Show the store as it is now."""
        marked = self._brought.marks(self._around)
        self._rows = rows.read(self._around.services, self._around.clock.today(), marked)
        self._show()
        shown = self.pane.organisation
        current = self.table.current()
        if shown is not None and (current is None or current.organisation.id != shown.id):
            there = self._around.services.organisations.is_there(shown.id)
            self.pane.show_organisation(
                self._around.services.organisations.one(shown.id) if there else None
            )
        else:
            self._show_pane()

    # Inside

    def _wire(self) -> None:
        self.filters.changed.connect(self._show)
        self.filters.moved.connect(self.table.move_by)
        self.filters.entered.connect(self.table.setFocus)
        self.table.current_changed.connect(lambda _row: self._follow.start())
        self.table.opened.connect(self._open)
        self.table.menu_asked.connect(self._menu)
        self.table.stepped_back.connect(self.filters.step_back)
        self.check_button.clicked.connect(self._check)
        self.fill_button.clicked.connect(self._fill)
        self.empty.first_clicked.connect(self._fill_empty)
        self.empty.second_clicked.connect(lambda: import_acts.take_in(self._around))

    def _show(self) -> None:
        stands = [how for key, how in _STANDS.items() if self.filters.is_on(key)]
        found = rows.fitting(
            self._rows, self.filters.words(), self.filters.sector(), stands,
            to_mend=self.filters.is_on(_MARK),
        )  # fmt: skip
        self.filters.show_quick(self._quick())
        # On an empty page the one filled button is that of the first agency.
        self.fill_button.setEnabled(bool(self._rows))
        self.filters.say_count(f"{len(found):,} of {len(self._rows):,} shown")
        self.table.show_rows(found)
        self._stack.setCurrentWidget(self.table if found else self.empty)
        if not found:
            self._say_empty()
        self.changed.emit()

    def _quick(self) -> list[Quick]:
        vacant, check, away = (
            sum(row.how_many(how) for row in self._rows) for how in _STANDS.values()
        )
        months = self._around.services.seats.confirm_months()
        mend = sum(bool(row.mark and row.mark.needs) for row in self._rows)
        quick = [
            Quick(_VACANT, counted(vacant, "vacancy", "vacancies"), "user-x", "red", vacant),
            Quick(_CHECK, f"{check} not verified in {months} months", "clock", "amber", check),
            Quick(_AWAY, f"{away} away", "calendar-x", "blue", away),
        ]
        words = self._brought.to_mend(mend)
        quick.append(Quick(_MARK, words, self._brought.icon, "amber", mend))
        return quick

    def _say_empty(self) -> None:
        if self._rows:
            self.empty.set_filtered("No agency fits", self.filters.told())
            return
        self.empty.show_text(
            "No agency yet",
            "Agencies of the panel stand here, each with its lead and its deputy.",
            icon="contact",
        )
        self.empty.set_buttons("New organisation", "plus", "Take contacts in", "file-input")

    def _fill_empty(self) -> None:
        if self._rows:
            self.filters.clear()
        else:
            self._add()

    def _show_pane(self) -> None:
        row = self.table.current()
        self.pane.show_organisation(row.organisation if row else None)
        self.changed.emit()

    def _fill(self) -> None:
        row = self.table.current()
        if row is None:
            acts.fill(self._around)
            return
        kind = self._kind_at(self.table.current_column()) or SeatKind.PANEL_LEAD
        acts.fill(self._around, row.organisation.id, kind)

    def _add(self) -> None:
        made = organisation_acts.add(self._around)
        if made:
            self.go_to({"organisation": made})

    def _check(self) -> None:
        self._around.open_view("round", {})

    def _open(self, row: Row, column: int) -> None:
        """Fill a vacant seat at once, show its agreement; of other cells show what can be done."""
        if column == len(_COLUMNS):
            standing = self._around.services.agreements.standings().get(row.organisation.id)
            wanted = {"agreement": standing.agreement_id} if standing else {}
            self._around.open_view("contacts", {"tab": "agreements", **wanted})
            return
        kind = self._kind_at(column)
        seat = row.seat(kind) if kind is not None else None
        if kind is not None and (seat is None or seat.holder is None):
            acts.fill(self._around, row.organisation.id, kind)
            return
        index = self.table.currentIndex()
        place = self.table.visualRect(index).bottomLeft()
        self._menu(row, column, self.table.viewport().mapToGlobal(place))

    def _menu(self, row: Row, column: int, place: QPoint) -> None:
        menu = self.menu_of(row, column)
        menu.popup(place)

    def menu_of(self, row: Row, column: int) -> QMenu:
        """Return what can be done with a cell, and with its agency."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kind = self._kind_at(column)
        seat = row.seat(kind) if kind is not None else None
        if seat is not None:
            _add(menu, acts.of_seat(self._around, row.organisation, seat))
            menu.addSeparator()
        elif kind is not None:
            _add(menu, [Act("Fill", partial(self._fill), "user-plus")])
            menu.addSeparator()
        place = row.organisation
        _add(
            menu,
            [
                Act(
                    "Change agency",
                    partial(organisation_acts.change, self._around, place),
                    "pencil",
                ),
                Act(
                    "Merge agency",
                    partial(organisation_acts.merge, self._around, place),
                    "git-merge",
                ),
            ],
        )
        return menu

    def _kind_at(self, column: int) -> SeatKind | None:
        return _COLUMNS[column] if 0 <= column < len(_COLUMNS) else None

    # Qt

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow nothing while nobody looks."""
        super().hideEvent(event)
        self._follow.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Show at the right what is chosen now."""
        super().showEvent(event)
        self._follow.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the grid."""
        super().focusInEvent(event)
        (self.table if self._stack.currentWidget() is self.table else self.empty).setFocus(
            event.reason()
        )


def _add(menu: QMenu, some: Sequence[Act]) -> None:
    for act in some:
        picture = icons.icon(act.icon, "text2", theme.px(16)) if act.icon else None
        entry = menu.addAction(picture, act.words) if picture else menu.addAction(act.words)
        entry.triggered.connect(lambda _on=False, run=act.run: run())
