"""The pages of a PDF as pictures, for a preview of what will really be written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]

_POINTS_PER_INCH = 72


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
