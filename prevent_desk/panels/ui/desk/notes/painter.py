"""How a line of the notes is painted: time, kind, who says it in bold, words, what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from prevent_desk.panels.ui.desk.looks import LOOKS
from prevent_desk.panels.ui.desk.notes.model import ROW_ROLE
from prevent_desk.panels.ui.desk.notes.rows import Row, Sub
from prevent_desk.ui import icons, painting, theme

_Index = QModelIndex | QPersistentModelIndex

_SIDE = 16
_TIME = 46
_CHIP = 112
_GAP = 8
_DOWN = 6
_KEPT = 1200
_BREAK = "\u2028"


@dataclass(frozen=True, slots=True)
class _Laid:
    """A row's words in lines of one width; `high` in px, without margins and second rows."""

    layout: QTextLayout
    high: int


class NotesPainter(QStyledItemDelegate):
    """Draws rows and measures them.

    Attributes:
        opened: Lines whose first wording is shown under them, by key.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.opened: set[int] = set()
        self._laid: dict[tuple[Row, int, str], _Laid] = {}
        theme.changed.connect(self._laid.clear)

    # Measuring

    def height(self, row: Row, width: int) -> int:
        """Return how high a row is in a view of so many px."""
        room = self._room(width)
        high = max(self._words(row, room).high, painting.chip_height("row"))
        for under in self._under(row):
            high += self._lines(row, under, room).high + 1
        if row.sub is not None:
            high += self._sub_height()
        return high + 2 * theme.px(_DOWN) + 1

    def part_at(self, row: Row, width: int, x: int, y: int) -> str:
        """Return what lies at a place of a row: "act" for the second row's links; or empty."""
        if row.sub is None or not row.sub.act:
            return ""
        bottom = self.height(row, width) - theme.px(_DOWN)
        if not bottom - self._sub_height() <= y <= bottom:
            return ""
        on_act = x >= width - theme.px(_SIDE) - self._act_width(row.sub) - 6
        left = self._left() + theme.px(14) + 4
        link = theme.metrics("strong").horizontalAdvance(row.sub.link)
        on_link = bool(row.sub.link) and left <= x <= left + link + 4
        return "act" if on_act or on_link else ""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return nothing: heights are given by the view."""
        return QSize()

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        row: Row = index.data(ROW_ROLE)
        box = QRect(option.rect)
        painter.save()
        painter.setClipRect(box)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, theme.colour("sel" if chosen else "surface"))
        if chosen:
            painter.fillRect(box.x(), box.y(), 3, box.height(), theme.colour("accent"))
        self._draw_head(painter, box, row)
        left, room = box.x() + self._left(), self._room(box.width())
        y = box.y() + theme.px(_DOWN)
        laid = self._words(row, room)
        laid.layout.draw(painter, QPointF(left, y))
        y += max(laid.high, painting.chip_height("row"))
        for under in self._under(row):
            lines = self._lines(row, under, room)
            painter.setPen(theme.colour("text3"))
            lines.layout.draw(painter, QPointF(left, y + 1))
            y += lines.high + 1
        if row.sub is not None:
            self._draw_sub(painter, QRect(left, y, room, self._sub_height()), row.sub)
        painting.hairline(painter, box, Qt.Edge.BottomEdge)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, box)
        painter.restore()

    def _draw_head(self, painter: QPainter, box: QRect, row: Row) -> None:
        top, high = box.y() + theme.px(_DOWN), painting.chip_height("row")
        line = theme.metrics("body").height()
        time = QRect(box.x() + theme.px(_SIDE), top, theme.px(_TIME), line)
        painting.draw_line(painter, time, row.time, "body", "text3")
        look = LOOKS[row.kind]
        tone = "grey" if row.struck else look.tone
        chip = QRect(box.x() + self._chip_left(), top + (line - high) // 2, self._chip(), high)
        painting.draw_chip(painter, chip, look.words, icon=look.icon, tone=tone, size="row")

    def _draw_sub(self, painter: QPainter, room: QRect, sub: Sub) -> None:
        side = theme.px(14)
        middle = room.y() + (room.height() - side) // 2
        icons.paint(
            painter, sub.icon, room.x(), middle, side, "accenttext" if sub.link else "text2"
        )
        x = room.x() + side + 6
        if sub.link:
            painting.draw_line(painter, _from(room, x), sub.link, "strong", "accenttext")
            x += theme.metrics("strong").horizontalAdvance(sub.link) + theme.px(8)
        act = self._act_width(sub)
        chip = painting.chip_size(sub.chip[0], sub.chip[1], "row").width() + 8 if sub.chip else 0
        words = painting.elide(sub.words, theme.font("small"), room.right() - x - act - chip - 8)
        painting.draw_line(painter, _from(room, x), words, "small", "text2")
        x += theme.metrics("small").horizontalAdvance(words) + 6
        if sub.chip is not None:
            painting.draw_chip(
                painter, _from(room, x), sub.chip[0], icon=sub.chip[1], tone=sub.chip[2], size="row"
            )
        if act:
            place = QRect(room.right() - act, room.y(), act + 2, room.height())
            painting.draw_line(painter, place, sub.act, "small", "accenttext")

    # Words in lines

    def _words(self, row: Row, room: int) -> _Laid:
        """Lay a line out: who says it in bold, then what; struck through where it does not hold."""
        key = (row, room, "words")
        found = self._laid.get(key)
        if found is None:
            speaker = row.speaker
            mark = "  edited" if row.first and not row.struck else ""
            text = f"{speaker}  {row.words}{mark}".replace("\n", _BREAK)
            parts = [
                (0, len(speaker), self._bold(row)),
                (len(speaker), len(text), self._plain(row)),
            ]
            if mark:
                parts.append((len(text) - len(mark), len(mark), _ink("text3", small=True)))
            found = self._keep(key, _lay(text, parts, room))
        return found

    def _under(self, row: Row) -> list[str]:
        """Return the small lines under a row: why it was struck, its first wording."""
        found = []
        if row.struck:
            found.append(f"Struck: {row.struck}")
        if row.first and row.key in self.opened:
            found.append(f"First kept as: {row.first}")
        return found

    def _lines(self, row: Row, text: str, room: int) -> _Laid:
        key = (row, room, text)
        found = self._laid.get(key)
        if found is None:
            shown = text.replace("\n", _BREAK)
            parts = [(0, len(shown), _ink("text3", small=True))]
            found = self._keep(key, _lay(shown, parts, room))
        return found

    def _keep(self, key: tuple[Row, int, str], laid: _Laid) -> _Laid:
        if len(self._laid) > _KEPT:
            self._laid.clear()
        self._laid[key] = laid
        return laid

    def _bold(self, row: Row) -> QTextCharFormat:
        shape = _ink("text3" if row.struck else "text")
        shape.setFont(theme.font("h3"))
        shape.setFontStrikeOut(bool(row.struck))
        return shape

    def _plain(self, row: Row) -> QTextCharFormat:
        shape = _ink("text3" if row.struck else "text")
        shape.setFontStrikeOut(bool(row.struck))
        return shape

    # Places

    def _chip_left(self) -> int:
        return theme.px(_SIDE + _TIME)

    def _chip(self) -> int:
        widest = max(
            painting.chip_size(one.words, one.icon, "row").width() for one in LOOKS.values()
        )
        return max(theme.px(_CHIP), widest + _GAP)

    def _left(self) -> int:
        return self._chip_left() + self._chip() + theme.px(_GAP)

    def _room(self, width: int) -> int:
        return max(theme.px(80), width - self._left() - theme.px(_SIDE))

    def _sub_height(self) -> int:
        return painting.chip_height("row") + 2

    def _act_width(self, sub: Sub) -> int:
        return theme.metrics("small").horizontalAdvance(sub.act) if sub.act else 0


def _from(room: QRect, x: int) -> QRect:
    return QRect(x, room.y(), max(0, room.right() - x), room.height())


def _ink(name: str, *, small: bool = False) -> QTextCharFormat:
    shape = QTextCharFormat()
    shape.setForeground(theme.colour(name))
    if small:
        shape.setFont(theme.font("small"))
    return shape


def _lay(text: str, parts: list[tuple[int, int, QTextCharFormat]], width: int) -> _Laid:
    layout = QTextLayout(text, theme.font("body"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    shapes = []
    for start, length, shape in parts:
        one = QTextLayout.FormatRange()
        one.start, one.length, one.format = start, length, shape
        shapes.append(one)
    layout.setFormats(shapes)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return _Laid(layout, round(y))
