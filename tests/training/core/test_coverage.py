"""Who is trained, as the store tells it: once a person, head counts apart, on any day."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import Count, How
from prevent_desk.training.model.completions import Completion, Known
from prevent_desk.training.model.coverage import Counts, Goal, Scope, Standing, standing
from prevent_desk.training.model.departments import NewDepartment
from prevent_desk.training.model.people import NewLearner
from prevent_desk.training.model.sessions import NewSession, Presence
from prevent_desk.training.ui.matrix.grid_model import people_words
from tests.training.core.rooms import staffed_desk
from tests.training.desks import TODAY, Desk


@pytest.fixture
def housing(desk: Desk) -> Desk:
    """A desk where everybody in Housing needs awareness, every two years."""
    course = desk.course(refresh_months=24)
    desk.training.needs.add(course, department_id=desk.department("Housing"))
    return desk


def _course(desk: Desk) -> int:
    return desk.training.courses.all()[0].id


def _housing(desk: Desk) -> int:
    return desk.training.departments.by_name()["housing"].id


def _cell(desk: Desk, as_of: date | None = None) -> Counts:
    return desk.training.coverage.matrix(as_of).cell(_housing(desk), _course(desk))


def _person(desk: Desk, name: str, *ons: date) -> int:
    number = desk.learner(name, department_id=_housing(desk))
    for on in ons:
        desk.training.completions.add(number, _course(desk), on)
    return number


def _ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_a_person_counts_once_by_what_counts_longest(housing: Desk) -> None:
    _person(housing, "Ann Pell", _ago(900), _ago(30), _ago(500))
    assert _cell(housing) == Counts(calm=1)


def test_current_due_lapsed_and_without_a_record_are_told_apart(housing: Desk) -> None:
    _person(housing, "Ann Pell", _ago(30))
    _person(housing, "Ben Orr", _ago(700))
    _person(housing, "Cy Reid", _ago(800))
    _person(housing, "Di Stone")
    assert _cell(housing) == Counts(calm=1, due=1, lapsed=1, unknown=1)


def test_a_day_ahead_shows_what_lapses_if_nobody_does_anything(housing: Desk) -> None:
    _person(housing, "Ann Pell", _ago(700))
    assert _cell(housing).due == 1
    assert _cell(housing, date(2025, 12, 31)).lapsed == 1


def test_a_day_past_knows_nothing_of_what_was_completed_later(housing: Desk) -> None:
    _person(housing, "Ann Pell", _ago(30))
    assert _cell(housing, _ago(60)) == Counts(unknown=1)


def test_who_left_or_has_not_come_yet_is_in_no_count(housing: Desk) -> None:
    gone = _person(housing, "Ann Pell", _ago(30))
    housing.training.people.leave([gone], _ago(10))
    coming = NewLearner("Ben Orr", department_id=_housing(housing), started=_ago(-20))
    housing.training.people.add(coming)
    assert _cell(housing) == Counts()
    assert _cell(housing, _ago(20)) == Counts(calm=1)
    assert _cell(housing, _ago(-30)) == Counts(unknown=1)


def test_what_two_entries_completed_counts_for_the_person_they_are(housing: Desk) -> None:
    kept, other = _person(housing, "Ann Pell"), _person(housing, "A. Pell", _ago(30))
    assert _cell(housing) == Counts(calm=1, unknown=1)
    housing.training.people.merge(kept, other)
    assert _cell(housing) == Counts(calm=1)
    assert [one.on for one in housing.training.completions.of(kept)] == [_ago(30)]
    housing.training.people.unmerge(other)
    assert _cell(housing) == Counts(calm=1, unknown=1)


def test_the_day_a_certificate_names_counts_instead_of_the_period(housing: Desk) -> None:
    one = _person(housing, "Ann Pell")
    housing.training.completions.add(one, _course(housing), _ago(30), until=_ago(1))
    assert _cell(housing).lapsed == 1
    other = _person(housing, "Ben Orr")
    housing.training.completions.add(other, _course(housing), _ago(3000), until=_ago(-300))
    assert _cell(housing) == Counts(calm=1, lapsed=1)


def test_people_known_by_number_only_are_required_and_without_a_record(housing: Desk) -> None:
    number = _housing(housing)
    housing.training.departments.change(number, heads=40, heads_on=_ago(5))
    _person(housing, "Ann Pell", _ago(30))
    row = housing.training.coverage.matrix().rows[0]
    assert (row.people, row.unnamed, row.told) == (40, 39, _ago(5))
    assert row.cells[0] == Counts(calm=1, unknown=39, unnamed=39)
    assert "39 of them not named" in row.cells[0].said()


def test_a_smaller_number_told_than_a_list_names_changes_nothing(housing: Desk) -> None:
    _person(housing, "Ann Pell")
    _person(housing, "Ben Orr")
    housing.training.departments.change(_housing(housing), heads=1)
    assert housing.training.coverage.matrix().rows[0].unnamed == 0


def test_head_counts_are_told_apart_and_never_added_to_names(housing: Desk) -> None:
    person = _person(housing, "Ann Pell")
    sessions, course = housing.training.sessions, _course(housing)
    told = NewSession(_ago(20), course_id=course, attended=Count(12, How.COUNTED))
    named = sessions.add(told, people={person: Presence.ATTENDED})
    sessions.add(
        NewSession(_ago(30), course_id=course, attended=Count(30, How.ESTIMATED),
                   sessions=Count(2, How.COUNTED))
    )  # fmt: skip
    sessions.add(NewSession(_ago(900), course_id=course, attended=Count(99, How.COUNTED)))
    matrix = housing.training.coverage.matrix()
    apart = matrix.head_counts
    assert matrix.cell(_housing(housing), course) == Counts(calm=1)
    # 12 came, one of them by name; what lapsed long ago is in no count.
    assert (apart.people.counted, apart.people.estimated) == (11, 30)
    assert apart.short == "3 head-count sessions (about 41 people) are kept apart"
    assert apart.words.startswith("3 head-count sessions are kept apart: about 41 people (11 ")
    assert named in apart.ids


def test_courses_nobody_needs_any_more_are_no_columns(housing: Desk) -> None:
    _person(housing, "Ann Pell")
    housing.course("WRAP")
    assert len(housing.training.coverage.matrix().courses) == 1
    housing.training.courses.end(_course(housing), TODAY)
    assert housing.training.coverage.matrix().courses == ()
    housing.store.undo()
    assert len(housing.training.coverage.matrix().courses) == 1


def test_another_period_counts_at_once(housing: Desk) -> None:
    _person(housing, "Ann Pell", _ago(500))
    assert _cell(housing).calm == 1
    housing.training.courses.change(_course(housing), refresh_months=12)
    assert _cell(housing).lapsed == 1


def test_everybody_stands_once_by_the_worst_of_their_courses(housing: Desk) -> None:
    other = housing.course("WRAP", refresh_months=None)
    housing.training.needs.add(other)
    _person(housing, "Ann Pell", _ago(800))
    matrix = housing.training.coverage.matrix()
    assert matrix.people == Counts(lapsed=1)
    assert sum(total.required for total in matrix.totals) == 2


def test_a_target_below_its_limit_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.training.coverage.set_goal(Goal(60, 70))
    desk.training.coverage.set_goal(Goal(80, 60))
    assert desk.training.coverage.goal() == Goal(80, 60)


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The practice staff, for tests that only read."""
    folder: Path = tmp_path_factory.mktemp("staffed")
    desk = staffed_desk(folder)
    yield desk
    desk.store.close()


