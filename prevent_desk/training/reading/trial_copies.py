"""A filled form of a trial's review back into answers: the part that runs in our own process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from prevent_desk.core import form_fields
from prevent_desk.core.errors import Refused
from prevent_desk.core.form_fields import CODE, MARK, VERSION
from prevent_desk.core.kept_file import file_name
from prevent_desk.core.questionnaire import Answers
from prevent_desk.readers import asking, refusals, shipped
from prevent_desk.readers.refusals import About, refusal
from prevent_desk.training.model.copies import FORM
from prevent_desk.workers.child import Report, StopAsked

_PDF = "prevent_desk.readers.form_pdf:in_child"


@dataclass(frozen=True, slots=True)
class TrialReturn:
    """A review as it came back.

    Attributes:
        mark: Which copy's form it was: "copy-14"; empty where the file does not say.
        unplaced: What was filled in and is no answer, in words.
    """

    mark: str
    answers: Answers
    unplaced: tuple[str, ...]


def read_trial(
    path: Path, today: date, *, report: Report | None = None, stopped: StopAsked | None = None
) -> TrialReturn:
    """Read a filled form, in a limited child.

    Raises:
        Refused: It is none of ours, damaged, or blank: one sentence, a code.
        Stopped: `stopped` said so.
    """
    name = file_name(path.name)
    answer = asking.ask_of(
        asking.bytes_of(path), name, _PDF, report=report, stopped=stopped, about=About.FORM
    )
    fields = _fields(answer, name)
    code, version = fields.get(CODE, "").strip(), fields.get(VERSION, "").strip()
    form = shipped.questionnaires().get((code, version))
    if code != FORM:
        raise refusal(refusals.NOT_OUR_FORM, name, About.FORM)
    if form is None:
        raise refusal(refusals.UNKNOWN_FORM, name, About.FORM)
    placed = form_fields.place(form, fields, shipped.vocabularies(), today)
    if not placed.answers and not placed.unplaced:
        raise Refused(
            f"“{name}” is a blank form: nothing is filled in.",
            next_step="Ask for the file as it was saved after filling.",
        )
    return TrialReturn(
        fields.get(MARK, "").strip(), placed.answers, tuple(placed.unplaced.values())
    )


def _fields(answer: Any, name: str) -> dict[str, str]:  # noqa: ANN401 - JSON
    """Return the child's answer, believed only as far as its shape is right."""
    found = answer.get("fields") if isinstance(answer, dict) else None
    if not isinstance(found, Mapping) or not all(isinstance(one, str) for one in found.values()):
        raise refusal(refusals.DAMAGED, name, About.FORM)
    return {str(key): text for key, text in found.items()}
