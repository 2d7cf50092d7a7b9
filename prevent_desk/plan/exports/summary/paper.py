"""The summary as a document: which parts it has and in what order."""

from __future__ import annotations

from prevent_desk.exports.pdf.made import Made
from prevent_desk.plan.model.records import Paper, PlanContents


def write(contents: PlanContents, paper: Paper) -> bytes:
    """Return the summary of a plan as the bytes of a tagged PDF."""
    return write_with_warnings(contents, paper).pdf


def write_with_warnings(contents: PlanContents, paper: Paper) -> Made:
    """Return the summary with sentences about what could not be printed as written."""
    raise NotImplementedError


def write_in_child(payload: tuple[PlanContents, Paper]) -> bytes:
    """The work of a child process (see `workers.child`): contents and paper in, bytes out."""
    return write(*payload)
