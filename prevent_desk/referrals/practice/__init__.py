"""The invented people and cases of a practice desk, lived through by the services themselves."""

from __future__ import annotations

from prevent_desk.referrals.practice.filling import fill_practice

__all__ = ["fill_practice"]
