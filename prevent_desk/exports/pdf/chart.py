"""Stacked bars with pattern, words and figures: readable in greyscale, in print and aloud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prevent_desk.exports.pdf.blocks import Figure, first_baseline
from prevent_desk.exports.pdf.canvas import TaggedCanvas
from prevent_desk.exports.pdf.fonts import Face
from prevent_desk.exports.pdf.ink import Pen
from prevent_desk.exports.pdf.layout import wrap
from prevent_desk.exports.pdf.swatch import fill
from prevent_desk.exports.pdf.theme import INK, INK_2, TINTS
from prevent_desk.exports.pdf.tree import Box, Node

_SIZE, _LEADING = 8.5, 12.0
_BAR = 13.0
_GAP = 12.0
_LABEL_SHARE = 0.36


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a bar: how many, in what tint, and in what words ("3 behind")."""

    count: int
    tint: str
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is of, and its parts in order. Texts must be printable already."""

    label: str
    stretches: tuple[Stretch, ...]

    @property
    def total(self) -> int:
        """How many it stands for."""
        return sum(stretch.count for stretch in self.stretches)

    @property
    def words(self) -> str:
        """Its parts in words, those of none left out."""
        said = [stretch.words for stretch in self.stretches if stretch.count]
        return ", ".join(said) or "No actions"


@dataclass(frozen=True, slots=True)
class _Laid:
    bar: Bar
    label: list[str]
    words: list[str]
    height: float


class StackedBars(Figure):
    """Bars on one scale, the longest as wide as there is room; words and figures below each."""

    def __init__(self, node: Node, bars: Sequence[Bar], longest: int = 0) -> None:
        super().__init__(node)
        self._bars = tuple(bars)
        self._longest = max(longest, *(bar.total for bar in bars), 1)
        self._laid: list[_Laid] = []

    def tall(self, available: float) -> float:
        """Return the height of all bars with the gaps between them."""
        self._room = available * (1 - _LABEL_SHARE)
        label_room = available - self._room - _GAP
        self._laid = [self._lay(bar, label_room) for bar in self._bars]
        return sum(laid.height for laid in self._laid) + _GAP * (len(self._laid) - 1)

    def paint(self, canvas: TaggedCanvas) -> None:
        """Draw the bars from the top."""
        top = self.height
        for laid in self._laid:
            self._paint_bar(canvas, laid, top)
            top -= laid.height + _GAP

    def _lay(self, bar: Bar, label_room: float) -> _Laid:
        label = wrap(bar.label, Face.SEMIBOLD, _SIZE, label_room)
        words = wrap(bar.words, Face.REGULAR, _SIZE, self._room)
        height = max(len(label) * _LEADING, _BAR + 3 + len(words) * _LEADING)
        return _Laid(bar, label, words, height)

    def _paint_bar(self, canvas: TaggedCanvas, laid: _Laid, top: float) -> None:
        left = self.width - self._room
        _write(canvas, 0, top, laid.label, Face.SEMIBOLD, INK)
        x = left
        for stretch in laid.bar.stretches:
            wide = self._room * stretch.count / self._longest
            if stretch.count:
                gap = 0.8 if wide > 2 else 0.0
                fill(canvas, Box(x, top - _BAR, x + wide - gap, top), TINTS[stretch.tint])
            x += wide
        _write(canvas, left, top - _BAR - 3, laid.words, Face.REGULAR, INK_2)


def _write(
    canvas: TaggedCanvas, x: float, top: float, lines: list[str], face: Face, colour: str
) -> None:
    canvas.lines_of_text(
        x,
        first_baseline(top, _SIZE, _LEADING),
        # A blank after each line keeps words apart where the drawing's own text is read.
        [line.rstrip(" ") + " " for line in lines],
        Pen(face, _SIZE, _LEADING, colour),
    )
