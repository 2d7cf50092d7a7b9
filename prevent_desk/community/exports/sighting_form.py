"""The blank report of a sighting, for partners: a fillable PDF, or one for the pen."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_desk.core.questionnaire import Questionnaire
from prevent_desk.core.vocabulary import Vocabulary
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.workers.child import Report

TARGET = "prevent_desk.community.exports.sighting_form:write_in_child"
"""Its payload is (order,); `Made.unpacked` reads its answer."""


@dataclass(frozen=True, slots=True)
class SightingFormOrder:
    """A form to be made; plain values, for it travels to the child."""

    form: Questionnaire
    vocabularies: dict[str, Vocabulary]
    paper: FormPaper
    fillable: bool = True


def write_in_child(payload: tuple[SightingFormOrder], _report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`)."""
    from prevent_desk.exports.pdf import form as pdf_form

    (order,) = payload
    return pdf_form.write_blank(
        order.form, order.vocabularies, order.paper, fillable=order.fillable
    ).packed()
