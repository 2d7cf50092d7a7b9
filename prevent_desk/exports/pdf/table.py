"""Long tables: laid out once, cut by number, drawn a cell at a time.

reportlab's own table takes 17 s for 5,000 rows and grows faster than its rows; here every row is
broken into lines once, a page takes the next rows by adding up heights, and both halves of a split
share the same rows. The heading row is repeated on every page as an artifact: it is data only once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from prevent_desk.exports.pdf.blocks import Block, first_baseline
from prevent_desk.exports.pdf.canvas import TaggedCanvas
from prevent_desk.exports.pdf.fonts import Face, width
from prevent_desk.exports.pdf.ink import Pen
from prevent_desk.exports.pdf.layout import wrap
from prevent_desk.exports.pdf.swatch import swatch
from prevent_desk.exports.pdf.theme import INK, INK_2, INK_3, LINE_2, RULE, SUNKEN
from prevent_desk.exports.pdf.tree import Box, Node

_MARK_INDENT = 9.0
_TALL_ROW = 14
"""Lines from which a row may be cut over pages."""
_FEWEST = 4
"""Lines of a cut row that must stand on either side."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and its share of the table's width."""

    heading: str
    share: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a cell.

    Attributes:
        bullet: It is an item of a list.
        tint: A small swatch of this tint stands before it.
    """

    text: str
    face: Face = Face.REGULAR
    colour: str = INK
    bullet: bool = False
    tint: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; `heads` makes it the header of its row."""

    parts: tuple[Part, ...]
    heads: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """Sizes in points."""

    size: float = 8.0
    leading: float = 11.0
    pad_x: float = 4.0
    pad_y: float = 3.5

    def pen(self, part: Part) -> Pen:
        """Return what a part is written with."""
        return Pen(part.face, self.size, self.leading, part.colour)


class _Piece:
    """The lines of one part of a cell, and the element they belong to."""

    __slots__ = ("first", "label", "lines", "node", "part")

    def __init__(
        self, part: Part, lines: list[str], first: int, node: Node, label: Node | None
    ) -> None:
        self.part = part
        self.lines = lines
        self.first = first
        self.node = node
        self.label = label


class _Row:
    """A row laid out: the pieces of each cell and how many lines the longest cell has."""

    __slots__ = ("cells", "lines")

    def __init__(self, cells: list[list[_Piece]]) -> None:
        self.cells = cells
        self.lines = max(
            (cell[-1].first + len(cell[-1].lines) for cell in cells if cell), default=1
        )


@dataclass(frozen=True, slots=True)
class _At:
    """A place between lines: the row, and how many of its lines lie before."""

    row: int
    line: int = 0


