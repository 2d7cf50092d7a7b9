"""The list of people to be trained: filtered by department, role and how they stand; taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, false
from sqlalchemy.orm import Session

from prevent_desk.contacts.service import resolved
from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.logbook.model.nouns import PEOPLE
from prevent_desk.logbook.model.query import NONE, Filter, Query, Sort
from prevent_desk.logbook.model.sheet import SheetColumn
from prevent_desk.logbook.service.table_log import (
    Condition,
    FilterOn,
    FilterWhere,
    Listed,
    Options,
    OrderBy,
    TableLog,
)
from prevent_desk.store.session import Store
from prevent_desk.training.model.coverage import Standing
from prevent_desk.training.model.people import Learner
from prevent_desk.training.model.people_filters import (
    ANY,
    DEPARTMENT,
    DOUBLE,
    LEFT,
    ROLE,
    STATE,
    TRAINED,
    UNPLACED,
    code,
    read_code,
)
from prevent_desk.training.service import people
from prevent_desk.training.service.courses import Courses
from prevent_desk.training.service.coverage import Coverage, standings_of
from prevent_desk.training.service.departments import Departments
from prevent_desk.training.service.needs import Needs
from prevent_desk.training.service.people import People
from prevent_desk.training.service.roles import Roles
from prevent_desk.training.tables import LearnerTable

KEY = "training/people"
_STANDING_WORDS = {
    Standing.LAPSED: "lapsed",
    Standing.UNKNOWN: "no record",
    Standing.DUE: "due within 60 days",
    Standing.CURRENT: "current",
}


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody of the list and how they stand.

    Attributes:
        standings: One for each course they need.
    """

    learner: Learner
    standings: tuple[Standing, ...]

    @property
    def id(self) -> int:
        """Their number."""
        return self.learner.id

    @property
    def worst(self) -> Standing | None:
        """The worst of the courses they need; None where they need none."""
        return max(self.standings, key=tuple(Standing).index, default=None)

    @property
    def words(self) -> str:
        """How they stand: "2 lapsed, 1 no record", "all 3 current", "needs none"."""
        if not self.standings:
            return "needs none"
        told = [
            f"{count} {_SHORT[one]}"
            for one in (Standing.LAPSED, Standing.UNKNOWN, Standing.DUE)
            if (count := self.standings.count(one))
        ]
        if told:
            return ", ".join(told)
        many = len(self.standings)
        return "current" if many == 1 else f"all {many} current"


_SHORT = {Standing.LAPSED: "lapsed", Standing.UNKNOWN: "no record", Standing.DUE: "due soon"}


