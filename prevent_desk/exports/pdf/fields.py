"""Fields that other programs fill: text, lists, ticks and radio buttons (ISO 32000-1, 12.7).

The boxes are drawn on the page, so the form prints as it looks; a field is only what is typed or
ticked in one. Each field is an element of the structure and says in words what it asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prevent_desk.exports.pdf import field_font
from prevent_desk.exports.pdf.ink import components
from prevent_desk.exports.pdf.structure import Raw, number, stream, text_string
from prevent_desk.exports.pdf.theme import ACCENT, INK
from prevent_desk.exports.pdf.tree import Box, Node

if TYPE_CHECKING:
    from prevent_desk.exports.pdf.canvas import TaggedCanvas

SIZE = 9.5
"""Of what is typed, in points."""

NOTHING = " "
"""The first entry of a list: a choice can be taken back by it."""

_READ_ONLY, _MULTILINE, _RADIO, _COMBO = 1, 1 << 12, 1 << 15, 1 << 17
_PRINTED, _HIDDEN = 4, 2


@dataclass(frozen=True, slots=True)
class Field:
    """What a field is called.

    Attributes:
        name: In the file; what comes back is told by it.
        spoken: What it asks, as read aloud and shown under the pointer.
    """

    name: str
    spoken: str


class Fields:
    """The fields of one document."""

    def __init__(self, canvas: TaggedCanvas, document: Any) -> None:  # noqa: ANN401 - reportlab's
        self._canvas = canvas
        self._document = document
        self._top: list[Raw] = []
        self._groups: dict[str, tuple[Raw, list[Raw]]] = {}
        self._font = field_font.embed(document)
        self._look = f"/DA(/{field_font.NAME} {SIZE:g} Tf {components(INK)} rg)"

    def text(self, node: Node, field: Field, box: Box, *, lines: bool = False) -> None:
        """Take a text, of one line or of several."""
        flags = f"/Ff {_MULTILINE}" if lines else ""
        self._single(node, field, box, f"/FT/Tx{flags}/V(){self._look}{self._empty(box)}")

    def choice(self, node: Node, field: Field, box: Box, options: Sequence[str]) -> None:
        """Take one of a list that opens."""
        entries = " ".join(text_string(one) for one in (NOTHING, *options))
        self._single(
            node,
            field,
            box,
            f"/FT/Ch/Ff {_COMBO}/Opt[{entries}]/V(){self._look}{self._empty(box)}",
        )

    def tick(self, node: Node, field: Field, box: Box) -> None:
        """Take a tick; its value is "Yes" or "Off"."""
        states = self._states(box, "Yes", _tick(box))
        self._single(node, field, box, f"/FT/Btn/V/Off/AS/Off{states}")

    def option(self, node: Node, group: Field, value: str, spoken: str, box: Box) -> None:
        """Take one of a few that are all in sight; the group's value is that of the chosen one."""
        if group.name not in self._groups:
            self._groups[group.name] = self._begin_group(group)
        parent, kids = self._groups[group.name]
        states = self._states(box, name_of(value), _dot(box))
        raw = self._widget(
            box, f"/Parent {number(self._document, parent)} 0 R/AS/Off{states}", spoken
        )
        self._canvas.annotate(node, raw)
        kids.append(raw)

    def kept(self, node: Node, field: Field, value: str) -> None:
        """Keep a value that nobody sees and no viewer changes."""
        raw = Raw(
            f"<</Type/Annot/Subtype/Widget/F {_HIDDEN}/Rect[0 0 0 0]/FT/Tx/Ff {_READ_ONLY}"
            f"/T {text_string(field.name)}/TU {text_string(field.spoken)}"
            f"/V {text_string(value)}{self._look}{self._empty(Box(0, 0, 0, 0))}"
        )
        self._canvas.annotate(node, raw)
        self._top.append(raw)

    def close(self) -> None:
        """Enter all fields in the document."""
        for parent, kids in self._groups.values():
            listed = " ".join(f"{number(self._document, kid)} 0 R" for kid in kids)
            parent.text += f"/Kids[{listed}]>>"
        fields = " ".join(f"{number(self._document, raw)} 0 R" for raw in self._top)
        self._document.Catalog.AcroForm = Raw(
            f"<</Fields[{fields}]/DR<</Font<</{field_font.NAME} {self._font} 0 R>>>>{self._look}>>"
        )

    def _begin_group(self, group: Field) -> tuple[Raw, list[Raw]]:
        parent = Raw(
            f"<</FT/Btn/Ff {_RADIO}/V/Off"
            f"/T {text_string(group.name)}/TU {text_string(group.spoken)}"
        )
        self._top.append(parent)
        return parent, []

    def _single(self, node: Node, field: Field, box: Box, what: str) -> None:
        raw = self._widget(box, f"/T {text_string(field.name)}{what}", field.spoken)
        self._canvas.annotate(node, raw)
        self._top.append(raw)

    def _widget(self, box: Box, what: str, spoken: str) -> Raw:
        left, bottom = self._canvas.absolutePosition(box.left, box.bottom)
        right, top = self._canvas.absolutePosition(box.right, box.top)
        return Raw(
            f"<</Type/Annot/Subtype/Widget/F {_PRINTED}"
            f"/Rect[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"
            f"/TU {text_string(spoken)}{what}"
        )

    def _empty(self, box: Box) -> str:
        return f"/AP<</N {self._drawn(box, '/Tx BMC EMC')} 0 R>>"

    def _states(self, box: Box, on: str, drawing: str) -> str:
        return (
            f"/MK<</CA(4)>>/AP<</N<</{on} {self._drawn(box, drawing)} 0 R"
            f"/Off {self._drawn(box, '')} 0 R>>>>"
        )

    def _drawn(self, box: Box, operators: str) -> int:
        """Write an appearance; return the number of its object."""
        wide, high = box.right - box.left, box.top - box.bottom
        return number(
            self._document,
            stream(
                f"/Type/XObject/Subtype/Form/BBox[0 0 {wide:.2f} {high:.2f}]"
                f"/Resources<</Font<</{field_font.NAME} {self._font} 0 R>>>>",
                operators.encode("ascii"),
            ),
        )


def name_of(value: str) -> str:
    """Return a value as a PDF name without its slash: letters, digits and "_" as they are."""
    return re.sub(r"[^A-Za-z0-9_]", lambda found: f"#{ord(found[0]):02X}", value)


def _tick(box: Box) -> str:
    side = box.right - box.left
    points = " ".join(
        f"{x * side:.2f} {y * side:.2f} {step}"
        for x, y, step in ((0.2, 0.5, "m"), (0.42, 0.26, "l"), (0.82, 0.76, "l"))
    )
    return f"{components(ACCENT)} RG 1.7 w 1 J 1 j {points} S"


def _dot(box: Box) -> str:
    middle = (box.right - box.left) / 2
    round_ = middle * 0.5
    bend = round_ * 0.5523
    low, high = middle - round_, middle + round_
    near, far = middle - bend, middle + bend
    return (
        f"{components(ACCENT)} rg {high:.2f} {middle:.2f} m "
        f"{high:.2f} {far:.2f} {far:.2f} {high:.2f} {middle:.2f} {high:.2f} c "
        f"{near:.2f} {high:.2f} {low:.2f} {far:.2f} {low:.2f} {middle:.2f} c "
        f"{low:.2f} {near:.2f} {near:.2f} {low:.2f} {middle:.2f} {low:.2f} c "
        f"{far:.2f} {low:.2f} {high:.2f} {near:.2f} {high:.2f} {middle:.2f} c f"
    )
