"""Use cases of community, over the encrypted store."""

from __future__ import annotations

from prevent_desk.community.service.bundle import CommunityServices, build

__all__ = ["CommunityServices", "build"]
