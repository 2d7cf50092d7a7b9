"""Days as this office writes them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_desk.core.dates import (
    add_months,
    financial_year,
    other_weekday,
    parse_date,
    say_date,
    say_short,
    say_span,
)
from prevent_desk.core.errors import Refused

TUESDAY = date(2025, 11, 25)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("17/11/2025", date(2025, 11, 17)),
        ("3.2.26", date(2026, 2, 3)),
        ("2025-12-03", date(2025, 12, 3)),
        ("wed 3 dec", date(2025, 12, 3)),
        ("3rd of December 2025", date(2025, 12, 3)),
        ("17 nov", date(2025, 11, 17)),
        ("5 jan", date(2026, 1, 5)),
        ("next fri", date(2025, 11, 28)),
        ("tuesday", date(2025, 12, 2)),
        ("today", TUESDAY),
        ("in 4 weeks", date(2025, 12, 23)),
        ("in 3 months", date(2026, 2, 25)),
    ],
)
def test_a_day_is_read_as_it_is_written_here(text: str, day: date) -> None:
    assert parse_date(text, TUESDAY) == day


@pytest.mark.parametrize("text", ["", "soon", "2015-2016", "23 and 30 October", "0/1/2025", "5"])
def test_what_is_not_one_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_date(text, TUESDAY)
    assert "Try" in refused.value.next_step


def test_a_day_that_its_month_lacks_is_told_so() -> None:
    with pytest.raises(Refused, match="November 2025 has 30 days"):
        parse_date("31/11/2025", TUESDAY)


def test_a_month_is_held_to_its_end() -> None:
    assert add_months(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert add_months(date(2026, 1, 31), -2) == date(2025, 11, 30)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_what_is_said_is_read_back(day: date) -> None:
    assert parse_date(say_date(day), TUESDAY) == day
    assert parse_date(f"{day:%d/%m/%Y}", TUESDAY) == day


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_day_stands_in_its_financial_year(day: date) -> None:
    first, last = financial_year(day)
    assert first <= day <= last
    assert (last + timedelta(days=1)).month == 4


def test_a_span_says_only_what_is_known() -> None:
    assert say_span(None, None) == ""
    assert say_span(TUESDAY, TUESDAY) == say_short(TUESDAY) == "25 Nov 2025"
    assert say_span(TUESDAY, date(2025, 12, 3)) == "25 Nov 2025 to 3 Dec 2025"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("wed 11 dec", "Wednesday"),
        ("Thurs, 11 Dec 2025", ""),
        ("thursday 11 dec", ""),
        ("MON 11/12/2025", "Monday"),
        ("11 dec", ""),
        ("next fri", ""),
    ],
)
def test_a_weekday_typed_with_another_days_date_is_told(typed: str, told: str) -> None:
    assert other_weekday(typed, date(2025, 12, 11)) == told
