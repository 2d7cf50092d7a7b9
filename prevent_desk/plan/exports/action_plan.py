"""The action plan as an Excel workbook, in the source plan's own columns, words and order."""

from __future__ import annotations

from prevent_desk.plan.model.records import Paper, PlanContents
from prevent_desk.workers.child import Report


def write(contents: PlanContents, paper: Paper) -> bytes:
    """Return the workbook's bytes; equal contents and papers give equal bytes."""
    raise NotImplementedError


def write_in_child(payload: tuple[PlanContents, Paper], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`): the workbook's bytes as they are."""
    raise NotImplementedError
