"""From a file on disk to a plan as read: the part that runs in our own process."""

from __future__ import annotations

from pathlib import Path

from prevent_desk.plan.model.draft import PlanDraft
from prevent_desk.plan.reading import wire
from prevent_desk.readers import asking, refusals
from prevent_desk.readers.refusals import refusal
from prevent_desk.workers.child import Report, StopAsked

TARGET = "prevent_desk.plan.reading.inside:read"


def read_plan_file(
    path: Path,
    *,
    password: str = "",
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> PlanDraft:
    """Read a plan from a workbook or a Word document, in a limited child.

    Nothing of it is in the desk yet.

    Raises:
        Refused: It is not a plan, damaged, huge or not safe, or needs a password
            (`refusals.PASSWORD`, `WRONG_PASSWORD`); one sentence, with a code.
        Stopped: `stopped` said so.
    """
    answer = asking.ask(path, TARGET, password=password, report=report, stopped=stopped)
    try:
        return wire.unpacked(answer)
    except (ValueError, TypeError, KeyError) as error:
        raise refusal(refusals.DAMAGED, path.name) from error
