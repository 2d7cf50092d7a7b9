"""Reads the structure of a finished PDF back and says what is wrong with it.

It looks where `pdfua` does not: at every painting operator, at both directions of the parent tree,
at the shape of tables and lists, at fonts. No finding means that these things hold, not that the
paper conforms to PDF/UA: reading order and the words of alternative texts need a person.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

_PAINT = frozenset(
    ["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI", "Tj", "TJ", "'", '"']
)
_CELLS = frozenset(["/TH", "/TD"])
_PLACE = tuple[int, int]


@dataclass
class Findings:
    """What was read.

    Attributes:
        problems: One sentence each; empty when all is well.
        tags: How many elements of each type there are: {"H1": 1, "TD": 98}.
    """

    problems: list[str] = field(default_factory=list)
    tags: Counter[str] = field(default_factory=Counter)


def check(pdf: bytes) -> Findings:
    """Read a paper's structure back."""
    found = Findings()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _check_catalogue(document, found)
        tree = document.Root.get("/StructTreeRoot")
        if tree is None:
            found.problems.append("The paper has no structure tree.")
            tree = Dictionary(K=Array(), ParentTree=Dictionary(Nums=Array()))
        reader = _Tree(document, tree, found)
        reader.walk()
        for index, page in enumerate(document.pages):
            _Page(page, index, reader.parents, reader, found).check()
        reader.check_used()
        _check_fonts(document, found)
    return found


def _check_catalogue(document: pikepdf.Pdf, found: Findings) -> None:
    root = document.Root
    wanted = {
        "It is not marked as tagged.": bool(_inner(root, "/MarkInfo").get("/Marked", False)),
        "It names no language.": bool(str(root.get("/Lang", ""))),
        "A viewer shows its file name, not its title.": bool(
            _inner(root, "/ViewerPreferences").get("/DisplayDocTitle", False)
        ),
        "It has no title.": bool(str(document.docinfo.get("/Title", ""))),
        "It has no bookmarks.": "/Outlines" in root,
        "It does not call itself PDF/UA.": b"<pdfuaid:part>1<" in _metadata(root),
    }
    found.problems += [problem for problem, holds in wanted.items() if not holds]


def _metadata(root: Object) -> bytes:
    metadata = root.get("/Metadata")
    return metadata.read_bytes() if isinstance(metadata, pikepdf.Stream) else b""


class _Tree:
    """The structure tree: its elements, and which contents and annotations each one claims."""

    def __init__(self, document: pikepdf.Pdf, root: Object, found: Findings) -> None:
        self.claims: Counter[_PLACE] = Counter()
        self.owner: dict[_PLACE, tuple[int, int]] = {}
        self.annotations: dict[tuple[int, int], tuple[int, int]] = {}
        self.seen: set[_PLACE] = set()
        self._pages = {page.obj.objgen: index for index, page in enumerate(document.pages)}
        self._root = root
        self._found = found
        self._last_heading = 0
        numbers = list(root.ParentTree.Nums) if "/ParentTree" in root else []
        self.parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))

    def walk(self) -> None:
        """Read every element in reading order."""
        stack: list[tuple[Object, Object]] = [
            (kid, self._root) for kid in reversed(_kids(self._root))
        ]
        while stack:
            element, parent = stack.pop()
            self._element(element, parent)
            stack.extend(
                (kid, element)
                for kid in reversed(_kids(element))
                if isinstance(kid, Dictionary) and "/S" in kid
            )

    def check_used(self) -> None:
        """Say which claims of the tree no page answers."""
        for place in set(self.claims) - self.seen:
            self._problem(
                f"The tree claims content {place[1]} of page {place[0] + 1}: it is not there."
            )

    def _problem(self, sentence: str) -> None:
        self._found.problems.append(sentence)

    def _element(self, element: Object, parent: Object) -> None:
        tag = str(element.S)
        self._found.tags[tag[1:]] += 1
        if element.P.objgen != parent.objgen:
            self._problem(f"A {tag[1:]} names another parent than the one that holds it.")
        for kid in _kids(element):
            self._claim(element, kid)
        check = {
            "/Table": self._table,
            "/L": self._list,
            "/LI": self._item,
            "/Figure": self._figure,
        }
        if tag in check:
            check[tag](element)
        elif tag in _CELLS:
            self._cell(element, tag)
        elif tag[:2] == "/H" and tag[2:].isdigit():
            self._heading(int(tag[2:]))
        if not _kids(element) and tag not in _CELLS:
            self._problem(f"A {tag[1:]} is empty.")

    def _claim(self, element: Object, kid: Object | int) -> None:
        if isinstance(kid, int):
            place = (self._pages[element.Pg.objgen], kid)
        elif isinstance(kid, Dictionary) and kid.get("/Type") == Name.MCR:
            place = (self._pages[(kid if "/Pg" in kid else element).Pg.objgen], int(kid.MCID))
        elif isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR:
            self.annotations[kid.Obj.objgen] = element.objgen
            return
        else:
            return
        self.claims[place] += 1
        self.owner[place] = element.objgen
        if self.claims[place] > 1:
            self._problem(f"Two elements claim content {place[1]} of page {place[0] + 1}.")

    def _heading(self, level: int) -> None:
        if level > self._last_heading + 1:
            self._problem(f"A heading of level {level} follows one of level {self._last_heading}.")
        self._last_heading = level

    def _table(self, table: Object) -> None:
        rows = [row for row in _kids(table) if _is(row, "/TR")]
        widths = {sum(_span(cell) for cell in _kids(row)) for row in rows}
        if len(widths) != 1:
            self._problem(f"A table has rows of different widths: {sorted(widths)}.")
        if len(rows) != len(_kids(table)):
            self._problem("A table holds something besides rows.")
        if not any(_is(cell, "/TH") for row in rows for cell in _kids(row)):
            self._problem("A table has no header cell.")

    def _cell(self, cell: Object, tag: str) -> None:
        scope = _inner(cell, "/A").get("/Scope")
        if tag == "/TH" and scope not in {Name.Column, Name.Row}:
            self._problem("A header cell does not say whether it heads a row or a column.")

    def _list(self, element: Object) -> None:
        if not all(_is(kid, "/LI") for kid in _kids(element)):
            self._problem("A list holds something besides items.")

    def _item(self, element: Object) -> None:
        if not all(_is(kid, "/Lbl") or _is(kid, "/LBody") for kid in _kids(element)):
            self._problem("An item of a list holds something besides label and body.")

    def _figure(self, element: Object) -> None:
        if not str(element.get("/Alt", "")):
            self._problem("A figure has no alternative text.")
        if "/BBox" not in _inner(element, "/A"):
            self._problem("A figure does not say where it stands.")


