"""What can be done with delivery plans; each subject is a class in a file of its own."""

from __future__ import annotations

from prevent_desk.plan.service.bundle import PlanServices, build
from prevent_desk.plan.service.plans import Plans

__all__ = ["PlanServices", "Plans", "build"]
