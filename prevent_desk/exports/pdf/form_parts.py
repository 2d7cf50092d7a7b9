"""The pieces of a form on paper: a question with its box, its options, its ticks or its rows.

A piece is measured, then drawn below a line; two narrow ones stand side by side. Filled on screen
or by pen, the paper is the same: the boxes are drawn, a field only lies in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from prevent_desk.exports.pdf.blocks import first_baseline
from prevent_desk.exports.pdf.canvas import TaggedCanvas
from prevent_desk.exports.pdf.fields import Field
from prevent_desk.exports.pdf.fonts import Face, width
from prevent_desk.exports.pdf.ink import Pen
from prevent_desk.exports.pdf.layout import wrap
from prevent_desk.exports.pdf.theme import INK, INK_2, INK_3, RULE, SURFACE
from prevent_desk.exports.pdf.tree import Box, Node

_LABEL = Pen(Face.SEMIBOLD, 8.8, 12, INK)
_HINT = Pen(Face.REGULAR, 8, 11, INK_3)
_OPTION = Pen(Face.REGULAR, 9, 13, INK)
_PROMPT = Pen(Face.REGULAR, 8.5, 12.5, INK_2)
_INDENT = 11.0
_BUTTON = 10.5
_AFTER_BUTTON = 5.0
_BETWEEN = 18.0
_UNDER_WORDS = 4.0


class Piece(Protocol):
    """Something of a form that stands in a column."""

    def lead(self, wide: float) -> float:
        """Return the height of the words over its box, in points; 0 where it has none."""
        ...

    def tall(self, wide: float) -> float:
        """Return its height at a width, in points."""
        ...

    def draw(self, canvas: TaggedCanvas, box: Box, lead: float = 0) -> None:
        """Draw it at the top of a box of that width; its words get the height `lead` at least."""
        ...


@dataclass(frozen=True, slots=True)
class Words:
    """What a question asks, and the line under it; its elements are made with it, in order."""

    text: str
    hint: str
    node: Node
    hint_node: Node

    def lead(self, wide: float) -> float:
        """Return the height of the whole."""
        return self.tall(wide)

    def tall(self, wide: float) -> float:
        """Return the height of the label and its hint."""
        return sum(len(lines) * pen.leading for lines, pen, _ in self._set(wide)) + _UNDER_WORDS

    def draw(self, canvas: TaggedCanvas, box: Box, lead: float = 0) -> None:
        """Write both."""
        top = box.top
        for lines, pen, node in self._set(box.right - box.left):
            _write(canvas, node, box.left, top, lines, pen)
            top -= len(lines) * pen.leading

    def _set(self, wide: float) -> list[tuple[list[str], Pen, Node]]:
        both = ((self.text, _LABEL, self.node), (self.hint, _HINT, self.hint_node))
        return [(wrap(t, pen.face, pen.size, wide), pen, node) for t, pen, node in both if t]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to think of: its words, and the elements of its bullet and of them."""

    text: str
    bullet: Node
    node: Node


@dataclass(frozen=True, slots=True)
class Prompts:
    """What to think of before writing, each a line of its own."""

    prompts: tuple[Prompt, ...]

    def lead(self, wide: float) -> float:
        """Return nothing: there is no box."""
        return 0

    def tall(self, wide: float) -> float:
        """Return the height of all, and the room under them."""
        return sum(len(self._lines(one, wide)) for one in self.prompts) * _PROMPT.leading + 6

    def draw(self, canvas: TaggedCanvas, box: Box, lead: float = 0) -> None:
        """Write them as a list."""
        top = box.top
        for one in self.prompts:
            lines = self._lines(one, box.right - box.left)
            _write(canvas, one.bullet, box.left + 1, top, ["•"], _PROMPT)
            _write(canvas, one.node, box.left + _INDENT, top, lines, _PROMPT)
            top -= len(lines) * _PROMPT.leading

    def _lines(self, one: Prompt, wide: float) -> list[str]:
        return wrap(one.text, _PROMPT.face, _PROMPT.size, wide - _INDENT)


