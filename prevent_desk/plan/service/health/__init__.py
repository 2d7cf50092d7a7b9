"""Plan health read from the store, kept true, and set aside: `Health`."""

from __future__ import annotations

from prevent_desk.plan.service.health.health import MOST_DAYS, Health, HealthReport

__all__ = ["MOST_DAYS", "Health", "HealthReport"]
