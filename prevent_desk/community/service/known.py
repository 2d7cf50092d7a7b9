"""Which records that search names are still there."""

from __future__ import annotations

from prevent_desk.community.tables import CampaignTable, EnquiryTable, EventTable, SightingTable
from prevent_desk.store.base import Base
from prevent_desk.store.session import Store

KINDS: dict[str, type[Base]] = {
    "engagement": EventTable,
    "sighting": SightingTable,
    "profile_campaign": CampaignTable,
    "venue_enquiry": EnquiryTable,
}
"""Their tables, by the kind their search entries name."""


def is_there(store: Store, kind: str, object_id: int) -> bool:
    """Return whether a record of one of the kinds is there."""
    with store.reading() as session:
        return session.get(KINDS[kind], object_id) is not None
