"""Who is trained on any day, worked out for thousands of people at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prevent_desk.contacts.service.organisations import Organisations
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.store.session import Store
from prevent_desk.store.settings import Settings
from prevent_desk.training.model.courses import Course
from prevent_desk.training.model.coverage import (
    NEW_DAYS,
    NOBODY,
    Counts,
    Goal,
    HeadCounts,
    Held,
    Matrix,
    MatrixRow,
    Scope,
    Standing,
)
from prevent_desk.training.model.departments import Department
from prevent_desk.training.model.needs import Required
from prevent_desk.training.service import courses, departments, needs, people
from prevent_desk.training.service.coverage_reading import (
    CALM,
    DUE,
    LAPSED,
    PLACES,
    UNKNOWN,
    Newest,
    Told,
    head_counts,
    judge,
    newest,
    people_there,
    reminded,
    told,
)
from prevent_desk.training.tables import LearnerTable

_GOAL = "training/goal"


class Coverage:
    """Says who is trained as of a day: as a matrix, and person by person."""

    def __init__(self, store: Store, clock: Clock, organisations: Organisations) -> None:
        self._store, self._clock, self._organisations = store, clock, organisations
        self._settings = Settings(store)

    # What is aimed at

    def goal(self) -> Goal:
        """Return what the office aims at."""
        target, least = self._settings.get(_GOAL, (Goal().target, Goal().least))
        return Goal(int(target), int(least))

    def set_goal(self, goal: Goal) -> None:
        """Aim at something else; a setting of the desk, not an act to be undone.

        Raises:
            Refused: It is no share, or the lower limit lies above the target.
        """
        if not 0 < goal.least <= goal.target <= 100:
            raise Refused(
                "The target is 1 to 100 per cent, and the lower limit not above it.",
                next_step="Correct one of them.",
            )
        self._settings.put(_GOAL, (goal.target, goal.least))

    # Reading

    def matrix(self, as_of: date | None = None, scope: Scope | None = None) -> Matrix:
        """Return how departments stand with courses as of a day; today where none is given.

        A day ahead shows what comes if nobody does anything; a day past what was so by what is
        recorded now. People who left by then, or had not come, are in no count.
        """
        day, scope = as_of or self._clock.today(), scope or Scope()
        places = self._places()
        with self._store.reading() as session:
            facts = _Facts.read(session, day, scope, places)
            apart = head_counts(session, day, scope, facts.columns)
        return facts.matrix(apart)

    def held(
        self,
        as_of: date | None = None,
        scope: Scope | None = None,
        standings: Iterable[Standing] = tuple(Standing),
    ) -> list[Held]:
        """Return people with each course they need, worst first, then by name.

        Args:
            as_of: The day; today where none is given.
            scope: Of which departments and courses.
            standings: Only those who stand so.
        """
        day, scope = as_of or self._clock.today(), scope or Scope()
        wanted = frozenset(standings)
        places = self._places()
        with self._store.reading() as session:
            facts = _Facts.read(session, day, scope, places)
            pairs = [pair for pair in facts.pairs() if PLACES[pair.place] in wanted]
            who = told(session, {pair.learner_id for pair in pairs})
            before = reminded(session)
        found = [
            _held(pair, facts, who[pair.learner_id], before)
            for pair in pairs
            if pair.learner_id in who
        ]
        return sorted(found, key=_worst_first)

    def of(self, learner_id: int, as_of: date | None = None) -> list[Held]:
        """Return how one person stands with each course they need, in the order of courses."""
        person_scope = Scope()
        day = as_of or self._clock.today()
        places = self._places()
        with self._store.reading() as session:
            head = people.heads_of(session).get(learner_id, learner_id)
            facts = _Facts.read(session, day, person_scope, places, only=head)
            who, before = told(session, {head}), reminded(session)
        return [
            _held(pair, facts, who[head], before)
            for pair in facts.pairs()
            if pair.learner_id == head
        ]

    def _places(self) -> Mapping[int, str]:
        return {one.id: one.name for one in self._organisations.all(ended=True)}


@dataclass(frozen=True, slots=True)
class _Pair:
    """A person and a course they need: places in order of worry, days as the store keeps them."""

    learner_id: int
    department_id: int
    role_id: int | None
    course_id: int
    place: int
    on: str | None
    until: str | None


@dataclass(frozen=True)
class _Facts:
    """What was read for one answer."""

    as_of: date
    scope: Scope
    columns: tuple[Course, ...]
    departments: Mapping[int, Department]
    required: Required
    people: Sequence[tuple[int, int, int | None, str | None]]
    newest: Mapping[int, Mapping[int, Newest]]
    place_of: Mapping[int, Callable[[Newest | None], int]]
    listed: date | None

    @classmethod
    def read(
        cls,
        session: Session,
        as_of: date,
        scope: Scope,
        places: Mapping[int, str],
        only: int | None = None,
    ) -> _Facts:
        known = courses.read(session)
        required = needs.read_required(session)
        asked = needs.read(session)
        needed = {one.course_id for one in asked}
        columns = tuple(
            one
            for one in known.values()
            if one.ended is None
            and (one.id in needed if scope.courses is None else one.id in scope.courses)
        )
        learners = [row for row in people_there(session, as_of, only) if scope.has(row[1])]
        return cls(
            as_of,
            scope,
            columns,
            departments.read(session, places),
            required,
            learners,
            newest(session, as_of, [one.id for one in columns], only),
            {one.id: judge(one.refresh_months, as_of) for one in columns},
            session.scalar(select(func.max(LearnerTable.listed))),
        )

    def pairs(self) -> list[_Pair]:
        """Return each person with each course of the columns they need."""
        wanted = {one.id for one in self.columns}
        found = []
        for number, department, role, _started in self.people:
            for course in self.required.of(department or None, role):
                if course in wanted:
                    known = self.newest[course].get(number)
                    place = self.place_of[course](known)
                    on, until = known or (None, None)
                    found.append(_Pair(number, department, role, course, place, on, until))
        return found

    def matrix(self, head_counts: HeadCounts) -> Matrix:
        column_of = {one.id: place for place, one in enumerate(self.columns)}
        wide = len(self.columns)
        cells: dict[int, list[list[int]]] = defaultdict(lambda: [[0] * 4 for _ in range(wide)])
        worst: dict[int, list[int]] = defaultdict(lambda: [0] * 4)
        here: dict[int, int] = defaultdict(int)
        starters = free = 0
        since = (self.as_of - timedelta(days=NEW_DAYS)).isoformat()
        wanted_of: dict[tuple[int, int | None], list[tuple[int, int]]] = {}
        for number, department, role, started in self.people:
            here[department] += 1
            key = department, role
            if (wanted := wanted_of.get(key)) is None:
                asked = self.required.of(department or None, role)
                wanted = [(one, column_of[one]) for one in asked if one in column_of]
                wanted_of[key] = wanted
            if not wanted:
                free += 1
                continue
            counts, worst_place = cells[department], 0
            for course, column in wanted:
                place = self.place_of[course](self.newest[course].get(number))
                counts[column][place] += 1
                worst_place = max(worst_place, place)
            worst[department][worst_place] += 1
            starters += worst_place == UNKNOWN and started is not None and started > since
        rows = self._rows(cells, worst, here, column_of)
        return Matrix(
            self.as_of,
            self.columns,
            rows,
            sum((row.worst for row in rows), NOBODY),
            tuple(sum((row.cells[n] for row in rows), NOBODY) for n in range(wide)),
            starters,
            free,
            self.listed,
            head_counts,
        )

    def _rows(
        self,
        cells: Mapping[int, list[list[int]]],
        worst: Mapping[int, list[int]],
        here: Mapping[int, int],
        column_of: Mapping[int, int],
    ) -> tuple[MatrixRow, ...]:
        found = []
        for one in [*self.departments.values(), None]:
            number = one.id if one is not None else 0
            named = here.get(number, 0)
            if not self.scope.has(number) or (not named and (one is None or one.ended)):
                continue
            heads = one.heads if one is not None and one.ended is None else None
            unnamed = max(0, (heads or 0) - named)
            whole = self.required.of_whole(number) if unnamed else ()
            extra = {column_of[course] for course in whole if course in column_of}
            counts = cells.get(number) or [[0] * 4 for _ in self.columns]
            found.append(
                MatrixRow(
                    number,
                    one.name if one is not None else "No department",
                    one.organisation if one is not None else "",
                    named + unnamed,
                    unnamed,
                    one.heads_on if one is not None and unnamed else None,
                    tuple(_counts(c, unnamed if n in extra else 0) for n, c in enumerate(counts)),
                    _counts(worst.get(number) or [0] * 4, unnamed if extra else 0),
                )
            )
        # The council's own first, each organisation's together; without a department at the end.
        return tuple(
            sorted(
                found,
                key=lambda row: (not row.department_id, row.organisation, row.name.casefold()),
            )
        )


def _counts(by_place: Sequence[int], unnamed: int) -> Counts:
    return Counts(
        by_place[CALM], by_place[DUE], by_place[LAPSED], by_place[UNKNOWN] + unnamed, unnamed
    )


def _held(
    pair: _Pair, facts: _Facts, told: Told, reminded: Mapping[tuple[int, int | None], date]
) -> Held:
    course = next(one for one in facts.columns if one.id == pair.course_id)
    on = date.fromisoformat(pair.on) if pair.on else None
    own = date.fromisoformat(pair.until) if pair.until else None
    # The later of what the period and what a certificate says; a period without end beats both.
    by_period = course.until(on) if on else None
    ends = [one for one in (by_period, own) if one is not None]
    until = None if on and by_period is None else max(ends, default=None)
    days = [
        reminded[key]
        for key in ((pair.learner_id, pair.course_id), (pair.learner_id, None))
        if key in reminded
    ]
    department = facts.departments.get(pair.department_id)
    return Held(
        pair.learner_id, told.name, told.given, told.family, told.email, told.staff_no,
        pair.department_id, department.name if department else "", told.role, pair.course_id,
        course.title, PLACES[pair.place], on, until, told.started, max(days, default=None),
    )  # fmt: skip


def _worst_first(one: Held) -> tuple[int, date, str, int]:
    order = {Standing.LAPSED: 0, Standing.UNKNOWN: 1, Standing.DUE: 2, Standing.CURRENT: 3}
    return (
        order[one.standing], one.until or date.max, one.listed_name.casefold(), one.learner_id,
    )  # fmt: skip
