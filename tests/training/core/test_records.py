"""Courses, departments, roles, needs, people and completions as they are entered and undone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.store.search import find
from prevent_desk.training.model.completions import Known
from prevent_desk.training.model.courses import NewCourse
from prevent_desk.training.model.departments import NewDepartment
from prevent_desk.training.model.people import NewLearner
from prevent_desk.training.model.sessions import NewSession
from tests.training.desks import TODAY, Desk


def test_the_catalogue_comes_in_once_with_roles_and_needs_and_one_undo_takes_it_back(
    desk: Desk,
) -> None:
    training = desk.training
    assert training.courses.bring_in_catalogue() == 13
    assert {one.title for one in training.roles.all()} >= {"Manager", "Safeguarding lead"}
    by_code = {one.code: one for one in training.courses.all()}
    assert by_code["referrals"].needs_id == by_code["awareness"].id
    assert training.needs.required(None, None) == (by_code["awareness"].id,)
    with pytest.raises(Refused):
        training.courses.bring_in_catalogue()
    desk.store.undo()
    assert (training.courses.all(), training.roles.all(), training.needs.all()) == ([], [], [])


def test_a_course_of_the_catalogue_brings_the_ones_it_builds_on(desk: Desk) -> None:
    assert desk.training.courses.bring_in_catalogue(["channel"]) == 3
    assert [one.code for one in desk.training.courses.all()] == [
        "awareness", "referrals", "channel",
    ]  # fmt: skip


def test_a_course_never_comes_before_itself(desk: Desk) -> None:
    first = desk.course("First")
    second = desk.course("Second", needs_id=first)
    with pytest.raises(Refused, match="before itself"):
        desk.training.courses.change(first, needs_id=second)
    assert desk.training.courses.one(first).needs_id is None


@pytest.mark.parametrize(
    "wrong",
    [NewCourse(" "), NewCourse("Long", minutes=0), NewCourse("Often", refresh_months=0),
     NewCourse("Prevent awareness")],
)  # fmt: skip
def test_a_course_that_cannot_be_is_refused_and_nothing_is_kept(
    desk: Desk, wrong: NewCourse
) -> None:
    desk.course("Prevent awareness")
    with pytest.raises(Refused):
        desk.training.courses.add(wrong)
    assert len(desk.training.courses.all()) == 1


def test_a_department_of_one_name_may_be_in_two_organisations_not_twice_in_one(
    desk: Desk,
) -> None:
    departments, body = desk.training.departments, desk.body("City College")
    departments.add(NewDepartment("Estates"))
    departments.add(NewDepartment("Estates", body))
    with pytest.raises(Refused):
        departments.add(NewDepartment("estates", body))
    assert {one.organisation for one in departments.all()} == {"", "City College"}


def test_who_needs_a_course_is_said_once_and_anew(desk: Desk) -> None:
    course, housing = desk.course(), desk.department("Housing")
    role = desk.training.roles.add("Manager")
    needs = desk.training.needs
    needs.add(course, role)
    with pytest.raises(Refused, match="said already"):
        needs.add(course, role)
    kept = needs.of(course)[0].id
    needs.set_for(course, [(role, None), (None, housing)])
    assert {(one.role_id, one.department_id) for one in needs.of(course)} == {
        (role, None), (None, housing),
    }  # fmt: skip
    assert kept in {one.id for one in needs.of(course)}


def test_a_staff_number_is_one_persons_in_an_organisation(desk: Desk) -> None:
    people, body = desk.training.people, desk.body("City Police", "police")
    people.add(NewLearner("Ann Pell", " S 1 "))
    with pytest.raises(Refused, match=r"(?i)s1"):
        people.add(NewLearner("Ben Orr", "s1"))
    other = people.add(NewLearner("Ben Orr", "S1", body))
    with pytest.raises(Refused):
        people.change(other, organisation_id=None)
    assert people.one(other).organisation == "City Police"


def test_a_number_is_free_again_once_its_two_holders_are_one(desk: Desk) -> None:
    people = desk.training.people
    kept, other = people.add(NewLearner("Ann Pell")), people.add(NewLearner("A. Pell", "S1"))
    people.merge(kept, other)
    people.change(kept, staff_no="S1")
    assert people.by_id([kept, other, 99]) == {kept: people.one(kept), other: people.one(kept)}


def test_no_label_of_undo_names_anybody(desk: Desk) -> None:
    people, course = desk.training.people, desk.course()
    labels = []
    one = people.add(NewLearner("Olivia Brightwater", "S1"))
    labels.append(desk.store.undo_label())
    people.change(one, name="Olivia B. Brightwater")
    labels.append(desk.store.undo_label())
    desk.training.completions.add(one, course, TODAY)
    labels.append(desk.store.undo_label())
    other = people.add(NewLearner("O. Brightwater"))
    people.merge(one, other)
    labels.append(desk.store.undo_label())
    people.leave([one], TODAY)
    labels.append(desk.store.undo_label())
    assert len({label for label in labels if label}) == 5
    assert not any("Brightwater" in (label or "") for label in labels)


def test_people_are_found_by_parts_of_name_and_number_in_any_order(desk: Desk) -> None:
    people = desk.training.people
    ann = people.add(NewLearner("Ann Pellow", "S77"))
    people.add(NewLearner("Annabel Orr", "S78"))
    left = people.add(NewLearner("Ann Pelling"))
    people.leave([left], TODAY)
    assert [one.id for one in people.find("pell an")] == [ann]
    assert [one.id for one in people.find("s77")] == [ann]
    assert people.find("100% sure_") == []
    with desk.store.reading() as session:
        assert [hit.object_id for hit in find(session, "pellow")] == [ann]


def test_everything_of_somebody_comes_back_with_undo(desk: Desk) -> None:
    people, completions = desk.training.people, desk.training.completions
    one = people.add(NewLearner("Ann Pell"))
    done = completions.add(one, desk.course(), TODAY, certificate="HO-1",
                           file=("certificate.pdf", b"%PDF-1.7 invented"))  # fmt: skip
    completions.remove(done)
    assert completions.of(one) == []
    desk.store.undo()
    assert completions.file(done) == ("certificate.pdf", b"%PDF-1.7 invented")


def test_what_follows_from_a_session_is_changed_there_only(desk: Desk) -> None:
    completions, course, one = desk.training.completions, desk.course(), desk.learner("Ann Pell")
    with desk.store.writing("two acts as one") as session:
        held = desk.training.sessions.add_in(session, NewSession(TODAY, course_id=course))
        completions.for_session(session, held, [one], course, TODAY)
    found = completions.of(one)[0]
    assert found.how is Known.SESSION
    with pytest.raises(Refused, match="session"):
        completions.remove(found.id)
    with desk.store.writing("another day") as session:
        completions.for_session(session, held, [one], course, TODAY - timedelta(days=1))
    assert [line.on for line in completions.of(one)] == [TODAY - timedelta(days=1)]
    with desk.store.writing("nobody after all") as session:
        completions.for_session(session, held, [], course, TODAY)
    assert completions.of(one) == []
    for _act in range(3):
        desk.store.undo()
    assert completions.of(one) == []


@pytest.mark.parametrize("days", [(1, None), (-10, -11)])
def test_a_completion_ahead_or_over_before_it_began_is_refused(
    desk: Desk, days: tuple[int, int | None]
) -> None:
    on, until = days
    with pytest.raises(Refused):
        desk.training.completions.add(
            desk.learner("Ann Pell"), desk.course(), TODAY + timedelta(days=on),
            until=TODAY + timedelta(days=until) if until is not None else None,
        )  # fmt: skip


def test_a_merge_is_shown_before_it_is_done(desk: Desk) -> None:
    people = desk.training.people
    kept = people.add(NewLearner("Ann Pell", "S1"))
    other = people.add(NewLearner("Pell, Ann", note="typed twice"))
    desk.training.completions.add(other, desk.course(), TODAY)
    preview = people.preview(kept, other)
    assert "1 completion of the other counts as theirs." in preview.follows
    with pytest.raises(Refused):
        people.preview(kept, kept)
