"""Use cases of referrals, over the encrypted store."""

from __future__ import annotations

from prevent_desk.referrals.service.bundle import ReferralServices, build

__all__ = ["ReferralServices", "build"]
