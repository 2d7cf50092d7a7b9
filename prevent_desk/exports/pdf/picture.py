"""A photo in a paper, as a figure of its own that says in words what it shows."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.utils import ImageReader

from prevent_desk.exports.pdf.blocks import Figure
from prevent_desk.exports.pdf.canvas import TaggedCanvas
from prevent_desk.exports.pdf.tree import Node

_TALLEST = 240.0
"""Points: two pictures with their words stand on a page."""


class Picture(Figure):
    """A picture no wider than the column and no taller than a third of a page, at the left."""

    def __init__(self, node: Node, content: bytes) -> None:
        """Make it of a JPEG's bytes."""
        super().__init__(node, before=2)
        self._reader = ImageReader(BytesIO(content))
        self._pixels = self._reader.getSize()

    def tall(self, available: float) -> float:
        """Return its height in points."""
        return self._size(available)[1]

    def paint(self, canvas: TaggedCanvas) -> None:
        """Draw it; the bytes go into the file as they are."""
        wide, high = self._size(self.width)
        canvas.drawImage(self._reader, 0, self.height - high, wide, high)

    def _size(self, available: float) -> tuple[float, float]:
        wide, high = self._pixels
        scale = min(available / wide, _TALLEST / high)
        return wide * scale, high * scale
