"""Text as PDF operators, written without reportlab's text object.

That object looks every character of every line up again, and formats every number twice; a plan
of 5,000 actions has a million lines. Which character has which place in which subset is still
reportlab's to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from prevent_desk.exports.pdf.fonts import Face, font

_ESCAPED = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))}
_ESCAPED |= {code: "\\" + chr(code) for code in b"\\()"}


@dataclass(frozen=True, slots=True)
class Pen:
    """What a text is written with; sizes in points."""

    face: Face
    size: float
    leading: float
    colour: str


@cache
def components(colour: str) -> str:
    """Return "#RRGGBB" as three operands."""
    return " ".join(f"{int(colour[n : n + 2], 16) / 255:.4g}" for n in (1, 3, 5))


class Encoder:
    """One face in one document: characters to the bytes of its subsets."""

    def __init__(self, face: Face, document: Any) -> None:  # noqa: ANN401 - untyped in reportlab
        self._font = font(face)
        self._document = document
        # The first subset holds most texts whole, so it has a table of its own.
        self._first: dict[str, str] = {}
        self._others: dict[str, tuple[int, str]] = {}
        self._names: dict[int, str] = {}

    def name(self, subset: int) -> str:
        """Return a subset's name in the page's resources."""
        if subset not in self._names:
            self._names[subset] = self._font.getSubsetInternalName(subset, self._document)
        return self._names[subset]

    def encode(self, line: str) -> list[tuple[int, str]]:
        """Return a line as stretches of one subset each, escaped for a literal string."""
        try:
            return [(0, "".join(map(self._first.__getitem__, line)))]
        except KeyError:
            return self._encode_slowly(line)

    def _encode_slowly(self, line: str) -> list[tuple[int, str]]:
        stretches: list[tuple[int, str]] = []
        for char in line:
            subset, escaped = self._look_up(char)
            if stretches and stretches[-1][0] == subset:
                stretches[-1] = (subset, stretches[-1][1] + escaped)
            else:
                stretches.append((subset, escaped))
        return stretches

    def _look_up(self, char: str) -> tuple[int, str]:
        if char in self._first:
            return 0, self._first[char]
        if char not in self._others:
            [(subset, code)] = self._font.splitString(char, self._document)
            escaped = "".join(_ESCAPED.get(byte, chr(byte)) for byte in code)
            if subset == 0:
                self._first[char] = escaped
                return 0, escaped
            self._others[char] = (subset, escaped)
        return self._others[char]


def text_operators(encoder: Encoder, x: float, y: float, lines: Sequence[str], pen: Pen) -> str:
    """Return a whole text object: the first line's baseline at (x, y), the rest below it."""
    out = [f"BT {components(pen.colour)} rg {pen.leading:g} TL 1 0 0 1 {x:.2f} {y:.2f} Tm"]
    current = -1
    for number, line in enumerate(lines):
        if number:
            out.append("T*")
        for subset, escaped in encoder.encode(line):
            if subset != current:
                out.append(f"{encoder.name(subset)} {pen.size:g} Tf")
                current = subset
            out.append(f"({escaped}) Tj")
    out.append("ET")
    return " ".join(out)
