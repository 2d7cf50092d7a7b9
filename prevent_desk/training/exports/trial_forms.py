"""The forms of a trial's review, as fillable PDFs: one for each copy that is to be reviewed."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from prevent_desk.core.questionnaire import Questionnaire
from prevent_desk.core.vocabulary import Vocabulary
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.workers.child import Report

TARGET = "prevent_desk.training.exports.trial_forms:write_in_child"
"""Its payload is (order,); `unpacked` reads its answer."""


@dataclass(frozen=True, slots=True)
class TrialOrder:
    """Forms to be made; plain values, for it travels to the child.

    Attributes:
        vocabularies: Every list; a plain dict.
        paper: What all of them say.
        copies: Mark and words of each: "copy-14", "Copy 14, Lombard Facilities".
    """

    form: Questionnaire
    vocabularies: dict[str, Vocabulary]
    paper: FormPaper
    copies: tuple[tuple[str, str], ...]


def write_in_child(payload: tuple[TrialOrder], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`)."""
    from prevent_desk.exports.pdf import form as pdf_form

    (order,) = payload
    made = []
    for number, (mark, words) in enumerate(order.copies):
        if report is not None:
            report(number, len(order.copies), "Making forms")
        paper = replace(order.paper, mark=mark, filled_by=words)
        pdf = pdf_form.write_blank(order.form, order.vocabularies, paper, fillable=True).pdf
        made.append(base64.b64encode(pdf).decode("ascii"))
    return json.dumps(made).encode()


def unpacked(answer: bytes) -> Sequence[bytes]:
    """Return the forms in the order of their copies."""
    return [base64.b64decode(one) for one in json.loads(answer)]
