"""The preview shows the pages that will be written."""

from __future__ import annotations

from prevent_desk.exports.preview import page_count, page_picture
from tests.exports.test_pdf_document import finished, whole_paper


def test_a_page_is_a_picture_of_whole_rows() -> None:
    pdf = finished(whole_paper()).pdf
    picture = page_picture(pdf, 1, dpi=96)
    assert (picture.width, picture.height) == (794, 1123)
    assert len(picture.rgb) == 794 * 1123 * 3
    # White at the corner, red first: the chart's hatched bar is somewhere on the page.
    assert picture.rgb[:3] == b"\xff\xff\xff"
    assert bytes.fromhex("C62F32") in picture.rgb


def test_each_page_is_drawn_as_it_lies() -> None:
    pdf = finished(whole_paper()).pdf
    assert page_count(pdf) >= 3
    first, second = (page_picture(pdf, number, dpi=30) for number in (1, 2))
    assert (first.number, second.number) == (1, 2)
    assert first.width < first.height
    assert second.width > second.height
