"""What Excel's keys do to all chosen cells at once: fill down, clear, copy, paste."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.records import ActionRow, Field, PlanHead
from prevent_desk.plan.ui import clipboard
from prevent_desk.plan.ui.acts import Acts
from prevent_desk.plan.ui.columns import COLUMNS, Column, Kind, cell_text
from prevent_desk.plan.ui.grid_view import GridView
from prevent_desk.ui import messages

Cell = tuple[int, Field, str]
"""An action's number, a field of it, and the text that is written there."""


class ManyCells:
    """Reads and writes the chosen cells of the grid."""

    def __init__(self, view: GridView, acts: Acts) -> None:
        self._view, self._acts = view, acts

    def fill_down(self) -> None:
        """Write the top cell into the chosen cells below it; one cell takes the one above."""
        rows, head = self._view.chosen_actions(), self._view.model_.head
        if head is None or not rows:
            return
        if len(rows) == 1:
            above = self._above(rows[0])
            if above is None:
                return
            rows = [above, *rows]
        cells: list[Cell] = []
        for number in self._view.choice.columns():
            column = COLUMNS[number]
            for row in rows[1:]:
                cells.extend(
                    (row.id, field, _value(rows[0], column, field, head)) for field in column.fields
                )
        self.write(cells, f"{_said(len(rows) - 1)} filled down")

    def clear(self) -> None:
        """Empty the chosen cells."""
        rows = self._view.chosen_actions()
        columns = [COLUMNS[number] for number in self._view.choice.columns()]
        cells = [
            (row.id, field, "")
            for row in rows
            for column in columns
            for field in column.fields
            if field is not Field.TITLE
        ]
        self.write(cells, f"{_said(len(rows) * len(columns))} cleared")

    def cut(self) -> None:
        """Copy the chosen cells, then empty them."""
        self.copy()
        self.clear()

    def copy(self) -> None:
        """Put the chosen cells on the clipboard as plain text."""
        head, rows = self._view.model_.head, self._view.chosen_actions()
        if head is None or not rows:
            return
        columns = [COLUMNS[number] for number in self._view.choice.columns()]
        cells = [[cell_text(row, column, head) for column in columns] for row in rows]
        QGuiApplication.clipboard().setMimeData(clipboard.written(cells))
        if len(rows) * len(columns) > 1:
            self._acts.tell(f"{_said(len(rows) * len(columns))} copied", undo=False, icon="copy")

    def paste(self) -> None:
        """Write the clipboard's cells from the current cell on, to the right and down."""
        head, start = self._view.model_.head, self._view.currentIndex()
        held = QGuiApplication.clipboard().mimeData()
        if head is None or self._view.current_action() is None or not held.text():
            return
        try:
            cells, said = self._pasted(clipboard.read(held), start.row(), start.column())
        except Refused as refused:
            self._refuse(refused)
            return
        self.write(cells, said)

    def write(self, cells: Sequence[Cell], said: str) -> None:
        """Write cells in one act; what is refused is told, and nothing is written."""
        if not cells:
            return
        try:
            self._acts.set_cells(cells, said)
        except Refused as refused:
            self._refuse(refused)

    def _pasted(self, table: list[list[str]], row: int, column: int) -> tuple[list[Cell], str]:
        if len(table) == 1 and len(table[0]) == 1:
            # One value goes into every chosen cell.
            rows = self._view.chosen_actions()
            columns = [COLUMNS[number] for number in self._view.choice.columns()]
            value = table[0][0]
            cells = [cell for one in rows for col in columns for cell in parts(one, col, value)]
            return cells, f"{_said(len(rows) * len(columns))} pasted"
        shown = self._view.shown_columns()
        columns_at = [COLUMNS[n] for n in shown[shown.index(column) :]]
        below = [
            action
            for n in range(row, len(self._view.model_.lines))
            if (action := self._view.model_.action(n)) is not None
        ]
        high, wide = len(table), len(table[0]) if table else 0
        if high > len(below) or wide > len(columns_at):
            raise Refused(
                f"{high} rows by {wide} columns do not fit here: {len(below)} by "
                f"{len(columns_at)} are left from this cell.",
                next_step="Nothing was pasted.",
            )
        cells = []
        for action, line in zip(below, table, strict=False):
            for col, value in zip(columns_at, line, strict=False):
                cells.extend(parts(action, col, value))
        return cells, f"{_said(high * wide)} pasted"

    def _refuse(self, refused: Refused) -> None:
        messages.show_failure(self._view, refused)

    def _above(self, row: ActionRow) -> ActionRow | None:
        place = self._view.model_.place_of(row.id)
        for number in range((place or 0) - 1, -1, -1):
            if (found := self._view.model_.action(number)) is not None:
                return found
        return None


def parts(row: ActionRow, column: Column, value: str) -> list[Cell]:
    """Return what a text typed into one cell of the grid writes: the action's has two fields."""
    if column.kind is Kind.ACTION:
        title, _, rest = value.partition("\n")
        return [(row.id, Field.TITLE, title), (row.id, Field.TEXT, rest)]
    return [(row.id, column.fields[0], value)]


def _value(row: ActionRow, column: Column, field: Field, head: PlanHead) -> str:
    if field is Field.TITLE:
        return row.title
    if field is Field.TEXT:
        return row.text
    return cell_text(row, column, head)


def _said(number: int) -> str:
    return "1 cell" if number == 1 else f"{number} cells"
