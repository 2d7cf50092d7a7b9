"""How wide a text is in Arial, and how many lines it takes: what Excel works out only on screen.

The widths are those of Arial's own metrics (Liberation Sans has the same) in hundredths of an em,
rounded up. No font file is needed, so a server and a laptop write the same bytes.
"""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise

_REGULAR = (
    "28 28 36 56 56 89 67 20 34 34 39 59 28 34 28 28 56 56 56 56 56 56 56 56 56 56 28 28 59 59 "
    "59 56 102 67 67 73 73 67 62 78 73 28 50 67 56 84 73 78 67 78 73 67 62 73 67 95 67 67 62 28 "
    "28 28 47 56 34 56 56 50 56 56 28 56 56 23 23 50 23 84 56 56 56 56 34 50 28 56 50 73 50 50 "
    "50 34 26 34 59"
)
_BOLD = (
    "28 34 48 56 56 89 73 24 34 34 39 59 28 34 28 28 56 56 56 56 56 56 56 56 56 56 34 34 59 59 "
    "59 62 98 73 73 73 73 67 62 78 73 28 56 73 62 84 73 78 67 78 73 67 62 73 67 95 67 67 62 34 "
    "28 34 59 56 34 56 62 56 62 56 34 62 62 28 28 56 28 89 62 62 62 62 39 56 34 62 56 78 56 56 "
    "50 39 28 39 59"
)
_SIGNS = {
    0x2013: 56,
    0x2014: 100,
    0x2018: 23,
    0x2019: 28,
    0x201C: 34,
    0x201D: 50,
    0x2022: 36,
    0x2026: 100,
}
_WIDEST = 127  # one byte less a bit: widths are summed as the bytes of an ASCII string

_SIGNS_OF_CUT = 2 * (100 + 28)  # an ellipsis and a blank at both ends

_PIXELS_PER_EM = 96 / 72
_CHARACTER = 7  # pixels of the digit that Excel counts column widths in, for Arial 10
_SAFETY = 1.06  # screens and printers wrap a little sooner than the metrics say


class _Widths(dict[int, str]):
    """Widths by code point, each as the character of that number; unknown ones worked out once."""

    def __missing__(self, code: int) -> str:
        width = self[code] = chr(min(_WIDEST, self._guess(chr(code))))
        return width

    def _guess(self, character: str) -> int:
        base = unicodedata.normalize("NFD", character)[0]
        if base != character and ord(base) in self:
            return ord(self[ord(base)])
        if unicodedata.category(character) in {"Mn", "Cf", "Me"}:
            return 0
        if unicodedata.east_asian_width(character) in "WF":
            return 125
        return 100 if character.isupper() or not character.isalpha() else 85


def _table(widths: str) -> _Widths:
    table = _Widths({32 + place: chr(int(w)) for place, w in enumerate(widths.split())})
    table.update({code: chr(width) for code, width in _SIGNS.items()})
    table[9] = chr(_WIDEST)
    return table


_TABLES = {False: _table(_REGULAR), True: _table(_BOLD)}


def room(width: float, size: float) -> int:
    """Return the room for text in a column, in hundredths of an em.

    Args:
        width: The column's width as Excel counts it, in characters.
        size: The font's size in points.
    """
    pixels = width * _CHARACTER - 1
    return math.floor(pixels * 100 / (size * _PIXELS_PER_EM * _SAFETY))


def lines(text: str, room_ems: int, *, bold: bool = False) -> int:
    """Return how many lines a text takes when wrapped at words; 1 for no text.

    Args:
        text: Any text; its own line ends count.
        room_ems: What `room` said of its column.
        bold: Whether it is bold, and so wider.
    """
    if "\n" in text:
        return sum(_wrapped(part, room_ems, bold) for part in text.split("\n"))
    return _wrapped(text, room_ems, bold)


def breaks(text: str, room_ems: int, *, bold: bool = False) -> list[int]:
    """Return where each line of a text without line ends begins; the first at 0."""
    widths = text.translate(_TABLES[bold]).encode("ascii", "replace")
    sums = list(accumulate(widths, initial=0))
    starts, start = [0], 0
    while sums[-1] - sums[start] > room_ems:
        end = max(start + 1, bisect_right(sums, sums[start] + room_ems) - 1)
        if end >= len(text):
            break
        # A blank at the end of a line hangs over; a word longer than the line is cut.
        blank = text.rfind(" ", start + 1, end + 1)
        start = blank + 1 if blank > start else end
        if start >= len(text):
            break
        starts.append(start)
    return starts


def pieces(text: str, room_ems: int, most: int) -> list[tuple[str, int]]:
    """Cut a text into pieces of at most so many lines each; return each with its lines.

    Pieces end at line ends. A line too long for one piece is cut at a word: "…" then stands at the
    end of one piece and at the beginning of the next, with a blank where a blank was.

    Args:
        text: Any text.
        room_ems: What `room` said of its column.
        most: Lines of a piece; at least 2.
    """
    whole = lines(text, room_ems)
    if whole <= most:
        return [(text, whole)]
    found: list[tuple[str, int]] = []
    for line in text.split("\n"):
        for place, part in enumerate(_parts(line, room_ems, most)):
            size = len(breaks(part, room_ems))
            if found and place == 0 and found[-1][1] + size <= most:
                found[-1] = (f"{found[-1][0]}\n{part}", found[-1][1] + size)
            else:
                found.append((part, size))
    return found


def _parts(line: str, room_ems: int, most: int) -> list[str]:
    if len(breaks(line, room_ems)) <= most:
        return [line]
    # Room is left for the signs on every line, and one line for a word that goes on from the part
    # before and then stands below its sign.
    starts = breaks(line, max(_WIDEST, room_ems - _SIGNS_OF_CUT))
    cuts = [*starts[:: most - 1], len(line)]
    parts = []
    for begin, end in pairwise(cuts):
        before = "" if begin == 0 else "… " if line[begin - 1] == " " else "…"
        blank = end < len(line) and line[end - 1] == " "
        after = "" if end == len(line) else " …" if blank else "…"
        parts.append(before + line[begin : end - blank] + after)
    return parts


@lru_cache(maxsize=4096)
def _wrapped(text: str, room_ems: int, bold: bool) -> int:
    # Nothing is wider than this, and many lines of a cell are short.
    if len(text) * _WIDEST <= room_ems:
        return 1
    return len(breaks(text, room_ems, bold=bold))
