"""Filling a rectangle with a tint and its pattern, so that it reads without colour."""

from __future__ import annotations

from prevent_desk.exports.pdf.canvas import TaggedCanvas
from prevent_desk.exports.pdf.theme import SURFACE, TINTS, Pattern, Tint
from prevent_desk.exports.pdf.tree import Box

_STEP = 4.0
_SMALL_STEP = 2.6


def fill(canvas: TaggedCanvas, box: Box, tint: Tint, step: float = _STEP) -> None:
    """Fill a rectangle; the marked content around it is the caller's.

    Args:
        canvas: Where.
        box: The rectangle.
        tint: Its colour and pattern.
        step: From stripe to stripe and dot to dot, in points.
    """
    if box.right - box.left < 0.1:
        return
    canvas.saveState()
    if tint.pattern is Pattern.EMPTY:
        _outline(canvas, box, tint)
    else:
        canvas.filled(box, tint.solid)
        _clip(canvas, box)
        _overlay(canvas, box, tint.pattern, step)
    canvas.restoreState()


def swatch(canvas: TaggedCanvas, name: str, x: float, y: float, side: float) -> None:
    """Draw a small square of a tint with its lower left corner at (x, y)."""
    # At the step of bars a small square would show a dot and a half.
    box = Box(0, 0, side, side)
    canvas.stamp(
        f"swatch-{name}-{side:g}", x, y, lambda form: fill(form, box, TINTS[name], _SMALL_STEP)
    )


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


def _overlay(canvas: TaggedCanvas, box: Box, pattern: Pattern, step: float) -> None:
    wide, high = box.right - box.left, box.top - box.bottom
    weight = step * 0.23
    if pattern is Pattern.HATCHED:
        starts = [box.left - high + step * n for n in range(int((wide + high) / step) + 1)]
        canvas.ruled([(x, box.bottom, x + high, box.top) for x in starts], SURFACE, weight)
    elif pattern is Pattern.CROSSED:
        rises = [box.left - high + step * n for n in range(int((wide + high) / step) + 1)]
        falls = [(x, box.top, x + high, box.bottom) for x in rises]
        rising = [(x, box.bottom, x + high, box.top) for x in rises]
        canvas.ruled([*rising, *falls], SURFACE, weight * 0.8)
    elif pattern is Pattern.BARRED:
        xs = [box.left + step * (n + 0.5) for n in range(int(wide / step) + 1)]
        canvas.ruled([(x, box.bottom, x, box.top) for x in xs], SURFACE, weight)
    elif pattern is Pattern.DOTTED:
        _dots(canvas, box, step)


def _dots(canvas: TaggedCanvas, box: Box, step: float) -> None:
    # A dot is a line of no length with round ends: one path for all, instead of a curve each.
    canvas.setLineCap(1)
    dots = []
    for row in range(int((box.top - box.bottom) / step) + 1):
        y = box.bottom + step * (row + 0.5)
        x = box.left + step * (0.5 if row % 2 else 1.0)
        while x < box.right:
            dots.append((x, y, x, y))
            x += step
    canvas.ruled(dots, SURFACE, step * 0.33)
    canvas.setLineCap(0)
