"""What a searched list says when nothing in it has the words typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTableView

from prevent_desk.ui.widgets.editors import SearchBox
from prevent_desk.ui.widgets.empty_state import EmptyState


class NothingFits(EmptyState):
    """Lies over a table without rows, names the search, and clears it."""

    def __init__(self, table: QTableView, search_box: SearchBox) -> None:
        super().__init__(parent=table)
        self._table, self._search_box = table, search_box
        self.first_clicked.connect(self._clear)
        table.viewport().installEventFilter(self)
        self.hide()

    def show_for(self, shown: int, every: int) -> None:
        """Show itself where a search leaves nothing of what there is."""
        typed = self._search_box.text().strip()
        nothing = bool(typed) and every > 0 and not shown
        if nothing:
            short = typed if len(typed) <= 60 else f"{typed[:58]}…"
            self.set_filtered(f"Nothing has “{short}”", f"{every:,} exist.")
            self._lie_over()
            self.raise_()
        self.setVisible(nothing)

    def _lie_over(self) -> None:
        self.setGeometry(self._table.viewport().geometry())

    def _clear(self) -> None:
        self._search_box.clear()
        self._search_box.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the table's room."""
        if event.type() == QEvent.Type.Resize:
            self._lie_over()
        return super().eventFilter(watched, event)
