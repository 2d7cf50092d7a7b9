"""The rows of the list: two lines and two chips each, painted; never a widget a row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from prevent_desk.core.clock import SystemClock
from prevent_desk.core.dates import say_short
from prevent_desk.referrals.model.clock_words import tooltip
from prevent_desk.referrals.model.intake import DraftInfo
from prevent_desk.referrals.model.listing import Line
from prevent_desk.referrals.ui.clocks.looks import glyph, tone
from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.tables import RECORD_ROLE, Column, PagedModel

Row = Line | DraftInfo
_ACROSS, _DOWN = 14, 9
_BAR = 3

_Index = QModelIndex | QPersistentModelIndex


def said(row: Row) -> str:
    """Return a row as one sentence for screen readers."""
    if isinstance(row, DraftInfo):
        return f"Draft: {row.title}. Next: {row.section}"
    parts = [row.names, row.ref, row.state.words, row.source, f"received {say_short(row.received)}"]
    if row.times > 1:
        parts.insert(1, nth(row.times))
    if row.clock is not None:
        parts.append(f"{row.clock.title}: {row.clock.said}")
    return ", ".join(part for part in parts if part)


def nth(times: int) -> str:
    """Return which referral of a person it is: "third referral"."""
    named = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}
    return f"{named.get(times, f'{times}th')} referral"


def _title(row: Row) -> str:
    return row.title if isinstance(row, DraftInfo) else row.names


def _tooltip(row: Row) -> str:
    if isinstance(row, DraftInfo):
        return "Not recorded yet. Enter goes on with it."
    lines = [f"{row.names}, {row.ref}"]
    if row.times > 1:
        lines.append(nth(row.times).capitalize())
    if row.clock is not None:
        lines.append(tooltip(row.clock))
    return "\n".join(lines)


class LineModel(PagedModel[Row]):
    """Drafts on top, then referrals, read a hundred at a time when they come into view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        column: Column[Row] = Column("Referral", _title, spoken=said, tooltip=_tooltip)
        super().__init__([column], parent=parent)


_BATCH = 500
"""Rows laid at once; those further down follow while nothing else is to be done."""


