"""How the logs of the community are kept; private to their services."""

from __future__ import annotations

from prevent_desk.community.tables.enquiries import EnquiryFileTable, EnquiryTable
from prevent_desk.community.tables.events import (
    EventFileTable,
    EventPartyTable,
    EventSeriesTable,
    EventTable,
)
from prevent_desk.community.tables.profiles import (
    CampaignDayTable,
    CampaignTable,
    DayComerTable,
    StakeholderLineTable,
    StakeholderTable,
    ThemeTable,
)
from prevent_desk.community.tables.sightings import (
    DigestTable,
    SightingPhotoTable,
    SightingTable,
)

__all__ = [
    "CampaignDayTable",
    "CampaignTable",
    "DayComerTable",
    "DigestTable",
    "EnquiryFileTable",
    "EnquiryTable",
    "EventFileTable",
    "EventPartyTable",
    "EventSeriesTable",
    "EventTable",
    "SightingPhotoTable",
    "SightingTable",
    "StakeholderLineTable",
    "StakeholderTable",
    "ThemeTable",
]
