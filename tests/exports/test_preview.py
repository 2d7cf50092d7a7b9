"""The preview shows the pages that will be written."""

from __future__ import annotations

from prevent_desk.exports.preview import page_count, page_picture, page_pictures
from tests.exports.test_pdf_document import finished, whole_paper


def test_a_page_is_a_picture_of_whole_rows() -> None:
    pdf = finished(whole_paper()).pdf
    picture = page_picture(pdf, 1, dpi=96)
    assert (picture.width, picture.height) == (794, 1123)
    assert len(picture.rgb) == 794 * 1123 * 3
    # White at the corner, red first: the chart's hatched bar is somewhere on the page.
    assert picture.rgb[:3] == b"\xff\xff\xff"
    assert bytes.fromhex("C62F32") in picture.rgb


def test_pages_come_in_order_and_as_many_as_asked() -> None:
    pdf = finished(whole_paper()).pdf
    assert page_count(pdf) >= 3
    pictures = page_pictures(pdf, dpi=30, most=2)
    assert [picture.number for picture in pictures] == [1, 2]
    assert pictures[0].width < pictures[0].height
    assert pictures[1].width > pictures[1].height
