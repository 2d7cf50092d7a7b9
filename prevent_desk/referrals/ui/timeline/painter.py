"""How a line of time is painted: disc, title, when and who, words, chips, what was added later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.core.word_differences import Mark, Run
from prevent_desk.referrals.model.timeline import Line, Tag
from prevent_desk.referrals.ui.timeline.looks import LOOKS, colours
from prevent_desk.referrals.ui.timeline.model import HIDDEN, LINE_ROLE, LinesModel
from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.difference_words import Laid, Setter

_Index = QModelIndex | QPersistentModelIndex

MOST_LINES = 3
"""Lines of words a row shows until it is opened."""
_ALL = 100_000
_MARGIN = 16
_DISC = 26
_GAP = 12
_DOWN = 6
_BELOW = 10
_TAG_GAP = 6
_RULE = 30


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a row under its title."""

    laid: Laid
    shown: int
    more: str
    indent: int = 0


class LinePainter(QStyledItemDelegate):
    """Draws rows and measures them.

    Attributes:
        opened: Lines of which every word is shown, by key.
        today: The day that tells whether a year has to be said.
    """

    def __init__(self, model: LinesModel, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._setter = Setter()
        self.opened: set[str] = set()
        self.today = today
        theme.changed.connect(self._setter.forget)

    def height(self, row: int, width: int) -> int:
        """Return how high a row is in a view of so many px."""
        line = self._model.line(row)
        if line is None:
            return theme.px(48)
        room = self._room(width)
        high = theme.px(_DOWN) + theme.metrics("h3").height()
        tags = _tag_rows(line.tags if line.key not in self._model.hidden else (), room)
        if tags:
            high += len(tags) * (painting.chip_height("row") + 4)
        for part in self._parts(line, room):
            high += part.shown + (self._more_height() if part.more else 0) + 2
        high = max(high, theme.px(_DOWN + _DISC))
        return high + theme.px(_BELOW) + (theme.px(_RULE) if self._model.rule(row) else 0)

    def is_more(self, row: int, width: int, down: int) -> bool:
        """Return whether “more lines” stands so many px below the top of a row."""
        line = self._model.line(row)
        if line is None:
            return False
        room = self._room(width)
        y = theme.px(_RULE) if self._model.rule(row) else 0
        y += theme.px(_DOWN) + theme.metrics("h3").height()
        tags = _tag_rows(line.tags if line.key not in self._model.hidden else (), room)
        y += len(tags) * (painting.chip_height("row") + 4)
        for part in self._parts(line, room):
            y += part.shown
            if part.more and y <= down < y + self._more_height():
                return True
            y += (self._more_height() if part.more else 0) + 2
        return False

    def hides_words(self, line: Line, width: int) -> bool:
        """Return whether a row has more words than it shows."""
        return line.key in self._model.hidden or any(
            part.more for part in self._parts(line, self._room(width))
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return nothing: heights are given by the view."""
        return QSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        line: Line = index.data(LINE_ROLE)
        box = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(box)
        painter.fillRect(box, theme.colour("surface"))
        rule = self._model.rule(index.row())
        if rule:
            self._draw_rule(painter, QRect(box.x(), box.y(), box.width(), theme.px(_RULE)), rule)
            box = box.adjusted(0, theme.px(_RULE), 0, 0)
        if chosen:
            painter.fillRect(box, theme.colour("sel"))
            painter.fillRect(box.x(), box.y(), 3, box.height(), theme.colour("accent"))
        last = index.row() == self._model.rowCount() - 1
        self._draw_disc(painter, box, line, last=last)
        self._draw_words(painter, box, line, chosen=chosen)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, box)
        painter.restore()

    def _draw_rule(self, painter: QPainter, room: QRect, words: str) -> None:
        left = room.adjusted(theme.px(_MARGIN), 0, 0, 0)
        painting.draw_line(painter, left, words, "strong", "text2")
        start = left.x() + theme.metrics("strong").horizontalAdvance(words) + theme.px(_GAP)
        y = room.y() + room.height() // 2
        painter.fillRect(
            start, y, room.right() - theme.px(_MARGIN) - start, 1, theme.colour("line")
        )

    def _draw_disc(self, painter: QPainter, box: QRect, line: Line, *, last: bool) -> None:
        icon, tone = LOOKS[line.kind]
        ground, ink = colours(tone)
        side = theme.px(_DISC)
        x, y = box.x() + theme.px(_MARGIN), box.y() + theme.px(_DOWN) - 2
        if not last:
            middle = x + side // 2
            painter.fillRect(
                middle - 1, y + side + 4, 2, box.bottom() - y - side - 2, theme.colour("line2")
            )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("line2") if theme.is_contrast() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawEllipse(QRectF(x, y, side, side))
        painter.restore()
        glyph = theme.px(15)
        icons.paint(painter, icon, x + (side - glyph) / 2, y + (side - glyph) / 2, glyph, ink)

    def _draw_words(self, painter: QPainter, box: QRect, line: Line, *, chosen: bool) -> None:
        hidden = line.key in self._model.hidden
        x, width = box.x() + self._left(), self._room(box.width())
        high = theme.metrics("h3").height()
        y = box.y() + theme.px(_DOWN)
        meta = self.meta(line, hidden=hidden)
        beside = min(theme.metrics("small").horizontalAdvance(meta), width * 6 // 10)
        title = line.kind.words if hidden else line.title
        room = QRect(x, y, width - beside - theme.px(_GAP), high)
        painting.draw_line(painter, room, title, "h3", "onsel" if chosen else "text")
        painting.draw_line(
            painter, QRect(x + width - beside - 1, y, beside + 2, high), meta, "small",
            "onsel3" if chosen else "text3", Qt.AlignmentFlag.AlignRight,
        )  # fmt: skip
        y += high
        y = self._draw_tags(painter, x, y, width, () if hidden else line.tags)
        for part in self._parts(line, width):
            painter.save()
            painter.setClipRect(box.intersected(QRect(x, y, width, part.shown)))
            if part.indent:
                painter.fillRect(x, y, 2, part.shown, theme.colour("line2"))
            part.laid.draw(painter, x + part.indent, y)
            painter.restore()
            y += part.shown
            if part.more:
                room = QRect(x, y, width, self._more_height())
                painting.draw_line(painter, room, part.more, "small", "accenttext")
                y += self._more_height()
            y += 2

    def _draw_tags(
        self, painter: QPainter, x: int, y: int, width: int, tags: tuple[Tag, ...]
    ) -> int:
        high = painting.chip_height("row")
        for row in _tag_rows(tags, width):
            at = x
            y += 2
            for tag in row:
                room = QRect(at, y, x + width - at, high)
                at += painting.draw_chip(
                    painter, room, tag.text, icon=tag.icon, tone=tag.tone, size="row"
                )
                at += theme.px(_TAG_GAP)
            y += high + 2
        return y

    def meta(self, line: Line, *, hidden: bool = False) -> str:
        """Return when and who, as it stands at the right of a title: "18 Nov 09:31 · you"."""
        day = say_short(line.on.date())
        if line.on.year == self.today.year:
            day = day.rsplit(" ", 1)[0]
        when = f"{day} {line.on:%H:%M}" if line.has_time else day
        ref = line.ref if self._model.with_refs else ""
        return " · ".join(part for part in (ref, when, "" if hidden else line.who) if part)

    def _parts(self, line: Line, width: int) -> list[_Part]:
        if line.key in self._model.hidden:
            return [self._part(HIDDEN, width, _ALL, "text3")]
        most = _ALL if line.key in self.opened else MOST_LINES
        parts = [self._part(line.body, width, most)] if line.body else []
        if line.exception and line.key in self.opened:
            parts.append(self._part(f"Passed over: {line.exception}", width, most, "amber"))
        indent = theme.px(10)
        for one in line.addenda:
            said = f"Added {self.meta(one)}: {one.body}"
            part = self._part(said, width - indent, most)
            parts.append(_Part(part.laid, part.shown, part.more, indent))
        return parts

    def _part(self, words: str, width: int, most: int, ink: str = "text2") -> _Part:
        laid = self._setter.laid((Run(Mark.SAME, words),), width, most, ink)
        more = ""
        if laid.hidden:
            more = f"{laid.hidden} more lines (Space)"
        return _Part(laid, laid.height, more)

    def _left(self) -> int:
        return theme.px(_MARGIN + _DISC + _GAP)

    def _room(self, width: int) -> int:
        return max(120, width - self._left() - theme.px(_MARGIN))

    def _more_height(self) -> int:
        return theme.metrics("small").height()

    def helpEvent(self, *_: object) -> bool:
        """Show no tips: everything is in the row."""
        return False

    def editorEvent(self, event: QEvent, *_: object) -> bool:
        """Take no part in the mouse."""
        return False


def _tag_rows(tags: tuple[Tag, ...], width: int) -> list[list[Tag]]:
    """Return chips in rows that fit into a width."""
    rows: list[list[Tag]] = []
    left = 0
    for tag in tags:
        wide = painting.chip_size(tag.text, tag.icon, "row", tag.tone).width() + theme.px(_TAG_GAP)
        if not rows or wide > left + theme.px(_TAG_GAP):
            rows.append([])
            left = width
        rows[-1].append(tag)
        left -= wide
    return rows
