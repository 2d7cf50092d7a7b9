"""Stamps and years: what follows "V1.6/5/15", and what 2015/16 is a year later."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.plan.model.versions.forward import day_later, next_title, years_later
from prevent_desk.plan.model.versions.stamps import next_stamp

ON = date(2015, 11, 25)


@pytest.mark.parametrize(
    ("last", "following"),
    [
        ("V1.6/5/15", "V1.7/11/15"),
        ("V1.9/5/2015", "V1.10/11/2015"),
        ("V2.3", "V2.4"),
        ("Version 7", "Version 8"),
        ("v1.0.2", "v1.0.3"),
        ("", "V1.0/11/15"),
        ("Draft", "Draft 2"),
        ("Draft 2", "Draft 3"),
        ("1.6 / 5 / 15", "1.7/11/15"),
    ],
)
def test_the_next_stamp_follows_the_form_of_the_last(last: str, following: str) -> None:
    assert next_stamp(last, ON) == following


def test_a_stamp_that_was_used_is_passed_over() -> None:
    assert next_stamp("V1.6/5/15", ON, ["v1.7/11/15", "V1.8/11/15"]) == "V1.9/11/15"
    assert next_stamp("", ON, ["V1.0/11/15"]) == "V1.1/11/15"


@pytest.mark.parametrize(
    ("said", "later"),
    [
        ("2015-2016", "2016-2017"),
        ("2015/16", "2016/17"),
        ("1999/00", "2000/01"),
        ("By March 2016", "By March 2017"),
        ("Ongoing", "Ongoing"),
        ("31/3/2016", "31/3/2017"),
        ("2015/08", "2016/08"),
        ("Q3 2015-16 and Q1 2016-17", "Q3 2016-17 and Q1 2017-18"),
        ("Room 20150", "Room 20150"),
        ("", ""),
    ],
)
def test_the_years_in_words_are_moved_on(said: str, later: str) -> None:
    assert years_later(said, 1) == later
    assert years_later(said, 0) == said


def test_days_stay_the_same_days_of_the_year() -> None:
    assert day_later(date(2016, 3, 31), 1) == date(2017, 3, 31)
    assert day_later(date(2016, 2, 29), 1) == date(2017, 2, 28)
    assert day_later(None, 1) is None
    assert next_title("Prevent Delivery Plan 2015/16", "2015/16") == (
        "Prevent Delivery Plan 2016/17",
        "2016/17",
    )
