"""How documents are kept; private to the service of documents."""

from __future__ import annotations

from prevent_desk.documents.tables.register import DocumentTable, DocumentVersionTable

__all__ = ["DocumentTable", "DocumentVersionTable"]
