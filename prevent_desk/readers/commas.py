"""CSV from anywhere: whatever letters, whatever stands between the cells; in the limited child."""

from __future__ import annotations

import csv
import io

from prevent_desk.readers import refusals
from prevent_desk.readers.refusals import refusal

_BETWEEN = (",", ";", "\t", "|")
_SAMPLE = 20
_MOST_FIELD = 100_000
_LEAST_CELLS = 2
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\v\f\r")
_WIDE = (("utf-16-le", 1), ("utf-16-be", 0))
"""Letters of two bytes, and which of the two is nought in a Latin letter."""


def decoded(data: bytes) -> tuple[str, list[str]]:
    """Return a file's text, and what is to be said of how its letters were read.

    Raises:
        Refused: It is no text.
    """
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
    ):  # fmt: skip
        if data.startswith(mark):
            return _as(data, name), []
    if b"\0" in data:
        return _unmarked_wide(data), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        return text, ["Its letters are read as older Windows programs wrote them: look at accents."]


def rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the lines of a table that hold something, each with its number in the file.

    Raises:
        Refused: It is none, or damaged: a quotation mark is opened and never closed.
    """
    csv.field_size_limit(_MOST_FIELD)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _line, rest = text.partition("\n")
    between = _between(text)
    # Excel writes which sign it is into a line before the headings.
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        between, text, skipped = first.strip()[-1], rest, 1
    else:
        skipped = 0
    found: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text), delimiter=between, strict=True)
    try:
        line = 0
        for cells in reader:
            found.append((line + 1 + skipped, cells))
            line = reader.line_num
    except csv.Error as error:
        raise refusal(refusals.BROKEN_TABLE) from error
    filled = [(number, cells) for number, cells in found if any(cell.strip() for cell in cells)]
    if not filled or max(len(cells) for _number, cells in filled) < _LEAST_CELLS:
        raise refusal(refusals.NO_CONTACTS)
    return filled


def _unmarked_wide(data: bytes) -> str:
    """Return text of two-byte letters that no mark tells: every other byte is nought, by far most.

    Raises:
        Refused: It is not plainly that.
    """
    for name, place in _WIDE:
        halves, others = data[place::2], data[1 - place :: 2]
        # Some letters of other alphabets stand among a table's signs and ends of lines.
        if len(data) % 2 or b"\0" in others or halves.count(0) * 2 < len(halves):
            continue
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if _CONTROLS.isdisjoint(text):
            return text
    raise refusal(refusals.NOT_A_WORKBOOK)


def _as(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise refusal(refusals.DAMAGED) from error


def _between(text: str) -> str:
    """Return what stands between cells: the sign that is there most often and most evenly."""
    lines = [line for line in text.split("\n")[:_SAMPLE] if line.strip()]
    head = lines[0] if lines else ""
    return max(_BETWEEN, key=lambda sign: (_outside(head, sign), -_BETWEEN.index(sign)))


def _outside(line: str, sign: str) -> int:
    """Return how often a sign stands outside quotation marks."""
    return sum(piece.count(sign) for piece in line.split('"')[::2])
