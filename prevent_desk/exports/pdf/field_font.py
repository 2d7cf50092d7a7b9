"""The font that people's own words stand in when they fill a form: Inter, embedded nearly whole.

The font of the pages holds only the letters printed. Nobody knows yet what will be typed, so a
field's font holds every letter Inter has, by glyph (Identity-H), with the way back to characters.
A field set in one of the fourteen standard fonts could show neither "Ł" nor "Nguyễn", and nothing
of it would be embedded.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from prevent_desk.exports.pdf.fonts import Face, font
from prevent_desk.exports.pdf.structure import Raw, number, stream

NAME = "Inter"
"""What it is called in a form's resources."""

_BASE = "PDESKF+Inter-Regular"
_PRIVATE = range(0xE000, 0xF900)
_BLOCK = 100
"""Most entries of one block of a character map (ISO 32000-1, 9.10.3)."""


def embed(document: Any) -> int:  # noqa: ANN401 - reportlab's PDFDocument has no type of its own
    """Put the font into a document; return the number of its object."""
    face = font(Face.REGULAR).face
    program, glyphs, widths = _program()
    file = number(document, stream(f"/Length1 {len(program)}", program))
    box = " ".join(str(round(edge)) for edge in face.bbox)
    descriptor = number(
        document,
        Raw(
            f"<</Type/FontDescriptor/FontName/{_BASE}/Flags 4/FontBBox[{box}]"
            f"/ItalicAngle 0/Ascent {round(face.ascent)}/Descent {round(face.descent)}"
            f"/CapHeight {round(face.capHeight)}/StemV {round(face.stemV)}/FontFile2 {file} 0 R>>"
        ),
    )
    descendant = number(
        document,
        Raw(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{_BASE}/CIDToGIDMap/Identity"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R/DW 0/W[0[{' '.join(widths)}]]>>"
        ),
    )
    unicode = number(document, stream("", _to_unicode(glyphs)))
    return number(
        document,
        Raw(
            f"<</Type/Font/Subtype/Type0/BaseFont/{_BASE}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>"
        ),
    )


def encoded(text: str) -> str:
    """Return a text as the hexadecimal string of its glyphs; what Inter lacks is left out."""
    glyphs = _program()[1]
    return "<" + "".join(f"{glyphs[char]:04X}" for char in text if char in glyphs) + ">"


@cache
def _program() -> tuple[bytes, dict[str, int], tuple[str, ...]]:
    """Return the font's bytes, each character's glyph in it, and the glyphs' widths."""
    face = font(Face.REGULAR).face
    codes = sorted(
        code
        for code in face.charToGlyph
        if 0x20 <= code <= 0xFFFF and code not in _PRIVATE and chr(code).isprintable()
    )
    # Glyphs are numbered as reportlab numbers them: in the order in which characters need them.
    numbers = {0: 0}
    glyphs: dict[str, int] = {}
    widths = [f"{face.defaultWidth:.0f}"]
    for code in codes:
        original = face.charToGlyph[code]
        if original not in numbers:
            numbers[original] = len(numbers)
            widths.append(f"{face.charWidths[code]:.0f}")
        glyphs[chr(code)] = numbers[original]
    return bytes(face.makeSubset(codes)), glyphs, tuple(widths)


def _to_unicode(glyphs: dict[str, int]) -> bytes:
    # Several characters may share a glyph; the first is the plain one.
    characters: dict[int, str] = {}
    for char, glyph in glyphs.items():
        characters.setdefault(glyph, char)
    return "\n".join(_map_lines(sorted(characters.items()))).encode("ascii")


def _map_lines(pairs: list[tuple[int, str]]) -> Iterator[str]:
    yield (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange"
    )
    for start in range(0, len(pairs), _BLOCK):
        block = pairs[start : start + _BLOCK]
        yield f"{len(block)} beginbfchar"
        for glyph, char in block:
            yield f"<{glyph:04X}> <{char.encode('utf-16-be').hex().upper()}>"
        yield "endbfchar"
    yield "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
