"""Use cases of panels, over the encrypted store."""

from __future__ import annotations

from prevent_desk.panels.service.bundle import PanelServices, build

__all__ = ["PanelServices", "build"]
