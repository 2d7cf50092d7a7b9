"""When what comes again is next, and which of its days were missed."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest

from prevent_desk.community.model.series import (
    Every,
    days_from,
    missed,
    next_after,
    occasion,
    say_missed,
    say_rule,
)
from prevent_desk.core.working_days import WorkingDays

TUESDAY = date(2019, 6, 4)
FIFTH = date(2019, 5, 31)
"""The fifth Friday of its month: the last."""


def first_days(every: Every, begun: date, *, keeps: bool = True, most: int = 4) -> list[date]:
    return list(islice(days_from(every, begun, keeps_weekday=keeps), most))


def test_a_weekly_group_comes_every_seven_days() -> None:
    assert first_days(Every.WEEK, TUESDAY, most=3) == [
        TUESDAY, date(2019, 6, 11), date(2019, 6, 18)
    ]  # fmt: skip


def test_a_month_keeps_its_weekday_or_its_day() -> None:
    assert first_days(Every.MONTH, TUESDAY, most=2)[1] == date(2019, 7, 2)
    assert first_days(Every.MONTH, TUESDAY, keeps=False, most=2)[1] == date(2019, 7, 4)


def test_the_fifth_friday_is_the_last_of_each_month() -> None:
    assert first_days(Every.MONTH, FIFTH) == [
        FIFTH, date(2019, 6, 28), date(2019, 7, 26), date(2019, 8, 30)
    ]  # fmt: skip


def test_the_31st_is_held_to_a_months_end_and_comes_back() -> None:
    assert first_days(Every.MONTH, FIFTH, keeps=False) == [
        FIFTH, date(2019, 6, 30), date(2019, 7, 31), date(2019, 8, 31)
    ]  # fmt: skip


@pytest.mark.parametrize("every", list(Every))
@pytest.mark.parametrize("keeps", [True, False])
def test_days_always_go_on(every: Every, keeps: bool) -> None:
    days = first_days(every, FIFTH, keeps=keeps, most=40)
    assert days == sorted(set(days))
    if keeps:
        assert {day.weekday() for day in days} == {FIFTH.weekday()}


def test_missed_are_the_days_since_the_last_one_dealt_with_and_not_today() -> None:
    found = missed(Every.WEEK, TUESDAY, date(2019, 6, 11), date(2019, 7, 2), keeps_weekday=True)
    assert found == [date(2019, 6, 18), date(2019, 6, 25)]


def test_a_series_that_nobody_ended_does_not_count_for_ever() -> None:
    found = missed(Every.WEEK, date(1990, 1, 2), None, date(2025, 1, 1), keeps_weekday=True)
    assert len(found) == 120


def test_the_next_is_after_the_day_asked() -> None:
    assert next_after(Every.WEEK, TUESDAY, TUESDAY, keeps_weekday=True) == date(2019, 6, 11)


def test_a_bank_holiday_is_named() -> None:
    assert occasion(date(2025, 12, 25), WorkingDays()).words == "Christmas Day"
    assert occasion(date(2025, 12, 24), WorkingDays()).words == ""


@pytest.mark.parametrize(
    ("every", "keeps", "words"),
    [
        (Every.WEEK, True, "Every week on Tuesday"),
        (Every.FORTNIGHT, False, "Every fortnight on Tuesday"),
        (Every.MONTH, True, "Every month on the first Tuesday"),
        (Every.MONTH, False, "Every month on day 4"),
        (Every.YEAR, False, "Every year on 4 Jun"),
    ],
)
def test_the_rule_is_said_in_words(every: Every, keeps: bool, words: str) -> None:
    assert say_rule(every, TUESDAY, keeps_weekday=keeps) == words


def test_what_was_missed_is_said() -> None:
    assert say_missed(()) == ""
    assert say_missed((TUESDAY,)) == "Tue 4 Jun 2019 is not entered"
    assert say_missed((TUESDAY, date(2019, 6, 11))) == "2 not entered, since Tue 4 Jun 2019"
