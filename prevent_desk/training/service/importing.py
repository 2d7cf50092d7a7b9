"""Staff lists and completions of e-learning taken in: one act, one Undo.

A preview writes nothing. What is taken in is looked at once more first, so that a row does what was
shown or the whole is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TypeVar, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.contacts.model import naming
from prevent_desk.contacts.model.people import refuse_ahead
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused, Stopped
from prevent_desk.store import audit
from prevent_desk.store.session import Store
from prevent_desk.training.model import elearning, staff_list
from prevent_desk.training.model.completions import Known
from prevent_desk.training.model.departments import NewDepartment
from prevent_desk.training.model.elearning import Done, DoneLine, Meant
from prevent_desk.training.model.importing import Kind, ListFile, plain
from prevent_desk.training.model.people import Learner, NewLearner
from prevent_desk.training.model.staff_list import StaffLine, StaffPreview
from prevent_desk.training.service import people as people_rows
from prevent_desk.training.service.completions import Completions
from prevent_desk.training.service.courses import Courses
from prevent_desk.training.service.departments import Departments
from prevent_desk.training.service.people import People
from prevent_desk.training.service.roles import Roles
from prevent_desk.training.tables import CompletionTable, LearnerTable

_AT_ONCE = 500

Report = Callable[[int, int, str], None]
StopAsked = Callable[[], bool]
Item = TypeVar("Item")
Asked = TypeVar("Asked")
Found = TypeVar("Found")


def _no_report(_done: int, _of: int, _what: str) -> None:
    """Tell nobody."""


def _never() -> bool:
    return False


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


@dataclass(frozen=True, slots=True)
class DoneAsked:
    """A file of completions, and how it is to be read.

    Attributes:
        mapped: What each column tells: values of `elearning.Part`, or the days of one course.
        one_course: The course of the whole file; None where its columns say.
        by_words: Courses by what the file calls them (`plain`); None for one to be left out.
        how: How the completions are known.
        by_hand: Whom the officer said a row speaks of: learners by the row's place in the file.
    """

    file: ListFile
    mapped: tuple[str | None, ...]
    one_course: int | None = None
    by_words: Mapping[str, int | None] = field(default_factory=dict)
    how: Known = Known.E_LEARNING
    by_hand: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did: how many of each.

    Attributes:
        listed: People who stand on the list, as was noted with them.
    """

    added: int = 0
    changed: int = 0
    left: int = 0
    listed: int = 0
    departments: int = 0
    roles: int = 0


