"""Making a file of a plan beside the window: read its records, write it in a child process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from prevent_desk.core.errors import Stopped as StoppedError
from prevent_desk.exports import preview
from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.model.health.hints import HealthCounts
from prevent_desk.plan.model.records import Paper, PlanContents
from prevent_desk.ui.jobs import Report, Stopped, Work

Make = Callable[..., bytes]
"""`workers.child.run`: (target, payload, *, report, stopped) to the answer's bytes."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the dialog's fields ask for; equal wishes make equal files."""

    kind: Kind
    marking: str
    lead: str | None = None
    since: date | None = None
    with_table: bool = False
    with_health: bool = False


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


def prepare(
    plans: Plans,
    plan_id: int,
    wanted: Wanted,
    paper: Paper,
    make: Make,
    health: Callable[[int], HealthCounts] | None = None,
) -> Work[Prepared]:
    """Return the work of making a file; for `ui.jobs`.

    Args:
        plans: Reads the plan.
        plan_id: The plan.
        wanted: What is made.
        paper: What the file says of itself.
        make: Makes it.
        health: Counts what the plan still lacks; asked where that is wanted.
    """

    def work(report: Report, stopped: Stopped) -> Prepared:
        contents = plans.contents(plan_id, wanted.lead)
        if stopped():
            raise StoppedError
        counts = health(plan_id) if health is not None and wanted.with_health else None
        said = replace(paper, health=counts)
        data = make(wanted.kind.target, (contents, said), report=report, stopped=stopped)
        made = wanted.kind.read(data)
        pages = preview.page_count(made.pdf) if wanted.kind is Kind.SUMMARY else 0
        return Prepared(wanted, made.pdf, made.warnings, pages, contents)

    return work
