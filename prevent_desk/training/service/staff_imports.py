"""Staff lists taken in: one act, one Undo.

A preview writes nothing. What is taken in is looked at once more first, so that a row does what was
shown or the whole is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.contacts.model import naming
from prevent_desk.contacts.model.people import refuse_ahead
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.store.session import Store
from prevent_desk.store.unit import unit_of
from prevent_desk.training.model import staff_lines, staff_list
from prevent_desk.training.model.departments import NewDepartment
from prevent_desk.training.model.importing import Kind, ListFile, plain
from prevent_desk.training.model.people import NewLearner
from prevent_desk.training.model.staff_lines import StaffLine, StaffPreview
from prevent_desk.training.service import people as people_rows
from prevent_desk.training.service.departments import Departments
from prevent_desk.training.service.import_steps import (
    LastPreview,
    Report,
    Steps,
    StopAsked,
    Taken,
    merged,
    never,
    no_report,
    note,
    refuse_stale,
    stale,
)
from prevent_desk.training.service.people import People
from prevent_desk.training.service.roles import Roles
from prevent_desk.training.tables import LearnerTable


@dataclass(frozen=True, slots=True)
class StaffAsked:
    """A staff list, and how it is to be read.

    Attributes:
        mapped: What each column tells: values of `staff_list.Part`.
        organisation_id: Whose staff it lists; None: the council's own.
        on: The day of the list.
    """

    file: ListFile
    mapped: tuple[str | None, ...]
    organisation_id: int | None
    on: date


class StaffImports:
    """Says what a staff list would change, and takes in what was chosen."""

    def __init__(
        self, store: Store, clock: Clock, people: People, departments: Departments, roles: Roles
    ) -> None:
        self._store, self._clock = store, clock
        self._people, self._departments, self._roles = people, departments, roles
        self._previews = LastPreview(store, self._preview)

    def preview(self, asked: StaffAsked) -> StaffPreview:
        """Return what each row of a staff list would do, in its order; nothing is written."""
        return self._previews.of(asked)

    def take_in(
        self,
        asked: StaffAsked,
        chosen: Sequence[StaffLine],
        left: Collection[int] = (),
        report: Report = no_report,
        stopped: StopAsked = never,
    ) -> Taken:
        """Take in the rows of a staff list that were chosen, in one act.

        Everybody on the list is noted to have stood on it. Nothing is emptied, nobody removed.

        Args:
            asked: As it was previewed.
            chosen: Of its lines; those that would do nothing are passed over.
            left: Who is gone, of those that do not stand on it.
            report: Told of rows done, rows in all.
            stopped: Asked before each part of it.

        Raises:
            Refused: There is nothing to take in, the list's day lies ahead, or the desk changed
                since the preview.
            Stopped: It was cancelled; nothing was written.
        """
        refuse_ahead(asked.on, self._clock.today(), "A staff list")
        report(0, 0, "Looking once more")
        now = self.preview(asked)
        lines = [line for line in chosen if line.can_be_taken]
        refuse_stale(lines, now.lines)
        if not set(left) <= {one.id for one in now.left}:
            raise stale()
        same = [line for line in now.lines if line.known is not None and line.kind is Kind.SAME]
        listed = [
            line.known.id for line in same
            if line.known is not None and (line.known.listed or date.min) < asked.on
        ]  # fmt: skip
        if not lines and not left and not listed:
            raise Refused("Nothing is chosen.", next_step="Tick the rows to take in.")
        at = self._clock.now().astimezone(UTC).replace(tzinfo=None)
        taking = _TakingStaff(asked, lines, self._departments, self._roles, at)
        rows = len(lines) + len(listed) + len(left)
        with self._store.writing(f"staff list of {len(asked.file.rows):,} rows") as session:
            taking.make_places(session)
            step = Steps(session, rows, report, stopped)
            new = [line for line in lines if line.known is None]
            for part in step.of(new):
                unit_of(session).put(LearnerTable, [taking.row(line) for line in part])
            changed = [line for line in lines if line.known is not None]
            for part in step.of(changed):
                taking.change(_rows(session, [line.known.id for line in part if line.known]), part)
            for ids in step.of(sorted(listed)):
                for row in _rows(session, ids).values():
                    row.listed = asked.on
            for ids in step.of(sorted(left)):
                for row in _rows(session, ids).values():
                    row.left = asked.on
            taken = Taken(
                len(new), len(changed), len(left), len(same) + len(lines),
                len(taking.departments_made), len(taking.roles_made),
            )  # fmt: skip
            note(session, "staff list", taken)
            step.finish()
        return taken

    # Inside

    def _preview(self, asked: StaffAsked) -> StaffPreview:
        today, place = self._clock.today(), asked.organisation_id
        told = (
            staff_list.told(number, row, asked.mapped, today)
            for number, row in enumerate(asked.file.rows)
        )
        everybody = self._people.all(left=True)
        return staff_lines.compare(
            [one for one in told if one is not None],
            [one for one in everybody if one.organisation_id == place],
            [one.name for one in self._departments.all() if one.organisation_id == place],
            [one.title for one in self._roles.all()],
            [(number, one) for number, one in merged(self._store, everybody)
             if one.organisation_id == place],
        )  # fmt: skip


class _TakingStaff:
    """One staff list on its way in: its departments and roles are made where they are needed."""

    def __init__(
        self,
        asked: StaffAsked,
        lines: Sequence[StaffLine],
        departments: Departments,
        roles: Roles,
        at: datetime,
    ) -> None:
        self._asked, self._lines, self._at = asked, lines, at
        self._departments, self._roles = departments, roles
        # Read before the unit begins: one connection does one thing at a time.
        self._department_ids = {
            plain(one.name): one.id
            for one in departments.all()
            if one.organisation_id == asked.organisation_id
        }
        self._role_ids = {plain(one.title): one.id for one in roles.all()}
        self.departments_made: list[int] = []
        self.roles_made: list[int] = []

    def make_places(self, session: Session) -> None:
        """Make the departments and roles that the lines name and nobody made yet."""
        for line in self._lines:
            department, role = plain(line.told.department), plain(line.told.role)
            if department and department not in self._department_ids:
                new = NewDepartment(line.told.department, self._asked.organisation_id)
                self._department_ids[department] = self._departments.add_in(session, new)
                self.departments_made.append(self._department_ids[department])
            if role and role not in self._role_ids:
                self._role_ids[role] = self._roles.add_in(session, line.told.role)
                self.roles_made.append(self._role_ids[role])

    def row(self, line: StaffLine) -> dict[str, Any]:
        """Return somebody new as the row that keeps them."""
        one = line.told
        row = people_rows.values_of(
            NewLearner(
                one.name, one.number, self._asked.organisation_id, one.email,
                self._department_ids.get(plain(one.department)),
                self._role_ids.get(plain(one.role)), one.started,
                source=self._asked.file.name, listed=self._asked.on,
            ),
            self._at,
        )  # fmt: skip
        if one.given or one.family:
            given, family = naming.parts(one.name)
            row["given"], row["family"] = one.given or given, one.family or family
        row["left"] = one.left
        return row

    def change(self, rows: Mapping[int, LearnerTable], lines: Sequence[StaffLine]) -> None:
        """Change those who are here as their lines say."""
        for line in lines:
            assert line.known is not None  # noqa: S101 - lines of those who are here only
            row = rows[line.known.id]
            for name, value in line.parts.items():
                setattr(row, name, value)
            if line.moves:
                row.department_id = self._department_ids[plain(line.told.department)]
            if line.retitled:
                row.role_id = self._role_ids[plain(line.told.role)]
            if row.listed is None or row.listed < self._asked.on:
                row.listed = self._asked.on


def _rows(session: Session, ids: Sequence[int]) -> dict[int, LearnerTable]:
    rows = session.scalars(select(LearnerTable).where(LearnerTable.id.in_(ids)))
    return {row.id: row for row in rows}
