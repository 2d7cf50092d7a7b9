"""The coverage map: a row a sector, a column a duty; a cell opens its agencies beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.contacts.model.coverage import CoverageCell, CoverageRow, Shade
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.coverage.take_out_dialog import TakeOutMapDialog
from prevent_desk.contacts.ui.pane_parts import Act, Entry, Pane
from prevent_desk.contacts.ui.words import counted
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.two_lines import Cell, CellColumn, TwoLineTable

_FOLLOW_MS = 80
_LOOKS = {
    Shade.FULL: ("circle-check", "green"),
    Shade.PART: ("clock", "amber"),
    Shade.HOLE: ("circle-alert", "red"),
}


class CoverageTab(QWidget):
    """Satisfies `ui.tabs_page.Tab`; a position: `{"sector": "health", "column": "deputy"}`."""

    changed = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._rows: list[CoverageRow] = []
        self._keys = [column.key for column in around.services.coverage.columns()]
        columns = [CellColumn[CoverageRow]("Sector", _sector)]
        columns += [
            CellColumn(column.heading, partial(_told, place))
            for place, column in enumerate(around.services.coverage.columns())
        ]
        self.table: TwoLineTable[CoverageRow] = TwoLineTable(
            columns, lambda row: row.sector, "Coverage map"
        )
        self.pane = Pane("The agencies of a cell")
        self.empty = EmptyState()
        self.out_button = Button("Take &out", "file-output")
        self.out_button.clicked.connect(lambda _on=False: self._take_out())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack, 1)
        self._follow = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._follow.timeout.connect(self._show_pane)
        self.table.selectionModel().currentChanged.connect(self._went)
        self.table.opened.connect(lambda _row, _column: self._into_pane())
        self.reload()

    # What the page asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def side(self) -> QWidget | None:
        """Return the pane of the cell."""
        return self.pane

    def has_subject(self) -> bool:
        """Return whether there is a map."""
        return self._stack.currentWidget() is self.table

    def buttons(self) -> Sequence[Button]:
        """Return its button in the page's head."""
        return (self.out_button,)

    def count(self) -> int:
        """Return no number."""
        return 0

    def shown_count(self) -> str:
        """Return how many holes there are."""
        holes = sum(self._is_hole(row) for row in self._rows)
        return counted(holes, "sector with a hole", "sectors with holes")

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        if not self.has_subject():
            return ()
        return (Command("Take the coverage map out", self._take_out, "file-output", "", "export"),)

    def primary_new(self) -> Callable[[], object] | None:
        """Return nothing: a map is looked at."""
        return None

    def filter_here(self) -> None:
        """Put the keyboard into the map."""
        self.table.setFocus()

    def position(self) -> dict[str, Any]:
        """Return the cell that is chosen."""
        row, place = self.table.current(), self.table.current_column()
        if row is None:
            return {}
        return {"sector": row.sector, "column": self._keys[place - 1] if place else ""}

    def go_to(self, position: dict[str, Any]) -> None:
        """Choose a cell."""
        row = self.table.rows.row_of(lambda one: one.sector == position.get("sector"))
        column = position.get("column")
        place = self._keys.index(column) + 1 if column in self._keys else 0
        if row >= 0:
            self.table.setCurrentIndex(self.table.rows.index(row, place))
        self._follow.stop()
        self._show_pane()

    def flush(self) -> None:
        """Keep nothing: nothing is typed here."""

    def reload(self) -> None:
        """Show the store as it is now."""
        self._rows = self._around.services.coverage.rows()
        is_filled = any(row.organisations for row in self._rows)
        self.table.show_rows(self._rows)
        self._stack.setCurrentWidget(self.table if is_filled else self.empty)
        self.out_button.setEnabled(is_filled)
        if not is_filled:
            self.empty.show_text(
                "No agency yet", "Agencies with seats make the map; enter them on Agency seats.",
                icon="layout-list",
            )  # fmt: skip
        self._follow.stop()
        self._show_pane()

    # Inside

    def _take_out(self) -> None:
        TakeOutMapDialog(self._around).exec()

    def _is_hole(self, row: CoverageRow) -> bool:
        if not row.organisations:
            return row.is_expected
        return any(cell.missing for cell in row.cells)

    def _went(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._follow.start()

    def _into_pane(self) -> None:
        self._follow.stop()
        self._show_pane()
        self.pane.focus_first()

    def _show_pane(self) -> None:
        row, place = self.table.current(), self.table.current_column()
        self.pane.begin()
        if row is None:
            self.pane.add(EmptyState("layout-list", "No sector chosen"))
        elif not row.organisations:
            self.pane.head("Sector", row.words, [], [])
            self.pane.words(
                "No agency of this sector is asked for a seat. Schedule 7 of the Act names it."
                if row.is_expected
                else "No agency of this sector is asked for a seat. The Act does not name it."
            )
        else:
            cells = [row.cells[place - 1]] if place else list(row.cells)
            self.pane.head(
                "Sector", row.words,
                [(counted(len(row.organisations), "agency", "agencies"), "building-2", "grey")], [],
            )  # fmt: skip
            for cell in cells:
                self.pane.section(f"{cell.column.heading}: {cell.words.lower()}", self._list(cell))
        self.pane.done()
        self.changed.emit()

    def _list(self, cell: CoverageCell) -> list[Entry]:
        """Return the agencies of a cell: those that lack it first."""
        ordered = sorted(cell.entries, key=lambda one: one.covered.is_covered)
        return [
            Entry(
                one.organisation.called,
                one.covered.words,
                "circle-check" if one.covered.is_covered else "circle-alert",
                "green" if one.covered.is_covered else "red",
                [Act("Show agency", partial(self._show_agency, one.organisation.id))],
            )
            for one in ordered
        ]

    def _show_agency(self, organisation_id: int) -> None:
        self._around.open_view("contacts", {"tab": "seats", "organisation": organisation_id})

    # Qt

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the map."""
        super().focusInEvent(event)
        (self.table if self.has_subject() else self.empty).setFocus(event.reason())


def _sector(row: CoverageRow) -> Cell:
    count = len(row.organisations)
    if count:
        return Cell(row.words, counted(count, "agency", "agencies"), strong=True)
    if row.is_expected:
        return Cell(row.words, "No agency yet", "circle-alert", "red")
    return Cell(row.words, "No agency; not in Schedule 7", tone="text3")


def _told(place: int, row: CoverageRow) -> Cell:
    cell = row.cells[place]
    if cell.shade is Shade.EMPTY:
        return Cell("Nobody", "", "circle-alert", "red") if row.is_expected else Cell("–")
    icon, tone = _LOOKS[cell.shade]
    return Cell(cell.words, cell.names, icon, tone)
