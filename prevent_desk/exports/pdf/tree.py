"""The structure of a paper: what a screen reader walks through, in reading order.

The tree is built with the story, so its order is the order in which things were said; the marked
contents are hung on while pages are drawn (ISO 32000-1, 14.7 and 14.8).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Mark(NamedTuple):
    """A marked content: the page it is on (from 0) and its number there."""

    page: int
    mcid: int


class Annotation(NamedTuple):
    """Where a link or a field is: its page (from 0), and its number in the whole file."""

    page: int
    ordinal: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


class Node:
    """An element of the structure.

    Attributes:
        tag: The standard structure type: "H1", "P", "TD".
        kids: Nodes, marks and annotations, in reading order.
        alt: What a figure shows, in words.
        scope: "Column" or "Row" for a header cell.
        ordered: The kind of a list's labels; None for other elements.
        box: Where a figure stands.
        keep: Stays in the structure without content: an empty cell keeps its table regular.
    """

    __slots__ = ("alt", "box", "keep", "kids", "number", "ordered", "parent", "scope", "tag")

    def __init__(
        self,
        tag: str,
        parent: Node | None,
        *,
        alt: str = "",
        scope: str = "",
        ordered: bool | None = None,
    ) -> None:
        self.tag = tag
        self.parent = parent
        self.kids: list[Node | Mark | Annotation] = []
        self.alt = alt
        self.scope = scope
        self.ordered = ordered
        self.box: Box | None = None
        self.keep = tag in {"TD", "TH"}
        self.number = 0
        if parent is not None:
            parent.kids.append(self)

    def nodes(self) -> Iterator[Node]:
        """Yield this element and all below it, in reading order, without those left empty."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed([kid for kid in node.kids if isinstance(kid, Node)]))

    def prune(self) -> None:
        """Drop the elements that hold nothing, from below upwards."""
        for node in reversed(list(self.nodes())):
            node.kids = [
                kid for kid in node.kids if not isinstance(kid, Node) or kid.kids or kid.keep
            ]
