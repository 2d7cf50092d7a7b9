"""What Excel's keys do to all chosen cells at once: copy, paste, fill, clear."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.records import ActionRow, Field
from prevent_desk.plan.model.spreadsheet.judging import Wanted, Write, split
from prevent_desk.plan.model.spreadsheet.laying import Laid, lay
from prevent_desk.plan.model.spreadsheet.table_text import Table
from prevent_desk.plan.ui import clipboard
from prevent_desk.plan.ui.acts import Acts
from prevent_desk.plan.ui.columns import COLUMNS, Column, cell_text
from prevent_desk.plan.ui.grid_view import GridView
from prevent_desk.plan.ui.spreadsheet.offers import Offer, Offers, cells_said
from prevent_desk.ui import clipboard as kept_clipboard
from prevent_desk.ui import messages


class ManyCells:
    """Reads and writes the chosen cells of the grid."""

    def __init__(self, view: GridView, acts: Acts, clock: Clock) -> None:
        self._view, self._acts = view, acts
        self.offers = Offers(view, acts, clock)

    # Out

    def cut(self) -> None:
        """Copy the chosen cells, then empty them."""
        self.copy()
        self.clear()

    def copy(self) -> None:
        """Put the chosen cells on the clipboard; what lies between unchosen stays empty."""
        head, chosen = self._view.model_.head, self._view.choice.cells()
        if head is None or not chosen:
            return
        rows = {row.id: row for row, _ in chosen}
        columns = sorted({number for _, number in chosen})
        held = {(row.id, number) for row, number in chosen}
        table = [
            [
                cell_text(row, COLUMNS[number], head) if (row.id, number) in held else ""
                for number in columns
            ]
            for row in rows.values()
        ]
        kept_clipboard.put(clipboard.written(table))
        if len(chosen) > 1:
            self._acts.tell(f"{cells_said(len(chosen))} copied", undo=False, icon="copy")

    # In

    def paste(self) -> None:
        """Write the clipboard's cells from the chosen block's corner on, to the right and down."""
        if self._view.model_.head is None or self._view.current_action() is None:
            return
        # None where nothing is held; Qt's stubs do not say so.
        held = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())
        if held is None or not (held.text() or held.hasHtml()):
            self._acts.tell("Nothing to paste: copied words are kept for 30 seconds", undo=False)
            return
        try:
            table = clipboard.read(held)
            if len(table) == 1 and len(table[0]) == 1:
                offer = self._into_all(table[0][0])
            else:
                offer = self._as_block(table)
        except Refused as refused:
            messages.show_failure(self._view, refused)
            return
        self.offers.make(offer)

    def fill_down(self) -> None:
        """Write each column's top chosen cell into those below it; one row takes the one above."""
        head, chosen = self._view.model_.head, self._view.choice.cells()
        if head is None or not chosen:
            return
        if len({row.id for row, _ in chosen}) == 1:
            above = self._above(chosen[0][0])
            if above is None:
                return
            chosen = [*((above, number) for _, number in chosen), *chosen]
        tops: dict[int, str] = {}
        wanted = []
        for row, number in chosen:
            if number not in tops:
                tops[number] = cell_text(row, COLUMNS[number], head)
            else:
                wanted.append(Wanted(row.id, COLUMNS[number].fields, tops[number]))
        self.offers.make(Offer("fill", "filled down", tuple(wanted)))

    def fill_right(self) -> None:
        """Write each row's left chosen cell into those right of it; one column takes its left."""
        head, chosen = self._view.model_.head, self._view.choice.cells()
        if head is None or not chosen:
            return
        if len({number for _, number in chosen}) == 1:
            shown = self._view.shown_columns()
            at = shown.index(chosen[0][1])
            if at == 0:
                return
            chosen = [pair for row, n in chosen for pair in ((row, shown[at - 1]), (row, n))]
        lefts: dict[int, str] = {}
        wanted = []
        for row, number in chosen:
            if row.id not in lefts:
                lefts[row.id] = cell_text(row, COLUMNS[number], head)
            else:
                wanted.append(Wanted(row.id, COLUMNS[number].fields, lefts[row.id]))
        self.offers.make(Offer("fill", "filled right", tuple(wanted)))

    def fill(self, text: str) -> bool:
        """Write one text into every chosen cell; False where it was thought better of."""
        return self.offers.make(self._into_all(text, "fill", "filled"))

    def clear(self) -> None:
        """Empty the chosen cells; an action keeps its title."""
        chosen = self._view.choice.cells()
        cells = [
            (row.id, field, "")
            for row, number in chosen
            for field in COLUMNS[number].fields
            if field is not Field.TITLE
        ]
        self.write(cells, f"{cells_said(len(chosen))} cleared")

    def write(self, cells: Sequence[Write], said: str) -> None:
        """Write cells in one act; what is refused is told, and nothing is written."""
        if not cells:
            return
        try:
            self._acts.set_cells(cells, said)
        except Refused as refused:
            messages.show_failure(self._view, refused)

    def know_rows(self, rows: Callable[[], Sequence[ActionRow]]) -> None:
        """Ask for all actions of the plan, shown or not, where cells are judged."""
        self.offers.rows = rows

    # What is offered

    def _into_all(self, text: str, noun: str = "paste", done: str = "pasted") -> Offer:
        chosen = self._view.choice.cells()
        wanted = (Wanted(row.id, COLUMNS[number].fields, text) for row, number in chosen)
        return Offer(noun, done, tuple(wanted))

    def _as_block(self, table: Table) -> Offer:
        view = self._view
        first, left, high, wide = view.choice.block()
        shown = view.shown_columns()
        columns = [COLUMNS[number] for number in shown[shown.index(left) :]]
        below = [
            action
            for row in range(first, len(view.model_.lines))
            if (action := view.model_.action(row)) is not None
        ]
        laid = lay(table, (len(below), len(columns)), (high, wide))
        wanted = [
            Wanted(below[row].id, columns[column].fields, text) for row, column, text in laid.cells
        ]
        over = _below(laid, columns)
        return Offer("paste", "pasted", tuple(wanted), over, below[-1].id if over else None)

    def _above(self, row: ActionRow) -> ActionRow | None:
        place = self._view.model_.place_of(row.id)
        for number in range((place or 0) - 1, -1, -1):
            if (found := self._view.model_.action(number)) is not None:
                return found
        return None


def parts(row: ActionRow, column: Column, value: str) -> list[Write]:
    """Return what a text typed into one cell of the grid writes: the action's has two fields."""
    return [(row.id, field, text) for field, text in split(column.fields, value)]


def _below(laid: Laid, columns: Sequence[Column]) -> tuple[tuple[Wanted, ...], ...]:
    """Return the rows that have no action yet, as new rows -1, -2, … would take them."""
    return tuple(
        tuple(
            Wanted(-1 - place, column.fields, text)
            for column, text in zip(columns, row, strict=False)
        )
        for place, row in enumerate(laid.over)
    )