@pytest.fixture(scope="module")
def completed(staffed: Desk) -> dict[int, list[Completion]]:
    """What everybody completed, asked for person by person."""
    people = staffed.training.people.all(left=True)
    return {one.id: staffed.training.completions.of(one.id) for one in people}


@pytest.mark.parametrize("days", [0, 36, -200, 400])
def test_the_matrix_says_what_going_through_every_person_says(
    staffed: Desk, completed: dict[int, list[Completion]], days: int
) -> None:
    """An oracle: the same worked out slowly, person by person, from what each completed."""
    day, training = TODAY + timedelta(days=days), staffed.training
    courses = {one.id: one for one in training.courses.all()}
    needs = training.needs.all()
    told: Counter[tuple[int, int, Standing]] = Counter()
    for person in training.people.all(left=True):
        if (person.started and person.started > day) or (person.left and person.left <= day):
            continue
        done: dict[int, list[date | None]] = {}
        for one in completed[person.id]:
            if one.on <= day:
                done.setdefault(one.course_id, []).append(one.until)
        for course in courses:
            if not any(
                one.course_id == course and one.concerns(person.department_id, person.role_id)
                for one in needs
            ):
                continue
            untils = done.get(course)
            found = Standing.UNKNOWN
            if untils:
                best = None if None in untils else max(one for one in untils if one)
                found = standing(best, day)
            told[person.department_id or 0, course, found] += 1
    matrix = training.coverage.matrix(day)
    for row in matrix.rows:
        for column, counts in zip(matrix.courses, row.cells, strict=True):
            for place in Standing:
                assert counts.of(place) == told[row.department_id, column.id, place]
    assert sum(total.required for total in matrix.totals) == sum(told.values())


