"""Text broken into lines once and kept: what makes wrapped cells cheap to paint.

Drawing kept lines costs a third of a wrapping drawText; keeping strings costs a ninth of the
memory of keeping QTextLayouts (a trial of ours, 5,000 actions).
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

_KEPT = 12_000
_FAR = 1_000


@dataclass(frozen=True, slots=True)
class Broken:
    """Lines that fit, and whether text was left over."""

    lines: tuple[str, ...]
    more: bool


class Breaker:
    """Breaks text in one font and keeps the answers until they are too many."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetrics(font)
        self._kept: dict[Hashable, Broken] = {}

    def broken(self, text: str, width: int, most: int = _FAR) -> Broken:
        """Return `text` in at most `most` lines of `width` px; a cut one ends in "…"."""
        key = (text, width, most)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) > _KEPT:
                self._kept.clear()
            found = self._kept[key] = self._break(text, max(8, width), most)
        return found

    def elided(self, text: str, width: int) -> str:
        """Return one line of `text`, cut with "…" where it is too wide."""
        lines = self.broken(text.replace("\n", " "), width, 1).lines
        return lines[0] if lines else ""

    def _break(self, text: str, width: int, most: int) -> Broken:
        if most < 1:
            return Broken((), bool(text))
        if not text:
            return Broken((), False)
        if "\n" not in text and self.metrics.horizontalAdvance(text) <= width:
            return Broken((text,), False)
        lines: list[str] = []
        paragraphs = text.split("\n")
        for number, paragraph in enumerate(paragraphs):
            rest = "\n".join(paragraphs[number:])
            if len(lines) == most:
                lines[-1] = self._cut(f"{lines[-1]} …", width)
                return Broken(tuple(lines), True)
            starts = self._starts(paragraph, width, most - len(lines))
            for place, start in enumerate(starts):
                end = starts[place + 1] if place + 1 < len(starts) else len(paragraph)
                if len(lines) == most - 1 and end < len(paragraph):
                    lines.append(self._cut(rest[start:].replace("\n", " "), width))
                    return Broken(tuple(lines), True)
                lines.append(paragraph[start:end].rstrip())
        return Broken(tuple(lines), False)

    def _starts(self, paragraph: str, width: int, most: int) -> list[int]:
        """Return where each line starts; one beyond `most` tells that more follows."""
        layout = QTextLayout(paragraph, self.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        starts: list[int] = []
        layout.beginLayout()
        while len(starts) <= most:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            starts.append(line.textStart())
        layout.endLayout()
        if max(paragraph, default="") > "\uffff":
            # Qt counts UTF-16 units, Python counts characters.
            units = paragraph.encode("utf-16-le")
            starts = [len(units[: 2 * start].decode("utf-16-le", "ignore")) for start in starts]
        return starts or [0]

    def _cut(self, text: str, width: int) -> str:
        cut = self.metrics.elidedText(text[:400], Qt.TextElideMode.ElideRight, width)
        if cut.endswith("…") or not text:
            return cut
        return self.metrics.elidedText(f"{cut}…", Qt.TextElideMode.ElideRight, width)
