"""The forms of a CTLP campaign: for each stakeholder a fillable PDF and a workbook of their own."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from prevent_desk.core.questionnaire import Questionnaire
from prevent_desk.core.vocabulary import Vocabulary
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.workers.child import Report

TARGET = "prevent_desk.community.exports.profile_forms:write_in_child"
"""Its payload is (order,); `unpacked` reads its answer."""


@dataclass(frozen=True, slots=True)
class FormFor:
    """Whose form it is: their name, and the mark a return is known by."""

    name: str
    mark: str


@dataclass(frozen=True, slots=True)
class FormsOrder:
    """Forms to be made; plain values, for it travels to the child.

    Attributes:
        vocabularies: Every list; a plain dict.
        paper: What all of them say; mark and name are each one's own.
    """

    form: Questionnaire
    vocabularies: dict[str, Vocabulary]
    paper: FormPaper
    receivers: tuple[FormFor, ...]
    pdf: bool = True
    workbook: bool = True


@dataclass(frozen=True, slots=True)
class Forms:
    """What was made for one of them; empty where it was not asked for."""

    pdf: bytes
    workbook: bytes


def write_in_child(payload: tuple[FormsOrder], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`)."""
    from prevent_desk.exports.pdf import form as pdf_form
    from prevent_desk.exports.workbook import form as form_book

    (order,) = payload
    made = []
    for number, one in enumerate(order.receivers):
        if report is not None:
            report(number, len(order.receivers), "Making forms")
        paper = replace(order.paper, mark=one.mark, filled_by=one.name)
        pdf = book = b""
        if order.pdf:
            pdf = pdf_form.write_blank(order.form, order.vocabularies, paper, fillable=True).pdf
        if order.workbook:
            book = form_book.write_blank(order.form, order.vocabularies, paper)
        made.append([base64.b64encode(each).decode("ascii") for each in (pdf, book)])
    return json.dumps(made).encode()


def unpacked(answer: bytes) -> Sequence[Forms]:
    """Return the forms in the order of their receivers."""
    return [Forms(*(base64.b64decode(each) for each in one)) for one in json.loads(answer)]
