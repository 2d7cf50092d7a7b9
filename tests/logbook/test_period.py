"""Periods by name and as typed, and which records came late."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.period import (
    ALL,
    By,
    Period,
    Preset,
    is_late,
    late_words,
    parse_period,
    preset,
    preset_of,
)

TODAY = date(2019, 8, 20)
QUARTER = Period(date(2019, 5, 1), date(2019, 7, 31))


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        (Preset.THIS_MONTH, date(2019, 8, 1), date(2019, 8, 31)),
        (Preset.LAST_MONTH, date(2019, 7, 1), date(2019, 7, 31)),
        (Preset.THIS_QUARTER, date(2019, 7, 1), date(2019, 9, 30)),
        (Preset.LAST_QUARTER, date(2019, 4, 1), date(2019, 6, 30)),
        (Preset.THIS_YEAR, date(2019, 4, 1), date(2020, 3, 31)),
        (Preset.LAST_YEAR, date(2018, 4, 1), date(2019, 3, 31)),
        (Preset.LAST_90_DAYS, date(2019, 5, 23), TODAY),
    ],
)
def test_a_period_by_name_means_its_days(name: Preset, first: date, last: date) -> None:
    assert preset(name, TODAY) == Period(first, last)
    assert preset_of(Period(first, last), TODAY) is name


def test_quarters_and_years_turn_on_the_first_of_april() -> None:
    before, after = date(2019, 3, 31), date(2019, 4, 1)
    assert preset(Preset.THIS_YEAR, before).last == before
    assert preset(Preset.THIS_YEAR, after).first == after
    assert preset(Preset.THIS_QUARTER, before).first == date(2019, 1, 1)
    assert preset(Preset.LAST_QUARTER, date(2019, 1, 15)).first == date(2018, 10, 1)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("1 Feb - 30 Apr", date(2019, 2, 1), date(2019, 4, 30)),
        ("1 may to 31 jul", date(2019, 5, 1), date(2019, 7, 31)),
        ("1 May – 31 Jul 2018", date(2018, 5, 1), date(2018, 7, 31)),
        ("from 1 May to 3 June", date(2019, 5, 1), date(2019, 6, 3)),
        ("1 nov - 31 jan 2019", date(2018, 11, 1), date(2019, 1, 31)),
        ("01/05/2019-31/07/2019", date(2019, 5, 1), date(2019, 7, 31)),
        ("2019-05-01 to 2019-07-31", date(2019, 5, 1), date(2019, 7, 31)),
        ("since 3 May", date(2019, 5, 3), None),
        ("until 3 Dec", None, date(2018, 12, 3)),
        ("Last quarter", date(2019, 4, 1), date(2019, 6, 30)),
        ("today", TODAY, TODAY),
        ("4 aug", date(2019, 8, 4), date(2019, 8, 4)),
        ("all", None, None),
        ("", None, None),
    ],
)
def test_a_period_is_read_as_it_is_typed(typed: str, first: date | None, last: date | None) -> None:
    assert parse_period(typed, TODAY) == Period(first, last)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("whenever", "“whenever” is not a period."),
        ("1 may - 3 may - 4 may", "“1 may - 3 may - 4 may” is not a period."),
        ("31 feb - 3 apr", "February 2019 has 28 days."),
        ("3 may 2019 - 1 may 2019", "“3 may 2019 - 1 may 2019” ends before it begins."),
    ],
)
def test_what_is_no_period_is_refused_in_a_sentence(typed: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_period(typed, TODAY)
    assert refused.value.sentence().startswith(told)


def test_what_is_said_of_a_period_is_read_as_that_period_again() -> None:
    for period in (QUARTER, Period(date(2018, 11, 1), date(2019, 1, 31)), Period(TODAY, TODAY),
                   Period(date(2019, 5, 3), None), Period(None, TODAY), ALL):  # fmt: skip
        said = "all" if period.is_all else period.words
        assert parse_period(said, TODAY) == period


def test_the_period_before_whole_months_is_as_many_whole_months() -> None:
    assert QUARTER.before() == Period(date(2019, 2, 1), date(2019, 4, 30))
    assert Period(date(2019, 3, 1), date(2019, 3, 31)).before() == Period(
        date(2019, 2, 1), date(2019, 2, 28)
    )


def test_the_period_before_some_days_is_as_many_days() -> None:
    week = Period(date(2019, 7, 8), date(2019, 7, 14))
    assert week.before() == Period(date(2019, 7, 1), date(2019, 7, 7))
    assert Period(TODAY, None).before() is None


def test_the_same_period_a_year_before_ends_with_its_month() -> None:
    february = Period(date(2020, 2, 1), date(2020, 2, 29))
    assert february.a_year_before() == Period(date(2019, 2, 1), date(2019, 2, 28))


def test_a_record_written_down_after_the_period_is_a_late_entry() -> None:
    day = date(2019, 7, 30)
    assert is_late(day, date(2019, 8, 1), QUARTER)
    assert not is_late(day, date(2019, 7, 31), QUARTER)
    assert not is_late(date(2019, 8, 1), date(2019, 9, 1), QUARTER)


def test_counted_by_the_day_recorded_what_happened_before_is_late() -> None:
    recorded = date(2019, 5, 2)
    assert is_late(date(2019, 4, 30), recorded, QUARTER, By.RECORDED)
    assert not is_late(date(2019, 5, 1), recorded, QUARTER, By.RECORDED)


def test_late_entries_are_told_in_a_line() -> None:
    assert late_words(3, QUARTER) == "3 of these were recorded after 31 Jul 2019"
    assert late_words(1, QUARTER) == "1 of these was recorded after 31 Jul 2019"
    assert late_words(2, QUARTER, By.RECORDED) == "2 of these happened before 1 May 2019"
    assert late_words(0, QUARTER) == late_words(2, ALL) == ""
