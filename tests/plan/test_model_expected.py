"""What dates and measures lead one to expect: the rules as tables of cases."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_desk.plan.model.expected import Expected, differs, expect, number
from prevent_desk.plan.model.legend import (
    RAG_LEGEND,
    SOURCE_LEGEND,
    Legend,
    Meaning,
    Stage,
    Tone,
)
from prevent_desk.plan.model.records import Measure
from prevent_desk.plan.model.timescale import period, read_timescale
from tests.plan.actions import action, row

TODAY = date(2015, 10, 1)  # half of the year 2015/16 has gone
START, DUE = date(2015, 4, 1), date(2016, 3, 31)


def expected(
    *measures: tuple[str, str],
    legend: Legend = SOURCE_LEGEND,
    today: date = TODAY,
    timescale: str = "",
    start: date | None = START,
    due: date | None = DUE,
    progress: str | None = None,
) -> Expected:
    of = row(timescale=timescale, start=start, due=due, progress=progress)
    counted = [Measure("workshops", target, actual) for target, actual in measures]
    return expect(action(of, *counted), legend, today)


@pytest.mark.parametrize(
    ("target", "actual", "source_says", "rag_says"),
    [
        ("12", "0", "Behind", "Behind"),
        ("12", "4", "Behind", "Behind"),  # 33 %, and 50 % of the time has gone
        ("12", "5", "Ongoing", "At risk"),
        ("12", "6", "On target", "On target"),
        ("12", "11", "On target", "On target"),
        ("12", "12", "On target", "Completed"),
        ("12", "40", "On target", "Completed"),
        ("1,200", "600", "On target", "On target"),
        ("12", "", "Behind", "Behind"),
        ("0", "0", "On target", "Completed"),
        ("0", "3", "Behind", "Behind"),
        ("xxx", "0", "Behind", "Behind"),
        ("xxx", "4", "Ongoing", "On target"),
        ("", "4", "Ongoing", "On target"),
    ],
)
def test_a_measure_is_held_against_the_time_gone(
    target: str, actual: str, source_says: str, rag_says: str
) -> None:
    for legend, word in ((SOURCE_LEGEND, source_says), (RAG_LEGEND, rag_says)):
        stage = expected((target, actual), legend=legend).stage
        assert stage is not None
        assert stage.word == word


@pytest.mark.parametrize(
    ("today", "source_says", "rag_says"),
    [
        (date(2015, 3, 31), "Ongoing", "Not started"),
        (date(2015, 4, 1), "Ongoing", "On target"),
        (date(2016, 3, 31), "Ongoing", "On target"),
        (date(2016, 4, 1), "Behind", "Behind"),
    ],
)
def test_without_measures_only_the_dates_speak(
    today: date, source_says: str, rag_says: str
) -> None:
    for legend, word in ((SOURCE_LEGEND, source_says), (RAG_LEGEND, rag_says)):
        stage = expected(today=today, legend=legend).stage
        assert stage is not None
        assert stage.word == word


def test_the_reason_names_a_target_that_is_no_number_and_what_was_recorded() -> None:
    found = expected(("xxx", "0"))
    assert found.reason == (
        "Target “xxx” is not a number; 0 workshops recorded. Due 31 Mar 2016, 182 days left. "
        "50% of the time has gone."
    )


def test_one_target_without_a_number_keeps_the_others_from_meaning_done() -> None:
    found = expected(("3", "3"), ("xxx", "2"), legend=RAG_LEGEND)
    assert found.stage is not None
    assert found.stage.meaning is Meaning.ON_TARGET


def test_more_than_three_measures_are_summed_up() -> None:
    found = expected(("1", "1"), ("1", "1"), ("1", "0"), ("1", "1"))
    assert found.reason.startswith("3 of 4 measures met. ")


def test_what_is_overdue_is_behind_whatever_its_measures_say_short_of_done() -> None:
    late = date(2016, 4, 2)
    assert expected(("12", "11"), today=late).reason == (
        "11 of 12 workshops. Due 31 Mar 2016, 2 days ago."
    )
    assert expected(("12", "12"), today=late).stage != expected(("12", "11"), today=late).stage


def test_without_dates_and_measures_there_is_nothing_to_expect() -> None:
    found = expected(start=None, due=None, timescale="Ongoing")
    assert found == Expected(None, "No due date and no measure to work from.")


def test_a_measure_alone_is_told_but_held_against_nothing() -> None:
    found = expected(("12", "5"), start=None, due=None)
    assert found == Expected(None, "5 of 12 workshops. No due date to hold it against.")


def test_the_words_a_period_was_read_from_are_said() -> None:
    found = expected(start=None, due=None, timescale="2015/16")
    assert found.reason == (
        "Due 31 Mar 2016, 182 days left (“2015/16” read as 1 Apr 2015 to 31 Mar 2016)."
    )


def test_what_is_declared_completed_is_not_second_guessed() -> None:
    found = expected(("12", "0"), legend=RAG_LEGEND, progress="completed")
    assert found.reason == "Declared as completed."
    assert not differs("completed", found)


def test_a_key_without_a_stage_for_it_says_so() -> None:
    only_done: Legend = (Stage("done", "Done", "Green", Tone.GREEN, Meaning.COMPLETED),)
    found = expected(("12", "0"), legend=only_done)
    assert found.stage is None
    assert found.reason.endswith("This plan's key has no stage for it.")


def test_of_two_words_for_one_meaning_the_declared_one_is_not_another() -> None:
    twice: Legend = (
        Stage("late", "Late", "Red", Tone.RED, Meaning.BEHIND),
        Stage("stuck", "Stuck", "Black", Tone.GREY, Meaning.BEHIND),
    )
    found = expected(("12", "0"), legend=twice, progress="stuck")
    assert not differs("stuck", found)
    assert differs("late", found)


def test_nothing_differs_from_what_is_not_set() -> None:
    assert not differs(None, expected(("12", "0")))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015/16", date(2015, 4, 1), date(2016, 3, 31)),
        ("2015 / 2016", date(2015, 4, 1), date(2016, 3, 31)),
        ("2015-16", date(2015, 4, 1), date(2016, 3, 31)),
        ("FY 2015/18", date(2015, 4, 1), date(2018, 3, 31)),
        ("2015-2016", date(2015, 1, 1), date(2016, 12, 31)),
        ("2015 – 2016", date(2015, 1, 1), date(2016, 12, 31)),
        ("2015 to 2016", date(2015, 1, 1), date(2016, 12, 31)),
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("Q1 2015/16", date(2015, 4, 1), date(2015, 6, 30)),
        ("Quarter 4, 2015-16", date(2016, 1, 1), date(2016, 3, 31)),
        ("by end of February 2016", None, date(2016, 2, 29)),
        ("Dec 2015", None, date(2015, 12, 31)),
        ("by 17 November 2015", None, date(2015, 11, 17)),
        ("17/11/2015", None, date(2015, 11, 17)),
        ("Ongoing", None, None),
        ("", None, None),
        ("2016/15", None, None),
        ("2015-2099", None, None),
        ("17 November", None, None),
        ("31 February 2016", None, None),
        ("from 2015/16 on", None, None),
        ("tomorrow", None, None),
    ],
)
def test_a_timescale_is_read_where_it_names_days(
    text: str, first: date | None, last: date | None
) -> None:
    assert read_timescale(text) == (first, last)


def test_given_dates_stand_above_the_timescale() -> None:
    assert period("2015/16", None, date(2015, 6, 1)).read_from == ""
    assert period("2015/16", date(2015, 9, 1), None).due == DUE
    assert period("2015/16", date(2016, 9, 1), None).due is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12", 12.0), ("1,200", 1200.0), ("at least 3.5", 3.5), ("80%", 80.0), ("xxx", None),
        ("", None), ("3,5", 3.0), ("1.2.3", 1.2), ("9" * 400, float("9" * 15)), ("½", None),
    ],
)  # fmt: skip
def test_a_number_is_found_in_words(text: str, found: float | None) -> None:
    assert number(text) == found


@given(
    st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=5),
    st.text(max_size=20),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)) | st.none(),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)) | st.none(),
)
def test_any_words_lead_to_a_sentence(
    measures: list[tuple[str, str]], timescale: str, start: date | None, due: date | None
) -> None:
    found = expected(*measures, timescale=timescale, start=start, due=due)
    assert found.reason
