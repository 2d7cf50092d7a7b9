"""A row of two lines with a chip at its right: what lists of panels show of a record."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from prevent_desk.ui import painting, theme


@dataclass(frozen=True, slots=True)
class RowChip:
    """The chip at the right of a row; no words: none."""

    words: str = ""
    icon: str = ""
    tone: str = "grey"


def paint(
    painter: QPainter,
    room: QRect,
    lines: tuple[str, str],
    inks: tuple[str, str, str],
    chip: RowChip | None = None,
) -> None:
    """Draw a title, a line below it and a chip; what does not fit ends in dots."""
    right = room.right()
    if chip is not None and chip.words:
        size = painting.chip_size(chip.words, chip.icon, "s")
        wide = min(size.width(), room.width() // 2)
        at = QRect(right - wide, room.y(), wide, room.height())
        painting.draw_chip(painter, at, chip.words, icon=chip.icon, tone=chip.tone, size="s")
        right -= wide + 8
    title, told = theme.metrics("h3").height(), theme.metrics("small").height()
    high = title + told + 1 if lines[1] else title
    top = room.y() + (room.height() - high) // 2
    first = QRect(room.x(), top, right - room.x(), title)
    painting.draw_line(painter, first, lines[0], "h3", inks[0])
    second = QRect(room.x(), top + title + 1, right - room.x(), told)
    painting.draw_line(painter, second, lines[1], "small", inks[1])
