"""Filling a rectangle with a tint and its pattern, so that it reads without colour."""

from __future__ import annotations

from prevent_desk.exports.pdf.canvas import TaggedCanvas
from prevent_desk.exports.pdf.theme import SURFACE, Pattern, Tint
from prevent_desk.exports.pdf.tree import Box

_STEP = 4.0


def fill(canvas: TaggedCanvas, box: Box, tint: Tint) -> None:
    """Fill a rectangle; the marked content around it is the caller's."""
    if box.right - box.left < 0.1:
        return
    canvas.saveState()
    if tint.pattern is Pattern.EMPTY:
        _outline(canvas, box, tint)
    else:
        canvas.filled(box, tint.solid)
        _clip(canvas, box)
        _overlay(canvas, box, tint.pattern)
    canvas.restoreState()


def _outline(canvas: TaggedCanvas, box: Box, tint: Tint) -> None:
    canvas.filled(box, tint.soft)
    inner = Box(box.left + 0.4, box.bottom + 0.4, box.right - 0.4, box.top - 0.4)
    corners = [
        (inner.left, inner.bottom, inner.right, inner.bottom),
        (inner.right, inner.bottom, inner.right, inner.top),
        (inner.right, inner.top, inner.left, inner.top),
        (inner.left, inner.top, inner.left, inner.bottom),
    ]
    canvas.ruled(corners, tint.solid, 0.8)


def _clip(canvas: TaggedCanvas, box: Box) -> None:
    path = canvas.beginPath()
    path.rect(box.left, box.bottom, box.right - box.left, box.top - box.bottom)
    canvas.clipPath(path, stroke=0, fill=0)


def _overlay(canvas: TaggedCanvas, box: Box, pattern: Pattern) -> None:
    high = box.top - box.bottom
    if pattern is Pattern.HATCHED:
        count = int((box.right - box.left + high) / _STEP) + 1
        starts = [box.left - high + _STEP * n for n in range(count)]
        canvas.ruled([(x, box.bottom, x + high, box.top) for x in starts], SURFACE, 0.9)
    elif pattern is Pattern.BARRED:
        count = int((box.right - box.left) / _STEP) + 1
        xs = [box.left + _STEP * (n + 0.5) for n in range(count)]
        canvas.ruled([(x, box.bottom, x, box.top) for x in xs], SURFACE, 0.9)
    elif pattern is Pattern.DOTTED:
        _dots(canvas, box)


def _dots(canvas: TaggedCanvas, box: Box) -> None:
    # A dot is a line of no length with round ends: one path for all, instead of a curve each.
    canvas.setLineCap(1)
    dots = []
    rows = int((box.top - box.bottom) / _STEP) + 1
    for row in range(rows):
        y = box.bottom + _STEP * (row + 0.5)
        x = box.left + _STEP * (0.5 if row % 2 else 1.0)
        while x < box.right:
            dots.append((x, y, x, y))
            x += _STEP
    canvas.ruled(dots, SURFACE, 1.3)
    canvas.setLineCap(0)
