"""A filled form of a trial's review back into answers: the part that runs in our own process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from prevent_desk.core.questionnaire import Answers
from prevent_desk.readers import asking
from prevent_desk.readers.filled_form import read_form
from prevent_desk.training.model.copies import FORM
from prevent_desk.workers.child import Report, StopAsked


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
    """Read a filled form, PDF or workbook, in a limited child.

    Raises:
        Refused: It is none of ours, damaged, or blank: one sentence, a code.
        Stopped: `stopped` said so.
    """
    found = read_form(asking.bytes_of(path), path.name, FORM, today, report=report, stopped=stopped)
    return TrialReturn(found.mark, found.answers, found.unplaced)