@dataclass(frozen=True, slots=True)
class TextBox:
    """A box to write in.

    Attributes:
        field: None on a form for the pen.
        high: In points.
        choices: A list to choose from; its box shows that it opens.
    """

    words: Words
    node: Node
    field: Field | None
    high: float
    lines: bool = False
    choices: tuple[str, ...] = ()

    def lead(self, wide: float) -> float:
        """Return the height of the words."""
        return self.words.tall(wide)

    def tall(self, wide: float) -> float:
        """Return the height of the words and the box."""
        return self.words.tall(wide) + self.high

    def draw(self, canvas: TaggedCanvas, box: Box, lead: float = 0) -> None:
        """Draw the words, the box, and the field in it."""
        self.words.draw(canvas, box)
        top = box.top - max(lead, self.words.tall(box.right - box.left))
        frame = Box(box.left, top - self.high, box.right, top)
        draw_frame(canvas, frame)
        if self.choices:
            _draw_opens(canvas, frame)
        if self.field is None:
            return
        inside = Box(frame.left + 2, frame.bottom + 1.5, frame.right - 2, frame.top - 1.5)
        if self.choices:
            canvas.fields.choice(self.node, self.field, inside, self.choices)
        else:
            canvas.fields.text(self.node, self.field, inside, lines=self.lines)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to tick.

    Attributes:
        value: What the group is worth when it is chosen.
        node: Holds its field, then its words.
        field: Of a tick that stands alone; None among options, of which one can be chosen.
    """

    label: str
    value: str
    node: Node
    button: Node
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """A few things to tick, side by side as they fit.

    Attributes:
        group: The field of options of which one can be chosen; None for ticks, and for the pen.
        is_many: Any number can be ticked: the boxes are square.
    """

    words: Words
    options: tuple[Option, ...]
    group: Field | None = None
    is_many: bool = False

    def lead(self, wide: float) -> float:
        """Return the height of the words."""
        return self.words.tall(wide)

    def tall(self, wide: float) -> float:
        """Return the height of the words and the options."""
        lines = sum(self._lines(row, wide) for row in self._rows(wide))
        return self.words.tall(wide) + lines * _OPTION.leading + len(self._rows(wide)) * 3

    def draw(self, canvas: TaggedCanvas, box: Box, lead: float = 0) -> None:
        """Draw the words, and the options right under them: they line up with no box."""
        self.words.draw(canvas, box)
        wide = box.right - box.left
        top = box.top - self.words.tall(wide)
        each = wide / self._columns(wide)
        in_line = self._fits_a_line(wide)
        for row in self._rows(wide):
            x = box.left
            for option in row:
                self._draw_option(canvas, option, x, top, self._room(wide))
                x += _natural(option) + _BETWEEN if in_line else each
            top -= self._lines(row, wide) * _OPTION.leading + 3

    def _fits_a_line(self, wide: float) -> bool:
        return sum(_natural(one) + _BETWEEN for one in self.options) - _BETWEEN <= wide

    def _columns(self, wide: float) -> int:
        """Return how many stand side by side: all, or as many as the longest lets."""
        if self._fits_a_line(wide):
            return len(self.options)
        longest = max(_natural(one) for one in self.options)
        return max(1, min(3, int((wide + _BETWEEN / 2) / (longest + _BETWEEN / 2))))

    def _rows(self, wide: float) -> list[tuple[Option, ...]]:
        columns = self._columns(wide)
        return [
            self.options[start : start + columns] for start in range(0, len(self.options), columns)
        ]

    def _room(self, wide: float) -> float:
        """Return how wide an option's words may be."""
        columns = 1 if self._fits_a_line(wide) else self._columns(wide)
        return wide / columns - _BUTTON - _AFTER_BUTTON

    def _lines(self, row: tuple[Option, ...], wide: float) -> int:
        room = self._room(wide)
        return max(len(wrap(one.label, _OPTION.face, _OPTION.size, room)) for one in row)

    def _draw_option(
        self, canvas: TaggedCanvas, option: Option, x: float, top: float, room: float
    ) -> None:
        baseline = first_baseline(top, _OPTION.size, _OPTION.leading)
        middle = baseline + _OPTION.size * 0.364
        button = Box(x, middle - _BUTTON / 2, x + _BUTTON, middle + _BUTTON / 2)
        draw_frame(canvas, button, 2 if self.is_many else _BUTTON / 2)
        if option.field is not None:
            canvas.fields.tick(option.button, option.field, button)
        elif self.group is not None:
            spoken = f"{self.group.spoken}: {option.label}"
            canvas.fields.option(option.button, self.group, option.value, spoken, button)
        lines = wrap(option.label, _OPTION.face, _OPTION.size, room)
        _write(canvas, option.node, x + _BUTTON + _AFTER_BUTTON, top, lines, _OPTION)


