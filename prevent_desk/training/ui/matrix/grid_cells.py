"""How headings, departments and cells of the matrix are drawn: words beside their bar."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from prevent_desk.training.model.coverage import Counts, Goal, MatrixRow, Shade
from prevent_desk.training.ui.matrix.grid_model import MatrixModel, people_words
from prevent_desk.ui import icons, painting, theme

ROW_PX, _PAD, _BAR, _LINE = 56, 11, 7, 17
ACROSS = 10
"""Beside the words of the first column, as in its heading."""
LOOKS = {
    Shade.FULL: ("circle-check", "green"),
    Shade.PART: ("triangle-alert", "amber"),
    Shade.HOLE: ("circle-alert", "red"),
}
"""Glyph and tone of a cell."""

_Index = QModelIndex | QPersistentModelIndex


class Headings(QHeaderView):
    """A heading is the course at the left and how long it counts at the right."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one heading."""
        painter.fillRect(rect, theme.colour("sunken"))
        painting.hairline(painter, rect, Qt.Edge.BottomEdge, "line2")
        model = self.model()
        if not isinstance(model, MatrixModel) or model.matrix is None:
            return
        across = _PAD if section else ACROSS
        room = QRectF(rect).adjusted(across, 0, -across, 0)
        period = model.matrix.courses[section - 1].refresh_words if section else ""
        wide = theme.metrics("small").horizontalAdvance(period) + 8 if period else 0
        title = str(model.headerData(section, Qt.Orientation.Horizontal))
        if theme.metrics("strong").horizontalAdvance(title) + wide <= room.width():
            painting.draw_line(painter, room, period, "small", "text2", Qt.AlignmentFlag.AlignRight)
        painting.draw_line(painter, room, title, "strong", "text")


class CellDelegate(QStyledItemDelegate):
    """Draws a cell: how many of how many, share, bar, the one thing to say of it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a department or a cell."""
        table, model = self.parent(), index.model()
        if not isinstance(table, QTableView) or not isinstance(model, MatrixModel):
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        room = option.rect
        if chosen:
            painter.fillRect(room, theme.colour("sel"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, theme.colour("hover"))
        else:
            painter.fillRect(room, theme.colour("surface"))
        painting.hairline(painter, room, Qt.Edge.BottomEdge)
        painting.hairline(painter, room, Qt.Edge.RightEdge)
        if index.column():
            _paint_cell(painter, room, model.counts(index), model.goal, chosen=chosen)
        else:
            _paint_department(painter, room, model.rows()[index.row()], chosen=chosen)
        if chosen and (table.hasFocus() or index.column()):
            painting.draw_focus(painter, room)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of every row."""
        return QSize(0, theme.px(ROW_PX))


def _paint_department(painter: QPainter, room: QRect, row: MatrixRow, *, chosen: bool) -> None:
    line, wide = theme.px(_LINE), room.width() - 2 * ACROSS
    names = in_two_lines(row.name, wide)
    top = room.y() + (room.height() - (len(names) + 1) * line) // 2
    inside = QRect(room.x() + ACROSS, top, wide, line)
    for name in names:
        painting.draw_line(painter, inside, name, "h3", "onsel" if chosen else "text")
        inside.translate(0, line)
    ink = "onsel" if chosen and theme.is_contrast() else "text2"
    painting.draw_line(painter, inside, people_words(row), "small", ink)


def in_two_lines(name: str, wide: int) -> list[str]:
    """Return a department's name in one line where it fits, else in two, broken between words."""
    metrics = theme.metrics("h3")
    words = name.split()
    fits = [at for at in range(1, len(words) + 1)
            if metrics.horizontalAdvance(" ".join(words[:at])) <= wide + 1]  # fmt: skip
    at = fits[-1] if fits else 1
    return [part for part in (" ".join(words[:at]), " ".join(words[at:])) if part]


def _paint_cell(
    painter: QPainter, room: QRect, counts: Counts, goal: Goal, *, chosen: bool
) -> None:
    plain = "onsel" if chosen else "text"
    quiet = "onsel" if chosen and theme.is_contrast() else "text2"
    shade = counts.shade(goal)
    if shade is Shade.EMPTY:
        painting.draw_line(
            painter, room, counts.words, "small", quiet, Qt.AlignmentFlag.AlignHCenter
        )
        return
    icon, tone = LOOKS[shade]
    line = theme.px(_LINE)
    inside = room.adjusted(_PAD, 0, -_PAD, 0)
    high = 2 * line + theme.px(_BAR) + 2
    top = inside.y() + (inside.height() - high) // 2
    first = QRect(inside.x(), top, inside.width(), line)
    painting.draw_line(painter, first, counts.words, "h3", plain)
    if counts.percent is not None:
        painting.draw_line(
            painter, first, f"{counts.percent}%", "small", quiet, Qt.AlignmentFlag.AlignRight
        )
    bar = QRectF(inside.x(), top + line + 1, inside.width(), theme.px(_BAR))
    painting.fill_tone(painter, bar, "grey")
    if counts.current:
        # At least 3 px: one of hundreds is not nobody.
        wide = max(3.0, bar.width() * counts.current / counts.required)
        painting.fill_tone(painter, QRectF(bar.x(), bar.y(), wide, bar.height()), tone)
    below = top + line + theme.px(_BAR) + 2
    side = theme.px(14)
    ink = quiet if chosen and theme.is_contrast() else tone
    icons.paint(painter, icon, inside.x(), below + (line - side) // 2, side, ink)
    words = QRect(inside.x() + side + 5, below, inside.width() - side - 5, line)
    painting.draw_line(painter, words, counts.gap, "small", quiet)