def test_lists_and_matrix_say_the_same(staffed: Desk) -> None:
    coverage = staffed.training.coverage
    matrix, held = coverage.matrix(), coverage.held()
    by_cell = Counter((one.department_id, one.course_id, one.standing) for one in held)
    for row in matrix.rows:
        for course, counts in zip(matrix.courses, row.cells, strict=True):
            for place in Standing:
                assert by_cell[row.department_id, course.id, place] == counts.of(place)
    chosen = random.Random(3).sample(held, 12)
    for one in chosen:
        own = {line.course_id: line.standing for line in coverage.of(one.learner_id)}
        assert own[one.course_id] is one.standing


def test_a_scope_leaves_the_rest_out(staffed: Desk) -> None:
    training = staffed.training
    housing = training.departments.by_name()["housing"].id
    awareness = next(one.id for one in training.courses.all() if one.code == "awareness")
    scope = Scope(frozenset({housing}), frozenset({awareness}))
    matrix = training.coverage.matrix(None, scope)
    assert [row.name for row in matrix.rows] == ["Housing"]
    assert matrix.people == matrix.rows[0].cells[0] == Counts(54, 7, 12, 13)
    lapsed = training.coverage.held(None, scope, [Standing.LAPSED])
    assert [one.words(TODAY) for one in lapsed][:3] == ["41 days over", "33 days over",
                                                        "20 days over"]  # fmt: skip


def test_what_is_known_by_session_is_known_as_such(housing: Desk) -> None:
    person = _person(housing, "Ann Pell")
    told = NewSession(_ago(5), course_id=_course(housing))
    housing.training.sessions.add(told, people={person: Presence.ATTENDED})
    found = housing.training.completions.of(person)
    assert [(one.how, one.on) for one in found] == [(Known.SESSION, _ago(5))]


def test_a_department_nobody_is_listed_for_is_a_row_that_says_so(housing: Desk) -> None:
    housing.training.departments.add(NewDepartment("Post room"))
    _person(housing, "Ann Pell")
    rows = housing.training.coverage.matrix().rows
    assert [(row.name, people_words(row)) for row in rows] == [
        ("Housing", "1 person"),
        ("Post room", "nobody listed"),
    ]


def test_a_department_that_ended_stays_while_somebody_is_in_it(housing: Desk) -> None:
    person = _person(housing, "Ann Pell")
    housing.training.departments.end(_housing(housing), TODAY)
    assert [row.name for row in housing.training.coverage.matrix().rows] == ["Housing"]
    housing.training.people.leave([person], TODAY)
    assert housing.training.coverage.matrix().rows == ()
