"""What stands on every page around the text; none of it is read aloud."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_desk.exports.pdf.canvas import TaggedCanvas
from prevent_desk.exports.pdf.fonts import Face, width
from prevent_desk.exports.pdf.ink import Pen
from prevent_desk.exports.pdf.layout import wrap
from prevent_desk.exports.pdf.theme import DARK, INK_2, INK_3, LINE_2, MM, ON_DARK, TINTS
from prevent_desk.exports.pdf.tree import Box

_SIZE = 7.5
_HIGH = 14.0
_PAD = 6.0


@dataclass(frozen=True, slots=True)
class Furniture:
    """Header and footer.

    Attributes:
        marking: The marking, first in the header and again in the footer.
        running: The paper's short title, at the right of the header.
        notice: Said beside the marking on every page: "Practice desk – all people are invented".
        footer: At the left of the footer: "Data current to Tue 25 Nov 2025".
    """

    marking: str
    running: str
    notice: str = ""
    footer: str = ""

    def draw(self, canvas: TaggedCanvas, side: float) -> None:
        """Draw header and footer between the margins `side` points from the page's edges."""
        wide, high = canvas.page_size
        with canvas.artifact("Pagination", "Header"):
            self._draw_header(canvas, side, wide - side, high - 13 * MM)
        with canvas.artifact("Pagination", "Footer"):
            self._draw_footer(canvas, side, wide - side, 15 * MM)

    def _draw_header(self, canvas: TaggedCanvas, left: float, right: float, y: float) -> None:
        x = left
        if self.marking:
            x = _chip(canvas, x, right, y, self.marking, DARK, ON_DARK)
        if self.notice:
            x = _chip(canvas, x, right, y, self.notice, TINTS["amber"].soft, TINTS["amber"].ink)
        _one_line(canvas, right, y, self.running, right - x - 12)
        canvas.ruled([(left, y - 7, right, y - 7)], LINE_2)

    def _draw_footer(self, canvas: TaggedCanvas, left: float, right: float, y: float) -> None:
        canvas.ruled([(left, y + 11, right, y + 11)], LINE_2)
        # The marking has the last line to itself: between two others a long one would not fit.
        canvas.lines_of_text(left, y, [self.footer], _pen(Face.REGULAR, INK_3))
        canvas.page_label(right, y, _SIZE, INK_3)
        size = _fitting(self.marking, right - left)
        at = (left + right - width(self.marking, Face.SEMIBOLD, size)) / 2
        pen = _pen(Face.SEMIBOLD, INK_2, size)
        canvas.lines_of_text(at, y - _HIGH, [self.marking], pen)


def _pen(face: Face, colour: str, size: float = _SIZE) -> Pen:
    return Pen(face, size, _HIGH, colour)


def _fitting(text: str, room: float) -> float:
    """Return the size at which a line fits: a marking is set smaller, never cut."""
    wide = width(text, Face.SEMIBOLD, _SIZE)
    return _SIZE if wide <= room else _SIZE * max(room, 1) / wide


def _chip(
    canvas: TaggedCanvas, x: float, right: float, y: float, text: str, ground: str, ink: str
) -> float:
    """Draw a word on a rounded ground; return where the next thing may begin."""
    size = _fitting(text, right - x - 2 * _PAD)
    wide = width(text, Face.SEMIBOLD, size) + 2 * _PAD
    canvas.filled(Box(x, y - 4, x + wide, y - 4 + _HIGH), ground, 3.5)
    canvas.lines_of_text(x + _PAD, y + 0.3, [text], _pen(Face.SEMIBOLD, ink, size))
    return x + wide + 6


def _one_line(canvas: TaggedCanvas, right: float, y: float, text: str, limit: float) -> None:
    """Write a line ending at `right`; one too long ends in "…" (the H1 has it whole)."""
    if limit <= 0 or not text:
        return
    if width(text, Face.REGULAR, _SIZE) > limit:
        text = (
            wrap(text, Face.REGULAR, _SIZE, limit - width("…", Face.REGULAR, _SIZE))[0].rstrip()
            + "…"
        )
    canvas.lines_of_text(
        right - width(text, Face.REGULAR, _SIZE),
        y,
        [text],
        _pen(Face.REGULAR, INK_3),
    )
