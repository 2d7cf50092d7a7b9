"""From a file on disk to a plan as read: the part that runs in our own process."""

from __future__ import annotations

from pathlib import Path

from prevent_desk.plan.model.draft import PlanDraft
from prevent_desk.workers.child import Report, StopAsked


def read_plan_file(
    path: Path, *, report: Report | None = None, stopped: StopAsked | None = None
) -> PlanDraft:
    """Read a plan from a workbook; nothing of it is in the desk yet.

    Raises:
        Refused: It is not a plan, damaged, huge, encrypted or not safe; one sentence, with a code.
        Stopped: `stopped` said so.
    """
    raise NotImplementedError