class Imports:
    """Says what a list would change, and takes in what was chosen."""

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
        self._store, self._clock = store, clock
        self._people, self._departments, self._roles = people, departments, roles
        self._courses, self._completions = courses, completions
        self._last: tuple[object, int, object] | None = None

    # Staff lists

    def preview_staff(self, asked: StaffAsked) -> StaffPreview:
        """Return what each row of a staff list would do, in its order; nothing is written."""
        return self._once(asked, self._preview_staff)

    def _preview_staff(self, asked: StaffAsked) -> StaffPreview:
        today, place = self._clock.today(), asked.organisation_id
        told = (
            staff_list.told(number, row, asked.mapped, today)
            for number, row in enumerate(asked.file.rows)
        )
        everybody = self._people.all(left=True)
        return staff_list.compare(
            [one for one in told if one is not None],
            [one for one in everybody if one.organisation_id == place],
            [one.name for one in self._departments.all() if one.organisation_id == place],
            [one.title for one in self._roles.all()],
            [(number, one) for number, one in self._merged(everybody)
             if one.organisation_id == place],
        )  # fmt: skip

    def take_in_staff(
        self,
        asked: StaffAsked,
        chosen: Sequence[StaffLine],
        left: Collection[int] = (),
        report: Report = _no_report,
        stopped: StopAsked = _never,
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
        now = self.preview_staff(asked)
        lines = [line for line in chosen if line.can_be_taken]
        _refuse_stale(lines, now.lines)
        if not set(left) <= {one.id for one in now.left}:
            raise _stale()
        same = [line for line in now.lines if line.known is not None and line.kind is Kind.SAME]
        listed = [
            line.known.id for line in same
            if line.known is not None and (line.known.listed or date.min) < asked.on
        ]  # fmt: skip
        if not lines and not left and not listed:
            raise Refused("Nothing is chosen.", next_step="Tick the rows to take in.")
        taking = _TakingStaff(asked, lines, self._departments, self._roles, self._now())
        rows = len(lines) + len(listed) + len(left)
        with self._store.writing(f"staff list of {len(asked.file.rows):,} rows") as session:
            taking.make_places(session)
            step = _Steps(session, rows, report, stopped)
            new = [line for line in lines if line.known is None]
            for part in step.of(new):
                session.add_all([taking.row(line) for line in part])
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
            _note(session, "staff list", taken)
            step.finish()
        return taken

    # Completions

    def course_words(self, asked: DoneAsked) -> list[str]:
        """Return what a file calls its courses, each once."""
        return elearning.course_words(asked.file.rows, asked.mapped)

    def preview_done(self, asked: DoneAsked) -> list[DoneLine]:
        """Return what each completion of a file would do, in its order; nothing is written."""
        return self._once(asked, self._preview_done)

    def _preview_done(self, asked: DoneAsked) -> list[DoneLine]:
        today = self._clock.today()
        meant = Meant(
            asked.one_course, asked.by_words,
            {one.id: one.called for one in self._courses.all(ended=True)},
        )  # fmt: skip
        rows = [
            one
            for number, row in enumerate(asked.file.rows)
            for one in elearning.told(number, row, asked.mapped, meant, today)
        ]
        everybody = self._people.all(left=True)
        by_id = {one.id: one for one in everybody}
        by_hand = {row: by_id[one] for row, one in asked.by_hand.items() if one in by_id}
        return elearning.compare(rows, everybody, self._merged(everybody), self._done(), by_hand)

    def take_in_done(
        self,
        asked: DoneAsked,
        chosen: Sequence[DoneLine],
        report: Report = _no_report,
        stopped: StopAsked = _never,
    ) -> Taken:
        """Take in the completions that were chosen, in one act.

        Args:
            asked: As it was previewed.
            chosen: Of its lines; those that would do nothing are passed over.
            report: Told of rows done, rows in all.
            stopped: Asked before each part of it.

        Raises:
            Refused: There is nothing to take in, or the desk changed since the preview.
            Stopped: It was cancelled; nothing was written.
        """
        lines = [line for line in chosen if line.can_be_taken]
        if not lines:
            raise Refused("Nothing is chosen.", next_step="Tick the rows to take in.")
        report(0, 0, "Looking once more")
        _refuse_stale(lines, self.preview_done(asked))
        count = f"{len(lines):,} completion{'' if len(lines) == 1 else 's'}"
        with self._store.writing(f"import of {count}") as session:
            step = _Steps(session, len(lines), report, stopped)
            for part in step.of(lines):
                session.add_all([self._completion(line, asked) for line in part])
            taken = Taken(added=len(lines))
            _note(session, "completions", taken)
            step.finish()
        return taken

    def note_left_over(self, export_id: str, marking: str, rows: int) -> None:
        """Note in the audit trail that rows left over were taken out."""
        detail = {"export": export_id, "form": "xlsx", "marking": marking, "rows": rows}
        with self._store.writing(None) as session:
            audit.note(session, "exported", "rows left over", "", detail)

    # Inside

    def _once(self, asked: Asked, preview: Callable[[Asked], Found]) -> Found:
        """Return a preview; the one made last where nothing was written since."""
        last, generation = self._last, self._store.generation
        if last is not None and last[0] is asked and last[1] == generation:
            return cast("Found", last[2])
        found = preview(asked)
        # With what it was before: what was written meanwhile makes it stale.
        self._last = asked, generation, found
        return found

    def _completion(self, line: DoneLine, asked: DoneAsked) -> CompletionTable:
        one, known = line.told, line.known
        assert known is not None and one.course_id and one.on is not None  # noqa: S101, PT018
        return self._completions.row_of(
            known.id, one.course_id, one.on, asked.how, until=one.until,
            certificate=one.certificate, source=asked.file.name,
        )  # fmt: skip

    def _done(self) -> Done:
        query = select(CompletionTable.learner_id, CompletionTable.course_id, CompletionTable.on)
        with self._store.reading() as session:
            heads = people_rows.heads_of(session)
            return frozenset(
                (heads.get(who, who), what, on) for who, what, on in session.execute(query)
            )

    def _merged(self, everybody: Sequence[Learner]) -> list[tuple[str, Learner]]:
        """Return the numbers of rows that were merged, with whom they stand for."""
        by_id = {one.id: one for one in everybody}
        query = select(LearnerTable.id, LearnerTable.staff_no).where(
            LearnerTable.merged_into_id.is_not(None), LearnerTable.staff_no != ""
        )
        with self._store.reading() as session:
            heads = people_rows.heads_of(session)
            rows = session.execute(query).all()
        found = ((number, by_id.get(heads.get(one, one))) for one, number in rows)
        return [(number, head) for number, head in found if head is not None]

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


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

    def row(self, line: StaffLine) -> LearnerTable:
        """Return somebody new as the row that keeps them."""
        one = line.told
        row = people_rows.row_of(
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
            row.given, row.family = one.given or given, one.family or family
        row.left = one.left
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


class _Steps:
    """Goes through rows in parts: each is written, told of, and may be the last."""

    def __init__(self, session: Session, of: int, report: Report, stopped: StopAsked) -> None:
        self._session, self._of = session, of
        self._report, self._stopped = report, stopped
        self._done = 0

    def of(self, items: Sequence[Item]) -> Iterator[Sequence[Item]]:
        """Yield items in parts.

        Raises:
            Stopped: It was cancelled.
        """
        for at in range(0, len(items), _AT_ONCE):
            if self._stopped():
                raise Stopped
            self._report(self._done, self._of, "Writing rows")
            part = items[at : at + _AT_ONCE]
            yield part
            self._session.flush()
            self._done += len(part)

    def finish(self) -> None:
        """Say that the last part begins, which cannot be stopped.

        Raises:
            Stopped: It was cancelled just before.
        """
        if self._stopped():
            raise Stopped
        self._report(self._of, self._of, "Keeping them for search and Undo")


def _rows(session: Session, ids: Sequence[int]) -> dict[int, LearnerTable]:
    rows = session.scalars(select(LearnerTable).where(LearnerTable.id.in_(ids)))
    return {row.id: row for row in rows}


def _refuse_stale(
    chosen: Sequence[StaffLine] | Sequence[DoneLine], now: Sequence[StaffLine] | Sequence[DoneLine]
) -> None:
    fresh = {line.key: line for line in now}
    if any(fresh.get(line.key) != line for line in chosen):
        raise _stale()


def _stale() -> Refused:
    return Refused(
        "Something it speaks of was changed since the preview.",
        next_step="Look at the preview again.",
    )


def _note(session: Session, what: str, taken: Taken) -> None:
    detail = {
        "new": taken.added, "changed": taken.changed, "left": taken.left,
        "departments": taken.departments, "roles": taken.roles,
    }  # fmt: skip
    audit.note(session, "imported", what, "", {k: v for k, v in detail.items() if v})
