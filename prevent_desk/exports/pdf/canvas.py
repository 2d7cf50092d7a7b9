"""A reportlab canvas that tags: every stroke belongs to an element or is an artifact.

Nothing is sorted out afterwards: `tagged` and `artifact` open a marked content, and a painting
operator outside both is found by `check`. The structure tree is written as raw objects while
reportlab saves; 65,000 elements take a fraction of a second that way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from prevent_desk.core.errors import Fault
from prevent_desk.exports.pdf.fields import Fields
from prevent_desk.exports.pdf.fonts import Face, width
from prevent_desk.exports.pdf.ink import Encoder, Pen, components, text_operators
from prevent_desk.exports.pdf.structure import Raw, text_string, write_tree
from prevent_desk.exports.pdf.tree import Annotation, Box, Mark, Node


class TaggedCanvas(Canvas):
    """A canvas whose pages carry marked content and whose file carries the tree."""

    # What it leans on inside reportlab 5.1, which its stubs leave out.
    _code: list[str]
    _doc: Any
    _pagesize: tuple[float, float]
    _addAnnotation: Callable[[pdfdoc.PDFObject], None]  # noqa: N815
    _bookmarkReference: Callable[[str], Any]  # noqa: N815

    def __init__(self, filename: Any, **settings: Any) -> None:  # noqa: ANN401 - reportlab's own
        # BaseDocTemplate does not pass a version on; structure needs more than its 1.4.
        settings["pdfVersion"] = (1, 7)
        super().__init__(filename, **settings)
        self.root: Node | None = None
        self._open = ""
        self._marks: list[Node] = []
        self._pages: list[list[Node]] = []
        self._annotations: list[tuple[Node, Raw]] = []
        self._page_labels: list[tuple[str, float, float]] = []
        self._label_look = (0.0, "")
        self._stamps: dict[str, Callable[[TaggedCanvas], None]] = {}
        self._encoders: dict[Face, Encoder] = {}
        self._fields: Fields | None = None

    @property
    def page_index(self) -> int:
        """The page being drawn, from 0."""
        return int(self.getPageNumber()) - 1

    @property
    def page_size(self) -> tuple[float, float]:
        """Width and height of the page being drawn, in points."""
        wide, high = self._pagesize
        return float(wide), float(high)

    # Marked content

    @contextmanager
    def tagged(self, node: Node) -> Iterator[None]:
        """Draw the content of an element."""
        mcid = len(self._marks)
        self._begin(f"/{node.tag} <</MCID {mcid}>> BDC", node.tag)
        self._marks.append(node)
        node.kids.append(Mark(self.page_index, mcid))
        yield
        self._end()

    @contextmanager
    def artifact(self, kind: str = "Layout", subtype: str = "") -> Iterator[None]:
        """Draw what a reader aloud shall pass over: furniture, lines, backgrounds."""
        extra = f"/Subtype/{subtype}" if subtype else ""
        self._begin(f"/Artifact <</Type/{kind}{extra}>> BDC", "Artifact")
        yield
        self._end()

    def _begin(self, operator: str, tag: str) -> None:
        if self._open:
            raise Fault(f"A {tag} was begun inside an open {self._open}.")
        self._open = tag
        self._code.append(operator)

    def _end(self) -> None:
        self._open = ""
        self._code.append("EMC")

    # Drawing

    def lines_of_text(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        pen: Pen,
    ) -> None:
        """Write lines, the first with its baseline at `y`, each next one `pen.leading` below."""
        self._code.append(text_operators(self._encoder(pen.face), x, y, lines, pen))

    def _encoder(self, face: Face) -> Encoder:
        if face not in self._encoders:
            self._encoders[face] = Encoder(face, self._doc)
        return self._encoders[face]

    def filled(self, box: Box, colour: str, radius: float = 0) -> None:
        """Fill a rectangle; `radius` rounds its corners."""
        wide, high = box.right - box.left, box.top - box.bottom
        if radius:
            self.setFillColor(HexColor(colour))
            self.roundRect(box.left, box.bottom, wide, high, radius, stroke=0, fill=1)
            return
        self._code.append(
            f"{components(colour)} rg {box.left:.2f} {box.bottom:.2f} {wide:.2f} {high:.2f} re f"
        )

    def framed(self, box: Box, ground: str, edge: str, radius: float) -> None:
        """Fill a rectangle and draw its edge."""
        self.setFillColor(HexColor(ground))
        self.setStrokeColor(HexColor(edge))
        self.setLineWidth(0.7)
        wide, high = box.right - box.left, box.top - box.bottom
        if radius:
            self.roundRect(box.left, box.bottom, wide, high, radius, stroke=1, fill=1)
        else:
            self.rect(box.left, box.bottom, wide, high, stroke=1, fill=1)

    def ruled(
        self, lines: Sequence[tuple[float, float, float, float]], colour: str, weight: float = 0.5
    ) -> None:
        """Draw straight lines, each (x1, y1, x2, y2)."""
        path = " ".join(f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l" for x1, y1, x2, y2 in lines)
        if path:
            self._code.append(f"{components(colour)} RG {weight:g} w {path} S")

    def stamp(self, name: str, x: float, y: float, draw: Callable[[TaggedCanvas], None]) -> None:
        """Draw what is drawn often once for the whole file, and here by its name.

        Args:
            name: What it is called in the file.
            x: Where its own (0, 0) comes to stand.
            y: The same, upwards.
            draw: Draws it; called once, at the end.
        """
        self._stamps[name] = draw
        self._code.append(f"q 1 0 0 1 {x:.2f} {y:.2f} cm")
        self.doForm(name)
        self._code.append("Q")

    def link(self, node: Node, address: str, spoken: str, box: Box) -> None:
        """Make a rectangle of this page lead to an address.

        Args:
            node: The Link element that holds the words.
            address: A full address, or "#name" for a place in this paper.
            spoken: What a reader aloud says of it.
            box: Coordinates of the current drawing, not of the page.
        """
        left, bottom = self.absolutePosition(box.left, box.bottom)
        right, top = self.absolutePosition(box.right, box.top)
        target = (
            f"/Dest {self._bookmarkReference(address[1:]).format(self._doc).decode()}"
            if address.startswith("#")
            else f"/A <</S/URI/URI {text_string(address)}>>"
        )
        raw = Raw(
            f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]"
            f"/Rect[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"
            f"/Contents {text_string(spoken)} {target}"
        )
        self.annotate(node, raw)

    def annotate(self, node: Node, raw: Raw) -> None:
        """Put an annotation on the page and into an element; `raw` is not yet closed with ">>"."""
        self._addAnnotation(raw)
        node.kids.append(Annotation(self.page_index, len(self._annotations)))
        self._annotations.append((node, raw))

    @property
    def fields(self) -> Fields:
        """The form's fields; a paper without any asks for none and carries no font for them."""
        if self._fields is None:
            self._fields = Fields(self, self._doc)
        return self._fields

    # Page furniture that knows the number of pages only at the end

    def page_label(self, right: float, baseline: float, size: float, colour: str) -> None:
        """Reserve "Page 3 of 12" ending at `right`; written when the number is known."""
        self._label_look = (size, colour)
        self._page_labels.append((_label_name(self.page_index), right, baseline))
        self.doForm(_label_name(self.page_index))

    def _write_forms(self) -> None:
        for index, (name, right, baseline) in enumerate(self._page_labels):
            size, colour = self._label_look
            label = f"Page {index + 1} of {len(self._pages)}"
            at = right - width(label, Face.REGULAR, size)
            self.beginForm(name)
            self.lines_of_text(at, baseline, [label], Pen(Face.REGULAR, size, size, colour))
            self.endForm()
        for name, draw in self._stamps.items():
            self.beginForm(name)
            draw(self)
            self.endForm()

    # reportlab's own

    def showPage(self) -> None:  # noqa: N802
        """Close the page and give it the keys that lead from it into the tree."""
        super().showPage()
        if self._open:
            raise Fault(f"A page ended inside an open {self._open}.")
        page = self._doc.Pages.pages[-1]
        # PDFPage writes only the keys it knows.
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._pages)
        page.Tabs = pdfdoc.PDFName("S")
        self._pages.append(self._marks)
        self._marks = []

    def save(self) -> None:
        """Write the file with its tree."""
        if len(self._code):
            self.showPage()
        self._write_forms()
        if self._fields is not None:
            self._fields.close()
        if self.root is not None:
            write_tree(self._doc, self.root, self._pages, self._annotations)
        super().save()


def _label_name(index: int) -> str:
    return f"page-label-{index}"
