"""The tabs of contacts are those of any page of tabs, with what contacts have around them."""

from __future__ import annotations

from prevent_desk.contacts.ui.around import Around
from prevent_desk.ui import tabs_page
from prevent_desk.ui.tabs_page import Tab

__all__ = ["Tab", "TabKind"]

TabKind = tabs_page.TabKind[Around]
"""A tab that there is, in the page's order."""
