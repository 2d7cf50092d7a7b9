"""How training is kept; private to the services of training."""

from __future__ import annotations

from prevent_desk.training.tables.catalogue import (
    CourseNeedTable,
    CourseTable,
    DepartmentTable,
    StaffRoleTable,
)
from prevent_desk.training.tables.copies import CopyTable, LoanLineTable, LoanTable
from prevent_desk.training.tables.people import CompletionTable, LearnerTable, ReminderTable
from prevent_desk.training.tables.sessions import (
    FacilitatorTable,
    SessionFeedbackTable,
    SessionFileTable,
    SessionPersonTable,
    TrainerTable,
    TrainingSessionTable,
)

__all__ = [
    "CompletionTable",
    "CopyTable",
    "CourseNeedTable",
    "CourseTable",
    "DepartmentTable",
    "FacilitatorTable",
    "LearnerTable",
    "LoanLineTable",
    "LoanTable",
    "ReminderTable",
    "SessionFeedbackTable",
    "SessionFileTable",
    "SessionPersonTable",
    "StaffRoleTable",
    "TrainerTable",
    "TrainingSessionTable",
]
