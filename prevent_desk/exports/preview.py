"""The pages of a PDF as pictures, for a preview of what will really be written."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]

from prevent_desk.core.errors import Refused
from prevent_desk.workers import child
from prevent_desk.workers.limits import Limits

_POINTS_PER_INCH = 72
_ORDER = struct.Struct(">Id")
_ANSWER = struct.Struct(">IIII")
_MOST_PIXELS = 12_000_000
"""Of one page of a document from outside, whatever size it says it has: 36 MB."""

_IN_CHILD = "prevent_desk.exports.preview:drawn_in_child"
_LIMITS = Limits(memory_bytes=700 * 2**20, seconds=20.0, answer_bytes=40 * 2**20)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page.

    Attributes:
        number: From 1.
        width: Pixels.
        height: Pixels.
        rgb: Three bytes a pixel, rows from the top, `width * 3` bytes a row without padding.
    """

    number: int
    width: int
    height: int
    rgb: bytes


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with _opened(pdf) as document:
        return len(document)


def page_picture(pdf: bytes, number: int, dpi: float = 96) -> PagePicture:
    """Draw one page.

    Args:
        pdf: The document.
        number: The page, from 1.
        dpi: Pixels an inch; an A4 page at 96 is 794 by 1123 pixels.
    """
    with _opened(pdf) as document:
        return _draw(document, number, dpi)


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def _draw(document: pypdfium2.PdfDocument, number: int, dpi: float) -> PagePicture:
    page = document[number - 1]
    bitmap = page.render(scale=dpi / _POINTS_PER_INCH, rev_byteorder=True, prefer_bgrx=False)
    try:
        row = bitmap.width * 3
        raw = bytes(bitmap.buffer)
        rows = (raw[y * bitmap.stride : y * bitmap.stride + row] for y in range(bitmap.height))
        return PagePicture(number, bitmap.width, bitmap.height, b"".join(rows))
    finally:
        bitmap.close()
        page.close()


def drawn_in_child(payload: bytes, _report: object) -> bytes:
    """Draw a page of a document from outside, inside a limited child; see `drawn`.

    Raises:
        Refused: It is no PDF that can be shown, or is locked with a password.
    """
    number, dpi = _ORDER.unpack_from(payload)
    try:
        with _opened(payload[_ORDER.size :]) as document:
            pages = len(document)
            number = min(max(1, number), pages)
            width, height = document[number - 1].get_size()
            inches = max(1.0, width * height) / _POINTS_PER_INCH**2
            picture = _draw(document, number, min(dpi, (_MOST_PIXELS / inches) ** 0.5))
    except pypdfium2.PdfiumError as error:
        raise Refused(
            "This PDF cannot be shown here.",
            why="It is damaged, or locked with a password.",
            next_step="Save a copy to open it in another program.",
        ) from error
    return _ANSWER.pack(number, pages, picture.width, picture.height) + picture.rgb


def drawn(
    pdf: bytes, number: int, dpi: float, stopped: Callable[[], bool] | None = None
) -> tuple[PagePicture, int]:
    """Have a page of a document from outside drawn in a limited child.

    Args:
        pdf: The document.
        number: The page, from 1; one beyond the last is the last.
        dpi: Pixels an inch; fewer where the page is too large for them.
        stopped: Asked while the child works.

    Returns:
        The page, and how many pages there are.

    Raises:
        Refused: It is no PDF that can be shown, or is locked with a password.
        Stopped: `stopped` said so.
    """
    payload = _ORDER.pack(number, dpi) + pdf
    answer = child.run(_IN_CHILD, payload, limits=_LIMITS, stopped=stopped)
    shown, pages, width, height = _ANSWER.unpack_from(answer)
    return PagePicture(shown, width, height, answer[_ANSWER.size :]), pages
