"""Paints the grid: headings over their whole width, actions cell by cell.

Nothing is measured twice: text is broken into lines once (`wrap.Breaker`) and drawn line by line.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.legend import Meaning, Stage
from prevent_desk.plan.model.records import ActionRow
from prevent_desk.plan.ui import stages
from prevent_desk.plan.ui.columns import (
    COLUMNS,
    NO_DATE,
    NO_LEAD,
    Kind,
    cell_text,
    has_moved,
    stage_word,
)
from prevent_desk.plan.ui.grid_model import activity_title
from prevent_desk.plan.ui.lines import ActionLine, ActivityLine, ObjectiveLine
from prevent_desk.plan.ui.wrap import Breaker
from prevent_desk.ui import icons, theme

if TYPE_CHECKING:
    from prevent_desk.plan.ui.grid_view import GridView

Index = QModelIndex | QPersistentModelIndex

PAD = 9
"""Room between a cell's edge and its text; the header uses the same."""

OBJECTIVE_PX, ACTIVITY_PX = 46, 30
"""Heights of headings at 100 % text."""


Mark = tuple[str, str]
"""What an empty cell says of what is missing: an icon and a word or two."""


class GridPainter(QStyledItemDelegate):
    """Draws lines of the grid in the theme of the moment.

    Attributes:
        today: What is due before it is over.
        mark_of: Asked for each empty cell in sight, by action and column key: what it says instead.
    """

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self._view = view
        self.today = date.min
        self.mark_of: Callable[[ActionRow, str], Mark | None] = own_mark
        self._renew()
        theme.changed.connect(self._renew)

    def _renew(self) -> None:
        self.small = Breaker(theme.font("small"))
        self.strong = Breaker(theme.font("strong"))
        self.title = Breaker(theme.font("h3"))
        self.line_px = max(theme.px(16), self.small.metrics.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell; a heading is drawn over the whole width wherever it is asked for."""
        line = self._view.model_.lines[index.row()]
        rect: QRect = option.rect
        if isinstance(line, ActionLine):
            self._cell(painter, rect, line.row, index)
        elif isinstance(line, ObjectiveLine):
            self._objective(painter, self._whole(rect), line, index.row())
        else:
            self._activity(painter, self._whole(rect), line, index.row())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return nothing of use: the headers own all sizes."""
        return QSize(0, 0)

    def full_height(self, row: ActionRow, widths: dict[int, int]) -> int:
        """Return the px an action needs for all its text to be seen, at these column widths."""
        most = 3
        for number, width in widths.items():
            column, room = COLUMNS[number], width - 2 * PAD
            if column.kind is Kind.CRITERIA:
                bullet = room - theme.px(12)
                lines = sum(len(self.small.broken(text, bullet).lines) for text in row.criteria)
            elif column.kind is Kind.ACTION:
                lines = len(self.strong.broken(row.title, room).lines) if row.title else 0
                lines += len(self.small.broken(row.text, room).lines)
            elif column.kind is Kind.PROGRESS:
                lines = 3
            else:
                said = self._said(row, number)
                lines = len(self.small.broken(said, room).lines)
            most = max(most, lines)
        return most * self.line_px + 2 * PAD

    # Headings

    def _whole(self, rect: QRect) -> QRect:
        # The title must stay where it is while the columns scroll sideways below it.
        return QRect(0, rect.top(), self._view.viewport().width(), rect.height())

    def _objective(self, painter: QPainter, rect: QRect, line: ObjectiveLine, row: int) -> None:
        painter.fillRect(rect, theme.colour("group"))
        self._edge(painter, rect)
        x = rect.left() + theme.px(32)
        self._chevron(painter, rect, rect.left() + PAD, folded=line.folded)
        right = self._counts(painter, rect, line)
        room = right - x - theme.px(12)
        title = line.objective.heading or f"Objective {line.objective.number}".strip()
        text = line.objective.text.replace("\n", " ")
        top = rect.top() + (rect.height() - (2 if text else 1) * theme.px(18)) // 2
        self._line(painter, self.title, title, x, top + theme.px(1), room, "text")
        if text:
            self._line(painter, self.small, text, x, top + theme.px(18), room, "text2")
        self._current(painter, rect, row)

    def _counts(self, painter: QPainter, rect: QRect, line: ObjectiveLine) -> int:
        x = rect.right() - theme.px(14)
        y = rect.top() + (rect.height() - self.line_px) // 2
        icon = theme.px(15)
        for stage, number in reversed(stages.told(line.counts)):
            word = f"{number} {stage.word.lower() if stage else 'not set'}"
            wide = self.small.metrics.horizontalAdvance(word)
            if x - wide - icon < rect.center().x() - theme.px(40):
                break
            token = stages.tone(stage) if stage else "text2"
            self._line(painter, self.small, word, x - wide, y, wide + 4, token)
            x -= wide + icon + theme.px(5)
            icons.paint(painter, stages.glyph(stage), x, y, icon, token)
            x -= theme.px(14)
        return x

    def _activity(self, painter: QPainter, rect: QRect, line: ActivityLine, row: int) -> None:
        painter.fillRect(rect, theme.colour("sunken"))
        self._edge(painter, rect)
        self._chevron(painter, rect, rect.left() + theme.px(24), folded=line.folded)
        count = "1 action" if line.count == 1 else f"{line.count} actions"
        wide = self.small.metrics.horizontalAdvance(count)
        y = rect.top() + (rect.height() - self.line_px) // 2
        right = rect.right() - theme.px(14) - wide
        self._line(painter, self.small, count, right, y, wide + 4, "text3")
        x = rect.left() + theme.px(44)
        self._line(
            painter, self.strong, activity_title(line.activity), x, y, right - x - PAD, "text"
        )
        self._current(painter, rect, row)

    def _chevron(self, painter: QPainter, rect: QRect, x: int, *, folded: bool) -> None:
        size = theme.px(16)
        name = "chevron-right" if folded else "chevron-down"
        icons.paint(painter, name, x, rect.top() + (rect.height() - size) / 2, size, "text2")

    def _current(self, painter: QPainter, rect: QRect, row: int) -> None:
        if row == self._view.current_row:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.colour("accent"))
            if self._view.has_ring():
                self._ring(painter, rect)

    # Actions

    def _cell(self, painter: QPainter, rect: QRect, row: ActionRow, index: Index) -> None:
        number = index.row()
        chosen = number in self._view.choice.touched
        picked = chosen and self._view.choice.has(number, index.column())
        painter.fillRect(rect, theme.colour(self._background(chosen=chosen, picked=picked)))
        self._edge(painter, rect)
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), theme.colour("line"))
        column = COLUMNS[index.column()]
        box = rect.adjusted(PAD, PAD - 1, -PAD, -3)
        if rect.height() <= theme.px(40):
            box = rect.adjusted(PAD, max(2, (rect.height() - self.line_px) // 2), -PAD, 0)
        self._inside(painter, box, row, column.kind, index.column(), chosen=chosen)
        if index.column() == 0 and chosen:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.colour("accent"))
        if self._view.is_current(number, index.column()) and self._view.has_ring():
            self._ring(painter, rect.adjusted(0, 0, -1, -1))

    def _background(self, *, chosen: bool, picked: bool) -> str:
        if not chosen:
            return "surface"
        return "sel" if picked or not self._view.many else "hover"

    def _inside(
        self,
        painter: QPainter,
        box: QRect,
        row: ActionRow,
        kind: Kind,
        column: int,
        *,
        chosen: bool,
    ) -> None:
        ink = "onsel" if chosen else "text"
        second = "onsel2" if chosen else "text2"
        most = max(1, (box.height() + 4) // self.line_px)
        if is_empty(row, COLUMNS[column].key) and (mark := self.mark_of(row, COLUMNS[column].key)):
            self._hint(painter, box, *mark)
        elif kind is Kind.ACTION:
            self._action(painter, box, row, ink, second, most)
        elif kind is Kind.CRITERIA:
            self._criteria(painter, box, row.criteria, ink, most)
        elif kind is Kind.PROGRESS:
            self._progress(painter, box, row, chosen=chosen, most=most)
        elif kind is Kind.TIME:
            self._time(painter, box, row, ink, most)
        else:
            token = second if kind in {Kind.REF, Kind.TEXT} else ink
            self._lines(painter, box, self._said(row, column), token, most)

    def _said(self, row: ActionRow, column: int) -> str:
        head = self._view.model_.head
        return cell_text(row, COLUMNS[column], head) if head else ""

    def _action(
        self, painter: QPainter, box: QRect, row: ActionRow, ink: str, second: str, most: int
    ) -> None:
        full = self._view.is_full()
        y = box.top()
        if row.title:
            wanted = most if full else 1
            for text in self.strong.broken(row.title.replace("\n", " "), box.width(), wanted).lines:
                self._line(painter, self.strong, text, box.left(), y, 0, ink)
                y += self.line_px
                most -= 1
        if most > 0 and row.text:
            rest = QRect(box.left(), y, box.width(), box.bottom() - y)
            self._lines(painter, rest, row.text, second, most)

    def _criteria(
        self, painter: QPainter, box: QRect, criteria: tuple[str, ...], ink: str, most: int
    ) -> None:
        left, room = box.left() + theme.px(12), box.width() - theme.px(12)
        y = box.top()
        if self._view.is_full():
            for text in criteria:
                self._bullet(painter, box.left(), y, ink)
                for part in self.small.broken(text, room).lines:
                    self._line(painter, self.small, part, left, y, 0, ink)
                    y += self.line_px
            return
        shown = criteria if len(criteria) <= most else criteria[: max(1, most - 1)]
        more = f"+ {len(criteria) - len(shown)} more" if len(shown) < len(criteria) else ""
        beside = most == 1 and bool(more)
        if beside:
            wide = self.small.metrics.horizontalAdvance(more)
            self._line(painter, self.small, more, box.right() - wide, y, 0, "accenttext")
            room -= wide + theme.px(8)
        for text in shown:
            self._bullet(painter, box.left(), y, ink)
            self._line(painter, self.small, self.small.elided(text, room), left, y, 0, ink)
            y += self.line_px
        if more and not beside:
            self._line(painter, self.small, more, left, y, 0, "accenttext")

    def _bullet(self, painter: QPainter, x: int, y: int, ink: str) -> None:
        self._line(painter, self.small, "•", x + theme.px(2), y, 0, ink)

    def _time(self, painter: QPainter, box: QRect, row: ActionRow, ink: str, most: int) -> None:
        y = box.top()
        if row.timescale:
            room = most - 1 if row.due and most > 1 else most
            told = self.small.broken(row.timescale, box.width(), room).lines
            self._lines(painter, box, row.timescale, ink, room)
            y += len(told) * self.line_px
            most -= len(told)
        if row.due and most > 0:
            self._due(painter, QRect(box.left(), y, box.width(), most * self.line_px), row, row.due)

    def _due(self, painter: QPainter, box: QRect, row: ActionRow, due: date) -> None:
        head = self._view.model_.head
        stage = head.stage(row.progress) if head else None
        done = stage is not None and stage.meaning is Meaning.COMPLETED
        over = due < self.today and not done
        x, room = box.left(), box.width()
        if over:
            size = theme.px(14)
            icons.paint(painter, "alarm-clock", x, box.top() + 1, size, "red")
            x, room = x + size + 4, room - size - 4
        lead, day = "was due" if over else "due", say_short(due)
        token = "red" if over else "text2"
        y = box.top()
        if self.small.metrics.horizontalAdvance(f"{lead} {day}") <= room:
            day = f"{lead} {day}"
        elif box.height() >= 2 * self.line_px:
            self._line(painter, self.small, lead, x, y, room, token)
            x, y, room = box.left(), y + self.line_px, box.width()
        self._line(painter, self.small, day, x, y, room, token)

    def _hint(self, painter: QPainter, box: QRect, icon: str, word: str) -> None:
        size = theme.px(14)
        icons.paint(painter, icon, box.left(), box.top() + 1, size, "amber")
        x = box.left() + size + theme.px(5)
        self._line(painter, self.small, word, x, box.top(), box.right() - x, "amber")

    def _progress(
        self, painter: QPainter, box: QRect, row: ActionRow, *, chosen: bool, most: int
    ) -> None:
        head = self._view.model_.head
        if head is None:
            return
        stage = head.stage(row.progress)
        word = stage_word(head, row.progress)
        high = theme.px(20)
        chip = QRect(box.left(), box.top() - 2, box.width(), high)
        self._chip(painter, chip, stage, word, outlined=chosen)
        if has_moved(row) and most > 1:
            y = box.top() + high + theme.px(4)
            if y + self.line_px > box.bottom() + 4:
                return
            before = head.stage(row.was)
            size = theme.px(13)
            ink = "onsel2" if chosen else "text3"
            icons.paint(painter, stages.trend(before, stage), box.left() + 1, y + 1, size, ink)
            x = box.left() + size + theme.px(4)
            said = self.small.elided(f"was {stage_word(head, row.was)}", box.right() - x)
            self._line(painter, self.small, said, x, y, 0, ink)

    def _chip(
        self, painter: QPainter, box: QRect, stage: Stage | None, word: str, *, outlined: bool
    ) -> None:
        tone, size = stages.tone(stage), theme.px(14)
        said = self.strong.elided(word, box.width() - size - theme.px(18))
        wide = self.strong.metrics.horizontalAdvance(said) + size + theme.px(18)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour(f"{tone}bg"))
        edge = outlined or theme.is_contrast()
        painter.setPen(QPen(theme.colour(f"{tone}solid")) if edge else QPen(Qt.PenStyle.NoPen))
        shape = QRectF(box.left() + 0.5, box.top() + 0.5, wide - 1, box.height() - 1)
        painter.drawRoundedRect(shape, 5, 5)
        painter.restore()
        y = box.top() + (box.height() - size) / 2
        icons.paint(painter, stages.glyph(stage), box.left() + theme.px(6), y, size, tone)
        x = box.left() + size + theme.px(11)
        top = box.top() + (box.height() - self.line_px) // 2
        self._line(painter, self.strong, said, x, top, 0, tone)

    # Strokes

    def _lines(self, painter: QPainter, box: QRect, text: str, token: str, most: int) -> None:
        y = box.top()
        for part in self.small.broken(text, box.width(), most).lines:
            self._line(painter, self.small, part, box.left(), y, 0, token)
            y += self.line_px

    def _line(
        self, painter: QPainter, breaker: Breaker, text: str, x: int, y: int, room: int, token: str
    ) -> None:
        """Draw one line; with `room` it is cut to fit."""
        painter.setFont(breaker.font)
        painter.setPen(theme.colour(token))
        said = breaker.elided(text, room) if room else text
        base = y + (self.line_px - breaker.metrics.height()) // 2 + breaker.metrics.ascent()
        painter.drawText(QPoint(x, base), said)

    def _edge(self, painter: QPainter, rect: QRect) -> None:
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line2"))

    def _ring(self, painter: QPainter, rect: QRect) -> None:
        ink = theme.colour("focus")
        painter.fillRect(rect.left(), rect.top(), rect.width(), 2, ink)
        painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, ink)
        painter.fillRect(rect.left(), rect.top(), 2, rect.height(), ink)
        painter.fillRect(rect.right() - 1, rect.top(), 2, rect.height(), ink)


def is_empty(row: ActionRow, key: str) -> bool:
    """Return whether a column has nothing to show of an action; progress always has."""
    if key == "time":
        return not row.timescale and row.due is None and row.start is None
    if key in {"action", "progress"}:
        return False
    field = _FIELDS.get(key, key)
    return not getattr(row, field)


_FIELDS = {"lead": "leads"}


def own_mark(_row: ActionRow, key: str) -> Mark | None:
    """Return what the grid itself says of an empty cell: no lead, no date."""
    return {"lead": ("user-x", NO_LEAD), "time": ("calendar-x", NO_DATE)}.get(key)
