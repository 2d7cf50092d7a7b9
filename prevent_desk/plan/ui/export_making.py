"""Making a file of a plan beside the window: read its records, write it in a child process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from prevent_desk.core.errors import Stopped as StoppedError
from prevent_desk.exports import preview
from prevent_desk.outgoing.records import Prepared
from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.model.health.hints import HealthCounts
from prevent_desk.plan.model.records import Paper, PlanContents
from prevent_desk.plan.model.versions.records import Version
from prevent_desk.plan.model.versions.since import part_of, said_frozen, since
from prevent_desk.ui.jobs import Report, Stopped, Work

Make = Callable[..., bytes]
"""`workers.child.run`: (target, payload, *, report, stopped) to the answer's bytes."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the dialog's fields ask for; equal wishes make equal files.

    Attributes:
        version: The frozen version as it stood; None for the plan as it is.
        against: The version since which the changes are told, or None.
    """

    kind: Kind
    marking: str
    lead: str | None = None
    since: date | None = None
    with_table: bool = False
    with_health: bool = False
    version: int | None = None
    against: int | None = None


def paper_of(
    wanted: Wanted, current_to: date, made_at: datetime, export_id: str, *, practice: bool
) -> Paper:
    """Return what a file says of itself."""
    return Paper(
        marking=wanted.marking,
        current_to=current_to,
        made_at=made_at,
        export_id=export_id,
        practice=practice,
        lead=wanted.lead,
        since=wanted.since,
        with_table=wanted.with_table,
    )


class Versions(Protocol):
    """What an export needs of the versions' service."""

    def versions(self, plan_id: int | None = None) -> list[Version]:
        """Return the versions of a plan, the newest first."""
        ...

    def contents(self, version_id: int) -> PlanContents:
        """Return a plan as it stood."""
        ...


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
    versions: Versions | None = None,
) -> Work[Prepared]:
    """Return the work of making a file; for `ui.jobs`.

    Args:
        plans: Reads the plan.
        plan_id: The plan.
        wanted: What is made.
        paper: What the file says of itself.
        make: Makes it.
        health: Counts what the plan still lacks; asked where that is wanted.
        versions: Reads frozen versions; asked where one is wanted.
    """

    def work(report: Report, stopped: Stopped) -> Prepared:
        contents = _copy(plans, versions, plan_id, wanted)
        if stopped():
            raise StoppedError
        said = paper
        if health is not None and wanted.with_health:
            said = replace(said, health=health(plan_id))
        if versions is not None:
            said = _dated(said, plans, versions, plan_id, wanted)
        if stopped():
            raise StoppedError
        data = make(wanted.kind.target, (contents, said), report=report, stopped=stopped)
        made = wanted.kind.read(data)
        pages = preview.page_count(made.pdf) if wanted.kind.is_paper else 0
        return Prepared(wanted, made.pdf, made.warnings, pages, contents)

    return work


def _copy(plans: Plans, versions: Versions | None, plan_id: int, wanted: Wanted) -> PlanContents:
    """Return the copy of the plan that is wanted, or one agency's part of it."""
    if versions is None or wanted.version is None:
        return plans.contents(plan_id, wanted.lead)
    return part_of(versions.contents(wanted.version), wanted.lead)


def _dated(paper: Paper, plans: Plans, versions: Versions, plan_id: int, wanted: Wanted) -> Paper:
    """Say on the paper which version it is of, and what changed since which."""
    known = {version.id: version for version in versions.versions(plan_id)}
    version = known.get(wanted.version or 0)
    if version is not None:
        paper = replace(paper, frozen=said_frozen(version), current_to=version.frozen_on)
    earlier = known.get(wanted.against or 0)
    if earlier is not None:
        # Compared whole: what was taken from a lead or given to one is no removal from the plan.
        whole = _copy(plans, versions, plan_id, replace(wanted, lead=None))
        told = since(earlier, versions.contents(earlier.id), whole, wanted.lead)
        paper = replace(paper, against=told)
    return paper
