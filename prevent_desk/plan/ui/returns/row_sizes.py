"""How wide the columns are and how high the rows: each row is measured as it comes in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QTableView

from prevent_desk.plan.model.partners.records import Kind
from prevent_desk.plan.ui.returns import said
from prevent_desk.plan.ui.returns.model import Column
from prevent_desk.plan.ui.returns.row_paint import RowPaint
from prevent_desk.ui import painting, theme

_UNMEASURED = 84
_MEASURED_AT_ONCE = 40
_WHERE, _KEEP = 172, 200
_TEXT_LEAST = 110
"""The narrowest column of words, in px whatever the size of text: else the control is cut."""


class RowSizes:
    """Gives rows and columns of one table their sizes.

    Attributes:
        more: What the current row needs below its words, in px: an open editor.
    """

    def __init__(self, view: QTableView, paint: RowPaint) -> None:
        self._view, self._paint = view, paint
        self._measured: set[int] = set()
        self._measuring = False
        self._seen = QRect()
        self.more: Callable[[], int] = lambda: 0

    def reset(self) -> None:
        """Forget every height: the rows are others."""
        self._measured.clear()
        self._view.verticalHeader().setDefaultSectionSize(theme.px(_UNMEASURED))

    def fit_columns(self, buttons_px: int) -> None:
        """Share the width: the control needs its own, the three texts share the rest.

        Args:
            buttons_px: The width of the widest group of buttons, in px.
        """
        view = self._view
        room = view.viewport().width()
        keep = max(buttons_px, min(theme.px(_KEEP), room // 5))
        chip = painting.chip_size(said.KINDS[Kind.BOTH].words, "x", "row").width() + 24
        where = max(chip, min(theme.px(_WHERE), room // 6))
        each = max(_TEXT_LEAST, (room - keep - where) // 3)
        header = view.horizontalHeader()
        blocked = header.blockSignals(True)
        header.resizeSection(Column.WHERE, where)
        for column in (Column.SENT, Column.THEIRS, Column.MINE):
            header.resizeSection(column, each)
        header.resizeSection(Column.KEEP, max(keep, room - where - 3 * each))
        header.blockSignals(blocked)
        current = view.currentIndex()
        was_seen = current.isValid() and view.visualRect(current).intersects(self._seen)
        view.updateGeometries()
        self._measured.clear()
        count = view.model().rowCount()
        self.measure(range(count) if count <= _MEASURED_AT_ONCE else ())
        self.measure_in_sight()
        if was_seen:
            # Rows above have other heights now: what is worked on stays in sight.
            view.scrollTo(view.currentIndex())
        self._seen = view.viewport().rect()

    def forget(self, rows: Iterable[int]) -> None:
        """Measure these rows again when they are next in sight."""
        self._measured.difference_update(rows)

    def measure_in_sight(self) -> None:
        """Measure what is in sight, from the top: so the row being read keeps its place."""
        view = self._view
        count = view.model().rowCount()
        if self._measuring or not count:
            return
        self._measuring = True
        row, y = max(0, view.rowAt(0)), 0
        while y < view.viewport().height() and row < count:
            self.measure((row,))
            y = view.rowViewportPosition(row) + view.rowHeight(row)
            row += 1
        self._measuring = False
        view.viewport().update()

    def measure(self, rows: Iterable[int]) -> None:
        """Give rows their heights; those that have them already are passed over."""
        view = self._view
        widths = {column: view.columnWidth(column) for column in Column}
        for row in rows:
            if row in self._measured or not 0 <= row < view.model().rowCount():
                continue
            self._measured.add(row)
            is_current = row == view.currentIndex().row()
            high = self._paint.height(row, widths, whole=is_current)
            high += self.more() if is_current else 0
            if high != view.rowHeight(row):
                view.verticalHeader().resizeSection(row, high)
