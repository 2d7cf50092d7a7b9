"""Inter in a PDF: the faces, what they can print, and how wide words are.

A character that a font lacks is drawn by reportlab as an empty glyph, without a word to anybody.
So every text passes `Glyphs.clean` first: what cannot be printed becomes a visible □ and is
remembered.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from prevent_desk import paths

REPLACEMENT = "□"

# Line and paragraph separators of other programs; tabs and other blanks become one blank.
_NEWLINES = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_BLANKS = re.compile(r"[\t\u2000-\u200a\u205f\u3000]")
# Invisible: controls, soft hyphen, joiners, direction marks, variation selectors, byte order mark.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)


class Face(Enum):
    """A weight of Inter; the value is its file in resources/fonts without the suffix."""

    REGULAR = "Inter_400Regular"
    ITALIC = "Inter_400Regular_Italic"
    SEMIBOLD = "Inter_600SemiBold"
    BOLD = "Inter_700Bold"


@cache
def font(face: Face) -> TTFont:
    """Return a face, registered with reportlab on first use."""
    loaded = TTFont(face.value, str(paths.resources() / "fonts" / f"{face.value}.ttf"))
    pdfmetrics.registerFont(loaded)
    return loaded


@cache
def _printable() -> frozenset[str]:
    """Return the characters that every face has, and the newline."""
    each = [frozenset(font(face).face.charToGlyph) for face in Face]
    return frozenset(chr(code) for code in frozenset.intersection(*each)) | {"\n"}


@cache
def _advances(face: Face) -> dict[str, float]:
    """Return each character's width in thousandths of the type size."""
    return {chr(code): width for code, width in font(face).face.charWidths.items()}


class Measure:
    """How wide words are in one face; remembers the words of a document."""

    _MOST_WORDS = 50_000

    def __init__(self, face: Face) -> None:
        self._advances = _advances(face)
        self._known: dict[str, float] = {}

    def width(self, word: str, size: float) -> float:
        """Return the width in points of a text without line ends, set in a type size."""
        thousandths = self._known.get(word)
        if thousandths is None:
            if len(self._known) >= self._MOST_WORDS:
                self._known.clear()
            get = self._advances.get
            thousandths = self._known[word] = sum(get(char, 0.0) for char in word)
        return thousandths * size / 1000


@cache
def measure(face: Face) -> Measure:
    """Return the measure of a face."""
    return Measure(face)


def width(text: str, face: Face, size: float) -> float:
    """Return how wide a text of one line is, in points."""
    return measure(face).width(text, size)


@dataclass
class Glyphs:
    """Makes texts printable and remembers what was not.

    Attributes:
        place: Where the next texts stand, in words a person can look for: "action O2-01".
        missing: Character to the places it was met in, in the order met.
    """

    place: str = ""
    missing: dict[str, list[str]] = field(default_factory=dict)

    def clean(self, text: str) -> str:
        """Return a text in composed form with each character that Inter lacks as □."""
        if text.isascii() and text.isprintable():
            return text
        text = _NEWLINES.sub("\n", unicodedata.normalize("NFC", text))
        text = _INVISIBLE.sub("", _BLANKS.sub(" ", text))
        lacking = set(text) - _printable()
        if not lacking:
            return text
        for char in dict.fromkeys(char for char in text if char in lacking):
            places = self.missing.setdefault(char, [])
            if self.place not in places:
                places.append(self.place)
        return "".join(REPLACEMENT if char in lacking else char for char in text)

    def warnings(self) -> tuple[str, ...]:
        """Return one sentence for each character that could not be printed."""
        return tuple(
            f"{_name(char)} cannot be printed and is shown as {REPLACEMENT}{_where(places)}."
            for char, places in self.missing.items()
        )


def _name(char: str) -> str:
    code = f"U+{ord(char):04X}"
    try:
        name = unicodedata.name(char)
    except ValueError:
        return f"The character {code}"
    return f"The character {code} ({name.lower()})"


def _where(places: list[str], most: int = 3) -> str:
    named = [place for place in places if place]
    if not named:
        return ""
    more = len(named) - most
    return f" in {', '.join(named[:most])}" + (f" and {more} more" if more > 0 else "")
