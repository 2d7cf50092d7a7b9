"""The tabs of a referral's record, in their order; each subject brings its own."""

from __future__ import annotations

from prevent_desk.referrals.ui.around import TabKind

TABS: tuple[TabKind, ...] = ()
"""Timeline, Referral, Checks, Assessment, Consent, Support, People, Files."""
