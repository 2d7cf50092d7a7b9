"""Who is trained on any day, worked out for thousands of people at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prevent_desk.contacts.service.organisations import Organisations
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.store.session import Change, Store
from prevent_desk.store.settings import Settings
from prevent_desk.training.model.courses import Course
from prevent_desk.training.model.coverage import (
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
    Told,
    days,
    head_counts,
    people_there,
    places,
    reminded,
    told,
)
from prevent_desk.training.tables import LearnerTable

_GOAL = "training/goal"


_Groups = Mapping[tuple[int, Standing], Sequence[int]]


class Coverage:
    """Says who is trained as of a day: as a matrix, and person by person."""

    def __init__(self, store: Store, clock: Clock, organisations: Organisations) -> None:
        self._store, self._clock, self._organisations = store, clock, organisations
        self._settings = Settings(store)
        self._groups: tuple[Change | None, date, _Groups] | None = None

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
        organisations = self._organisation_names()
        with self._store.reading() as session:
            facts = _Facts.read(session, day, scope, organisations)
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
        organisations = self._organisation_names()
        with self._store.reading() as session:
            facts = _Facts.read(session, day, scope, organisations)
            pairs = [pair for pair in facts.pairs() if PLACES[pair.place] in wanted]
            found = _told_all(session, facts, pairs)
        return sorted(found, key=_worst_first)

    def of(self, learner_id: int, as_of: date | None = None) -> list[Held]:
        """Return how one person stands with each course they need, in the order of courses."""
        day = as_of or self._clock.today()
        organisations = self._organisation_names()
        with self._store.reading() as session:
            head = people.heads_of(session).get(learner_id, learner_id)
            facts = _Facts.read(session, day, Scope(), organisations, only=[head])
            return _told_all(session, facts, facts.pairs())

    def groups(self) -> _Groups:
        """Return today's people by course and standing; by course 0 those who stand so anywhere.

        Kept until the next act, or the next day.
        """
        change, today = self._store.last_change, self._clock.today()
        if self._groups is None or self._groups[0] is not change or self._groups[1] != today:
            organisations = self._organisation_names()
            with self._store.reading() as session:
                told = _Facts.read(session, today, Scope(), organisations).groups()
            self._groups = change, today, told
        return self._groups[2]

    def _organisation_names(self) -> Mapping[int, str]:
        return {one.id: one.name for one in self._organisations.all(ended=True)}


def standings_of(
    session: Session, as_of: date, learner_ids: Collection[int]
) -> dict[int, list[Standing]]:
    """Return how people stand with each course they need, within a session that is open."""
    found: dict[int, list[Standing]] = defaultdict(list)
    for pair in _Facts.read(session, as_of, Scope(), {}, only=learner_ids).pairs():
        found[pair.learner_id].append(PLACES[pair.place])
    return dict(found)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A person and a course they need: their place in the order of worry."""

    learner_id: int
    department_id: int
    role_id: int | None
    course_id: int
    place: int


