"""The points of the agenda one under another: glyph of the state, title, a line below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from prevent_desk.panels.ui.desk.agenda_rows import AgendaRow
from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.steady_rows import ROW_ROLE

_ACROSS, _DOWN, _BAR, _GAP, _SIDE = 11, 5, 3, 9, 18

_Index = QModelIndex | QPersistentModelIndex


class AgendaPainter(QStyledItemDelegate):
    """Draws a point."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of two lines."""
        # One line alone keeps the height of two: the eye counts points by it.
        lines = theme.metrics("h3").height() + 1 + theme.metrics("small").height()
        return QSize(self._view.viewport().width(), lines + 2 * _DOWN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        row: AgendaRow = index.data(ROW_ROLE)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, theme.colour("sel" if chosen else "surface"))
        if not chosen and option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        if chosen:
            painter.fillRect(rect.x(), rect.y(), _BAR, rect.height(), theme.colour("accent"))
        side = theme.px(_SIDE)
        title, told = theme.metrics("h3").height(), theme.metrics("small").height()
        top = rect.y() + _DOWN if row.told else rect.y() + (rect.height() - title) // 2
        icons.paint(
            painter, row.icon, rect.x() + _ACROSS, rect.y() + (rect.height() - side) / 2, side,
            row.ink,
        )  # fmt: skip
        x = rect.x() + _ACROSS + side + _GAP
        room = QRect(x, top, rect.right() - x - 6, title)
        words, line = row.title, row.told
        if row.item.ref and theme.metrics("h3").horizontalAdvance(words) > room.width():
            # Large text in a narrow pane: a reference that is cut off tells no case from another.
            words, line = row.item.called, f"{row.item.ref} · {line}"
        painting.draw_line(painter, room, words, "h3", "onsel" if chosen else "text")
        below = QRect(x, top + title + 1, room.width(), told)
        painting.draw_line(painter, below, line, "small", "onsel2" if chosen else "text2")
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, rect)
        painter.restore()
