"""The page of records: a page of tabs, of which `tabs.py` says which there are."""

from __future__ import annotations

from prevent_desk.documents.ui.tabs import TABS
from prevent_desk.logbook.ui.room import LogPage

PAGE = "documents"
"""The key of the view this page is."""


class RecordsPage(LogPage):
    """Shows the register of documents."""

    title, icon, key = "Records", "archive", PAGE
    tabs = TABS