class LineList(QListView):
    """The list itself.

    Signals:
        opened: Enter, a double click, or a click on a draft: carries the row's record.
        menu_asked: The menu of a row was asked for: its record and a place on the screen.
        stepped_back: Esc.

    Attributes:
        today: The desk's day; days of this year are shown without it.
    """

    opened = Signal(object)
    menu_asked = Signal(object, object)
    stepped_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today: Callable[[], date] = SystemClock().today
        self.setItemDelegate(_LineDelegate(self))
        self.setUniformItemSizes(True)
        # 50,000 rows take 0.4 s to be laid at once: each is asked of the model in Python.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Referrals"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.clicked.connect(self._click)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(RECORD_ROLE)))
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def record(self, row: int) -> Row | None:
        """Return the record of a row; None where there is no such row."""
        model = self.model()
        if not 0 <= row < model.rowCount():
            return None
        found = model.index(row, 0).data(RECORD_ROLE)
        return found if isinstance(found, (Line, DraftInfo)) else None

    def current(self) -> Row | None:
        """Return the current row's record."""
        return self.record(self.currentIndex().row())

    def go(self, row: int) -> None:
        """Make a row the current one; -1 for none."""
        model = self.model()
        index = model.index(row, 0) if row >= 0 else QModelIndex()
        if row >= _BATCH and not self.visualRect(index).isValid():
            self.lay_whole()
        self.setCurrentIndex(index)
        if row >= 0:
            self.scrollTo(index)

    def lay_whole(self) -> None:
        """Lay every row now: for a place further down than the first rows."""
        self.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.doItemsLayout()
        self.setLayoutMode(QListView.LayoutMode.Batched)

    def move_by(self, steps: int) -> None:
        """Go that many rows down, or up; stops at the ends."""
        count = self.model().rowCount()
        if count:
            now = self.currentIndex().row()
            self.go(max(0, min(count - 1, now + steps if now >= 0 else 0)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter; the list's menu on Menu and Shift+F10; Esc steps back."""
        current = self.current()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if current is not None:
                self.opened.emit(current)
        elif event.key() == Qt.Key.Key_Escape:
            self.stepped_back.emit()
        elif event.text().strip() and not event.modifiers():
            # Letters filter; they do not look for a row that begins so.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _click(self, index: QModelIndex) -> None:
        found = index.data(RECORD_ROLE)
        if isinstance(found, DraftInfo):
            self.opened.emit(found)

    def _ask_menu(self, place: QPoint) -> None:
        # The key asks for the current row wherever the mouse is; the mouse for the row under it.
        under = self.indexAt(place)
        if under.isValid():
            self.setCurrentIndex(under)
        found = self.current()
        if found is not None:
            at = place if under.isValid() else self.visualRect(self.currentIndex()).center()
            self.menu_asked.emit(found, self.viewport().mapToGlobal(at))


class _LineDelegate(QStyledItemDelegate):
    """Name and day, reference and source, state and deadline."""

    def __init__(self, owner: LineList) -> None:
        super().__init__(owner)
        self._list = owner

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        lines = theme.px(19) + theme.px(17) + 5 + painting.chip_height("row")
        return QSize(theme.px(200), lines + 2 * _DOWN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box, state = QRect(option.rect), option.state
        row = index.data(RECORD_ROLE)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, theme.colour("sel"))
            painter.fillRect(box.x(), box.y(), _BAR, box.height(), theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        painting.hairline(painter, box, Qt.Edge.BottomEdge)
        inks = ("onsel", "onsel2") if chosen else ("text", "text2")
        room = box.adjusted(_ACROSS, _DOWN, -_ACROSS + 2, -_DOWN)
        if isinstance(row, DraftInfo):
            _paint_draft(painter, room, row, inks)
        elif isinstance(row, Line):
            _paint_line(painter, room, row, inks, self._list.today())
        if state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, box)


def _paint_line(
    painter: QPainter, room: QRect, row: Line, inks: tuple[str, str], today: date
) -> None:
    first = QRect(room.x(), room.y(), room.width(), theme.px(19))
    shown = _day_said(row.received, today)
    width = theme.metrics("small").horizontalAdvance(shown) + 2
    right = QRect(first.right() - width + 1, first.y(), width, first.height())
    painting.draw_line(painter, right, shown, "small", inks[1])
    names = first.adjusted(0, 0, -width - 8, 0)
    if row.times > 1:
        side = theme.px(14)
        wide = min(names.width() - side - 6, theme.metrics("h3").horizontalAdvance(row.names) + 2)
        y = names.y() + (names.height() - side) / 2
        icons.paint(painter, "repeat-2", names.x() + wide + 6, y, side, "amber")
        names.setWidth(wide)
    painting.draw_line(painter, names, row.names, "h3", inks[0])
    second = QRect(room.x(), first.bottom() + 1, room.width(), theme.px(17))
    told = f"{row.ref}  ·  {row.source}" if row.source else row.ref
    painting.draw_line(painter, second, told, "small", inks[1])
    third = QRect(room.x(), second.bottom() + 6, room.width(), painting.chip_height("row"))
    left = third.width()
    if row.clock is not None:
        words, icon = row.clock.short, glyph(row.clock.state)
        wide = min(painting.chip_size(words, icon, "row").width(), third.width())
        at = QRect(third.right() - wide + 1, third.y(), wide, third.height())
        painting.draw_chip(painter, at, words, icon=icon, tone=tone(row.clock.state), size="row")
        left -= wide + 6
    if left > theme.px(30):
        _paint_state(painter, QRect(third.x(), third.y(), left, third.height()), row.state.short)


def _paint_draft(painter: QPainter, room: QRect, row: DraftInfo, inks: tuple[str, str]) -> None:
    first = QRect(room.x(), room.y(), room.width(), theme.px(19))
    painting.draw_line(painter, first, row.title, "h3", inks[0])
    second = QRect(room.x(), first.bottom() + 1, room.width(), theme.px(17))
    words = f"Next: {row.section}" if row.section else "Not recorded yet"
    painting.draw_line(painter, second, words, "small", inks[1])
    third = QRect(room.x(), second.bottom() + 6, room.width(), painting.chip_height("row"))
    painting.draw_chip(painter, third, "Draft", icon="pencil", tone="blue", size="row")


def _paint_state(painter: QPainter, room: QRect, words: str) -> None:
    """Draw the state as an outlined chip: a word, not a judgement."""
    wide = min(painting.chip_size(words, "", "row").width(), room.width())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("line2"), 1))
    painter.setBrush(theme.colour("surface"))
    frame = QRect(room.x(), room.y(), wide, room.height())
    painter.drawRoundedRect(frame.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    painter.restore()
    painting.draw_line(painter, frame.adjusted(8, 0, -7, 0), words, "medium", "text2")


def _day_said(day: date, today: date) -> str:
    """Return a day, without its year where that is this one: "25 Nov"."""
    words = say_short(day)
    return words.removesuffix(f" {day.year}") if day.year == today.year else words
