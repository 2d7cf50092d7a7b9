"""How panels are kept; private to the services of panels."""

from __future__ import annotations

from prevent_desk.panels.tables.deciding import (
    DecisionTable,
    MinutesAddendumTable,
    MinutesTable,
    MinutesTextTable,
)
from prevent_desk.panels.tables.meetings import InviteTable, ItemTable, MeetingTable, SeriesTable
from prevent_desk.panels.tables.noting import LineTable, LineVersionTable, PrivateNoteTable
from prevent_desk.panels.tables.room import DeclarationTable, PresenceTable, SpanTable

__all__ = [
    "DecisionTable",
    "DeclarationTable",
    "InviteTable",
    "ItemTable",
    "LineTable",
    "LineVersionTable",
    "MeetingTable",
    "MinutesAddendumTable",
    "MinutesTable",
    "MinutesTextTable",
    "PresenceTable",
    "PrivateNoteTable",
    "SeriesTable",
    "SpanTable",
]
