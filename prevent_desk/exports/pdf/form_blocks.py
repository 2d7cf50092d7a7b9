"""The blocks a form on paper is told in: a question or two side by side, a section's heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prevent_desk.exports.pdf.blocks import Block, first_baseline
from prevent_desk.exports.pdf.canvas import TaggedCanvas
from prevent_desk.exports.pdf.fields import Field
from prevent_desk.exports.pdf.fonts import Face, width
from prevent_desk.exports.pdf.form_parts import Piece
from prevent_desk.exports.pdf.ink import Pen
from prevent_desk.exports.pdf.layout import wrap
from prevent_desk.exports.pdf.theme import ACCENT, INK, LINE_2, SURFACE
from prevent_desk.exports.pdf.tree import Box, Node

GAP = 14.0
"""Between two columns, in points."""
_BELOW = 11.0
"""Under a row of questions."""
_UNDER_PIECE = 4.0


@dataclass(frozen=True, slots=True)
class Stack:
    """Pieces one under another that belong to one question."""

    pieces: tuple[Piece, ...]

    def lead(self, wide: float) -> float:
        """Return the height of the first one's words."""
        return self.pieces[0].lead(wide)

    def tall(self, wide: float) -> float:
        """Return the height of all."""
        return sum(piece.tall(wide) + _UNDER_PIECE for piece in self.pieces) - _UNDER_PIECE

    def draw(self, canvas: TaggedCanvas, box: Box, lead: float = 0) -> None:
        """Draw them from the top."""
        top = box.top
        for piece in self.pieces:
            piece.draw(canvas, Box(box.left, box.bottom, box.right, top))
            top -= piece.tall(box.right - box.left) + _UNDER_PIECE


@dataclass(frozen=True, slots=True)
class Beside:
    """Pieces side by side that belong to one question, each as wide as the others."""

    pieces: tuple[Piece, ...]

    def lead(self, wide: float) -> float:
        """Return the height of the tallest words."""
        return max(piece.lead(self._column(wide)) for piece in self.pieces)

    def tall(self, wide: float) -> float:
        """Return the height of all, their boxes beginning on one line."""
        lead, column = self.lead(wide), self._column(wide)
        return max(piece.tall(column) - piece.lead(column) for piece in self.pieces) + lead

    def draw(self, canvas: TaggedCanvas, box: Box, lead: float = 0) -> None:
        """Draw them from the left."""
        wide = self._column(box.right - box.left)
        lead = max(lead, self.lead(box.right - box.left))
        for index, piece in enumerate(self.pieces):
            left = box.left + index * (wide + GAP)
            piece.draw(canvas, Box(left, box.bottom, left + wide, box.top), lead)

    def _column(self, wide: float) -> float:
        return (wide - (len(self.pieces) - 1) * GAP) / len(self.pieces)


class Asked(Block):
    """A question, or two side by side; never cut.

    Args:
        piece: One piece, or `Beside` with two.
        half: It is narrow and found no other to stand beside.
    """

    is_introduced = True

    def __init__(self, piece: Piece, *, half: bool = False) -> None:
        super().__init__()
        self._piece = piece
        self._half = half

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Take the whole width."""
        self.width, self.height = available, self.least(available)
        return self.width, self.height

    def least(self, available: float) -> float:
        """Keep the words with their box."""
        return self._piece.tall(self._wide(available)) + _BELOW

    def draw(self) -> None:
        """Draw it from the left."""
        self._piece.draw(self.canv, Box(0, 0, self._wide(self.width), self.height))

    def _wide(self, available: float) -> float:
        return (available - GAP) / 2 if self._half else available


class SectionHead(Block):
    """The heading of a section: its letter, its title, and a line across the page."""

    leads = True

    _SIZE, _SIDE, _BEFORE, _AFTER = 13.0, 20.0, 12.0, 9.0

    def __init__(self, letter: str, title: str, node: Node, place: str) -> None:
        super().__init__()
        self._letter, self._title, self._node, self._place = letter, title, node, place

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Return the space above; none at the top of a page."""
        return self._BEFORE

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Return the space below."""
        return self._AFTER

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Take the whole width."""
        self.width, self.height = available, self._tall(available)
        return self.width, self.height

    def least(self, available: float) -> float:
        """A heading is never cut."""
        return self._BEFORE + self._tall(available) + self._AFTER

    def draw(self) -> None:
        """Draw the letter on its ground, the title beside it, the line below; bookmark it."""
        canvas, side, top = self.canv, self._SIDE, self.height
        canvas.bookmarkHorizontal(self._place, 0, top + self._BEFORE)
        canvas.addOutlineEntry(f"{self._letter}  {self._title}", self._place, level=1)
        with canvas.artifact("Background"):
            canvas.filled(Box(0, top - side, side, top), ACCENT, 4)
            canvas.ruled([(0, 0.5, self.width, 0.5)], LINE_2)
        size = self._SIZE
        letter = Pen(Face.BOLD, 11.5, side, SURFACE)
        title = Pen(Face.BOLD, size, 18, INK)
        left = (side - width(self._letter, letter.face, letter.size)) / 2
        with canvas.tagged(self._node):
            at = first_baseline(top, letter.size, side)
            canvas.lines_of_text(left, at, [self._letter + " "], letter)
            at = first_baseline(top - (side - title.leading) / 2, size, title.leading)
            canvas.lines_of_text(side + 9, at, self._lines(self.width), title)

    def _lines(self, available: float) -> list[str]:
        return wrap(self._title, Face.BOLD, self._SIZE, available - self._SIDE - 9)

    def _tall(self, available: float) -> float:
        return max(self._SIDE, len(self._lines(available)) * 18) + 6


class Kept(Block):
    """Fields that nobody sees; they take no room."""

    def __init__(self, fields: Sequence[tuple[Node, Field, str]]) -> None:
        super().__init__()
        self._fields = tuple(fields)

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Take nothing."""
        self.width, self.height = 0.0, 0.0
        return 0.0, 0.0

    def least(self, available: float) -> float:
        """Take nothing."""
        return 0.0

    def draw(self) -> None:
        """Enter the fields."""
        for node, field, value in self._fields:
            self.canv.fields.kept(node, field, value)
