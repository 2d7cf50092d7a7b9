"""Hints as a list: grouped by kind, thousands of them, each with the words of its fix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.changes_since import local_day
from prevent_desk.plan.model.health.hints import Aside, Hint, Kind
from prevent_desk.plan.ui.health.looks import GLYPHS
from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.delegates import BAR

ROW_PX = 32
TAKE_BACK = "Show again"
_ACTS = tuple(kind.fix for kind in Kind)

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_UP_OR_DOWN = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down})
_LINE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Group:
    """The heading of a kind, with how many hints stand below it."""

    kind: Kind
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """One hint with where it is, and why it was set aside if it was.

    Attributes:
        where: The action's reference, or the objective's heading.
        what: The action's title.
        is_told: Its sentence has all its numbers.
    """

    hint: Hint
    where: str
    what: str
    aside: Aside | None = None
    is_told: bool = False

    @property
    def act(self) -> str:
        """What Enter and the link at the right do."""
        return TAKE_BACK if self.aside else self.hint.fix

    @property
    def why(self) -> str:
        """Why it was set aside, by whom and when; empty where it was not."""
        if self.aside is None:
            return ""
        day = say_short(local_day(self.aside.at))
        return f"{self.aside.reason} – {self.aside.by}, {day}"

    def said(self) -> str:
        """Return the whole line as one sentence for a screen reader."""
        place = " ".join(part for part in (self.where, self.what) if part)
        why = f" Set aside: {self.why}." if self.aside else ""
        return f"{place}: {self.hint.sentence}.{why} {self.act}"


class HintModel(QAbstractListModel):
    """Groups and lines in one flat list.

    Attributes:
        told: Returns a repeat's hint with its numbers; asked for the rows in sight only.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.told: Callable[[Hint], Hint] = lambda hint: hint
        self._lines: list[Group | Line] = []
        self._places: dict[str, int] = {}

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines, in groups of their kinds."""
        groups: dict[Kind, list[Line]] = {kind: [] for kind in Kind}
        for line in lines:
            groups[line.hint.kind].append(line)
        self.beginResetModel()
        self._lines = []
        for kind, found in groups.items():
            if found:
                self._lines.append(Group(kind, len(found)))
                self._lines += found
        self._places = {
            line.hint.key: at for at, line in enumerate(self._lines) if isinstance(line, Line)
        }
        self.endResetModel()

    def line(self, row: int) -> Group | Line | None:
        """Return what stands in a row; None outside the list."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _told(self, row: int) -> Group | Line | None:
        line = self.line(row)
        if isinstance(line, Line) and line.hint.kind is Kind.REPEAT and not line.is_told:
            line = replace(line, hint=self.told(line.hint), is_told=True)
            self._lines[row] = line
        return line

    def place_of(self, key: str) -> int | None:
        """Return the row of a hint."""
        return self._places.get(key)

    def starts(self) -> list[int]:
        """Return the first row of each group."""
        return [at + 1 for at, line in enumerate(self._lines) if isinstance(line, Group)]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the number of rows, groups too."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a row's words, or its line."""
        line = self._told(index.row())
        if line is None:
            return None
        if role == _LINE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line.said() if isinstance(line, Line) else f"{line.kind.heading}, {line.count}"
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, Line):
            return "\n".join(part for part in (_place(line), line.hint.sentence, line.why) if part)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return that headings cannot be chosen, so that arrows pass over them."""
        if isinstance(self.line(index.row()), Line):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class HintList(QListView):
    """Shows hints and lets the user move and choose among them."""

    opened = Signal(object)
    """Enter, a double click or a click on the link; carries the `Line`."""
    aside_asked = Signal()
    """S: the chosen hints shall be set aside, or shown again."""
    left = Signal()
    """Esc."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hints = HintModel(self)
        self.setModel(self.hints)
        self.setItemDelegate(_HintDelegate(self))
        # One height for all: a list of thousands is laid out without asking each row.
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName("Health hints")
        theme.changed.connect(self.doItemsLayout)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; stay at the same hint, else at the one that took its place."""
        row, key = self.currentIndex().row(), self.current_key()
        scrolled = self.verticalScrollBar().value()
        self.hints.show(lines)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scrolled)
        place = self.hints.place_of(key) if key else None
        self.go_to_row(self._line_near(max(row, 0)) if place is None else place)

    def current_key(self) -> str:
        """Return the key of the hint the cursor is on; empty where there is none."""
        line = self.current_line()
        return line.hint.key if line else ""

    def current_line(self) -> Line | None:
        """Return the line the cursor is on."""
        line = self.hints.line(self.currentIndex().row())
        return line if isinstance(line, Line) else None

    def chosen(self) -> list[Line]:
        """Return the chosen lines from the top; the current one where none is."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        found = [line for row in rows if isinstance(line := self.hints.line(row), Line)]
        current = self.current_line()
        return found or ([current] if current else [])

    def go_to(self, key: str) -> bool:
        """Put the cursor on a hint; False where it is not shown."""
        place = self.hints.place_of(key)
        if place is not None:
            self.go_to_row(place)
        return place is not None

    def go_to_row(self, row: int | None) -> None:
        """Put the cursor on a row and bring it into sight."""
        if row is None:
            return
        index = self.hints.index(row, 0)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)

    def link_rect(self, row: int) -> QRect:
        """Return where a row's link stands in the viewport."""
        box = self.visualRect(self.hints.index(row, 0))
        line = self.hints.line(row)
        return _link_box(box, line.act) if isinstance(line, Line) else QRect()

    def _go_to_group(self, step: int) -> None:
        """Go to the first hint of the next kind, or of the one before."""
        starts = self.hints.starts()
        row = self.currentIndex().row()
        wanted = [one for one in starts if (one > row if step > 0 else one < row)]
        if wanted:
            self.go_to_row(wanted[0] if step > 0 else wanted[-1])

    def _line_near(self, row: int) -> int | None:
        """Return the nearest row that is a line, downwards first."""
        count = self.hints.rowCount()
        rows = [*range(min(row, count), count), *range(min(row, count) - 1, -1, -1)]
        return next((one for one in rows if isinstance(self.hints.line(one), Line)), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, set aside on S or Del, leave on Esc; Ctrl+Down goes to the next kind."""
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = pressed == Qt.KeyboardModifier.NoModifier
        line = self.current_line()
        if event.key() in _UP_OR_DOWN and pressed == Qt.KeyboardModifier.ControlModifier:
            self._go_to_group(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and line is not None:
            self.opened.emit(line)
        elif event.key() in {Qt.Key.Key_S, Qt.Key.Key_Delete} and plain and line is not None:
            self.aside_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Do nothing: letters are keys here."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open from the link."""
        super().mouseReleaseEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        line = self.hints.line(row)
        is_left = event.button() is Qt.MouseButton.LeftButton
        is_on_link = self.link_rect(row).contains(event.position().toPoint())
        if is_left and is_on_link and isinstance(line, Line):
            self.opened.emit(line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the hint."""
        super().mouseDoubleClickEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        line = self.hints.line(row)
        if isinstance(line, Line) and not self.link_rect(row).contains(event.position().toPoint()):
            self.opened.emit(line)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the hand over a link."""
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        over = self.link_rect(self.indexAt(at).row()).contains(at)
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        )

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hand away."""
        self.viewport().unsetCursor()
        super().leaveEvent(event)


class _HintDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a heading, or a hint with its link."""
        line = index.data(_LINE)
        box = QRect(option.rect)
        if isinstance(line, Group):
            _draw_group(painter, box, line)
        elif isinstance(line, Line):
            view = option.widget
            is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            has_ring = bool(option.state & QStyle.StateFlag.State_HasFocus)
            _draw_line(painter, box, line, is_chosen=is_chosen)
            if has_ring and view.hasFocus():
                painting.draw_focus(painter, box)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return one height for all rows."""
        return QSize(100, theme.px(ROW_PX))


def _draw_group(painter: QPainter, box: QRect, group: Group) -> None:
    painter.fillRect(box, theme.colour("sunken"))
    painting.hairline(painter, box, Qt.Edge.BottomEdge)
    words = QRect(box).adjusted(theme.px(18), 0, -theme.px(14), 0)
    painting.draw_line(painter, words, group.kind.heading, "h3")
    words.setLeft(words.left() + theme.metrics("h3").horizontalAdvance(group.kind.heading) + 10)
    painting.draw_line(painter, words, f"{group.count:,}", "small", "text2")


def _draw_line(painter: QPainter, box: QRect, line: Line, *, is_chosen: bool) -> None:
    if is_chosen:
        painter.fillRect(box, theme.colour("accentsoft"))
        painter.fillRect(box.x(), box.y(), BAR, box.height(), theme.colour("accent"))
    painting.hairline(painter, box, Qt.Edge.BottomEdge)
    side, gap, left = theme.px(16), theme.px(12), box.x() + theme.px(18)
    middle = box.y() + (box.height() - side) // 2
    ink = "text2" if line.aside else "amber"
    icons.paint(painter, GLYPHS[line.hint.kind], left, middle, side, ink)
    left += side + gap
    right = box.right() - theme.px(18) - _acts_width() - gap
    # Place, what is the matter, why it was set aside: 7, 9 and 12 of 28 parts, or 9 and 11 of 20.
    parts = (7, 9, 12) if line.aside else (9, 11)
    texts = ((_place(line), "text2"), (line.hint.sentence, "text"), (line.why, "text2"))
    share = (right - left) / sum(parts)
    for part, (words, token) in zip(parts, texts, strict=False):
        room = QRect(left, box.y(), int(part * share) - gap, box.height())
        painting.draw_line(painter, room, words, "body", token)
        left += int(part * share)
    painting.draw_line(painter, _link_box(box, line.act), line.act, "button", "accenttext")


def _place(line: Line) -> str:
    return "  ".join(part for part in (line.where, line.what) if part)


def _acts_width() -> int:
    measures = theme.metrics("button")
    return max(measures.horizontalAdvance(words) for words in (*_ACTS, TAKE_BACK)) + 2


def _link_box(box: QRect, words: str) -> QRect:
    wide = theme.metrics("button").horizontalAdvance(words) + 2
    right = box.right() - theme.px(18)
    return QRect(right - wide, box.y() + 2, wide, box.height() - 4)
