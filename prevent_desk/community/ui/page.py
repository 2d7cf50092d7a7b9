"""The page of community: a page of tabs, of which `tabs.py` says which there are."""

from __future__ import annotations

from prevent_desk.community.ui.tabs import TABS
from prevent_desk.logbook.ui.room import LogPage

PAGE = "community"
"""The key of the view this page is."""


class CommunityPage(LogPage):
    """Shows engagement, sightings, the local profile, enquiries."""

    title, icon, key = "Community", "map-pin", PAGE
    tabs = TABS
