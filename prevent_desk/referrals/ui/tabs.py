"""The tabs of a referral's record, in their order; each subject brings its own."""

from __future__ import annotations

from collections.abc import Sequence

from prevent_desk.referrals.ui.around import TabKind
from prevent_desk.referrals.ui.assessments.tab import AssessmentTab
from prevent_desk.referrals.ui.checks.tab import ChecksTab
from prevent_desk.referrals.ui.consent.tab import ConsentTab
from prevent_desk.referrals.ui.files.tab import FilesTab
from prevent_desk.referrals.ui.people.tab import PeopleTab
from prevent_desk.referrals.ui.referral_tab.tab import ReferralTab
from prevent_desk.referrals.ui.support.tab import SupportTab
from prevent_desk.referrals.ui.timeline.tab import TimelineTab

TABS: tuple[TabKind, ...] = (
    TabKind("timeline", "Timeline", TimelineTab),
    TabKind("referral", "Referral", ReferralTab),
    TabKind("checks", "Checks", ChecksTab),
    TabKind("assessment", "Assessment", AssessmentTab),
    TabKind("consent", "Consent", ConsentTab),
    TabKind("support", "Support", SupportTab),
    TabKind("people", "People", PeopleTab),
    TabKind("files", "Files", FilesTab),
)
"""Timeline, Referral, Checks, Assessment, Consent, Support, People, Files."""


def with_further(further: Sequence[TabKind]) -> tuple[TabKind, ...]:
    """Return the tabs of a record with those that other rooms bring, before people and files."""
    place = next(number for number, kind in enumerate(TABS) if kind.key == "people")
    return (*TABS[:place], *further, *TABS[place:])
