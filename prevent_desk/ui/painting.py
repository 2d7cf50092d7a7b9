"""What delegates and painted widgets draw alike: chips, bars, hairlines, the ring of focus.

Colours and fonts are asked from the theme at paint time; nothing is kept.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen

from prevent_desk.ui import icons, theme

ChipSize = Literal["m", "row", "s"]
_CHIP_HEIGHTS: dict[str, int] = {"m": 22, "row": 20, "s": 18}
_CHIP_PADDING = 8
_CHIP_GAP = 5


def chip_height(size: ChipSize = "m") -> int:
    """Return a chip's height: 22 px, 20 in rows, 18 in headings, growing with the text."""
    return theme.px(_CHIP_HEIGHTS[size])


def chip_size(text: str, icon: str = "", size: ChipSize = "m", tone: str = "grey") -> QSize:
    """Return the room a chip needs."""
    width = theme.metrics(_chip_role(tone)).horizontalAdvance(text) + 2 * _CHIP_PADDING
    if icon:
        width += theme.px(14) + _CHIP_GAP
    return QSize(width, chip_height(size))


def draw_chip(
    painter: QPainter,
    rect: QRect | QRectF,
    text: str,
    *,
    icon: str = "",
    tone: str = "grey",
    size: ChipSize = "m",
) -> int:
    """Draw a chip at the left of `rect`, in its middle; text that does not fit ends in "…".

    Returns:
        The width drawn, in logical pixels.
    """
    room = QRectF(rect)
    wanted = chip_size(text, icon, size, tone)
    box = QRectF(
        room.x(),
        room.y() + (room.height() - wanted.height()) / 2,
        min(wanted.width(), room.width()),
        wanted.height(),
    )
    ground, ink = _chip_colours(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if theme.is_contrast():
        painter.setPen(QPen(theme.colour(ink), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(box, 5, 5)
    x = box.x() + _CHIP_PADDING
    if icon:
        side = theme.px(14)
        icons.paint(painter, icon, x, round(box.y() + (box.height() - side) / 2), side, ink)
        x += side + _CHIP_GAP
    left = box.right() - _CHIP_PADDING + 1 - x
    draw_line(painter, QRectF(x, box.y(), left, box.height()), text, _chip_role(tone), ink)
    painter.restore()
    return round(box.width())


def _chip_role(tone: str) -> str:
    return "strong" if tone == "marking" else "medium"


def _chip_colours(tone: str) -> tuple[str, str]:
    if tone == "marking":
        return "toast", "ontoast"
    if tone == "accent":
        return "accentsoft", "accenttext"
    return f"{tone}bg", tone


def draw_line(
    painter: QPainter,
    rect: QRect | QRectF,
    text: str,
    role: str | QFont = "body",
    ink: str = "text",
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw one line of text in the middle of `rect`, ending in "…" where it does not fit."""
    room = QRectF(rect)
    face = theme.font(role) if isinstance(role, str) else role
    painter.setFont(face)
    painter.setPen(theme.colour(ink))
    shown = elide(text, face, int(room.width()))
    painter.drawText(room, int(align | Qt.AlignmentFlag.AlignVCenter), shown)


def elide(text: str, face: QFont, width: int) -> str:
    """Return the text cut to `width` logical pixels, ending in "…" when anything is missing."""
    measures = QFontMetrics(face)
    # One pixel of tolerance: the width of a hint is rounded, the text's own is not.
    return measures.elidedText(text, Qt.TextElideMode.ElideRight, width + 1)


def hairline(painter: QPainter, rect: QRect, edge: Qt.Edge, ink: str = "line") -> None:
    """Draw a line of one logical pixel just inside an edge of `rect`."""
    colour = theme.colour(ink)
    if edge == Qt.Edge.BottomEdge:
        painter.fillRect(rect.x(), rect.y() + rect.height() - 1, rect.width(), 1, colour)
    elif edge == Qt.Edge.TopEdge:
        painter.fillRect(rect.x(), rect.y(), rect.width(), 1, colour)
    elif edge == Qt.Edge.RightEdge:
        painter.fillRect(rect.x() + rect.width() - 1, rect.y(), 1, rect.height(), colour)
    else:
        painter.fillRect(rect.x(), rect.y(), 1, rect.height(), colour)


def draw_focus(painter: QPainter, rect: QRect | QRectF, radius: float = 0) -> None:
    """Draw the 2 px ring of focus just inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, radius > 0)
    painter.setPen(QPen(theme.colour("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = QRectF(rect).adjusted(1, 1, -1, -1)
    painter.drawRoundedRect(ring, radius, radius)
    painter.restore()


def fill_tone(painter: QPainter, rect: QRect | QRectF, tone: str) -> None:
    """Fill a part of a bar so that it reads without colour too.

    Red is hatched, blue dotted, amber ruled across, green plain; grey is what is left over.
    """
    room = QRectF(rect)
    if tone == "grey":
        painter.fillRect(room, theme.colour("greybg"))
        if theme.is_contrast():
            painter.setPen(theme.colour("line"))
            painter.drawRect(room.adjusted(0.5, 0.5, -0.5, -0.5))
        return
    painter.fillRect(room, theme.colour(f"{tone}solid"))
    mark = QColor(theme.colour("surface"))
    mark.setAlpha(150)
    painter.save()
    painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if tone == "red":
        painter.setPen(QPen(mark, 1.4))
        x = room.left() - room.height()
        while x < room.right():
            painter.drawLine(QPointF(x, room.bottom()), QPointF(x + room.height(), room.top()))
            x += 6
    elif tone == "blue":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(mark))
        _dots(painter, room)
    elif tone == "amber":
        painter.setPen(QPen(mark, 1.4))
        x = room.left() + 3
        while x < room.right():
            painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))
            x += 5
    painter.restore()


def _dots(painter: QPainter, room: QRectF) -> None:
    y, odd = room.top() + 1.5, False
    while y < room.bottom():
        x = room.left() + (3.5 if odd else 1.5)
        while x < room.right():
            painter.drawEllipse(QPointF(x, y), 0.8, 0.8)
            x += 4
        y, odd = y + 3, not odd
