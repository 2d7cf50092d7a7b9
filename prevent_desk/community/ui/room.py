"""The room of community."""

from __future__ import annotations

from prevent_desk.community.service import CommunityServices
from prevent_desk.community.ui.page import CommunityPage
from prevent_desk.logbook.ui.room import LogRoom, only_view


class CommunityRoom(LogRoom[CommunityServices]):
    """Shows engagement, sightings, the local profile, enquiries."""

    title, icon, start = CommunityPage.title, CommunityPage.icon, CommunityPage.key
    views = only_view(CommunityPage)
