"""The room of records."""

from __future__ import annotations

from prevent_desk.documents.service import DocumentServices
from prevent_desk.documents.ui.page import RecordsPage
from prevent_desk.logbook.ui.room import LogRoom, only_view


class RecordsRoom(LogRoom[DocumentServices]):
    """Shows the register of documents."""

    title, icon, start = RecordsPage.title, RecordsPage.icon, RecordsPage.key
    views = only_view(RecordsPage)
