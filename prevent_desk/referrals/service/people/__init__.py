"""People over all referrals: who is who, what was decided about it, and their details."""

from __future__ import annotations

from prevent_desk.referrals.service.people.people import People

__all__ = ["People"]