class _Page:
    """One page: its operators, and whether the tree knows its contents."""

    def __init__(
        self,
        page: pikepdf.Page,
        index: int,
        parents: dict[int, Object],
        tree: _Tree,
        found: Findings,
    ) -> None:
        self._page = page
        self._index = index
        self._parents = parents
        self._tree = tree
        self._found = found
        self._open: list[bool] = []
        self._in_text = False
        self._stray = 0

    def check(self) -> None:
        """Check keys, operators and annotations."""
        if self._page.obj.get("/Tabs") != Name.S:
            self._problem("does not tab in the order of its structure")
        for instruction in pikepdf.parse_content_stream(self._page):
            self._operator(str(instruction.operator), list(instruction.operands))
        if self._stray:
            self._problem(f"paints {self._stray} times outside all marked content")
        if self._open or self._in_text:
            self._problem("ends inside a marked content or a text")
        for annotation in self._page.obj.get("/Annots", []):
            self._annotation(annotation)

    def _problem(self, what: str) -> None:
        self._found.problems.append(f"Page {self._index + 1} {what}.")

    def _operator(self, operator: str, operands: list[Object]) -> None:
        if operator in {"BDC", "BMC"}:
            self._begin(operands)
        elif operator == "EMC":
            if not self._open:
                self._problem("ends a marked content that was not begun")
            self._open = self._open[:-1]
        elif operator in {"BT", "ET"}:
            self._in_text = operator == "BT"
        elif operator in _PAINT and not self._open:
            self._stray += 1

    def _begin(self, operands: list[Object]) -> None:
        properties = operands[1] if len(operands) > 1 else None
        mcid = properties.get("/MCID") if isinstance(properties, Dictionary) else None
        if self._open:
            self._problem("begins a marked content inside another")
        self._open = [*self._open, mcid is not None]
        if mcid is None:
            if str(operands[0]) != "/Artifact":
                self._problem(f"has a {operands[0]} that no element can claim")
            return
        place = (self._index, int(mcid))
        self._tree.seen.add(place)
        owner = self._tree.owner.get(place)
        if owner is None:
            self._problem(f"has a content {mcid} that no element claims")
        elif self._parent(int(mcid)) != owner:
            self._problem(f"has a content {mcid} whose parent entry leads elsewhere")

    def _parent(self, mcid: int) -> tuple[int, int] | None:
        entry = self._parents.get(int(self._page.obj.get("/StructParents", -1)))
        if not isinstance(entry, Array) or mcid >= len(entry):
            return None
        return entry[mcid].objgen

    def _annotation(self, annotation: Object) -> None:
        owner = self._tree.annotations.get(annotation.objgen)
        entry = self._parents.get(int(annotation.get("/StructParent", -1)))
        if owner is None or entry is None or entry.objgen != owner:
            self._problem("has an annotation that the tree does not know")
        words = "/TU" if annotation.get("/Subtype") == Name.Widget else "/Contents"
        if not str(annotation.get(words, "")):
            self._problem("has an annotation without words")


def _check_fonts(document: pikepdf.Pdf, found: Findings) -> None:
    for font in _fonts(document):
        described = _inner(_descendant(font), "/FontDescriptor")
        if not any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            found.problems.append(f"The font {font.get('/BaseFont')} is not embedded.")
        if "/ToUnicode" not in font:
            found.problems.append(f"The font {font.get('/BaseFont')} cannot be read as text.")


def _descendant(font: Object) -> Object:
    """Return what describes a font's glyphs: of one by glyph numbers, the font inside it."""
    return font.DescendantFonts[0] if font.get("/Subtype") == Name.Type0 else font


def _fonts(document: pikepdf.Pdf) -> Iterator[Object]:
    """Yield every font of the file, used or not."""
    for thing in document.objects:
        is_font = isinstance(thing, Dictionary) and thing.get("/Type") == Name.Font
        # What stands inside a font by glyph numbers is looked at with it.
        if is_font and thing.get("/Subtype") not in {Name.CIDFontType0, Name.CIDFontType2}:
            yield thing


def _inner(thing: Object, key: str) -> Object:
    """Return a dictionary inside another, an empty one where there is none."""
    return thing.get(key) or Dictionary()


def _kids(element: Object) -> list[Object]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _is(element: Object, tag: str) -> bool:
    return isinstance(element, Dictionary) and str(element.get("/S")) == tag


def _span(cell: Object) -> int:
    return int(_inner(cell, "/A").get("/ColSpan", 1))
