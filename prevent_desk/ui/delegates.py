"""Rows of plain tables and lists: a bar on the chosen row, a ring on the current cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from prevent_desk.ui import painting, theme

BAR = 3
"""Width of the bar at the left of a chosen row, in px."""


class RowDelegate(QStyledItemDelegate):
    """Draws what the style draws, and marks the chosen row so that it reads without colour."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a cell, then the bar in the first column and the ring in the current cell."""
        super().paint(painter, option, index)
        rect, state = option.rect, option.state
        if state & QStyle.StateFlag.State_Selected and self._is_first(option, index.column()):
            painter.fillRect(rect.x(), rect.y(), BAR, rect.height(), theme.colour("accent"))
        if state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, rect)

    def _is_first(self, option: QStyleOptionViewItem, column: int) -> bool:
        view = option.widget
        if isinstance(view, QTableView):
            return view.horizontalHeader().visualIndex(column) == 0
        return column == 0


def dress(view: QAbstractItemView) -> None:
    """Give a table or list the desk's row marks and, for a table, its heights and header."""
    view.setItemDelegate(RowDelegate(view))
    if isinstance(view, QTableView):
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.verticalHeader().hide()
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setTabKeyNavigation(False)
        view.horizontalHeader().setHighlightSections(False)
        _set_heights(view)
        theme.changed.connect(_Heights(view).follow)


class _Heights(QObject):
    """Follows the size of text for one table, and goes with it."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def follow(self) -> None:
        """Give rows and header the height of the moment."""
        _set_heights(self._view)


def _set_heights(view: QTableView) -> None:
    view.verticalHeader().setMinimumSectionSize(theme.px(20))
    view.verticalHeader().setDefaultSectionSize(theme.px(32))
    view.horizontalHeader().setFixedHeight(theme.px(32))
