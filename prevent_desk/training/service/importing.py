"""Lists taken in: of staff, and of completions of e-learning."""

from __future__ import annotations

from prevent_desk.core.clock import Clock
from prevent_desk.store.session import Store
from prevent_desk.training.service.completions import Completions
from prevent_desk.training.service.courses import Courses
from prevent_desk.training.service.departments import Departments
from prevent_desk.training.service.done_imports import DoneImports
from prevent_desk.training.service.people import People
from prevent_desk.training.service.roles import Roles
from prevent_desk.training.service.staff_imports import StaffImports


class Imports:
    """Both kinds of lists.

    Attributes:
        staff: Staff lists.
        done: Completions.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        people: People,
        departments: Departments,
        roles: Roles,
        courses: Courses,
        completions: Completions,
    ) -> None:
        self._store = store
        self.staff = StaffImports(store, clock, people, departments, roles)
        self.done = DoneImports(store, clock, people, courses, completions)

    def note_left_over(self, export_id: str, marking: str, rows: int) -> None:
        """Note in the audit trail that rows left over were taken out."""
        self._store.note(
            "exported", "rows left over", export=export_id, form="xlsx", marking=marking, rows=rows
        )
