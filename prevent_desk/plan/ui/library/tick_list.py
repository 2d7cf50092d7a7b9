"""A long list to tick: grouped, searched from a box above it, worked with mouse or keyboard.

Rows are painted, not widgets: a library of 5,000 criteria scrolls like one of five.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.widgets import grouped

State = Qt.CheckState
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ITEM = Qt.ItemDataRole.UserRole
_BOX = 15
_SAID = {State.Checked: "ticked", State.Unchecked: "not ticked", State.PartiallyChecked: "partly"}


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to tick.

    Attributes:
        key: What tells it from others.
        title: Its line.
        detail: A second line in small; none when empty.
        group: The heading it stands under; ticks of one group come together.
        state: Ticked, not ticked, or ticked for some of several actions.
        count: Words at the right: "11 actions".
    """

    key: object
    title: str
    detail: str = ""
    group: str = ""
    state: State = State.Unchecked
    count: str = ""


class TickList(QListView):
    """Ticks under their headings; Space or a click turns one, Up and Down move.

    Signals:
        turned: A tick was turned by hand; carries its key and whether it is ticked now.
        moved_to: Another tick is current; carries it, or None.
    """

    turned = Signal(object, bool)
    moved_to = Signal(object)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = _Ticks(self)
        self.setModel(self._list)
        self.setItemDelegate(_TickDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.selectionModel().currentChanged.connect(
            lambda now, _before: self.moved_to.emit(self._list.tick(now.row()))
        )
        theme.changed.connect(self.doItemsLayout)

    def set_ticks(self, ticks: Sequence[Tick]) -> None:
        """Show these; the current one stays current while it is among them."""
        before = self.current()
        self._list.show_ticks(ticks)
        row = self._list.row_of(before.key) if before else -1
        self._go(row if row >= 0 else self._list.next_row(-1, 1))

    def ticks(self) -> list[Tick]:
        """Return all ticks as they are now, those hidden by a search included."""
        return list(self._list.all)

    def search(self, text: str) -> int:
        """Show only ticks that hold every word typed; return how many those are."""
        before = self.current()
        self._list.search(text)
        row = self._list.row_of(before.key) if before else -1
        self._go(row if row >= 0 else self._list.next_row(-1, 1))
        return self._list.count()

    def current(self) -> Tick | None:
        """Return the current tick."""
        return self._list.tick(self.currentIndex().row())

    def go_to(self, key: object) -> None:
        """Make a tick current."""
        self._go(self._list.row_of(key))

    def move_by(self, steps: int) -> None:
        """Go that many ticks down (or up), passing over headings; for a search box above."""
        self._go(grouped.row_away(self._list.next_row, self.currentIndex().row(), steps))

    def turn(self) -> None:
        """Turn the current tick."""
        tick = self.current()
        if tick is not None:
            self._turn(tick)

    def tick_all(self, group: str, *, on: bool) -> None:
        """Turn every tick of a group that is shown."""
        for tick in self._list.shown():
            if tick.group == group and (tick.state == State.Checked) != on:
                self._list.put(tick.key, State.Checked if on else State.Unchecked)

    def _turn(self, tick: Tick) -> None:
        on = tick.state != State.Checked
        self._list.put(tick.key, State.Checked if on else State.Unchecked)
        self.turned.emit(tick.key, on)

    def _go(self, row: int) -> None:
        if row >= 0:
            index = self._list.index(row)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.moved_to.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the current tick on Space, and move over headings."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8}
        steps |= {Qt.Key.Key_PageDown: 8, Qt.Key.Key_Home: -100_000, Qt.Key.Key_End: 100_000}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space:
            self.turn()
        elif key in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.move_by(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            # The dialog's own keys.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Turn the tick that is clicked, anywhere in its row."""
        super().mousePressEvent(event)
        tick = self._list.tick(self.indexAt(event.position().toPoint()).row())
        if tick is not None and event.button() == Qt.MouseButton.LeftButton:
            self._turn(tick)


class _Ticks(QAbstractListModel):
    """Headings are rows too: words without a tick."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.all: list[Tick] = []
        self._rows: list[Tick | str] = []
        self._words: tuple[str, ...] = ()

    def show_ticks(self, ticks: Sequence[Tick]) -> None:
        self.all = list(ticks)
        self._fill()

    def search(self, text: str) -> None:
        self._words = tuple(text.casefold().split())
        self._fill()

    def put(self, key: object, state: State) -> None:
        self.all = [replace(one, state=state) if one.key == key else one for one in self.all]
        row = self.row_of(key)
        found = self.tick(row)
        if found is not None:
            self._rows[row] = replace(found, state=state)
            self.dataChanged.emit(self.index(row), self.index(row))

    def tick(self, row: int) -> Tick | None:
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Tick) else None

    def shown(self) -> list[Tick]:
        return [row for row in self._rows if isinstance(row, Tick)]

    def count(self) -> int:
        return len(self.shown())

    def row_of(self, key: object) -> int:
        return next(
            (n for n, row in enumerate(self._rows) if isinstance(row, Tick) and row.key == key), -1
        )

    def next_row(self, row: int, step: int) -> int:
        return grouped.next_row(self._rows, Tick, row, step)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.tick(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self._rows[index.row()]
        if role == _ITEM:
            return found
        if isinstance(found, str):
            return found if role == Qt.ItemDataRole.DisplayRole else None
        said: dict[int, Callable[[], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda: found.title,
            Qt.ItemDataRole.ToolTipRole: lambda: found.title,
            Qt.ItemDataRole.CheckStateRole: lambda: found.state,
            Qt.ItemDataRole.AccessibleTextRole: lambda: ", ".join(
                part
                for part in (found.title, found.detail, found.count, _SAID[found.state])
                if part
            ),
        }
        return said[role]() if role in said else None

    def _fill(self) -> None:
        self.beginResetModel()
        self._rows = []
        group = ""
        for tick in self.all:
            text = f"{tick.title} {tick.detail}".casefold()
            if all(word in text for word in self._words):
                if tick.group != group:
                    group = tick.group
                    self._rows.append(group)
                self._rows.append(tick)
        self.endResetModel()


class _TickDelegate(QStyledItemDelegate):
    """Box, title, second line, and words at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        found = index.data(_ITEM)
        if not isinstance(found, Tick):
            return QSize(100, theme.px(28))
        return QSize(100, theme.px(46 if found.detail else 32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box, found = QRect(option.rect), index.data(_ITEM)
        if not isinstance(found, Tick):
            room = box.adjusted(12, theme.px(8), -12, 0)
            painting.draw_line(painter, room, str(found), "overline", "text2")
            return
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, theme.colour("sel"))
            painter.fillRect(box.x(), box.y(), 3, box.height(), theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        self._paint_box(painter, box, found.state)
        left = box.x() + 12 + theme.px(_BOX) + 10
        right = box.right() - 12
        if found.count:
            width = theme.metrics("small").horizontalAdvance(found.count) + 2
            place = QRect(right - width, box.y(), width, box.height())
            ink = "onsel3" if chosen else "text3"
            painting.draw_line(painter, place, found.count, "small", ink)
            right -= width + 12
        first = theme.px(24 if found.detail else 32)
        top = box.y() + (theme.px(2) if found.detail else 0)
        room = QRect(left, top, right - left, first)
        painting.draw_line(painter, room, found.title, "body", "onsel" if chosen else "text")
        if found.detail:
            below = QRect(left, top + first - theme.px(3), right - left, theme.px(20))
            ink = "onsel3" if chosen else "text3"
            painting.draw_line(painter, below, found.detail, "small", ink)
        if state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, box)

    def _paint_box(self, painter: QPainter, row: QRect, state: State) -> None:
        side = theme.px(_BOX)
        box = QRect(row.x() + 12, row.y() + (row.height() - side) // 2, side, side)
        on = state != State.Unchecked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("accent" if on else "ctl"))
        painter.setBrush(theme.colour("accent" if on else "surface"))
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.restore()
        if on:
            mark = "check" if state == State.Checked else "minus"
            icons.paint(painter, mark, box.x() + 2, box.y() + 2, side - 4, "onaccent")

    def editorEvent(
        self,
        event: QEvent,
        model: object,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Leave ticking to the list: Qt's own would turn only in the box, and twice with ours."""
        return False
