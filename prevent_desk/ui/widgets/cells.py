"""Cells of two lines: what they hold, and how they are drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.delegates import BAR
from prevent_desk.ui.tables import RECORD_ROLE

Record = TypeVar("Record")

PAD, ICON, GAP = 10, 16, 5


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows.

    Attributes:
        first: The main line.
        second: The line below it; empty for none.
        icon: Before the first line.
        tone: Of icon and first line where it means something: "red", "amber"; "green" colours the
            icon alone.
        chip: The first line is a chip of that tone.
        strong: The first line is the row's title.
    """

    first: str
    second: str = ""
    icon: str = ""
    tone: str = ""
    chip: bool = False
    strong: bool = False

    @property
    def said(self) -> str:
        """Both lines as one."""
        return ", ".join(part for part in (self.first, self.second) if part)


# Without slots: with them `CellColumn[Record](...)` fails on Python 3.11.
@dataclass(frozen=True)
class CellColumn(Generic[Record]):
    """A column: its title, and what its cells show."""

    heading: str
    cell: Callable[[Record], Cell]


class CellDelegate(QStyledItemDelegate):
    """Draws the cells of a table that keeps it."""

    def __init__(self, table: QTableView, cell: Callable[[Any, int], Cell]) -> None:
        """Make it of the table and what a record's cell in a column is."""
        super().__init__(table)
        self._table, self._cell = table, cell

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a cell: glyph and first line, second line below, bar and ring where chosen."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        room = option.rect
        if chosen:
            painter.fillRect(room, theme.colour("sel"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, theme.colour("hover"))
        painting.hairline(painter, room, Qt.Edge.BottomEdge)
        cell = self._cell(index.data(RECORD_ROLE), index.column())
        _paint(painter, room.adjusted(PAD, 0, -PAD, 0), cell, chosen=chosen)
        if chosen and index.column() == 0:
            painter.fillRect(room.x(), room.y(), BAR, room.height(), theme.colour("accent"))
        if option.state & QStyle.StateFlag.State_HasFocus and self._table.hasFocus():
            painting.draw_focus(painter, room)


def _paint(painter: QPainter, room: QRect, cell: Cell, *, chosen: bool) -> None:
    high = theme.px(18)
    both = high * 2 if cell.second else high
    top = room.y() + (room.height() - both) // 2
    left = room.x()
    if cell.chip:
        place = QRect(left, room.y(), room.width(), room.height())
        tone = cell.tone or "grey"
        painting.draw_chip(painter, place, cell.first, icon=cell.icon, tone=tone)
        return
    plain = "onsel" if chosen else "text"
    ink = cell.tone if cell.tone in {"red", "amber", "text3"} and not _is_plain(chosen) else plain
    if cell.icon:
        side = theme.px(ICON)
        icons.paint(
            painter, cell.icon, left, top + (high - side) // 2, side,
            plain if _is_plain(chosen) else cell.tone or "text2",
        )  # fmt: skip
        left += side + GAP
    wide = room.right() - left
    role = "h3" if cell.strong or cell.tone in {"red", "amber"} else "body"
    painting.draw_line(painter, QRect(left, top, wide, high), cell.first, role, ink)
    second = plain if _is_plain(chosen) else "text2"
    painting.draw_line(painter, QRect(left, top + high, wide, high), cell.second, "small", second)


def _is_plain(chosen: bool) -> bool:
    """Return whether a chosen row has the system's two colours and no others."""
    return chosen and theme.is_contrast()
