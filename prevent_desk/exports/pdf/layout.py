"""Where lines break: greedy, left-aligned, and no word ever wider than its column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from prevent_desk.exports.pdf.fonts import Face, measure
from prevent_desk.exports.pdf.theme import INK

# Where a word too wide for its column may be cut before it is cut anywhere: addresses, references.
_JOINTS = re.compile(r"(?<=[/\\\-–—_.,;:@&=?])")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look; with `link` an address it leads to."""

    text: str
    face: Face = Face.REGULAR
    colour: str = INK
    link: str = ""


def wrap(text: str, face: Face, size: float, limit: float) -> list[str]:
    """Break a text of one face into lines at most `limit` points wide.

    A line keeps the blank that it was broken at, so that a reader aloud hears two words; a newline
    always breaks. An empty text is one empty line.
    """
    width = measure(face).width
    blank = width(" ", size)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line: list[str] = []
        used = 0.0
        for word in paragraph.split(" "):
            if not word:
                continue
            wide = width(word, size)
            if line and used + blank + wide > limit:
                lines.append(" ".join(line) + " ")
                line, used = [], 0.0
            if wide > limit:
                *whole, word = cut(word, face, size, limit)
                lines.extend(whole)
                wide = width(word, size)
            used += wide + (blank if line else 0.0)
            line.append(word)
        lines.append(" ".join(line) + " ")
    lines[-1] = lines[-1].rstrip(" ")
    return lines


def cut(word: str, face: Face, size: float, limit: float) -> list[str]:
    """Cut a word wider than its column into pieces that fit, at joints where it has them."""
    width = measure(face).width
    pieces: list[str] = []
    piece, used = "", 0.0
    for part in _JOINTS.split(word):
        if piece and used + width(part, size) > limit:
            pieces.append(piece)
            piece, used = "", 0.0
        for char in part:
            wide = width(char, size)
            # A mark stays with its letter; it has no width of its own to speak of.
            if piece and used + wide > limit and not unicodedata.combining(char):
                pieces.append(piece)
                piece, used = "", 0.0
            piece += char
            used += wide
    return [*pieces, piece]


def wrap_runs(runs: Sequence[Run], size: float, limit: float) -> list[list[Run]]:
    """Break a text of several looks into lines at most `limit` points wide."""
    lines: list[list[Run]] = [[]]
    used = 0.0
    for word in _words(runs):
        if word is None:
            last = lines[-1][-1] if lines[-1] else Run("", runs[0].face, runs[0].colour)
            _add(lines[-1], Run(" ", last.face, last.colour))
            lines.append([])
            used = 0.0
            continue
        blank_first, parts = word
        blank = measure(parts[0].face).width(" ", size) if blank_first and used else 0.0
        wide = _wide(parts, size)
        if used and used + blank + wide > limit:
            _add(lines[-1], Run(" ", lines[-1][-1].face, lines[-1][-1].colour))
            lines.append([])
            used = blank = 0.0
        if blank:
            _add(
                lines[-1], Run(" ", lines[-1][-1].face, parts[0].colour, _shared(lines[-1], parts))
            )
        if wide > limit:
            parts = _lay_cut(lines, parts, size, limit)
            wide = _wide(parts, size)
        for part in parts:
            _add(lines[-1], part)
        used += blank + wide
    return lines


def _wide(parts: Sequence[Run], size: float) -> float:
    return sum(measure(part.face).width(part.text, size) for part in parts)


def _shared(line: list[Run], parts: Sequence[Run]) -> str:
    """A blank inside one link belongs to it; between two things it belongs to neither."""
    return line[-1].link if line[-1].link == parts[0].link else ""


def _add(line: list[Run], run: Run) -> None:
    """Add to a line, joining what looks alike."""
    if line and (line[-1].face, line[-1].colour, line[-1].link) == (run.face, run.colour, run.link):
        line[-1] = Run(line[-1].text + run.text, run.face, run.colour, run.link)
    else:
        line.append(run)


def _lay_cut(lines: list[list[Run]], parts: Sequence[Run], size: float, limit: float) -> list[Run]:
    """Lay all but the last piece of a word too wide for the column; return the last."""
    last: list[Run] = []
    for part in parts:
        pieces = cut(part.text, part.face, size, limit)
        for piece in pieces:
            run = Run(piece, part.face, part.colour, part.link)
            if last and _wide([*last, run], size) > limit:
                lines[-1].extend(last)
                lines.append([])
                last = []
            last.append(run)
    return last


def _words(runs: Sequence[Run]) -> list[tuple[bool, list[Run]] | None]:
    """Return the words, each with whether a blank stands before it; None for a newline."""
    words: list[tuple[bool, list[Run]] | None] = []
    open_word: list[Run] = []
    blank = False
    for run in runs:
        for text in re.findall(r"\n| +|[^ \n]+", run.text):
            if text[0] in " \n":
                if open_word:
                    words.append((blank, open_word))
                    open_word = []
                blank = True
                if text == "\n":
                    words.append(None)
                    blank = False
            else:
                open_word.append(Run(text, run.face, run.colour, run.link))
    if open_word:
        words.append((blank, open_word))
    return words
