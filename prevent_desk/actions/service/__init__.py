"""Use cases of actions, over the encrypted store."""

from __future__ import annotations

from prevent_desk.actions.service.actions import Actions

__all__ = ["Actions"]
