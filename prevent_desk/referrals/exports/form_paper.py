"""Blank forms: for a screen, for Word, for the pen; a filled one is a paper of its referral."""

from __future__ import annotations

from prevent_desk.exports.pdf import form as pdf_form
from prevent_desk.exports.pdf.made import Made
from prevent_desk.exports.word import form as word_form
from prevent_desk.referrals.exports.form_orders import FormOrder, Shape
from prevent_desk.workers.child import Report


def write(order: FormOrder) -> Made:
    """Return the file, with sentences about what could not be printed as written."""
    form, lists, paper = order.form, order.vocabularies, order.paper
    if order.shape is Shape.WORD:
        return Made(word_form.write_blank(form, lists, paper))
    return pdf_form.write_blank(form, lists, paper, fillable=order.shape is Shape.FILLABLE)


def write_in_child(payload: tuple[FormOrder], _report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`); `Made.unpacked` reads its answer."""
    return write(*payload).packed()
