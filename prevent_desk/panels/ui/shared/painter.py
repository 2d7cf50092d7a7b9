"""Paints a board: agenda at the left, the point and the actions at the right, marking at the foot.

Always in the light colours: what is shared is read on other people's screens.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from prevent_desk.core.dates import say_date, say_short
from prevent_desk.panels.model.board import Board, Owed, Point
from prevent_desk.ui import fonts, icons, painting, theme, tokens

_GLYPHS = {
    "waiting": ("circle", "text3"),
    "now": ("circle-play", "accent"),
    "done": ("circle-check", "green"),
    "deferred": ("circle-pause", "amber"),
}
_FOOT = 32
_LEFT_SHARE, _LEFT_LEAST, _LEFT_MOST = 0.31, 150, 260
_PLAIN_FOOT = (
    "Owners are agencies, never people. Text here is typed for sharing; meeting notes are not"
    " shown."
)


class BoardPainter:
    """Draws; keeps nothing but how large letters are."""

    def paint(self, widget: QWidget, board: Board, clock: str, scrolled: int) -> None:
        """Draw all of it into a widget."""
        painter = QPainter(widget)
        whole = widget.rect()
        foot = theme.px(_FOOT)
        left = min(
            max(int(whole.width() * _LEFT_SHARE), theme.px(_LEFT_LEAST)), theme.px(_LEFT_MOST)
        )
        painter.fillRect(whole, _colour("canvas"))
        painter.fillRect(0, 0, left, whole.height() - foot, _colour("surface"))
        painter.fillRect(left - 1, 0, 1, whole.height() - foot, _colour("line"))
        self._agenda(painter, QRect(0, 0, left, whole.height() - foot), board)
        right = QRect(left, 0, whole.width() - left, whole.height() - foot)
        self._point(painter, right, board, clock, scrolled)
        self._foot(painter, QRect(0, whole.height() - foot, whole.width(), foot), board)

    def action_words(self, one: Owed) -> str:
        """Return an action as one reads it: "School: name a trusted adult"."""
        return f"{one.agency}: {one.words}" if one.words else one.agency

    # The three parts

    def _agenda(self, painter: QPainter, room: QRect, board: Board) -> None:
        across = theme.px(16)
        y = room.y() + theme.px(12)
        high = _metrics(12, 600).height()
        _line(painter, QRect(across, y, room.width() - across, high), "Agenda", 12, 600, "text3")
        y += high + theme.px(6)
        step = max(theme.px(28), _metrics(15).height() + theme.px(8))
        fits = max(1, (room.bottom() - y) // step)
        first = _first_shown(board.points, fits)
        side = theme.px(18)
        for point in board.points[first : first + fits]:
            icon, ink = _GLYPHS.get(point.stand, _GLYPHS["waiting"])
            icons.paint(painter, icon, across, y + (step - side) / 2, side, tokens.LIGHT[ink])
            now = point.stand == "now"
            words = QRect(across + side + theme.px(10), y, room.right() - across - side, step)
            words.setRight(room.right() - 6)
            size, weight = (15, 600) if now else (14, 400)
            ink = "text2" if point.stand == "waiting" else "text"
            _line(painter, words, point.called, size, weight, ink)
            y += step

    def _point(
        self, painter: QPainter, room: QRect, board: Board, clock: str, scrolled: int
    ) -> None:
        edge = theme.px(22)
        inner = room.adjusted(edge, theme.px(16), -edge, -theme.px(14))
        high = _metrics(24, 600).height() + theme.px(4)
        wide = _metrics(24, 600).horizontalAdvance(clock) + 4
        top = QRect(inner.x(), inner.y(), inner.width() - wide - 12, high)
        _line(painter, top, board.called or "Panel", 24, 600, "text")
        at = QRect(inner.right() - wide, inner.y(), wide, high)
        _line(painter, at, clock, 24, 600, "text2", Qt.AlignmentFlag.AlignRight)
        y = top.bottom() + 1
        y = _wrapped(painter, QRect(inner.x(), y, inner.width(), 0), board.line, 14, "text2")
        y += theme.px(8)
        painter.fillRect(inner.x(), y, inner.width(), 1, _colour("line"))
        y += theme.px(8)
        bottom = self._words_below(painter, inner)
        title = _metrics(15, 600).height()
        heading = "Actions agreed in this meeting" if board.actions else "No actions agreed yet"
        _line(painter, QRect(inner.x(), y, inner.width(), title), heading, 15, 600, "text")
        y += title + theme.px(4)
        self._actions(painter, QRect(inner.x(), y, inner.width(), bottom - y), board, scrolled)

    def _actions(self, painter: QPainter, room: QRect, board: Board, scrolled: int) -> None:
        """Draw the newest that fit, and one line that tells of those above."""
        count = len(board.actions)
        if not count:
            return
        end = max(1, count - scrolled)
        wide = max(
            (_metrics(14, 600).horizontalAdvance(str(one.number)) for one in board.actions),
            default=0,
        )
        heights = [self._height(room.width(), one, wide) for one in board.actions]
        line = _metrics(13).height() + theme.px(8)
        first = end
        left = room.height()
        while first > 0 and heights[first - 1] + (line if first > 1 else 0) <= left:
            first -= 1
            left -= heights[first]
        first = min(first, end - 1)
        y = room.y()
        if first:
            told = QRect(room.x(), y, room.width(), line)
            _line(painter, told, f"{first} earlier", 13, 400, "text3")
            y += line
        for place in range(first, end):
            box = QRect(room.x(), y, room.width(), heights[place])
            self._action(painter, box, board.actions[place], wide)
            if place < end - 1:
                painter.fillRect(room.x(), box.bottom(), room.width(), 1, _colour("line"))
            y += heights[place]

    def _height(self, width: int, one: Owed, wide: int) -> int:
        room = QRect(0, 0, self._words_width(width, one, wide), 500)
        flags = int(Qt.TextFlag.TextWordWrap)
        taken = _metrics(14).boundingRect(room, flags, self.action_words(one)).height()
        return max(theme.px(31), taken + theme.px(10))

    def _words_width(self, width: int, one: Owed, wide: int) -> int:
        return width - wide - theme.px(16) - _metrics(14).horizontalAdvance(_due(one)) - 14

    def _action(self, painter: QPainter, room: QRect, one: Owed, wide: int) -> None:
        number = QRect(room.x(), room.y(), wide + 4, room.height())
        _line(painter, number, str(one.number), 14, 600, "text")
        due = _due(one)
        taken = _metrics(14).horizontalAdvance(due) + 4
        at = QRect(room.right() - taken, room.y(), taken + 1, room.height())
        _line(painter, at, due, 14, 400, "text2", Qt.AlignmentFlag.AlignRight)
        left = room.x() + wide + theme.px(16)
        words = QRect(left, room.y(), self._words_width(room.width(), one, wide), room.height())
        painter.setFont(_font(14))
        painter.setPen(_colour("text"))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, int(flags), self.action_words(one))

    def _words_below(self, painter: QPainter, room: QRect) -> int:
        """Draw what these words are, and return where they begin."""
        face = _font(12)
        flags = int(Qt.TextFlag.TextWordWrap)
        taken = QFontMetrics(face).boundingRect(QRect(0, 0, room.width(), 500), flags, _PLAIN_FOOT)
        top = room.bottom() - taken.height()
        painter.setFont(face)
        painter.setPen(_colour("text3"))
        painter.drawText(QRect(room.x(), top, room.width(), taken.height()), flags, _PLAIN_FOOT)
        return top - theme.px(8)

    def _foot(self, painter: QPainter, room: QRect, board: Board) -> None:
        painter.fillRect(room, _colour("surface"))
        painter.fillRect(room.x(), room.y(), room.width(), 1, _colour("line"))
        across = theme.px(12)
        x = room.x() + across
        if board.marking:
            face = _metrics(12, 600)
            wide, high = face.horizontalAdvance(board.marking) + theme.px(16), theme.px(20)
            box = QRectF(x, room.y() + (room.height() - high) / 2, wide, high)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_colour("toast"))
            painter.drawRoundedRect(box, 5, 5)
            _line(
                painter,
                box.toRect(),
                board.marking,
                12,
                600,
                "ontoast",
                Qt.AlignmentFlag.AlignHCenter,
            )
            x += wide + theme.px(8)
        safe = "Safe to share: no names, no notes"
        taken = _metrics(12, 600).horizontalAdvance(safe) + 4
        ahead = (
            f"Next panel {say_date(board.next_on.date()).rsplit(' ', 1)[0]}, {board.next_on:%H:%M}"
            if board.next_on
            else ""
        )
        _line(painter, QRect(x, room.y(), taken, room.height()), safe, 12, 600, "text")
        rest = QRect(
            x + taken + 12, room.y(), room.right() - across - x - taken - 12, room.height()
        )
        _line(painter, rest, ahead, 12, 400, "text2", Qt.AlignmentFlag.AlignRight)


def _due(one: Owed) -> str:
    return say_short(one.due).rsplit(" ", 1)[0] if one.due else "no date"


def _first_shown(points: tuple[Point, ...], fits: int) -> int:
    """Return the first point to draw, so that the one talked about is in sight."""
    now = next((at for at, one in enumerate(points) if one.stand == "now"), 0)
    return max(0, min(now - fits // 2, len(points) - fits))


def _colour(name: str) -> QColor:
    return QColor(tokens.LIGHT[name])


def _font(size: int, weight: int = 400) -> QFont:
    return fonts.make(theme.px(size), weight)


def _metrics(size: int, weight: int = 400) -> QFontMetrics:
    return QFontMetrics(_font(size, weight))


def _line(
    painter: QPainter,
    room: QRect,
    words: str,
    size: int,
    weight: int,
    ink: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    face = _font(size, weight)
    painter.setFont(face)
    painter.setPen(_colour(ink))
    shown = painting.elide(words, face, room.width())
    painter.drawText(room, int(align | Qt.AlignmentFlag.AlignVCenter), shown)


def _wrapped(painter: QPainter, room: QRect, words: str, size: int, ink: str) -> int:
    """Draw words over as many lines as they need, and return where they end."""
    if not words:
        return room.y()
    face = _font(size)
    flags = int(Qt.TextFlag.TextWordWrap)
    taken = QFontMetrics(face).boundingRect(QRect(0, 0, room.width(), 500), flags, words)
    painter.setFont(face)
    painter.setPen(_colour(ink))
    painter.drawText(QRect(room.x(), room.y(), room.width(), taken.height()), flags, words)
    return room.y() + taken.height()
