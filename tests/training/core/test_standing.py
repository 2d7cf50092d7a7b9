"""When a completion counts, how a share is told, who needs what: the rules, without a store."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from prevent_desk.core.dates import add_months
from prevent_desk.training.model import catalogue
from prevent_desk.training.model.catalogue import EVERYBODY
from prevent_desk.training.model.coverage import (
    Counts,
    Goal,
    Limits,
    Shade,
    Standing,
    quarter_end,
    standing,
)
from prevent_desk.training.model.needs import Need, Required
from prevent_desk.training.model.people import Learner, alike

TODAY = date(2025, 11, 25)


def test_a_completion_counts_on_its_last_day_and_has_lapsed_on_the_next() -> None:
    assert standing(TODAY, TODAY) is Standing.DUE
    assert standing(TODAY - timedelta(days=1), TODAY) is Standing.LAPSED


def test_what_lapses_in_60_days_is_due_and_in_61_is_not() -> None:
    assert standing(TODAY + timedelta(days=60), TODAY) is Standing.DUE
    assert standing(TODAY + timedelta(days=61), TODAY) is Standing.CURRENT


def test_a_course_without_a_period_never_lapses() -> None:
    assert standing(None, TODAY) is Standing.CURRENT
    assert Limits.of(None, TODAY).calm_from == date.min


def test_limits_say_the_same_as_counting_each_completion_on(campaign: int) -> None:
    # Ends of months are where they could part: several days reach the last of February.
    chance = random.Random(7)
    for _ in range(3000 * campaign):
        as_of = date(2023, 1, 1) + timedelta(days=chance.randrange(1500))
        months = chance.choice([1, 5, 6, 12, 18, 24, 36])
        on = add_months(as_of, -months) + timedelta(days=chance.randrange(-70, 140))
        limits = Limits.of(months, as_of)
        told = (
            Standing.CURRENT
            if on >= limits.calm_from
            else Standing.DUE
            if on >= limits.valid_from
            else Standing.LAPSED
        )
        assert told is standing(add_months(on, months), as_of), (as_of, months, on)


@pytest.mark.parametrize(
    ("counts", "percent", "shade", "gap"),
    [
        (Counts(54, 7, 12, 13), 71, Shade.PART, "12 lapsed, 7 soon"),
        (Counts(5, 1, 6, 0), 50, Shade.HOLE, "6 lapsed, 1 soon"),
        (Counts(24), 100, Shade.FULL, "all current"),
        (Counts(33, 2), 100, Shade.FULL, "2 soon"),
        (Counts(4, 0, 1), None, Shade.PART, "1 lapsed"),
        (Counts(0, 0, 2, 20), 0, Shade.HOLE, "20 no record"),
        (Counts(999, 0, 1), 99, Shade.FULL, "1 lapsed"),
        (Counts(), None, Shade.EMPTY, ""),
    ],
)
def test_a_cell_tells_share_shade_and_one_gap(
    counts: Counts, percent: int | None, shade: Shade, gap: str
) -> None:
    told = counts.percent if counts.required else None
    assert (told, counts.shade(Goal()), counts.gap) == (percent, shade, gap)


def test_no_share_is_told_of_fewer_than_ten() -> None:
    assert Counts(9).percent is None
    assert Counts(10).percent == 100


def test_the_end_of_the_quarter_is_the_last_day_of_its_third_month() -> None:
    assert quarter_end(TODAY) == date(2025, 12, 31)
    assert quarter_end(date(2026, 2, 1)) == date(2026, 3, 31)


def test_needs_of_role_department_both_and_everybody_add_up() -> None:
    needs = [Need(1, 10), Need(2, 11, role_id=1), Need(3, 12, department_id=5),
             Need(4, 13, role_id=1, department_id=5)]  # fmt: skip
    required = Required(needs)
    assert required.of(5, 1) == (10, 11, 12, 13)
    assert required.of(5, 2) == (10, 12)
    assert required.of(None, 1) == (10, 11)
    assert required.of(None, None) == (10,)
    assert required.of_whole(5) == (10, 12)


def test_the_shipped_catalogue_has_the_courses_of_the_domain_notes_with_their_basis() -> None:
    found = catalogue.shipped()
    assert len(found) == 13
    assert all(one.course.basis for one in found)
    needed = {one.course.code: one.needed_by for one in found}
    assert needed["awareness"] == (EVERYBODY,)
    assert {one.course.code: one.needs for one in found}["referrals"] == "awareness"


def test_two_numbers_of_one_employer_are_two_people_whatever_they_are_called() -> None:
    one, other = Learner(1, "Kim Barrow", staff_no="S1"), Learner(2, "Kim Barrow", staff_no="S2")
    assert alike([one, other]) == []
    without = Learner(3, "Barrow, Kim")
    assert [(pair.one.id, pair.other.id) for pair in alike([one, without])] == [(1, 3)]


def test_accents_and_the_order_of_a_name_hide_nobody() -> None:
    pairs = alike([Learner(1, "José Núñez", staff_no="S1"), Learner(2, "NUNEZ, Jose")])
    assert [pair.why for pair in pairs] == ["Both have the same name."]
