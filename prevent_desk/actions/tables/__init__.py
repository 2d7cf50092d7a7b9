"""How actions are kept; private to the service of actions."""

from __future__ import annotations

from prevent_desk.actions.tables.owed import OwedFileTable, OwedLineTable, OwedTable

__all__ = ["OwedFileTable", "OwedLineTable", "OwedTable"]
