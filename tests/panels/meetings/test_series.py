from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_desk.core.errors import Refused
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.panels.model import series
from prevent_desk.panels.model.meeting import parse_time, say_day
from prevent_desk.panels.model.series import LAST, NewSeries
from tests.panels.desks import Desk

DAYS = WorkingDays()


def test_a_monthly_panel_meets_on_the_nth_weekday() -> None:
    found = series.next_dates(series.monthly(2, 2), date(2025, 11, 25), DAYS, 3)
    assert [one.day for one in found] == [
        date(2025, 12, 10), date(2026, 1, 14), date(2026, 2, 11),
    ]  # fmt: skip
    assert not any(one.words for one in found)


def test_a_day_that_is_a_bank_holiday_gives_way_with_a_word_about_it() -> None:
    found = series.next_dates(series.monthly(LAST, 3), date(2025, 12, 1), DAYS, 1)
    assert found[0].day == date(2025, 12, 29)
    assert "Christmas Day" in found[0].words
    assert "moved to Mon 29 Dec 2025" in found[0].words


def test_a_day_put_off_past_today_is_still_to_come() -> None:
    # The rule's own day was yesterday, a bank holiday; the panel meets tomorrow.
    found = series.next_dates(series.monthly(LAST, 3), date(2025, 12, 26), DAYS, 1)
    assert found[0].day == date(2025, 12, 29)


def test_the_desk_s_own_closures_are_left_out_too() -> None:
    days = WorkingDays({date(2025, 12, 10): "Office moves"})
    found = series.next_dates(series.monthly(2, 2), date(2025, 11, 25), days, 1)
    assert found[0].day == date(2025, 12, 11)
    assert "Office moves" in found[0].words


def test_every_few_weeks_is_counted_from_the_first_day() -> None:
    rule = series.every_weeks(6, date(2025, 1, 8))
    found = series.next_dates(rule, date(2025, 11, 25), DAYS, 2)
    assert [one.day for one in found] == [date(2025, 12, 10), date(2026, 1, 21)]


def test_on_demand_proposes_nothing() -> None:
    assert series.next_dates(series.on_demand(), date(2025, 11, 25), DAYS, 5) == []
    assert series.say_rule(series.on_demand()) == "On demand"


@given(
    nth=st.sampled_from([1, 2, 3, 4, LAST]),
    weekday=st.integers(0, 4),
    after=st.dates(date(2024, 1, 1), date(2030, 1, 1)),
)
def test_a_panel_never_meets_on_a_closed_day_nor_goes_back(
    nth: int, weekday: int, after: date
) -> None:
    found = [one.day for one in series.next_dates(series.monthly(nth, weekday), after, DAYS, 4)]
    assert all(DAYS.is_worked(day) for day in found)
    assert found == sorted(found)
    assert found[0] > after


def test_a_rule_says_what_is_wrong_with_it() -> None:
    assert series.wrong_rule(series.monthly(5, 1))
    assert series.wrong_rule({"every": "weeks", "weeks": 0})
    assert series.wrong_rule({"every": "weeks", "weeks": 2})
    assert not series.wrong_rule(series.monthly(LAST, 4))


@pytest.mark.parametrize(
    ("typed", "read"),
    [("10", time(10)), ("10:30", time(10, 30)), ("2pm", time(14)), ("12am", time(0)),
     ("14.15", time(14, 15))],
)  # fmt: skip
def test_a_time_is_read_as_people_type_it(typed: str, read: time) -> None:
    assert parse_time(typed) == read


@pytest.mark.parametrize("typed", ["", "soon", "25:00", "10:75", "13:00:00"])
def test_what_is_no_time_is_refused_with_what_would_be(typed: str) -> None:
    with pytest.raises(Refused, match="not a time of day"):
        parse_time(typed)


def test_a_day_says_how_far_off_it_is_and_whether_it_is_worked() -> None:
    today = date(2025, 11, 25)
    assert say_day(date(2025, 12, 10), today, DAYS) == "In 11 working days."
    assert "Christmas Day" in say_day(date(2025, 12, 25), today, DAYS)
    assert "weekend" in say_day(date(2025, 11, 29), today, DAYS)
    assert say_day(date(2025, 11, 20), today, DAYS) == "This day has passed."


def test_a_series_proposes_the_days_no_meeting_is_planned_for(desk: Desk) -> None:
    kept = desk.services.series
    one = kept.add(NewSeries("Channel panel", series.monthly(2, 2)))
    first = kept.next_dates(one, 2)
    desk.services.meetings.add(kept.meeting_on(one, first[0].day))
    assert kept.next_dates(one, 1)[0].day == first[1].day


def test_a_series_without_a_name_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="no name"):
        desk.services.series.add(NewSeries(" ", series.on_demand()))