@dataclass(frozen=True)
class _Facts:
    """What was read for one answer."""

    as_of: date
    scope: Scope
    columns: tuple[Course, ...]
    departments: Mapping[int, Department]
    required: Required
    people: Sequence[tuple[int, int, int | None, bool]]
    place_of: Mapping[int, Mapping[int, int]]
    listed: date | None

    @classmethod
    def read(
        cls,
        session: Session,
        as_of: date,
        scope: Scope,
        organisations: Mapping[int, str],
        only: Collection[int] | None = None,
    ) -> _Facts:
        required = needs.read_required(session)
        known = departments.read(session, organisations)
        learners = [row for row in people_there(session, as_of, only) if scope.has(row[1])]
        needed = {
            course
            for department, role in {(row[1], row[2]) for row in learners}
            for course in required.of(department or None, role)
        }
        for one in known.values():
            if one.heads and scope.has(one.id):
                needed |= set(required.of_whole(one.id))
        columns = tuple(
            one
            for one in courses.read(session).values()
            if one.ended is None and one.id in (needed if scope.courses is None else scope.courses)
        )
        return cls(
            as_of,
            scope,
            columns,
            known,
            required,
            learners,
            {one.id: places(session, as_of, one, only) for one in columns},
            session.scalar(select(func.max(LearnerTable.listed))),
        )

    def course(self, number: int) -> Course:
        """Return a course of the columns."""
        return next(one for one in self.columns if one.id == number)

    def pairs(self) -> list[_Pair]:
        """Return each person with each course of the columns they need."""
        wanted = {one.id for one in self.columns}
        found = []
        for number, department, role, _lately in self.people:
            for course in self.required.of(department or None, role):
                if course in wanted:
                    place = self.place_of[course].get(number, UNKNOWN)
                    found.append(_Pair(number, department, role, course, place))
        return found

    def groups(self) -> dict[tuple[int, Standing], list[int]]:
        """Return people by course and standing; by course 0 those who stand so anywhere."""
        wanted_of: dict[tuple[int, int | None], list[int]] = {}
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, department, role, _lately in self.people:
            key = department, role
            if (wanted := wanted_of.get(key)) is None:
                wanted = list(self.required.of(department or None, role))
                wanted_of[key] = wanted
            own = set()
            for course in wanted:
                place = self.place_of[course].get(number, UNKNOWN)
                found[course, place].append(number)
                own.add(place)
            for place in own:
                found[0, place].append(number)
        return {(course, PLACES[place]): numbers for (course, place), numbers in found.items()}

    def matrix(self, head_counts: HeadCounts) -> Matrix:
        column_of = {one.id: place for place, one in enumerate(self.columns)}
        wide = len(self.columns)
        cells: dict[int, list[list[int]]] = defaultdict(lambda: [[0] * 4 for _ in range(wide)])
        worst: dict[int, list[int]] = defaultdict(lambda: [0] * 4)
        here: dict[int, int] = defaultdict(int)
        starters = free = 0
        wanted_of: dict[tuple[int, int | None], list[tuple[int, int]]] = {}
        for number, department, role, lately in self.people:
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
                place = self.place_of[course].get(number, UNKNOWN)
                counts[column][place] += 1
                worst_place = max(worst_place, place)
            worst[department][worst_place] += 1
            starters += lately and worst_place == UNKNOWN
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


def _told_all(session: Session, facts: _Facts, pairs: Sequence[_Pair]) -> list[Held]:
    """Return people with their courses as records, in the order given."""
    wanted: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        if pair.place != UNKNOWN:
            wanted[pair.course_id].add(pair.learner_id)
    completed = days(session, facts.as_of, wanted)
    who = told(session, {pair.learner_id for pair in pairs})
    before = reminded(session)
    return [
        _held(pair, facts, who[pair.learner_id], completed, before)
        for pair in pairs
        if pair.learner_id in who
    ]


def _held(
    pair: _Pair,
    facts: _Facts,
    who: Told,
    completed: Mapping[tuple[int, int], Sequence[tuple[date, date | None]]],
    before: Mapping[tuple[int, int | None], date],
) -> Held:
    course = facts.course(pair.course_id)
    # Of several the one that counts longest; one without end beats all.
    best = max(
        (
            (on, own or course.until(on))
            for on, own in completed.get((course.id, pair.learner_id), ())
        ),
        key=lambda one: (one[1] or date.max, one[0]),
        default=(None, None),
    )
    asked = ((pair.learner_id, course.id), (pair.learner_id, None))
    department = facts.departments.get(pair.department_id)
    return Held(
        pair.learner_id, who.name, who.given, who.family, who.email, who.staff_no,
        pair.department_id, department.name if department else "", who.role, course.id,
        course.title, PLACES[pair.place], best[0], best[1], who.started,
        max((before[key] for key in asked if key in before), default=None),
    )  # fmt: skip


def _worst_first(one: Held) -> tuple[int, date, str, int]:
    order = {Standing.LAPSED: 0, Standing.UNKNOWN: 1, Standing.DUE: 2, Standing.CURRENT: 3}
    return (
        order[one.standing], one.until or date.max, one.listed_name.casefold(), one.learner_id,
    )  # fmt: skip
