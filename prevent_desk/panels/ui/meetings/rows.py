"""Lists of the sheet: a glyph, a title, a line below it, a chip at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.widgets.acts_list import ActsList

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_ACROSS, _DOWN, _BAR, _GAP, _SIDE = 14, 6, 3, 10, 18
_LEAST_WORDS = 120

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row.

    Attributes:
        key: What it is known again by when the list is read anew.
        told: The line below the title.
        icon, ink: The glyph at the left, and the token of its colour.
        chip: Words, icon and tone of the chip at the right; empty words draw none.
    """

    key: int
    title: str
    told: str = ""
    icon: str = ""
    ink: str = "text2"
    chip: tuple[str, str, str] = ("", "", "grey")

    @property
    def said(self) -> str:
        """The row as one sentence."""
        return ", ".join(part for part in (self.title, self.chip[0], self.told) if part)


class SheetModel(QAbstractListModel):
    """The rows of one list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[SheetRow] = []

    def show_rows(self, rows: Sequence[SheetRow]) -> None:
        """Show others; where only words are new the place in the list stays."""
        if [one.key for one in rows] != [one.key for one in self._rows]:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
        elif rows:
            self._rows = list(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rows(self) -> list[SheetRow]:
        """Return the rows in their order."""
        return list(self._rows)

    def row_of(self, key: int) -> int:
        """Return the row of a key, or -1."""
        return next((at for at, one in enumerate(self._rows) if one.key == key), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a row, or its words."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.told or None
        return row.said if role == Qt.ItemDataRole.AccessibleTextRole else None


class SheetList(ActsList[SheetRow]):
    """Shows the rows; letters are acts, Alt+Up and Alt+Down move where the list has an order.

    Signals:
        row_changed: Another row is the current one; its key, or -1.
        moved: The current row is to go up (-1) or down (1).
        menu_asked: The menu of the current row, at a place on the screen.
    """

    row_changed = Signal(int)
    moved = Signal(int)
    menu_asked = Signal(QPoint)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, ROW_ROLE, parent)
        self.rows = SheetModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_SheetPainter(self))
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.selectionModel().currentChanged.connect(
            lambda now, _before: self.row_changed.emit(self._key(now))
        )

    def show_rows(self, rows: Sequence[SheetRow]) -> None:
        """Show other rows, keeping the current one where it is still there."""
        key, place = self.key(), self.currentIndex().row()
        self.rows.show_rows(rows)
        kept = self.rows.row_of(key)
        if kept < 0 and rows:
            kept = max(0, min(place, len(rows) - 1))
        if kept != self.currentIndex().row():
            self.choose(kept)
        if kept < 0:
            self.row_changed.emit(-1)

    def key(self) -> int:
        """Return the key of the current row, or -1."""
        return self._key(self.currentIndex())

    def go_to_key(self, key: int) -> bool:
        """Make the row of a key the current one; False where it is not there."""
        row = self.rows.row_of(key)
        self.choose(row)
        return row >= 0

    def keyPressEvent(self, event: Any) -> None:  # noqa: ANN401 - a QKeyEvent
        """Move a row on Alt+Up and Alt+Down."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
            return
        super().keyPressEvent(event)

    def _key(self, index: QModelIndex) -> int:
        row = index.data(ROW_ROLE)
        return row.key if isinstance(row, SheetRow) else -1

    def _ask_menu(self, place: QPoint) -> None:
        under = self.indexAt(place)
        if under.isValid():
            self.setCurrentIndex(under)
        if self.currentIndex().isValid():
            at = place if under.isValid() else self.visualRect(self.currentIndex()).center()
            self.menu_asked.emit(self.viewport().mapToGlobal(at))


class _SheetPainter(QStyledItemDelegate):
    def __init__(self, view: SheetList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        high = theme.metrics("h3").height() + theme.metrics("small").height() + 1 + 2 * _DOWN
        return QSize(self._view.viewport().width(), high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, SheetRow):
            return
        box = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(box, theme.colour("sel"))
            painter.fillRect(box.x(), box.y(), _BAR, box.height(), theme.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        painting.hairline(painter, box, Qt.Edge.BottomEdge)
        x = box.x() + _ACROSS
        if row.icon:
            side = theme.px(_SIDE)
            middle = box.y() + (box.height() - side) / 2
            icons.paint(painter, row.icon, x, middle, side, row.ink)
            x += side + _GAP
        right = _paint_chip(painter, box, row.chip, x)
        title, told = theme.metrics("h3").height(), theme.metrics("small").height()
        top = box.y() + (_DOWN if row.told else (box.height() - title) // 2)
        room = QRect(x, top, right - x, title)
        painting.draw_line(painter, room, row.title, "h3", "onsel" if chosen else "text")
        below = QRect(x, top + title + 1, room.width(), told)
        painting.draw_line(painter, below, row.told, "small", "onsel2" if chosen else "text2")
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, box)
        painter.restore()


def _paint_chip(painter: QPainter, box: QRect, chip: tuple[str, str, str], left: int) -> int:
    """Draw the chip at the right of a row; return where the words have to end."""
    words, icon, tone = chip
    right = box.right() - _ACROSS
    if not words:
        return right
    wide = painting.chip_size(words, icon, "row").width()
    wide = min(wide, max(0, right - left - theme.px(_LEAST_WORDS)))
    at = QRect(right - wide, box.y(), wide, box.height())
    painting.draw_chip(painter, at, words, icon=icon, tone=tone, size="row")
    return at.x() - _GAP
