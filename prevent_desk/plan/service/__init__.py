"""What can be done with delivery plans: one class, its subjects in files of their own."""

from __future__ import annotations

from prevent_desk.plan.service.plans import Plans

__all__ = ["Plans"]