class Rows:
    """A whole table laid out for one width; what the flowables on its pages share."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        node: Node,
        *,
        total: float,
        setting: Setting,
    ) -> None:
        self.setting = setting
        self.columns = tuple(columns)
        self.widths = _widths(columns, total, setting)
        self.edges = [sum(self.widths[:n]) for n in range(len(columns) + 1)]
        headings = [Cell((Part(c.heading, Face.SEMIBOLD, INK_2),)) for c in columns]
        # A table of facts has no headings: the first cell of each row heads it.
        self.heading = (
            self._row(headings, Node("TR", node), "Column")
            if any(column.heading for column in columns)
            else None
        )
        self.rows = [self._row(cells, Node("TR", node), "") for cells in rows]
        self.on_row: Callable[[], None] | None = None

    def _row(self, cells: Sequence[Cell], row: Node, scope: str) -> _Row:
        laid: list[list[_Piece]] = []
        for cell, wide in zip(cells, self.widths, strict=True):
            heads = scope or ("Row" if cell.heads else "")
            node = Node("TH" if heads else "TD", row, scope=heads)
            laid.append(self._cell(cell, node, wide - 2 * self.setting.pad_x))
        return _Row(laid)

    def _cell(self, cell: Cell, node: Node, limit: float) -> list[_Piece]:
        pieces: list[_Piece] = []
        items: Node | None = None
        parts = [part for part in cell.parts if part.text]
        alone = len(parts) == 1 and not parts[0].bullet
        first = 0
        for part in parts:
            label = None
            if part.bullet:
                items = items or Node("L", node, ordered=False)
                item = Node("LI", items)
                label, holder = Node("Lbl", item), Node("LBody", item)
            else:
                items = None
                holder = node if alone else Node("P", node)
            indent = _MARK_INDENT if part.bullet or part.tint else 0.0
            lines = wrap(part.text, part.face, self.setting.size, limit - indent)
            pieces.append(_Piece(part, lines, first, holder, label))
            first += len(lines)
        return pieces

    @property
    def heading_height(self) -> float:
        """The height of the heading row, repeated on each page; 0 without headings."""
        return self.height(self.heading) if self.heading else 0.0

    def height(self, row: _Row, start: int = 0, end: int | None = None) -> float:
        """Return the height of some lines of a row with its padding."""
        lines = (row.lines if end is None else end) - start
        return lines * self.setting.leading + 2 * self.setting.pad_y


def _widths(columns: Sequence[Column], total: float, setting: Setting) -> list[float]:
    """Share the width out, but give each column room for the longest word of its heading."""
    shares = sum(column.share for column in columns)
    wanted = [total * column.share / shares for column in columns]
    needed = [
        max(
            (width(word, Face.SEMIBOLD, setting.size) for word in column.heading.split()), default=0
        )
        + 2 * setting.pad_x
        + 0.1
        for column in columns
    ]
    lacking = sum(max(0.0, need - want) for need, want in zip(needed, wanted, strict=True))
    spare = sum(max(0.0, want - need) for need, want in zip(needed, wanted, strict=True))
    if lacking > spare:
        return wanted
    left = 1 - (lacking / spare if spare else 0)
    return [
        need if want < need else need + (want - need) * left
        for need, want in zip(needed, wanted, strict=True)
    ]


class Table(Block):
    """A stretch of a table on a page."""

    is_introduced = True

    def __init__(self, rows: Rows, start: _At | None = None, end: _At | None = None) -> None:
        super().__init__()
        self._table = rows
        self._start = start or _At(0)
        self._end = end or _At(len(rows.rows))

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Return the space below."""
        return 10

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Return the size taken, or a little more than there is when it does not fit."""
        self.width = available
        tall = self._table.heading_height
        for row, first, last in self._stretches():
            tall += self._table.height(row, first, last)
            # No need to add up the pages behind this one.
            if tall > height + 1e-6:
                break
        self.height = tall
        return self.width, self.height

    def least(self, available: float) -> float:
        """Keep the heading with the first row, or with the first lines of a tall one."""
        tall = self._table.heading_height
        for row, first, last in self._stretches():
            lines = last - first
            return tall + self._table.height(row, 0, lines if lines < _TALL_ROW else _FEWEST)
        return tall

    def split(self, available: float, height: float) -> list[Flowable]:
        """Cut between rows, or inside a row that is too tall to stand on one page's rest."""
        at = self._fitting(height)
        if at is None or at == self._start:
            return []
        return [Table(self._table, self._start, at), Table(self._table, at, self._end)]

    def draw(self) -> None:
        """Draw backgrounds and lines, then the cells."""
        table = self._table
        top = self.height
        head = table.heading_height
        self._draw_ground(top, head)
        if table.heading is not None:
            repeated = self._start != _At(0)
            self._draw_cells(table.heading, 0, table.heading.lines, top, repeated=repeated)
        y = top - head
        for row, first, last in self._stretches():
            self._draw_cells(row, first, last, y)
            if first:
                self._draw_continued(row, first, y)
            y -= table.height(row, first, last)
            if last == row.lines and table.on_row is not None:
                table.on_row()

    def _stretches(self) -> Iterator[tuple[_Row, int, int]]:
        """Yield the rows of this stretch, each with its first line and the one after its last."""
        rows = self._table.rows
        start, end = self._start, self._end
        for index in range(start.row, min(end.row + 1, len(rows))):
            first = start.line if index == start.row else 0
            last = end.line if index == end.row else rows[index].lines
            if last > first:
                yield rows[index], first, last

    def _fitting(self, height: float) -> _At | None:
        """Return the furthest place this stretch can reach in a height, if any row fits."""
        table = self._table
        left = height - table.heading_height
        rows = table.rows
        index, first = self._start.row, self._start.line
        while index < len(rows) and _At(index, first) != self._end:
            last = self._end.line if index == self._end.row else rows[index].lines
            tall = table.height(rows[index], first, last)
            if tall > left + 1e-6:
                return self._inside(index, first, last, left)
            left -= tall
            index, first = index + 1, 0
        return _At(index, first)

    def _inside(self, index: int, first: int, last: int, left: float) -> _At | None:
        """Cut a tall row where the page ends, or leave it whole for the next page."""
        setting = self._table.setting
        fitting = int((left - 2 * setting.pad_y) / setting.leading)
        if last - first >= _TALL_ROW and fitting >= _FEWEST:
            return _At(index, first + min(fitting, last - first - _FEWEST))
        here = _At(index, first)
        return None if here == self._start else here

    def _draw_ground(self, top: float, head: float) -> None:
        canvas, table = self.canv, self._table
        y = top - head
        lines = []
        for row, first, last in self._stretches():
            y -= table.height(row, first, last)
            lines.append((0.0, y, self.width, y))
        with canvas.artifact("Background"):
            if head:
                canvas.filled(Box(0, top - head, self.width, top), SUNKEN)
            canvas.ruled(lines, LINE_2, 0.5)
            canvas.ruled(
                [(0, top - head, self.width, top - head), (0, top, self.width, top)], RULE, 0.7
            )

    def _draw_cells(
        self, row: _Row, first: int, last: int, top: float, *, repeated: bool = False
    ) -> None:
        edges, pad = self._table.edges, self._table.setting.pad_x
        for number, pieces in enumerate(row.cells):
            for piece in pieces:
                start = max(first - piece.first, 0)
                end = min(last - piece.first, len(piece.lines))
                if end > start:
                    line = piece.first + start - first
                    self._draw_piece(
                        piece, start, end, edges[number] + pad, (line, top), number, repeated
                    )

    def _draw_continued(self, row: _Row, first: int, top: float) -> None:
        """Say which row goes on here; an artifact, for aloud the row was never interrupted."""
        setting, opening = self._table.setting, row.cells[0]
        if not opening or opening[-1].first + len(opening[-1].lines) > first:
            return
        y = first_baseline(top - setting.pad_y, setting.size, setting.leading)
        x = self._table.edges[0] + setting.pad_x
        with self.canv.artifact():
            words = [opening[0].lines[0], "continued"]
            self.canv.lines_of_text(x, y, words, setting.pen(Part("", colour=INK_3)))

    def _draw_piece(
        self,
        piece: _Piece,
        start: int,
        end: int,
        x: float,
        place: tuple[int, float],
        column: int,
        repeated: bool,
    ) -> None:
        canvas, setting, part = self.canv, self._table.setting, piece.part
        line, top = place
        y = first_baseline(
            top - setting.pad_y - line * setting.leading, setting.size, setting.leading
        )
        if start == 0 and (part.tint or piece.label is not None):
            self._draw_mark(piece, x, y)
        if part.tint or part.bullet:
            x += _MARK_INDENT
        if self._table.columns[column].right:
            x = self._table.edges[column + 1] - setting.pad_x
        lines, pen = piece.lines[start:end], setting.pen(part)
        with canvas.artifact("Layout") if repeated else canvas.tagged(piece.node):
            if self._table.columns[column].right:
                self._right(canvas, x, y, lines, pen)
            else:
                canvas.lines_of_text(x, y, lines, pen)

    def _right(
        self, canvas: TaggedCanvas, right: float, y: float, lines: list[str], pen: Pen
    ) -> None:
        setting = self._table.setting
        for index, text in enumerate(lines):
            wide = width(text.rstrip(" "), pen.face, pen.size)
            canvas.lines_of_text(right - wide, y - index * setting.leading, [text], pen)

    def _draw_mark(self, piece: _Piece, x: float, y: float) -> None:
        canvas, setting = self.canv, self._table.setting
        if piece.label is not None:
            with canvas.tagged(piece.label):
                canvas.lines_of_text(x + 1, y, ["•"], setting.pen(Part("", colour=INK_2)))
            return
        with canvas.artifact():
            swatch(canvas, piece.part.tint, x, y - 0.4, 6)
