"""The rows of what is due, under their headings: how late, what, of which referral."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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

from prevent_desk.referrals.model.agenda import Group
from prevent_desk.referrals.model.clock_words import tooltip
from prevent_desk.referrals.service.clocks import Due
from prevent_desk.referrals.ui.clocks.looks import glyph, tone
from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.delegates import BAR
from prevent_desk.ui.widgets import grouped

ROW_PX, HEAD_PX = 44, 32
_ACROSS = 14

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW = int(Qt.ItemDataRole.UserRole)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a group, with how many stand below it."""

    title: str
    tone: str
    count: int


Row = Heading | Due


def said(due: Due) -> str:
    """Return a row as one sentence for screen readers."""
    parts = (due.clock.title, due.clock.said, due.ref, due.names, due.clock.why)
    return ", ".join(part for part in parts if part)


class DueModel(QAbstractListModel):
    """Headings and clocks in one list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show(self, groups: dict[Group, list[Due]], today: date) -> None:
        """Show other clocks."""
        self.beginResetModel()
        self._rows = []
        for group, found in groups.items():
            if found:
                self._rows.append(Heading(group.title(today), group.tone, len(found)))
                self._rows += found
        self.endResetModel()

    def rows(self) -> Sequence[Row]:
        """Return every row."""
        return self._rows

    def due(self, row: int) -> Due | None:
        """Return the clock of a row; None on a heading."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Due) else None

    def row_of(self, episode_id: int, key: str) -> int:
        """Return the row of a clock; -1 where it is not there."""
        for row, one in enumerate(self._rows):
            if isinstance(one, Due) and (one.episode_id, one.clock.key) == (episode_id, key):
                return row
        return -1

    def next_row(self, row: int, step: int) -> int:
        """Return the next clock's row; -1 where there is none."""
        return grouped.next_row(self._rows, Due, row, step)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many rows there are, headings too."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let headings be passed over."""
        if self.due(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows and says."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == _ROW:
            return row
        if isinstance(row, Heading):
            shown = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
            return f"{row.title}, {row.count}" if shown else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.clock.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(row.clock)
        return None


class DueList(QListView):
    """The list itself.

    Signals:
        opened: Enter or a click: carries the clock's `Due`.
        menu_asked: The menu of a row was asked for: its `Due` and a place on the screen.
        stepped_back: Esc.
    """

    opened = Signal(object)
    menu_asked = Signal(object, object)
    stepped_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_of_due = DueModel(self)
        self.setModel(self.model_of_due)
        self.setItemDelegate(_DueDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("What is due"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.clicked.connect(self._click)
        self.chip_width = 0
        theme.changed.connect(self._measure)

    def show_due(self, groups: dict[Group, list[Due]], today: date) -> None:
        """Show other clocks, keeping the current one where it is still there."""
        before = self.current()
        place = self.currentIndex().row()
        self.model_of_due.show(groups, today)
        self._measure()
        kept = self.model_of_due.row_of(before.episode_id, before.clock.key) if before else -1
        if kept < 0:
            kept = self.model_of_due.next_row(min(place, len(self.model_of_due.rows())) - 1, 1)
        self.go(kept if kept >= 0 else self.model_of_due.next_row(-1, 1))

    def current(self) -> Due | None:
        """Return the current row's clock."""
        return self.model_of_due.due(self.currentIndex().row())

    def go(self, row: int) -> None:
        """Make a row the current one; -1 for none."""
        index = self.model_of_due.index(row) if row >= 0 else _NOWHERE
        self.setCurrentIndex(index)
        if row == 1:
            # The heading above the first comes into view with it.
            self.scrollToTop()
        elif row >= 0:
            self.scrollTo(index)

    def move_by(self, steps: int) -> None:
        """Go that many clocks down, or up."""
        following = self.model_of_due.next_row
        self.go(grouped.row_away(following, self.currentIndex().row(), steps))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move over headings; open on Enter; Esc steps back."""
        steps = _STEPS.get(Qt.Key(event.key()))
        current = self.current()
        if steps is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.move_by(steps)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and current is not None:
            self.opened.emit(current)
        elif event.key() == Qt.Key.Key_Home:
            self.go(self.model_of_due.next_row(-1, 1))
        elif event.key() == Qt.Key.Key_End:
            self.go(self.model_of_due.next_row(len(self.model_of_due.rows()), -1))
        elif event.key() == Qt.Key.Key_Escape:
            self.stepped_back.emit()
        else:
            event.ignore()

    def _measure(self) -> None:
        """Give the chips a column as wide as the widest of them."""
        rows = self.model_of_due.rows()
        words = {(one.clock.said, glyph(one.clock.state)) for one in rows if isinstance(one, Due)}
        self.chip_width = max((painting.chip_size(*one, "row").width() for one in words), default=0)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _click(self, index: QModelIndex) -> None:
        found = self.model_of_due.due(index.row())
        if found is not None:
            self.opened.emit(found)

    def _ask_menu(self, place: QPoint) -> None:
        under = self.indexAt(place)
        if self.model_of_due.due(under.row()) is not None:
            self.setCurrentIndex(under)
        found = self.current()
        if found is not None:
            at = place if under.isValid() else self.visualRect(self.currentIndex()).center()
            self.menu_asked.emit(found, self.viewport().mapToGlobal(at))


class _DueDelegate(QStyledItemDelegate):
    def __init__(self, owner: DueList) -> None:
        super().__init__(owner)
        self._list = owner

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        is_heading = isinstance(index.data(_ROW), Heading)
        return QSize(theme.px(300), theme.px(HEAD_PX if is_heading else ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box, state = QRect(option.rect), option.state
        row = index.data(_ROW)
        if isinstance(row, Heading):
            _paint_heading(painter, box, row)
            return
        if not isinstance(row, Due):
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, theme.colour("sel"))
            painter.fillRect(box.x(), box.y(), BAR, box.height(), theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        painting.hairline(painter, box, Qt.Edge.BottomEdge)
        inks = ("onsel", "onsel2", "onsel3") if chosen else ("text", "text2", "text3")
        _paint_due(painter, box.adjusted(_ACROSS, 0, -10, 0), row, self._list.chip_width, inks)
        if state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, box)


def _paint_heading(painter: QPainter, box: QRect, row: Heading) -> None:
    room = box.adjusted(_ACROSS, 0, -_ACROSS, 0)
    ink = "text2" if row.tone == "grey" else row.tone
    width = theme.metrics("strong").horizontalAdvance(row.title) + 2
    painting.draw_line(painter, room, row.title, "strong", ink)
    count = room.adjusted(min(width, room.width() - 40) + 8, 0, 0, 0)
    painting.draw_chip(painter, count, f"{row.count:,}", tone=row.tone, size="s")
    painting.hairline(painter, box, Qt.Edge.BottomEdge)


def _paint_due(
    painter: QPainter, room: QRect, row: Due, chips: int, inks: tuple[str, str, str]
) -> None:
    clock = row.clock
    wide = min(chips, room.width() // 3)
    at = QRect(room.x(), room.y(), wide, room.height())
    painting.draw_chip(
        painter, at, clock.said, icon=glyph(clock.state), tone=tone(clock.state), size="row"
    )
    side = theme.px(16)
    chevron = room.right() - side
    middle = room.y() + (room.height() - side) / 2
    icons.paint(painter, "chevron-right", chevron, middle, side, inks[2])
    state = row.state.short
    wanted = theme.metrics("small").horizontalAdvance(state) + 2
    right = QRect(chevron - 8 - wanted, room.y(), wanted, room.height())
    painting.draw_line(painter, right, state, "small", inks[1])
    left = room.x() + wide + 16
    width = right.x() - 12 - left
    first = QRect(left, room.y() + (room.height() - theme.px(35)) // 2, width, theme.px(18))
    painting.draw_line(painter, first, clock.title, "h3", inks[0])
    second = QRect(left, first.bottom() + 1, width, theme.px(17))
    told = "  ·  ".join(part for part in (row.ref, row.names, clock.why) if part)
    painting.draw_line(painter, second, told, "small", inks[1])
