"""Making a file of a plan beside the window: read its records, write it in a child process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol

from prevent_desk.core.errors import Stopped as StoppedError
from prevent_desk.exports import preview
from prevent_desk.exports.pdf.made import Made
from prevent_desk.plan.model.records import Paper, PlanContents
from prevent_desk.ui.jobs import Report, Stopped, Work

Make = Callable[..., bytes]
"""`workers.child.run`: (target, payload, *, report, stopped) to the answer's bytes."""


class Kind(Enum):
    """What a plan can be taken out as.

    Attributes:
        words: As the file's name and the audit trail say it.
        suffix: Of the file's name.
        target: The function that makes it, as `workers.child` finds it.
    """

    SUMMARY = ("plan summary", ".pdf", "prevent_desk.plan.exports.summary:write_in_child")
    ACTION_PLAN = (
        "action plan",
        ".xlsx",
        "prevent_desk.plan.exports.action_plan:write_in_child",
    )

    def __init__(self, words: str, suffix: str, target: str) -> None:
        self.words = words
        self.suffix = suffix
        self.target = target


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the dialog's fields ask for; equal wishes make equal files."""

    kind: Kind
    marking: str
    lead: str | None = None
    since: date | None = None
    with_table: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file as it will be saved, not saved yet.

    Attributes:
        wanted: What it was made for.
        data: Its bytes.
        warnings: What could not be printed as written.
        pages: How many pages it has; 0 for a workbook.
        contents: The records in it.
    """

    wanted: Wanted
    data: bytes
    warnings: tuple[str, ...]
    pages: int
    contents: PlanContents


class Plans(Protocol):
    """What an export needs of the plan's service."""

    def contents(self, plan_id: int, lead: str | None = None) -> PlanContents:
        """Return a plan whole, or one agency's part of it."""
        ...

    def agencies(self, plan_id: int | None = None) -> list[str]:
        """Return every agency named as a lead."""
        ...

    def note_export(
        self, plan_id: int, kind: str, export_id: str, *, lead: str | None, marking: str
    ) -> None:
        """Note in the audit trail that a plan was taken out."""
        ...


def prepare(plans: Plans, plan_id: int, wanted: Wanted, paper: Paper, make: Make) -> Work[Prepared]:
    """Return the work of making a file; for `ui.jobs`."""

    def work(report: Report, stopped: Stopped) -> Prepared:
        contents = plans.contents(plan_id, wanted.lead)
        if stopped():
            raise StoppedError
        data = make(wanted.kind.target, (contents, paper), report=report, stopped=stopped)
        if wanted.kind is Kind.ACTION_PLAN:
            return Prepared(wanted, data, (), 0, contents)
        made = Made.unpacked(data)
        return Prepared(wanted, made.pdf, made.warnings, preview.page_count(made.pdf), contents)

    return work


def export_id(number: int) -> str:
    """Return an export's id as printed: "PD-E-0007"."""
    return f"PD-E-{number:04}"