class PeopleLog(TableLog[PersonLine]):
    """Lists who is to be trained; who left only where they are asked for."""

    key, title = KEY, "People to be trained"
    noun = PEOPLE
    has_days = False
    day_title = "Started"

    def __init__(
        self,
        store: Store,
        clock: Clock,
        people_: People,
        courses: Courses,
        departments: Departments,
        roles: Roles,
        needs: Needs,
        coverage: Coverage,
    ) -> None:
        self._clock, self._people, self._courses = clock, people_, courses
        self._departments, self._roles, self._coverage = departments, roles, coverage
        self._needs = needs
        super().__init__(store)

    def listed(self) -> Listed:
        """Return what the list is made of."""
        table = LearnerTable
        return Listed(
            table,
            table.started,
            table.at,
            searched=(table.name, table.staff_no, table.email, table.note),
            filters=(
                FilterOn(DEPARTMENT, "Department", table.department_id, self._department_options),
                FilterOn(ROLE, "Role", table.role_id, self._role_options),
                # Its options are added below: counted one by one they would take a second.
                FilterWhere(TRAINED, "Training", lambda: (), self._stands),
                FilterWhere(STATE, "Record", _state_options, self._state),
            ),
            orders=(
                OrderBy("name", "Name", table.family, then=(table.given,)),
                OrderBy("number", "Staff no.", table.staff_no),
            ),
            always=table.merged_into_id.is_(None),
        )

    def filters(self) -> Sequence[Filter]:
        """Return what it can be filtered by."""
        return [
            replace(one, options=self._trained_options()) if one.key == TRAINED else one
            for one in super().filters()
        ]

    def option_counts(self, query: Query) -> Mapping[str, Mapping[str, int]]:
        """Return how many people each option of each filter would find."""
        here = set(self.ids(query.choosing(TRAINED, frozenset())))
        trained = {
            code(course, standing): len(here.intersection(numbers))
            for (course, standing), numbers in self._coverage.groups().items()
        }
        return {**super().option_counts(query), TRAINED: trained}

    def sorts(self) -> Sequence[Sort]:
        """Return the orders, that by name first."""
        found = list(super().sorts())
        return sorted(found, key=lambda one: one.key != "name")

    def records(self, session: Session, rows: Sequence[Any]) -> list[PersonLine]:
        """Return rows as records, their standings read once for all."""
        known = resolved.read(session)
        places = {number: one.called for number, one in known.organisations.items()}
        standings = standings_of(session, self._clock.today(), [row.id for row in rows])
        return [
            PersonLine(one, tuple(standings.get(one.id, ())))
            for one in people.records(session, rows, places)
        ]

    def sheet(self) -> Sequence[SheetColumn[PersonLine]]:
        """Return the columns of its workbook."""
        return (
            SheetColumn("Name", 28, lambda one: one.learner.listed_name),
            SheetColumn("Staff no.", 12, lambda one: one.learner.staff_no),
            SheetColumn("E-mail", 32, lambda one: one.learner.email),
            SheetColumn("Department", 28, lambda one: one.learner.department),
            SheetColumn("Role", 24, lambda one: one.learner.role),
            SheetColumn("Employer", 24, lambda one: one.learner.organisation),
            SheetColumn("Started", 13, lambda one: _day(one.learner.started)),
            SheetColumn("Left", 13, lambda one: _day(one.learner.left)),
            SheetColumn("Stands", 26, lambda one: one.words),
            SheetColumn("On the list of", 14, lambda one: _day(one.learner.listed)),
        )

    def totals(self, query: Query) -> str:
        """Return how many of them have something open."""
        ids = set(self.ids(query))
        groups = self._coverage.groups()
        told = []
        for standing in (Standing.LAPSED, Standing.UNKNOWN, Standing.DUE):
            count = len(ids.intersection(groups.get((ANY, standing), ())))
            if count:
                told.append(f"{count:,} with a course {_WITH[standing]}")
        return " · ".join(told)

    # Inside

    def _where(
        self, statement: Select[Any], query: Query, *, by_index: bool = False
    ) -> Select[Any]:
        found = super()._where(statement, query, by_index=by_index)
        if LEFT not in query.chosen.get(STATE, frozenset()) and query.ids is None:
            found = found.where(LearnerTable.left.is_(None))
        return found

    def _department_options(self) -> Options:
        told = [(str(one.id), one.name) for one in self._departments.all()]
        return [*told, (NONE, "No department")]

    def _role_options(self) -> Options:
        return [*((str(one.id), one.title) for one in self._roles.all()), (NONE, "No role")]

    def _trained_options(self) -> Options:
        needed = {one.course_id for one in self._needs.all()}
        told = [(code(ANY, one), f"Anything {words}") for one, words in _WITH.items()]
        for course in self._courses.all():
            if course.id in needed:
                told += [
                    (code(course.id, one), f"{course.called}: {words}")
                    for one, words in _STANDING_WORDS.items()
                ]
        return told

    def _stands(self, text: str) -> Condition:
        asked = read_code(text)
        if asked is None:
            return false()
        return _among(self._coverage.groups().get(asked, ()))

    def _state(self, text: str) -> Condition:
        if text == LEFT:
            return LearnerTable.left.is_not(None)
        if text == UNPLACED:
            return LearnerTable.department_id.is_(None) | LearnerTable.role_id.is_(None)
        pairs = self._people.possible_duplicates()
        return _among({one.id for pair in pairs for one in (pair.one, pair.other)})


_WITH = {
    Standing.LAPSED: "lapsed",
    Standing.UNKNOWN: "without a record",
    Standing.DUE: "due within 60 days",
}


def _among(ids: Sequence[int] | set[int]) -> Condition:
    # Written into the statement: more may be asked for than a statement may bind.
    return LearnerTable.id.in_(
        bindparam("people", sorted(ids), expanding=True, literal_execute=True, unique=True)
    )


def _state_options() -> Options:
    return [
        (DOUBLE, "Perhaps twice"),
        (UNPLACED, "Without department or role"),
        (LEFT, "Left"),
    ]


def _day(day: date | None) -> str:
    return say_short(day) if day else ""