@dataclass(frozen=True, slots=True)
class Cell:
    """One box of a table to fill."""

    node: Node
    field: Field | None


@dataclass(frozen=True, slots=True)
class RowsTable:
    """A table to fill: headings, and rows of boxes.

    Attributes:
        heads: Words and header cell of each column.
        shares: How the width is divided; one for each column.
    """

    words: Words
    heads: tuple[tuple[str, Node], ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...]
    high: float

    def lead(self, wide: float) -> float:
        """Return the height of the words."""
        return self.words.tall(wide)

    def tall(self, wide: float) -> float:
        """Return the height of the words, the headings and all rows."""
        return self.words.tall(wide) + _HINT.leading + 3 + len(self.rows) * self.high

    def draw(self, canvas: TaggedCanvas, box: Box, lead: float = 0) -> None:
        """Draw the words, the headings, and the boxes with their fields."""
        self.words.draw(canvas, box)
        wide = box.right - box.left
        top = box.top - max(lead, self.words.tall(wide))
        edges = [box.left]
        for share in self.shares:
            edges.append(edges[-1] + wide * share / sum(self.shares))
        pen = Pen(Face.REGULAR, _HINT.size, _HINT.leading, INK_2)
        for (text, node), left in zip(self.heads, edges, strict=False):
            _write(canvas, node, left + (3 if left > box.left else 0), top, [text], pen)
        top -= _HINT.leading + 3
        for row in self.rows:
            for cell, left, right in zip(row, edges, edges[1:], strict=False):
                frame = Box(left, top - self.high, right, top)
                draw_frame(canvas, frame, 0)
                if cell.field is not None:
                    inside = Box(left + 2, top - self.high + 1.5, right - 2, top - 1.5)
                    canvas.fields.text(cell.node, cell.field, inside)
            top -= self.high


def draw_frame(canvas: TaggedCanvas, box: Box, radius: float = 2.5) -> None:
    """Draw the box that is written in; its edge is dark enough to be seen (WCAG 1.4.11)."""
    with canvas.artifact():
        canvas.framed(box, SURFACE, RULE, radius)


def _draw_opens(canvas: TaggedCanvas, frame: Box) -> None:
    """Draw the sign that a list opens here."""
    x, y = frame.right - 12, (frame.top + frame.bottom) / 2
    with canvas.artifact():
        canvas.ruled([(x - 3.5, y + 1.8, x, y - 1.7), (x, y - 1.7, x + 3.5, y + 1.8)], INK_2, 1.1)


def _natural(option: Option) -> float:
    return _BUTTON + _AFTER_BUTTON + width(option.label, _OPTION.face, _OPTION.size)


def _write(
    canvas: TaggedCanvas, node: Node, x: float, top: float, lines: Sequence[str], pen: Pen
) -> None:
    with canvas.tagged(node):
        canvas.lines_of_text(x, first_baseline(top, pen.size, pen.leading), lines, pen)
