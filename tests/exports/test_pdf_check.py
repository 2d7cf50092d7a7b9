"""The structure check sees what it is there to see: each fault planted in a good or bad paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from prevent_desk.core.errors import Fault
from prevent_desk.exports.pdf.canvas import TaggedCanvas
from prevent_desk.exports.pdf.check import check
from prevent_desk.exports.pdf.tree import Box, Node
from tests.exports.reading import pdfua_report
from tests.exports.test_pdf_document import finished, whole_paper

MOMENT = datetime(2025, 11, 25, tzinfo=UTC)


def test_an_untagged_paper_fails_both_checks() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(72, 700, "Nothing here is tagged")
    canvas.save()
    pdf = stream.getvalue()
    assert pdfua_report(pdf).findings != ()
    problems = check(pdf).problems
    assert "The paper has no structure tree." in problems
    assert any("paints 1 times outside" in problem for problem in problems)
    assert any("Helvetica is not embedded" in problem for problem in problems)


def test_a_stroke_outside_all_marked_content_is_found() -> None:
    canvas, stream = _canvas()
    canvas.filled(Box(0, 0, 10, 10), "#000000")
    canvas.showPage()
    canvas.save()
    assert any("paints 1 times outside" in problem for problem in check(stream.getvalue()).problems)


def test_content_inside_content_is_a_fault_at_once() -> None:
    canvas, _ = _canvas()
    node = Node("P", canvas.root)
    with pytest.raises(Fault), canvas.tagged(node), canvas.artifact():
        pass


@pytest.mark.parametrize(
    ("plant", "sign"),
    [
        (lambda pdf: _swap_parents(pdf), "parent entry leads elsewhere"),
        (lambda pdf: _drop_cell(pdf), "rows of different widths"),
        (lambda pdf: _find(pdf, "/TH").__delitem__("/A"), "heads a row or a column"),
        (lambda pdf: _find(pdf, "/Figure").__delitem__("/Alt"), "no alternative text"),
        (lambda pdf: _find(pdf, "/H2").__setitem__("/S", pikepdf.Name.H4), "follows one of level"),
        (lambda pdf: _find(pdf, "/LI").__setitem__("/S", pikepdf.Name.P), "besides items"),
        (lambda pdf: pdf.pages[0].Annots[0].__delitem__("/StructParent"), "does not know"),
        (lambda pdf: pdf.Root.__delitem__("/Lang"), "no language"),
        (lambda pdf: _find(pdf, "/P").__delitem__("/K"), "that no element claims"),
    ],
)
def test_a_planted_fault_is_found(plant: Callable[[pikepdf.Pdf], None], sign: str) -> None:
    with pikepdf.open(io.BytesIO(finished(whole_paper()).pdf)) as pdf:
        plant(pdf)
        stream = io.BytesIO()
        pdf.save(stream)
    assert any(sign in problem for problem in check(stream.getvalue()).problems)


def _canvas() -> tuple[TaggedCanvas, io.BytesIO]:
    stream = io.BytesIO()
    canvas = TaggedCanvas(stream, invariant=1)
    canvas.root = Node("Document", None)
    return canvas, stream


def _find(pdf: pikepdf.Pdf, tag: str) -> pikepdf.Object:
    stack = [pdf.Root.StructTreeRoot.K[0]]
    while stack:
        element = stack.pop(0)
        if str(element.S) == tag:
            return element
        kids = element.get("/K")
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        stack += [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    raise LookupError(tag)


def _swap_parents(pdf: pikepdf.Pdf) -> None:
    entries = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    first, last = entries[0], entries[len(entries) - 1]
    entries[0], entries[len(entries) - 1] = last, first


def _drop_cell(pdf: pikepdf.Pdf) -> None:
    row = _find(pdf, "/Table").K[3]
    del row.K[len(row.K) - 1]
