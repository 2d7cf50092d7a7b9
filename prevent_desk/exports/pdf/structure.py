"""The structure tree as PDF objects: elements, the parent tree, the catalogue's entries."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase import pdfdoc

from prevent_desk.exports.pdf.tree import Annotation, Mark, Node


class Raw(pdfdoc.PDFObject):
    """An object written as the text it holds."""

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, document: object) -> bytes:
        """Return the object's bytes."""
        return self.text.encode("latin-1")


def stream(keys: str, content: bytes) -> Raw:
    """Return a stream object: the keys of its dictionary, without its length, and what it holds."""
    body = content.decode("latin-1")
    return Raw(f"<<{keys}/Length {len(content)}>>stream\n{body}\nendstream")


def text_string(text: str) -> str:
    """Return a text as a PDF hexadecimal string in UTF-16."""
    return f"<{(chr(0xFEFF) + text).encode('utf-16-be').hex().upper()}>"


def write_tree(
    document: Any,  # noqa: ANN401 - reportlab's PDFDocument has no type of its own
    root: Node,
    pages: list[list[Node]],
    annotations: list[tuple[Node, Raw]],
) -> None:
    """Give a document its structure tree.

    Args:
        document: reportlab's document, its pages drawn.
        root: The Document element.
        pages: For each page the element of each marked content, by its number.
        annotations: Each link's or field's element and its annotation, not yet closed with ">>".
    """
    root.prune()
    nodes = list(root.nodes())
    objects = [Raw() for _ in nodes]
    for node, element in zip(nodes, objects, strict=True):
        node.number = number(document, element)
    tree, parents = Raw(), Raw()
    tree_number, parents_number = number(document, tree), number(document, parents)
    page_numbers = [number(document, page) for page in _page_objects(document)]
    annotation_numbers = [number(document, raw) for _, raw in annotations]
    for node, element in zip(nodes, objects, strict=True):
        parent = node.parent.number if node.parent is not None else tree_number
        element.text = _element(node, parent, page_numbers, annotation_numbers)
    for key, (_, raw) in enumerate(annotations, start=len(pages)):
        raw.text += f"/StructParent {key}>>"
    parents.text = _parent_tree(pages, [node for node, _ in annotations])
    tree.text = (
        f"<</Type/StructTreeRoot/K[{root.number} 0 R]/ParentTree {parents_number} 0 R"
        f"/ParentTreeNextKey {len(pages) + len(annotations)}>>"
    )
    document.Catalog.StructTreeRoot = tree
    document.Catalog.Metadata = Raw("<</Type/Metadata/Subtype/XML/Length 0>>stream\n\nendstream")
    document.Catalog.MarkInfo = Raw("<</Marked true>>")


def _page_objects(document: Any) -> list[Any]:  # noqa: ANN401
    return list(document.Pages.pages)


def number(document: Any, thing: Any) -> int:  # noqa: ANN401
    """Return the number of an object in a document, which has it from then on."""
    reference = document.Reference(thing)
    return int(document.idToObjectNumberAndVersion[reference.name][0])


def _element(node: Node, parent: int, pages: list[int], annotations: list[int]) -> str:
    parts = [f"<</Type/StructElem/S/{node.tag}/P {parent} 0 R"]
    if node.alt:
        parts.append(f"/Alt {text_string(node.alt)}")
    if attributes := _attributes(node):
        parts.append(attributes)
    parts.append(_kids(node, pages, annotations))
    return "".join([*parts, ">>"])


def _attributes(node: Node) -> str:
    if node.scope:
        return f"/A<</O/Table/Scope/{node.scope}>>"
    if node.ordered is not None:
        return f"/A<</O/List/ListNumbering/{'Decimal' if node.ordered else 'Disc'}>>"
    if node.box is not None:
        box = node.box
        return (
            f"/A<</O/Layout/Placement/Block/BBox"
            f"[{box.left:.2f} {box.bottom:.2f} {box.right:.2f} {box.top:.2f}]>>"
        )
    return ""


def _kids(node: Node, pages: list[int], annotations: list[int]) -> str:
    if not node.kids:
        return ""
    first = next((kid.page for kid in node.kids if isinstance(kid, Mark)), None)
    kids: list[str] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append(f"{kid.number} 0 R")
        elif isinstance(kid, Annotation):
            number = annotations[kid.ordinal]
            kids.append(f"<</Type/OBJR/Pg {pages[kid.page]} 0 R/Obj {number} 0 R>>")
        elif kid.page == first:
            kids.append(str(kid.mcid))
        else:
            kids.append(f"<</Type/MCR/Pg {pages[kid.page]} 0 R/MCID {kid.mcid}>>")
    page = f"/Pg {pages[first]} 0 R" if first is not None else ""
    # A single kid stands bare: `pdfua` 0.1.3 trips over an array in a heading and skips its rule.
    return f"{page}/K {kids[0]}" if len(kids) == 1 else f"{page}/K[{' '.join(kids)}]"


def _parent_tree(pages: list[list[Node]], linked: list[Node]) -> str:
    entries = [
        f"{key}[{' '.join(f'{node.number} 0 R' for node in marks)}]"
        for key, marks in enumerate(pages)
    ]
    entries += [f"{key} {node.number} 0 R" for key, node in enumerate(linked, start=len(pages))]
    return f"<</Nums[{' '.join(entries)}]>>"
