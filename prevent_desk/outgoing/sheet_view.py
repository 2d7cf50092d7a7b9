"""What a workbook will hold, before it is saved: a sentence of what it counts, its first lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from prevent_desk.ui import delegates, theme
from prevent_desk.ui.tables import Column, RowsModel
from prevent_desk.ui.widgets.labels import WrapLabel

MOST_ROWS = 100
_WIDEST_PX = 260
"""Wider a column does not open, in px at a text of 100 %; it can be drawn wider."""

Record = TypeVar("Record")


class SheetView(QWidget):
    """Shows the facts of a workbook and its first lines."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make it; `name` is the table's, for screen readers."""
        super().__init__(parent)
        self._facts = WrapLabel("", "body")
        self.table = QTableView()
        delegates.dress(self.table)
        self.table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.table.setAccessibleName(name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._facts)
        layout.addWidget(self.table, 1)

    def facts(self) -> str:
        """Return the sentence above the lines."""
        return self._facts.text()

    def show_rows(
        self, facts: str, columns: Sequence[Column[Record]], rows: Sequence[Record]
    ) -> None:
        """Show what a workbook holds.

        Args:
            facts: What it counts, without a full stop.
            columns: Of the lines below.
            rows: All it holds; the first hundred are shown.
        """
        more = f" The first {MOST_ROWS} are below." if len(rows) > MOST_ROWS else ""
        self._facts.setText(f"{facts}.{more}")
        old = self.table.model()
        self.table.setModel(RowsModel(columns, rows[:MOST_ROWS], self))
        if old is not None:
            old.deleteLater()
        # As wide as their words: names of organisations were cut after one word.
        self.table.resizeColumnsToContents()
        for place in range(len(columns)):
            width = self.table.columnWidth(place)
            self.table.setColumnWidth(place, min(width, theme.px(_WIDEST_PX)))
