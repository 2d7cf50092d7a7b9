"""The tabs of the page, in its order; each subject brings its own by one line."""

from __future__ import annotations

from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.engagement import tab as engagement
from prevent_desk.community.ui.enquiries import tab as enquiries
from prevent_desk.community.ui.profile import tab as profile
from prevent_desk.community.ui.sightings import tab as sightings
from prevent_desk.ui.tabs_page import TabKind as Kind

TabKind = Kind[Around]

TABS: tuple[TabKind, ...] = (
    TabKind(engagement.KEY, "Engagement", engagement.EngagementTab, engagement.count),
    TabKind(sightings.KEY, "Sightings", sightings.SightingsTab, sightings.count),
    TabKind(profile.KEY, "CTLP", profile.ProfileTab, profile.open_returns),
    TabKind(enquiries.KEY, "Enquiries", enquiries.EnquiriesTab, enquiries.count),
)
