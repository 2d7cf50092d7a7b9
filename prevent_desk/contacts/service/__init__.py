"""Use cases of contacts, over the encrypted store."""

from __future__ import annotations

from prevent_desk.contacts.service.bundle import ContactServices, build

__all__ = ["ContactServices", "build"]
