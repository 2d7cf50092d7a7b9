"""The words of a Word paragraph as a reader sees them; and what stands in it that is not read.

python-docx's own texts leave out what stands in tracked insertions and content controls, so the
markup is walked here. The names are those of ECMA-376, part 1, chapter 17.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_AROUND = {
    f"{W}{name}"
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml",
                 "fldSimple", "dir", "bdo")
} | {f"{_MC}AlternateContent", f"{_MC}Choice"}  # fmt: skip
"""Elements that only stand around others."""
_MOVED = {f"{W}del", f"{W}moveFrom"}
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    # A sign of a picture font; in tables of plans it is a bullet or a tick drawn by hand.
    f"{W}sym": "•",
}
_BOX = f"{W}txbxContent"


@dataclass(slots=True)
class LeftOut:
    """What was met and not read, to be told.

    Attributes:
        boxes: Text boxes with words in them.
        tracked: Insertions and deletions that nobody has accepted yet.
        hidden: Stretches set as hidden.
        footnotes: Signs of footnotes and endnotes.
    """

    boxes: int = 0
    tracked: int = 0
    hidden: int = 0
    footnotes: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph's words; `runs` are its stretches, each bold or not."""

    runs: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """All of its words."""
        return "".join(text for text, _ in self.runs)


def blocks(parent: Any) -> Iterator[Any]:  # noqa: ANN401 - an XML element
    """Yield paragraphs and tables in their order, also those inside content controls."""
    for child in parent.iterchildren():
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag in _AROUND:
            yield from blocks(child)


def inside(parent: Any, name: str) -> Iterator[Any]:  # noqa: ANN401 - an XML element
    """Yield the rows of a table or cells of a row, also those inside content controls."""
    for child in parent.iterchildren():
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _AROUND:
            yield from inside(child, name)


def said(paragraph: Any, left_out: LeftOut) -> Said:  # noqa: ANN401 - an XML element
    """Return a paragraph's words; what is not read is counted."""
    return Said(tuple(_runs(paragraph, left_out)))


def _runs(parent: Any, left_out: LeftOut) -> Iterator[tuple[str, bool]]:  # noqa: ANN401
    for child in parent.iterchildren():
        if child.tag == f"{W}r":
            yield from _run(child, left_out)
        elif child.tag in _MOVED:
            left_out.tracked += 1
        elif child.tag in _AROUND:
            left_out.tracked += child.tag in {f"{W}ins", f"{W}moveTo"}
            yield from _runs(child, left_out)
        elif child.tag.startswith(_MATHS):
            yield "".join(text.text or "" for text in child.iter(f"{_MATHS}t")), False


def _run(run: Any, left_out: LeftOut) -> Iterator[tuple[str, bool]]:  # noqa: ANN401
    settings = run.find(f"{W}rPr")
    if _is_on(settings, "vanish"):
        left_out.hidden += bool("".join(run.itertext(f"{W}t")).strip())
        return
    bold = _is_on(settings, "b") or _style(settings) == "Strong"
    for child in _flat(run):
        if child.tag == f"{W}t":
            yield child.text or "", bold
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag], bold
        elif child.tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            left_out.footnotes += 1
        else:
            left_out.boxes += sum(
                bool("".join(box.itertext(f"{W}t")).strip()) for box in child.iter(_BOX)
            )


def _flat(run: Any) -> Iterator[Any]:  # noqa: ANN401 - an XML element
    for child in run.iterchildren():
        if child.tag == f"{_MC}AlternateContent":
            # The same thing said once for new programs and once for old ones.
            for choice in child.iterchildren(f"{_MC}Choice"):
                yield from choice.iterchildren()
        else:
            yield child


def _is_on(settings: Any, name: str) -> bool:  # noqa: ANN401 - an XML element or None
    mark = settings.find(f"{W}{name}") if settings is not None else None
    return mark is not None and mark.get(f"{W}val", "true") not in {"0", "false", "off", "none"}


def _style(settings: Any) -> str:  # noqa: ANN401 - an XML element or None
    style = settings.find(f"{W}rStyle") if settings is not None else None
    return str(style.get(f"{W}val", "")) if style is not None else ""
