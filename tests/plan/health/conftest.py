"""The plan of 2015/16 in a real encrypted store, with its health and what bears on it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from prevent_desk.plan.model.health.hints import Hint, Kind
from prevent_desk.plan.service import PlanServices
from prevent_desk.plan.service.bundle import build
from prevent_desk.plan.service.health import Health, HealthReport
from tests.plan.desks import Desk


@dataclass
class Room:
    """A desk with its services, and its health as it is kept true."""

    desk: Desk
    services: PlanServices

    @property
    def health(self) -> Health:
        return self.services.health

    @property
    def plan_id(self) -> int:
        return self.desk.plan_id

    def hints(self, kind: Kind | None = None, ref: str = "") -> list[Hint]:
        return [
            hint
            for hint in self.health.hints(self.plan_id)
            if kind in {None, hint.kind} and (not ref or hint.action_id == self.desk.id(ref))
        ]

    def hint(self, kind: Kind, ref: str) -> Hint:
        found = self.hints(kind, ref)
        assert len(found) == 1, [hint.sentence for hint in found]
        return found[0]

    def from_scratch(self) -> HealthReport:
        """The report of a service that has seen nothing yet."""
        desk = self.desk
        fresh = Health(desk.store, desk.clock, desk.plans.kinds.numbers)
        try:
            return fresh.report(self.plan_id)
        finally:
            fresh.close()


def room_over(desk: Desk) -> Room:
    services = build(desk.store, desk.clock)
    return Room(Desk(desk.store, services.plans, desk.clock, desk.plan_id), services)


@pytest.fixture
def room(desk: Desk) -> Room:
    return room_over(desk)
