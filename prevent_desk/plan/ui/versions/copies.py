"""Which copy of a plan is meant: a frozen version, or the copy that is being worked on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.records import PlanContents, PlanHead
from prevent_desk.plan.model.versions.records import Version
from prevent_desk.plan.service import PlanServices


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a plan.

    Attributes:
        plan: The plan's number and head as it is now.
        version: The frozen version; None for the working copy.
    """

    plan: PlanHead
    version: Version | None = None

    @property
    def key(self) -> str:
        """Its name in positions: "v12", or "p3" for the working copy of plan 3."""
        return f"v{self.version.id}" if self.version else f"p{self.plan.id}"

    @property
    def name(self) -> str:
        """What it is called where its plan is known: "V1.6/5/15", "Working copy"."""
        return self.version.stamp if self.version else "Working copy"

    @property
    def told(self) -> str:
        """What it is called in a sentence: "V1.6/5/15", "the working copy"."""
        return self.version.stamp if self.version else "the working copy"

    @property
    def said(self) -> str:
        """Its day, and who agreed it where that is known."""
        if self.version is None:
            return f"after {self.plan.version}" if self.plan.version else ""
        agreed = f" · {self.version.agreed_by}" if self.version.agreed_by else ""
        return f"{say_short(self.version.on)}{agreed}"


def copies_of(services: PlanServices, plan_id: int) -> list[Copy]:
    """Return the working copy of a plan and its versions, the newest first."""
    head = services.plans.head(plan_id)
    return [Copy(head), *(Copy(head, one) for one in services.versions.versions(plan_id))]


def all_copies(services: PlanServices, first: int) -> list[Copy]:
    """Return the copies of all plans, those of one plan first."""
    heads = sorted(services.plans.plans(), key=lambda head: head.id != first)
    versions: dict[int, list[Version]] = {}
    for one in services.versions.versions():
        versions.setdefault(one.plan_id, []).append(one)
    return [
        copy
        for head in heads
        for copy in (Copy(head), *(Copy(head, one) for one in versions.get(head.id, ())))
    ]


def contents_of(services: PlanServices, copy: Copy) -> PlanContents:
    """Read a copy whole.

    Raises:
        Refused: It is no longer there.
        Damaged: What is kept of a version is not what was frozen.
    """
    if copy.version is not None:
        return services.versions.contents(copy.version.id)
    return services.plans.contents(copy.plan.id)


def first_pair(copies: Sequence[Copy]) -> tuple[Copy, Copy] | None:
    """Return what is compared first: the newest version with the working copy."""
    working = next((copy for copy in copies if copy.version is None), None)
    newest = next((copy for copy in copies if copy.version is not None), None)
    return (newest, working) if working and newest else None
