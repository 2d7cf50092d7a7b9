"""Use cases of documents, over the encrypted store."""

from __future__ import annotations

from prevent_desk.documents.service.bundle import DocumentServices, build

__all__ = ["DocumentServices", "build"]
