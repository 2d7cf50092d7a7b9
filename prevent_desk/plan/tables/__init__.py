"""How plans and what belongs to them are kept; private to the plan's services."""

from __future__ import annotations

from prevent_desk.plan.tables.health import AsideTable
from prevent_desk.plan.tables.library import (
    EvidenceLinkTable,
    EvidenceTable,
    LibraryTable,
)
from prevent_desk.plan.tables.partners import AgencyTable, ChaseTable, ReturnTable, SendTable
from prevent_desk.plan.tables.plans import (
    ActionTable,
    ActivityTable,
    CriterionTable,
    ObjectiveTable,
    PlanTable,
    ProgressTable,
    UpdateTable,
)
from prevent_desk.plan.tables.versions import VersionTable

__all__ = [
    "ActionTable",
    "ActivityTable",
    "AgencyTable",
    "AsideTable",
    "ChaseTable",
    "CriterionTable",
    "EvidenceLinkTable",
    "EvidenceTable",
    "LibraryTable",
    "ObjectiveTable",
    "PlanTable",
    "ProgressTable",
    "ReturnTable",
    "SendTable",
    "UpdateTable",
    "VersionTable",
]
