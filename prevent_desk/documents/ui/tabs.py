"""The tabs of the page, in its order; each subject brings its own by one line."""

from __future__ import annotations

from prevent_desk.documents.ui.around import Around
from prevent_desk.documents.ui.tab import DocumentsTab, how_many
from prevent_desk.ui.tabs_page import TabKind as Kind

TabKind = Kind[Around]

DOCUMENTS = "documents"

TABS: tuple[TabKind, ...] = (TabKind(DOCUMENTS, "Documents", DocumentsTab, how_many),)
