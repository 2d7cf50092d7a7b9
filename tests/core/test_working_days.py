"""Working days, against a slow count day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_desk.core.dates import add_months
from prevent_desk.core.working_days import Closed, WorkingDays, bank_holidays

DAY = timedelta(days=1)
days = st.dates(date(2010, 1, 1), date(2032, 12, 31))
closures = st.dictionaries(days, st.just("Closed here"), max_size=6)


def worked_slowly(desk: WorkingDays, day: date) -> bool:
    holiday = day in bank_holidays(day.year) and day not in desk.removed
    return day.isoweekday() <= 5 and not holiday and day not in desk.added


@given(start=days, count=st.integers(1, 60), added=closures)
def test_a_count_of_working_days_is_that_of_going_day_by_day(
    start: date, count: int, added: dict[date, str]
) -> None:
    desk = WorkingDays(added)
    day, left = start, count
    while left:
        day += DAY
        left -= worked_slowly(desk, day)
    assert desk.after(start, count) == day
    assert desk.between(start, day) == count


@given(start=days, length=st.integers(0, 120), added=closures)
def test_between_two_days_the_worked_ones_are_counted_one_by_one(
    start: date, length: int, added: dict[date, str]
) -> None:
    desk, end = WorkingDays(added), start + timedelta(days=length)
    slowly = sum(worked_slowly(desk, start + DAY * n) for n in range(1, length + 1))
    assert desk.between(start, end) == slowly
    assert desk.between(end, start) == -slowly


@given(day=days, added=closures)
def test_no_working_days_after_a_closed_day_is_the_next_one_that_is_worked(
    day: date, added: dict[date, str]
) -> None:
    desk = WorkingDays(added)
    found = desk.after(day, 0)
    assert found == desk.on_or_after(day)
    assert worked_slowly(desk, found)
    assert not any(worked_slowly(desk, day + DAY * n) for n in range((found - day).days))


def test_five_working_days_across_christmas() -> None:
    # Fri 19 Dec 2025: Mon, Tue, Wed, then Christmas and Boxing Day, the weekend, Mon, Tue.
    assert WorkingDays().after(date(2025, 12, 19), 5) == date(2025, 12, 30)


def test_a_bank_holiday_on_a_weekend_has_its_substitute_day() -> None:
    # 26 December 2026 is a Saturday.
    assert not WorkingDays().is_worked(date(2026, 12, 28))
    assert WorkingDays().why_closed(date(2026, 12, 28)) == "Boxing Day (substitute day)"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2022, 9, 19), "State Funeral of Queen Elizabeth II"),
        (date(2022, 6, 3), "Platinum Jubilee of Elizabeth II"),
        (date(2023, 5, 8), "Coronation of Charles III"),
        (date(2020, 5, 8), "May Day"),
    ],
)
def test_proclaimed_holidays_are_known(day: date, words: str) -> None:
    assert WorkingDays().why_closed(day) == words


def test_england_and_wales_keep_neither_the_second_of_january_nor_saint_andrews_day() -> None:
    assert WorkingDays().is_worked(date(2026, 1, 2))
    assert WorkingDays().is_worked(date(2026, 11, 30))


def test_the_desk_adds_closures_and_works_on_holidays() -> None:
    moved = date(2025, 11, 26)
    desk = WorkingDays({moved: "Office moves"}, [date(2025, 12, 26)])
    assert desk.why_closed(moved) == "Office moves"
    assert desk.after(date(2025, 11, 25), 1) == date(2025, 11, 27)
    assert desk.is_worked(date(2025, 12, 26))
    assert desk.closed_between(date(2025, 11, 25), date(2025, 12, 31)) == [
        Closed(moved, "Office moves"),
        Closed(date(2025, 12, 25), "Christmas Day"),
    ]


def test_a_closure_on_a_weekend_does_not_count_twice() -> None:
    saturday = date(2025, 11, 29)
    assert WorkingDays({saturday: "Closed"}).between(date(2025, 11, 28), date(2025, 12, 1)) == 1


@given(day=days, months=st.integers(-30, 60))
def test_months_are_held_to_the_months_end(day: date, months: int) -> None:
    found = add_months(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found.day < day.day and (found + DAY).day == 1)


def test_august_and_six_months_is_the_last_of_february() -> None:
    assert add_months(date(2025, 8, 31), 6) == date(2026, 2, 28)
