"""How contacts are kept; private to the services of contacts."""

from __future__ import annotations

from prevent_desk.contacts.tables.agreements import AgreementPartyTable, AgreementTable
from prevent_desk.contacts.tables.lists import ListPickTable, ListTable, ListUseTable
from prevent_desk.contacts.tables.people import AbsenceTable, ContactTable, OrganisationTable
from prevent_desk.contacts.tables.seats import (
    HoldingTable,
    RoundLineTable,
    RoundTable,
    SeatTable,
)

__all__ = [
    "AbsenceTable",
    "AgreementPartyTable",
    "AgreementTable",
    "ContactTable",
    "HoldingTable",
    "ListPickTable",
    "ListTable",
    "ListUseTable",
    "OrganisationTable",
    "RoundLineTable",
    "RoundTable",
    "SeatTable",
]
