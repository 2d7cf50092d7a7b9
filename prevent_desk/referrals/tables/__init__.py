"""How referrals, people and cases are kept; private to the services of referrals."""

from __future__ import annotations

from prevent_desk.referrals.tables.assessing import (
    AddendumTable,
    AssessmentTable,
    CheckChaseTable,
    CheckTable,
    FactorResponseTable,
)
from prevent_desk.referrals.tables.episodes import (
    ClockStopTable,
    EntryTable,
    EpisodeFileTable,
    EpisodePersonTable,
    EpisodeTable,
    MoveTable,
    ReferrerTable,
)
from prevent_desk.referrals.tables.people import PersonLinkTable, PersonTable
from prevent_desk.referrals.tables.supporting import (
    ClosingTable,
    ConsentTable,
    NoSupportTable,
    ReviewTable,
    SessionTable,
    SupportItemTable,
    SupportPlanTable,
)

__all__ = [
    "AddendumTable",
    "AssessmentTable",
    "CheckChaseTable",
    "CheckTable",
    "ClockStopTable",
    "ClosingTable",
    "ConsentTable",
    "EntryTable",
    "EpisodeFileTable",
    "EpisodePersonTable",
    "EpisodeTable",
    "FactorResponseTable",
    "MoveTable",
    "NoSupportTable",
    "PersonLinkTable",
    "PersonTable",
    "ReferrerTable",
    "ReviewTable",
    "SessionTable",
    "SupportItemTable",
    "SupportPlanTable",
]
