"""The delivery plan as logs see it, and their records as the plan sees them.

A record of a log has two names in the plan: "session:3" counts its people, "session_times:3" the
sessions it stands for. Which of them a criterion is served by, the officer says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from prevent_desk.logbook.service.plan_links import Counts, PlanTarget, RecordFact, RecordFacts
from prevent_desk.plan.model.library.evidence import Fact, Target
from prevent_desk.plan.service import PlanServices
from prevent_desk.plan.service.record_links import Served

_OF_PEOPLE = ("people", "person", "staff", "train", "attend", "reach", "contact", "audience")
"""Words of a measure's unit that mean heads are counted, not sessions."""


class PlanOfLogs:
    """The plan; satisfies `logbook.service.plan_links.PlanLinks`."""

    def __init__(self, plan: PlanServices) -> None:
        self._plan = plan

    def know(self, facts: RecordFacts) -> None:
        """Let the records of a log be evidence, by both of their names."""
        for counts in (Counts.PEOPLE, Counts.TIMES):
            self._plan.evidence.kinds.register(_Kind(facts, counts))

    def offered(self, typed: str = "") -> Sequence[PlanTarget]:
        """Return actions and criteria of the newest plan whose words hold what was typed."""
        return [_target(one, _likely(one.unit)) for one in self._plan.record_links.offered(typed)]

    def of(self, kind: str, record_id: int) -> Sequence[PlanTarget]:
        """Return what a record counts towards."""
        names = {_name(kind, counts, record_id): counts for counts in Counts}
        served = self._plan.record_links.of(list(names))
        return [_target(one, names[one.record]) for one in served]

    def refuse_gone(self, targets: Sequence[PlanTarget]) -> None:
        """Refuse what was taken out of the plan since it was chosen."""
        self._plan.record_links.refuse_gone(
            [Target(one.action_id, one.criterion_id) for one in targets]
        )

    def put(
        self, kind: str, record_id: int, targets: Sequence[PlanTarget], *, group: str = ""
    ) -> None:
        """Let a record count towards these and nothing else."""
        wanted = {
            _name(kind, counts, record_id): [
                Target(one.action_id, one.criterion_id) for one in targets if one.counts is counts
            ]
            for counts in Counts
        }
        self._plan.record_links.put(wanted, "what it counts towards", group=group)

    def open(self, target: PlanTarget) -> tuple[str, dict[str, Any]]:
        """Return the page and the place on it that show an action."""
        plan = self._plan.plans.plan_holding("action", target.action_id)
        return "Plan", {"plan": plan, "action": target.action_id} if plan is not None else {}


class _Kind:
    """One name of a log's records; satisfies `plan.service.evidence_kinds.RecordKind`."""

    def __init__(self, facts_of: RecordFacts, counts: Counts) -> None:
        self._facts_of, self._counts = facts_of, counts
        self.key = _kind(facts_of.key, counts)
        heads = "people" if counts is Counts.PEOPLE else "how many"
        self.words = f"{facts_of.words}: {heads}"
        self.icon = facts_of.icon

    def facts(self, session: Session, ids: Sequence[int]) -> Mapping[int, Fact]:
        told = self._facts_of.facts(session, ids)
        return {key: self._fact(key, one) for key, one in told.items()}

    def offered(self, session: Session, action_id: int, most: int) -> Sequence[Fact]:
        keys = self._facts_of.newest(session, most)
        told = self._facts_of.facts(session, keys)
        return [self._fact(key, told[key]) for key in keys if key in told]

    def _fact(self, key: int, one: RecordFact) -> Fact:
        number = one.people if self._counts is Counts.PEOPLE else one.times
        return Fact(
            f"{self.key}:{key}", one.title, one.detail, one.on, number, one.icon, one.page,
            one.position,
        )  # fmt: skip


def _kind(kind: str, counts: Counts) -> str:
    return kind if counts is Counts.PEOPLE else f"{kind}_times"


def _name(kind: str, counts: Counts, record_id: int) -> str:
    return f"{_kind(kind, counts)}:{record_id}"


def _likely(unit: str) -> Counts:
    plain = unit.casefold()
    return Counts.PEOPLE if any(word in plain for word in _OF_PEOPLE) else Counts.TIMES


def _target(one: Served, counts: Counts) -> PlanTarget:
    return PlanTarget(
        one.action_id, one.criterion_id, one.ref, one.title, one.criterion, one.unit, counts
    )
