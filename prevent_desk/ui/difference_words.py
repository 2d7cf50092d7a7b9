"""Words put in and taken out, laid out in lines: underlined on green, struck through on red.

Line and ground say the same as the colours, so that it reads without them too (DESIGN, picture 07).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption

from prevent_desk.core.word_differences import Mark, Run, breakable
from prevent_desk.ui import theme

_LINE_END = "\u2028"
_KEPT = 600


@dataclass(frozen=True, slots=True)
class Laid:
    """Text in lines of one width.

    Attributes:
        height: Of the lines shown, in px.
        hidden: How many lines are not shown.
    """

    layout: QTextLayout
    height: int
    hidden: int

    def draw(self, painter: QPainter, x: int, y: int) -> None:
        """Draw the lines shown."""
        painter.setPen(theme.colour("text"))
        self.layout.draw(painter, QPointF(x, y))


class Setter:
    """Lays text out and keeps what it laid until that is too much, or the theme is another."""

    def __init__(self) -> None:
        self._kept: dict[tuple[tuple[Run, ...], int, int, str, str], Laid] = {}

    def forget(self) -> None:
        """Lay everything out anew: fonts or colours are others."""
        self._kept.clear()

    def laid(
        self,
        runs: tuple[Run, ...],
        width: int,
        most: int,
        ink: str = "text",
        role: str = "body",
    ) -> Laid:
        """Return text in lines of `width` px, at most so many of them.

        Where only one line more would be hidden, it is shown: "1 more line" takes as much room.
        """
        key = (runs, width, most, ink, role)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) > _KEPT:
                self._kept.clear()
            found = self._kept[key] = _lay(runs, max(20, width), most, ink, role)
        return found


def _lay(runs: Sequence[Run], width: int, most: int, ink: str, role: str) -> Laid:
    if not runs:
        return Laid(QTextLayout(), 0, 0)
    runs = breakable(runs)
    text = "".join(run.text for run in runs).replace("\n", _LINE_END)
    layout = QTextLayout(text, theme.font(role))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(runs, ink))
    layout.beginLayout()
    heights: list[float] = []
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height()
        heights.append(y)
    layout.endLayout()
    if len(heights) <= most + 1:
        return Laid(layout, round(y), 0)
    # Lines below the last one shown are kept out of sight by whoever clips to the height.
    return Laid(layout, round(heights[most - 1]), len(heights) - most)


def _formats(runs: Sequence[Run], ink: str) -> list[QTextLayout.FormatRange]:
    found: list[QTextLayout.FormatRange] = []
    at = 0
    for run in runs:
        part = QTextLayout.FormatRange()
        part.start, part.length = at, _units(run.text)
        part.format = _format(run.mark, ink)
        at += part.length
        found.append(part)
    return found


def _format(mark: Mark, ink: str) -> QTextCharFormat:
    shape = QTextCharFormat()
    if mark is Mark.SAME:
        shape.setForeground(theme.colour(ink))
        return shape
    tone = "green" if mark is Mark.NEW else "red"
    shape.setForeground(theme.colour(tone))
    if not theme.is_contrast():
        shape.setBackground(theme.colour(f"{tone}bg"))
    if mark is Mark.NEW:
        shape.setFontUnderline(True)
    else:
        shape.setFontStrikeOut(True)
    return shape


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
