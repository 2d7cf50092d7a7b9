"""Plan health read from the store, kept true, and set aside: `Health`."""

from __future__ import annotations

from prevent_desk.plan.service.health.health import Health

__all__ = ["Health"]
