"""The tabs of a referral's record, in their order; each subject brings its own."""

from __future__ import annotations

from prevent_desk.referrals.ui.around import TabKind
from prevent_desk.referrals.ui.checks.tab import ChecksTab

TABS: tuple[TabKind, ...] = (TabKind("checks", "Checks", ChecksTab),)
"""Timeline, Referral, Checks, Assessment, Consent, Support, People, Files."""
