"""A list of records under headings: what most lists of the desk look like.

Records stand in groups, each with its title, tone and count. Headings are passed over by keys. A
subclass says how a record is known again, said aloud and painted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from prevent_desk.ui import painting, theme
from prevent_desk.ui.delegates import BAR
from prevent_desk.ui.widgets import grouped

ACROSS = 14
"""Room at the left of a row, in px."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW = int(Qt.ItemDataRole.UserRole)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a group, with how many stand below it."""

    title: str
    tone: str
    count: int


class _Row(Generic[Record]):
    """A record's row; a class of its own tells it from a heading."""

    __slots__ = ("record",)

    def __init__(self, record: Record) -> None:
        self.record = record


class GroupedModel(QAbstractListModel, Generic[Record]):
    """Headings and records in one list."""

    def __init__(self, owner: GroupedList[Record]) -> None:
        super().__init__(owner)
        self._owner = owner
        self._rows: list[Heading | _Row[Record]] = []

    def show_groups(self, groups: Sequence[tuple[Heading, Sequence[Record]]]) -> None:
        """Show other records; a group without any has no heading."""
        self.beginResetModel()
        self._rows = []
        for heading, records in groups:
            if records:
                self._rows.append(heading)
                self._rows += [_Row(record) for record in records]
        self.endResetModel()

    def rows(self) -> list[Heading | Record]:
        """Return headings and records, as they stand."""
        return [row.record if isinstance(row, _Row) else row for row in self._rows]

    def records(self) -> list[Record]:
        """Return every record, as they stand."""
        return [row.record for row in self._rows if isinstance(row, _Row)]

    def record(self, row: int) -> Record | None:
        """Return the record of a row; None on a heading."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found.record if isinstance(found, _Row) else None

    def is_heading(self, row: int) -> bool:
        """Return whether a row is a heading."""
        return isinstance(self._rows[row], Heading)

    def row_of(self, key: object) -> int:
        """Return the row of the record known by `key`; -1 where it is not there."""
        for row, one in enumerate(self._rows):
            if isinstance(one, _Row) and self._owner.key_of(one.record) == key:
                return row
        return -1

    def next_row(self, row: int, step: int) -> int:
        """Return the next record's row; -1 where there is none."""
        return grouped.next_row(self._rows, _Row, row, step)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many rows there are, headings too."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let headings be passed over."""
        if self.record(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows and says."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        spoken = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        if role == _ROW:
            return row
        if isinstance(row, Heading):
            return f"{row.title}, {row.count}" if spoken else None
        if spoken:
            return self._owner.said(row.record)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._owner.tip(row.record) or None
        return None


class GroupedList(QListView, Generic[Record]):
    """The list itself; a subclass fills in `key_of`, `said` and `paint_record`.

    Signals:
        opened: Enter, or a click where `opens_on_click`: carries the record.
        current_changed: Another record is the current one: carries it, or None.
        menu_asked: The menu of a row was asked for: its record and a place on the screen.
        stepped_back: Esc.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    menu_asked = Signal(object, object)
    stepped_back = Signal()

    row_px, heading_px = 44, 32
    opens_on_click = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: GroupedModel[Record] = GroupedModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_GroupedDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFrameShape(QListView.Shape.NoFrame)
        # Not in batches: rows of two heights are painted only when the last batch is laid out, and
        # a list of a thousand stood empty until then. Two sizes, kept, make all of them cheap.
        self._sizes = QSize(), QSize()
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.clicked.connect(self._click)
        self.doubleClicked.connect(self._double_click)
        self.selectionModel().currentChanged.connect(self._current_changed)
        theme.changed.connect(self._measure)

    # What a subclass says

    def key_of(self, record: Record) -> object:
        """Return what a record is known again by when the list is read anew."""
        raise NotImplementedError

    def said(self, record: Record) -> str:
        """Return a row as one sentence for screen readers."""
        raise NotImplementedError

    def tip(self, record: Record) -> str:
        """Return what the pointer is told over a row; empty for nothing."""
        return ""

    def paint_record(
        self, painter: QPainter, room: QRect, record: Record, inks: tuple[str, str, str]
    ) -> None:
        """Draw a record into its room; `inks` are the main, the second and the third."""
        raise NotImplementedError

    def measure(self, records: Sequence[Record]) -> None:
        """Work out what all rows share, such as a column's width."""

    # What it does

    def show_groups(self, groups: Sequence[tuple[Heading, Sequence[Record]]]) -> None:
        """Show other records, keeping the current one where it is still there."""
        before, place = self.current(), self.currentIndex().row()
        self.rows.show_groups(groups)
        self._measure()
        kept = self.rows.row_of(self.key_of(before)) if before is not None else -1
        if kept < 0:
            kept = self.rows.next_row(min(place, self.rows.rowCount()) - 1, 1)
        if kept < 0:
            kept = self.rows.next_row(-1, 1)
        self.go(kept)
        if kept < 0:
            self.current_changed.emit(None)

    def current(self) -> Record | None:
        """Return the current row's record."""
        return self.rows.record(self.currentIndex().row())

    def go_to_key(self, key: object) -> bool:
        """Make the record known by `key` the current one; False where it is not there."""
        row = self.rows.row_of(key)
        if row >= 0:
            self.go(row)
        return row >= 0

    def go(self, row: int) -> None:
        """Make a row the current one; -1 for none."""
        index = self.rows.index(row) if row >= 0 else _NOWHERE
        self.setCurrentIndex(index)
        if row == 1:
            # The heading above the first comes into view with it.
            self.scrollToTop()
        elif row >= 0:
            self.scrollTo(index)

    def move_by(self, steps: int) -> None:
        """Go that many records down, or up."""
        self.go(grouped.row_away(self.rows.next_row, self.currentIndex().row(), steps))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move over headings; open on Enter; Esc steps back."""
        steps = _STEPS.get(Qt.Key(event.key()))
        current = self.current()
        if steps is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.move_by(steps)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and current is not None:
            self.opened.emit(current)
        elif event.key() == Qt.Key.Key_Home:
            self.go(self.rows.next_row(-1, 1))
        elif event.key() == Qt.Key.Key_End:
            self.go(self.rows.next_row(self.rows.rowCount(), -1))
        elif event.key() == Qt.Key.Key_Escape:
            self.stepped_back.emit()
        else:
            event.ignore()

    def size_of(self, row: int) -> QSize:
        """Return how much room a row takes."""
        return self._sizes[self.rows.is_heading(row)]

    def _measure(self) -> None:
        wide = theme.px(200)
        self._sizes = (
            QSize(wide, theme.px(self.row_px)), QSize(wide, theme.px(self.heading_px))
        )  # fmt: skip
        self.measure(self.rows.records())
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _click(self, index: QModelIndex) -> None:
        found = self.rows.record(index.row())
        if found is not None and self.opens_on_click:
            self.opened.emit(found)

    def _double_click(self, index: QModelIndex) -> None:
        found = self.rows.record(index.row())
        if found is not None and not self.opens_on_click:
            self.opened.emit(found)

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self.rows.record(now.row()))

    def _ask_menu(self, place: QPoint) -> None:
        under = self.indexAt(place)
        if self.rows.record(under.row()) is not None:
            self.setCurrentIndex(under)
        found = self.current()
        if found is not None:
            at = place if under.isValid() else self.visualRect(self.currentIndex()).center()
            self.menu_asked.emit(found, self.viewport().mapToGlobal(at))


class _GroupedDelegate(QStyledItemDelegate):
    def __init__(self, owner: GroupedList[Any]) -> None:
        super().__init__(owner)
        self._list = owner

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return self._list.size_of(index.row())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box, state = QRect(option.rect), option.state
        row = index.data(_ROW)
        if isinstance(row, Heading):
            _paint_heading(painter, box, row)
            return
        if not isinstance(row, _Row):
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, theme.colour("sel"))
            painter.fillRect(box.x(), box.y(), BAR, box.height(), theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        painting.hairline(painter, box, Qt.Edge.BottomEdge)
        inks = ("onsel", "onsel2", "onsel3") if chosen else ("text", "text2", "text3")
        self._list.paint_record(painter, box.adjusted(ACROSS, 0, -10, 0), row.record, inks)
        if state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, box)


def _paint_heading(painter: QPainter, box: QRect, row: Heading) -> None:
    room = box.adjusted(ACROSS, 0, -ACROSS, 0)
    ink = "text2" if row.tone == "grey" else row.tone
    width = theme.metrics("strong").horizontalAdvance(row.title) + 2
    painting.draw_line(painter, room, row.title, "strong", ink)
    count = room.adjusted(min(width, room.width() - 40) + 8, 0, 0, 0)
    painting.draw_chip(painter, count, f"{row.count:,}", tone=row.tone, size="s")
    painting.hairline(painter, box, Qt.Edge.BottomEdge)
