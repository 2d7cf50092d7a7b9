"""How high rows are and how wide columns: the grid's headers own all sizes, never a size hint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from prevent_desk.plan.ui.columns import COLUMNS
from prevent_desk.plan.ui.grid_paint import ACTIVITY_PX, OBJECTIVE_PX
from prevent_desk.plan.ui.lines import ObjectiveLine
from prevent_desk.ui import theme

if TYPE_CHECKING:
    from prevent_desk.plan.ui.grid_view import GridView

MEASURED_ROWS = 600
"""Up to so many actions are measured at once for full heights; beyond, as they come in sight."""


class RowHeight(StrEnum):
    """How much of each action is seen."""

    COMPACT = "compact"
    MEDIUM = "medium"
    FULL = "full"


_HEIGHTS = {RowHeight.COMPACT: 32, RowHeight.MEDIUM: 80, RowHeight.FULL: 80}


class RowSizes:
    """Gives the rows of a grid their heights: even ones, or as high as the text of each."""

    def __init__(self, view: GridView) -> None:
        self._view = view
        self._measured: set[int] = set()
        self._uneven: set[int] = set()
        self.mode = RowHeight.MEDIUM

    @property
    def is_full(self) -> bool:
        """Whether rows are as high as their text."""
        return self.mode is RowHeight.FULL

    def lay(self) -> None:
        """Lay all rows anew: headings over the whole width, actions by the chosen height."""
        view, rows = self._view, self._view.verticalHeader()
        self._measured.clear()
        # Spans outlive a reset of the model.
        view.clearSpans()
        # One layout at the end instead of one for each of thousands of rows.
        blocked = rows.blockSignals(True)
        high = theme.px(_HEIGHTS[self.mode])
        rows.setDefaultSectionSize(high)
        # A height once given stays with the row's number, whatever comes to stand there.
        for row in self._uneven:
            if row < rows.count():
                rows.resizeSection(row, high)
        self._uneven = set(view.model_.headings)
        for row in view.model_.headings:
            objective = isinstance(view.model_.lines[row], ObjectiveLine)
            rows.resizeSection(row, theme.px(OBJECTIVE_PX if objective else ACTIVITY_PX))
            view.setSpan(row, 0, 1, len(COLUMNS))
        rows.blockSignals(blocked)
        self.follow_widths()
        self._done()

    def follow_widths(self) -> None:
        """Measure full rows again: their columns have other widths."""
        if not self.is_full:
            return
        self._measured.clear()
        if self._view.model_.actions_shown() <= MEASURED_ROWS:
            self._measure(range(len(self._view.model_.lines)))
            self._done()
        else:
            self.follow_scroll()

    def follow_words(self, rows: Sequence[int]) -> None:
        """Measure rows again whose words changed."""
        if self.is_full:
            self._measured.difference_update(rows)
            self._measure(rows)
            self._done()

    def follow_scroll(self) -> None:
        """Measure what came in sight, from the top, so that the row being read keeps its place."""
        view = self._view
        if not self.is_full or view.model_.actions_shown() <= MEASURED_ROWS:
            return
        y, row = 0, max(0, view.rowAt(0))
        while y < view.viewport().height() and row < len(view.model_.lines):
            self._measure([row])
            y = view.rowViewportPosition(row) + view.rowHeight(row)
            row += 1

    def _measure(self, rows: Sequence[int]) -> None:
        view = self._view
        widths = {number: view.columnWidth(number) for number in view.shown_columns()}
        for row in rows:
            action = view.model_.action(row)
            if action is not None and row not in self._measured:
                self._measured.add(row)
                self._uneven.add(row)
                high = view.painter_.full_height(action, widths)
                view.verticalHeader().resizeSection(row, high)

    def _done(self) -> None:
        self._view.updateGeometries()
        self._view.frozen.forget()
        self._view.viewport().update()
        self._view.scrolled.emit()


def column_widths(room: int, shown: Sequence[int], kept: Mapping[str, int]) -> dict[int, int]:
    """Return the columns' widths in px: room left over, or its lack, goes to those with text.

    Args:
        room: The width of the viewport.
        shown: The numbers of the columns in sight.
        kept: Widths the user gave, by column key; they stay.
    """
    widths = {
        number: kept.get(COLUMNS[number].key, theme.px(COLUMNS[number].width)) for number in shown
    }
    free = [n for n in shown if COLUMNS[n].stretch and COLUMNS[n].key not in kept]
    left = room - sum(widths.values())
    if not free:
        widths[shown[-1]] += max(0, left)
        return widths
    total = sum(COLUMNS[number].stretch for number in free)
    for number in free:
        share = left * COLUMNS[number].stretch // total
        # Narrower than two thirds nothing can be read: the grid then scrolls sideways.
        widths[number] = max(widths[number] + share, widths[number] * 2 // 3)
    return widths
