"""What papers are built of, apart from tables: paragraphs, headings, list items, figures."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable

from prevent_desk.exports.pdf.canvas import TaggedCanvas
from prevent_desk.exports.pdf.fonts import Face, width
from prevent_desk.exports.pdf.ink import Pen
from prevent_desk.exports.pdf.layout import Run, wrap_runs
from prevent_desk.exports.pdf.swatch import swatch
from prevent_desk.exports.pdf.theme import ACCENT_INK, INK, INK_2, INK_3
from prevent_desk.exports.pdf.tree import Box, Node

_CAPS_MIDDLE = 0.364
"""Half of Inter's cap height (0.7275 of the size): a line's letters stand in the middle of it."""


def first_baseline(top: float, size: float, leading: float) -> float:
    """Return where the first line of a text stands whose box begins at `top`."""
    return top - leading / 2 - size * _CAPS_MIDDLE


@dataclass(frozen=True, slots=True)
class Look:
    """How a text is set; lengths in points.

    Attributes:
        indent: From the left edge of the column to the text; a label stands in it.
        fill: A background behind the text, with `edge` as a bar at its left; empty for none.
        padding: Between the background's edge and the text.
    """

    size: float = 9.5
    leading: float = 14
    face: Face = Face.REGULAR
    colour: str = INK
    before: float = 0
    after: float = 6
    indent: float = 0
    fill: str = ""
    edge: str = ""
    padding: float = 0


BODY = Look()
LEAD = Look(size=11, leading=16, after=8)
SMALL = Look(size=8, leading=11.5, colour=INK_3, after=4)
OVERLINE = Look(size=8.5, leading=12, face=Face.SEMIBOLD, colour=ACCENT_INK, after=4)
SUBTITLE = Look(size=12, leading=17, colour=INK_2, after=12)
ITEM = Look(indent=14, after=3)
HEADINGS = {
    1: Look(size=21, leading=26, face=Face.BOLD, after=3),
    2: Look(size=14, leading=19, face=Face.BOLD, before=16, after=6),
    3: Look(size=10.5, leading=15, face=Face.SEMIBOLD, before=10, after=4),
    4: Look(size=9.5, leading=14, face=Face.SEMIBOLD, colour=INK_2, before=8, after=4),
}


class Block(Flowable):
    """A piece of the story that knows its element and how much of it may not be torn off."""

    canv: TaggedCanvas
    leads = False
    """It stands over what follows and may not be the last thing on a page."""
    is_introduced = False
    """A sentence right before it introduces it, and stays with it."""

    @abstractmethod
    def least(self, available: float) -> float:
        """Return the height in points that must stand together at this block's beginning."""


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before an item: a bullet or a number, an element of its own.

    A swatch of a tint may stand there instead; it is an artifact, the item's words say its colour.
    """

    text: str = ""
    node: Node | None = None
    tint: str = ""


class TextBlock(Block):
    """A paragraph, a heading or the text of a list item."""

    def __init__(
        self,
        runs: Sequence[Run],
        look: Look,
        node: Node,
        *,
        label: Label | None = None,
        outline: int | None = None,
        place: str = "",
    ) -> None:
        super().__init__()
        self._runs = tuple(runs)
        self._look = look
        self._node = node
        self._label = label
        self._outline = outline
        self._place = place
        self.leads = outline is not None
        self._lines: list[list[Run]] = []
        self._broken_at = -1.0

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Return the space above; none at the top of a page."""
        return self._look.before

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Return the space below."""
        return self._look.after

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Break the lines and return the size taken."""
        self._break(available)
        self.width, self.height = available, self._tall(len(self._lines))
        return self.width, self.height

    def least(self, available: float) -> float:
        """Keep two lines together, or all three of three."""
        self._break(available)
        count = len(self._lines)
        whole = self.leads or count <= 3
        return self._look.before + self._tall(count if whole else 2) + self._look.after

    def split(self, available: float, height: float) -> list[Flowable]:
        """Cut between lines; never leave a single line on either side."""
        self._break(available)
        fitting = int((height - 2 * self._look.padding) / self._look.leading)
        count = len(self._lines)
        if count - fitting == 1:
            fitting -= 1
        if fitting < 2 or count <= 3:
            return []
        return [self._part(0, fitting), self._part(fitting, count)]

    def draw(self) -> None:
        """Draw background, label and lines; every stroke in its element."""
        look = self._look
        if look.fill:
            self._draw_ground()
        if self._outline is not None:
            self._draw_outline(self._outline)
        x = look.indent + look.padding
        y = first_baseline(self.height - look.padding, look.size, look.leading)
        if self._label is not None:
            self._draw_label(self._label, look.padding, y)
        self._draw_lines(x, y)

    def _break(self, available: float) -> None:
        look = self._look
        limit = available - look.indent - 2 * look.padding
        if limit != self._broken_at:
            self._lines = wrap_runs(self._runs, look.size, limit)
            self._broken_at = limit

    def _tall(self, lines: int) -> float:
        return lines * self._look.leading + 2 * self._look.padding

    def _part(self, start: int, end: int) -> TextBlock:
        first = start == 0
        part = TextBlock(
            self._runs,
            self._look if first else replace(self._look, before=0),
            self._node,
            label=self._label if first else None,
            outline=self._outline if first else None,
            place=self._place,
        )
        part._lines, part._broken_at = self._lines[start:end], self._broken_at
        return part

    def _draw_ground(self) -> None:
        canvas, look = self.canv, self._look
        with canvas.artifact("Background"):
            canvas.filled(Box(0, 0, self.width, self.height), look.fill)
            if look.edge:
                canvas.filled(Box(0, 0, 3, self.height), look.edge)

    def _draw_outline(self, level: int) -> None:
        canvas = self.canv
        canvas.bookmarkHorizontal(self._place, 0, self.height + self._look.before)
        title = " ".join("".join(run.text for run in self._runs).split())
        canvas.addOutlineEntry(title, self._place, level=level, closed=False)

    def _draw_label(self, label: Label, x: float, y: float) -> None:
        look = self._look
        if label.node is not None:
            with self.canv.tagged(label.node):
                self._write(x, y, [label.text], Run("", look.face, look.colour))
        if label.tint:
            with self.canv.artifact():
                swatch(self.canv, label.tint, x, y - 1, 9)

    def _draw_lines(self, x: float, y: float) -> None:
        """Write plain stretches into the element and linked ones into Link elements below it."""
        plain: list[tuple[float, float, Run]] = []
        for index, line in enumerate(self._lines):
            at, baseline = x, y - index * self._look.leading
            for run in line:
                if run.link:
                    self._write_plain(plain)
                    plain = []
                    self._write_link(at, baseline, run)
                else:
                    plain.append((at, baseline, run))
                at += width(run.text, run.face, self._look.size)
        self._write_plain(plain)

    def _write_plain(self, stretches: list[tuple[float, float, Run]]) -> None:
        if not any(run.text for _, _, run in stretches):
            return
        with self.canv.tagged(self._node):
            for x, y, run in stretches:
                self._write(x, y, [run.text], run)

    def _write_link(self, x: float, y: float, run: Run) -> None:
        size = self._look.size
        wide = width(run.text.rstrip(" "), run.face, size)
        # A link broken over lines is one Link each time: pieces that nothing separates are rare,
        # and a reader aloud says each piece's full address from its Contents.
        node = Node("Link", self._node)
        with self.canv.tagged(node):
            self._write(x, y, [run.text], replace(run, colour=ACCENT_INK))
        with self.canv.artifact():
            self.canv.ruled([(x, y - 1.5, x + wide, y - 1.5)], ACCENT_INK)
        box = Box(x, y - 0.25 * size, x + wide, y + 0.95 * size)
        self.canv.link(node, run.link, run.text.strip() or run.link, box)

    def _write(self, x: float, y: float, lines: list[str], run: Run) -> None:
        look = self._look
        self.canv.lines_of_text(x, y, lines, Pen(run.face, look.size, look.leading, run.colour))


class Figure(Block):
    """A drawing that says in words what it shows."""

    is_introduced = True

    def __init__(self, node: Node, *, before: float = 6, after: float = 10) -> None:
        super().__init__()
        self._node = node
        self._before = before
        self._after = after

    @abstractmethod
    def tall(self, available: float) -> float:
        """Return the drawing's height at a width, in points."""

    @abstractmethod
    def paint(self, canvas: TaggedCanvas) -> None:
        """Draw inside (0, 0, self.width, self.height)."""

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Return the space above."""
        return self._before

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Return the space below."""
        return self._after

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Take the whole width."""
        self.width, self.height = available, self.tall(available)
        return self.width, self.height

    def least(self, available: float) -> float:
        """A figure is never cut."""
        return self._before + self.tall(available)

    def draw(self) -> None:
        """Draw as one element, and note where it stands."""
        left, bottom = self.canv.absolutePosition(0, 0)
        right, top = self.canv.absolutePosition(self.width, self.height)
        self._node.box = Box(left, bottom, right, top)
        with self.canv.tagged(self._node):
            self.paint(self.canv)
