"""A paper from its first heading to its bytes.

Things are said in reading order; each becomes an element of the structure and a block of the
story. What every paper owes its reader is done here once: marking and page numbers, bookmarks,
language and title, a notice of what could not be printed, a file without a trace of who made it on
what machine.
"""

from __future__ import annotations

import gc
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from prevent_desk.exports.pdf import finish
from prevent_desk.exports.pdf.blocks import (
    BODY,
    HEADINGS,
    ITEM,
    Block,
    Figure,
    Label,
    Look,
    TextBlock,
)
from prevent_desk.exports.pdf.canvas import TaggedCanvas
from prevent_desk.exports.pdf.fonts import Face, Glyphs, font
from prevent_desk.exports.pdf.furniture import Furniture
from prevent_desk.exports.pdf.layout import Run
from prevent_desk.exports.pdf.made import Made
from prevent_desk.exports.pdf.table import Cell, Column, Part, Rows, Setting, Table
from prevent_desk.exports.pdf.theme import A4, MM, TINTS
from prevent_desk.exports.pdf.tree import Node

_SIDE = 18 * MM
_TOP = 24 * MM
_BOTTOM = 22 * MM
_PORTRAIT, _LANDSCAPE = "portrait", "landscape"

Text = str | Sequence[Run]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the notice of missing characters goes once the whole paper has been said."""

    story: int
    node: Node


@dataclass(frozen=True, slots=True)
class _Said:
    """A piece of the story, and the room for text on the pages it was said for."""

    flowable: Flowable
    width: float
    height: float


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from walking a growing paper again and again.

    Half a million elements are made and none of them is garbage before the end: the walks cost a
    fifth of the time and free nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Document:
    """A paper being written.

    Attributes:
        glyphs: Makes texts printable; set `glyphs.place` before saying things of a place.
    """

    def __init__(
        self,
        title: str,
        furniture: Furniture,
        language: str = "en-GB",
        *,
        landscape: bool = False,
    ) -> None:
        self.glyphs = Glyphs()
        self._title = self._plain(title)
        self._language = language
        self._furniture = Furniture(
            marking=self._plain(furniture.marking),
            running=self._plain(furniture.running),
            notice=self._plain(furniture.notice),
            footer=self._plain(furniture.footer),
        )
        self._root = Node("Document", None)
        self._story: list[_Said] = []
        self._shape = self._first = _LANDSCAPE if landscape else _PORTRAIT
        self._headings = 0
        self._notice: _Place | None = None
        self._tables: list[Rows] = []

    @property
    def width(self) -> float:
        """The width of the text on the pages being written, in points."""
        return self._size()[0]

    # Saying things

    def heading(self, level: int, text: str) -> None:
        """Say a heading and bookmark it; levels 1 to 4, none skipped on the way down."""
        self._headings += 1
        self._say(
            TextBlock(
                self._runs(text, HEADINGS[level]),
                HEADINGS[level],
                Node(f"H{level}", self._root),
                outline=level - 1,
                place=f"heading-{self._headings}",
            )
        )

    def paragraph(self, text: Text, look: Look = BODY) -> None:
        """Say a paragraph; an empty one is not said."""
        runs = self._runs(text, look)
        if any(run.text.strip() for run in runs):
            self._say(TextBlock(runs, look, Node("P", self._root)))

    def items(self, texts: Sequence[Text], *, numbered: bool = False, look: Look = ITEM) -> None:
        """Say a list; nothing where there are no items."""
        if not texts:
            return
        parent = Node("L", self._root, ordered=numbered)
        for number, text in enumerate(texts, start=1):
            item = Node("LI", parent)
            label = Label(f"{number}." if numbered else "•", Node("Lbl", item))
            body = Node("P", Node("LBody", item))
            self._say(TextBlock(self._runs(text, look), look, body, label=label))

    def key(self, entries: Sequence[tuple[str, str]]) -> None:
        """Say a key of colours: a list of (tint, words), a swatch before each."""
        if not entries:
            return
        parent = Node("L", self._root)
        for tint, words in entries:
            body = Node("P", Node("LBody", Node("LI", parent)))
            runs = self._runs(words, ITEM)
            self._say(TextBlock(runs, ITEM, body, label=Label(tint=tint)))

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        setting: Setting | None = None,
    ) -> None:
        """Say a table; every row has as many cells as there are columns."""
        laid = Rows(
            [Column(self._plain(c.heading), c.share, c.right) for c in columns],
            rows,
            Node("Table", self._root),
            total=self.width,
            setting=setting or Setting(),
        )
        self._tables.append(laid)
        self._say(Table(laid))

    def cell(self, *parts: Part | str, heads: bool = False) -> Cell:
        """Return a cell of printable texts."""
        return Cell(
            tuple(
                Part(self.glyphs.clean(part))
                if isinstance(part, str)
                else Part(
                    self.glyphs.clean(part.text), part.face, part.colour, part.bullet, part.tint
                )
                for part in parts
            ),
            heads,
        )

    def figure(self, make: Callable[[Node], Figure], alt: str) -> None:
        """Say a drawing.

        Args:
            make: Given the Figure element, returns the drawing.
            alt: What it shows, whole enough for someone who does not see it.
        """
        self._say(make(Node("Figure", self._root, alt=self._plain(alt))))

    def block(self, make: Callable[[Node], Block]) -> None:
        """Say a piece of another kind.

        Args:
            make: Given the whole paper's element, to put its own into; its texts have to be
                `printable`.
        """
        self._say(make(self._root))

    def printable(self, text: str) -> str:
        """Return a text on one line as it can be printed; see `glyphs`."""
        return self._plain(text)

    def notice_here(self) -> None:
        """Keep this place for a notice of characters that could not be printed."""
        self._notice = _Place(len(self._story), Node("Sect", self._root))

    def turn(self, *, landscape: bool) -> None:
        """Begin a new page, upright or across."""
        self._shape = _LANDSCAPE if landscape else _PORTRAIT
        self._say(NextPageTemplate(self._shape))
        self._say(PageBreak())

    # Writing it

    def finish(
        self, made_at: datetime, report: Callable[[int, int, str], None] | None = None
    ) -> Made:
        """Return the paper.

        Args:
            made_at: The only moment the file speaks of; the same story gives the same bytes.
            report: Told how many rows of the paper's tables are drawn, of how many, and what
                that is; what it raises ends the work.
        """
        warnings = self.glyphs.warnings()
        self._tell(warnings)
        stream = io.BytesIO()
        self._report_rows(report)
        template = self._template(stream)
        template.build(self._kept_together(), canvasmaker=TaggedCanvas)
        about = finish.About(self._title, self._language, made_at)
        return Made(finish.finish(stream.getvalue(), about), warnings)

    def _report_rows(self, report: Callable[[int, int, str], None] | None) -> None:
        if report is None:
            return
        total = sum(len(rows.rows) for rows in self._tables)
        drawn = count(1)
        for rows in self._tables:
            rows.on_row = lambda: report(next(drawn), total, "Row")

    def _template(self, stream: io.BytesIO) -> BaseDocTemplate:
        def begin(canvas: Any, _: object) -> None:  # noqa: ANN401 - reportlab gives any canvas
            canvas.root = self._root
            self._furniture.draw(canvas, _SIDE)

        shapes = {_PORTRAIT: A4, _LANDSCAPE: (A4[1], A4[0])}
        return BaseDocTemplate(
            stream,
            pageTemplates=[
                PageTemplate(name, [_frame(size)], onPage=begin, pagesize=size)
                for name, size in sorted(shapes.items(), key=lambda one: one[0] != self._first)
            ],
            title=self._title,
            lang=self._language,
            displayDocTitle=True,
            invariant=1,
            # Streams are packed once, at the end.
            pageCompression=0,
            initialFontName=font(Face.REGULAR).fontName,
        )

    def _kept_together(self) -> list[Flowable]:
        """Return the story with a page break wherever a heading would lose what it stands over."""
        kept: list[Flowable] = []
        below = 0.0
        next_one: Block | None = None
        for said in reversed(self._story):
            kept.append(said.flowable)
            if not isinstance(said.flowable, Block):
                below, next_one = 0.0, None
                continue
            least = said.flowable.least(said.width)
            # A sentence right before a table or a figure introduces it.
            leads = said.flowable.leads or (next_one is not None and next_one.is_introduced)
            next_one = said.flowable
            if leads and not said.flowable.is_introduced:
                below += least
                kept.append(CondPageBreak(min(below, said.height)))
            else:
                below = least
        return kept[::-1]

    def _say(self, flowable: Flowable) -> None:
        wide, high = self._size()
        self._story.append(_Said(flowable, wide, high))

    def _size(self) -> tuple[float, float]:
        """Return the room for text on the pages being written."""
        wide, high = A4 if self._shape == _PORTRAIT else (A4[1], A4[0])
        return wide - 2 * _SIDE, high - _TOP - _BOTTOM

    def _runs(self, text: Text, look: Look) -> list[Run]:
        runs = [Run(text, look.face, look.colour)] if isinstance(text, str) else text
        return [Run(self.glyphs.clean(r.text), r.face, r.colour, r.link) for r in runs]

    def _plain(self, text: str) -> str:
        return " ".join(self.glyphs.clean(text).split())

    def _tell(self, warnings: Sequence[str]) -> None:
        if not warnings:
            return
        place = self._notice or _Place(len(self._story), self._root)
        tint = TINTS["amber"]
        look = Look(
            size=8.5, leading=12.5, colour=tint.ink, fill=tint.soft, edge=tint.solid, padding=8
        )
        node = Node("P", place.node)
        lead = "1 character" if len(warnings) == 1 else f"{len(warnings)} characters"
        runs = [
            Run(f"{lead} could not be printed.\n", Face.SEMIBOLD, tint.ink),
            Run("\n".join(warnings), Face.REGULAR, tint.ink),
        ]
        wide = A4[0] - 2 * _SIDE
        self._story.insert(place.story, _Said(TextBlock(runs, look, node), wide, wide))


def _frame(size: tuple[float, float]) -> Frame:
    wide, high = size
    return Frame(
        _SIDE,
        _BOTTOM,
        wide - 2 * _SIDE,
        high - _TOP - _BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
