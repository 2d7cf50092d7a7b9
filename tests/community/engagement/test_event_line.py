"""An event typed in one line is understood in any order, and read back as it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_desk.community.model.event_line import Known, Line, read_day, read_line
from prevent_desk.community.model.events import NOUNS, Mode
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import NOT_KNOWN, Count, How
from prevent_desk.logbook.model.parties import Party

TODAY = date(2025, 11, 25)
"""A Tuesday."""
ARMY = Party("Salvation Army", 3)
KNOWN = Known(
    {code: noun.one.capitalize() for code, noun in NOUNS.items()},
    ("Artizan Library", "200 Aldersgate St"),
    {"salvation army": ARMY, "victim support": Party("Victim Support", 4)},
)


def read(text: str) -> Line:
    return read_line(text, TODAY, KNOWN)


def counted(number: int) -> Count:
    return Count(number, How.COUNTED)


def about(number: int) -> Count:
    return Count(number, How.ESTIMATED)


def test_a_stall_is_read_with_day_place_number_and_reach() -> None:
    line = read("stall tue artizan library x3 about 120")
    assert line == Line(
        kind="stall", first=TODAY, times=counted(3), reach=about(120), venue="Artizan Library"
    )


@pytest.mark.parametrize(
    "text",
    [
        "about 120 stall x3 Artizan Library tue",
        "x3 tue stall at artizan library about 120 people",
        "3 stalls Artizan Library on tue, about 120",
        "Artizan Library 25 nov stall x 3 ~120",
        "3 stalls 25/11/2025 at Artizan Library approx 120 contacts",
    ],
)
def test_the_parts_stand_in_any_order(text: str) -> None:
    assert read(text) == read("stall tue artizan library x3 about 120")


@pytest.mark.parametrize(
    ("text", "times", "days"),
    [
        ("stall x2 Beaufort House", counted(2), None),
        ("stall Chancery Lane x 3 days", None, 3),
        ("stall Chancery Lane 3 days", None, 3),
        ("about 12 stalls City", about(12), None),
        ("5 meetings YMCA", counted(5), None),
        ("stall x2 for 3 days City", counted(2), 3),
        ("stall City", None, None),
        ("stall x0 City", None, None),
    ],
)
def test_several_days_and_several_stalls_are_two_things(
    text: str, times: Count | None, days: int | None
) -> None:
    line = read(text)
    assert (line.times, line.days) == (times, days)


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("campaign ACT Early 900 contacts", counted(900)),
        ("stall City 40+", about(40)),
        ("stall City reached 1,200", counted(1200)),
        ("stall City over 80", about(80)),
        ("stall City ? people", NOT_KNOWN),
        ("stall City", None),
        ("stall 200 Aldersgate St", None),
    ],
)
def test_reach_is_counted_estimated_or_not_known(text: str, reach: Count | None) -> None:
    assert read(text).reach == reach


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("stall City yesterday", date(2025, 11, 24), None),
        ("stall City mon", date(2025, 11, 24), None),
        ("stall City wed", date(2025, 11, 19), None),
        ("stall City last tue", date(2025, 11, 18), None),
        ("stall City next tue", date(2025, 12, 2), None),
        ("stall City 4 jun", date(2025, 6, 4), None),
        ("stall City 4 jan", date(2026, 1, 4), None),
        ("stall City 4 june 2019", date(2019, 6, 4), None),
        ("stall City tue 4 nov", date(2025, 11, 4), None),
        ("stall City 3-5 nov", date(2025, 11, 3), date(2025, 11, 5)),
        ("stall City 28 oct to 3 nov", date(2025, 10, 28), date(2025, 11, 3)),
        ("stall City 30 feb", None, None),
    ],
)
def test_days_are_read_as_a_log_means_them(
    text: str, first: date | None, last: date | None
) -> None:
    line = read(text)
    assert (line.first, line.last) == (first, last)


def test_a_known_organisation_is_whom_one_met_and_a_place_where_one_stood() -> None:
    assert read("meeting salvation army").parties == (ARMY,)
    assert read("meeting salvation army").venue == ""
    assert read("stall salvation army").venue == "salvation army"
    assert read("stall salvation army").parties == (ARMY,)


def test_after_with_come_partners_and_at_leads_back_to_the_place() -> None:
    line = read("stall with Victim Support, LFB at Artizan Library tue")
    assert line.parties == (Party("Victim Support", 4), Party("LFB"))
    assert line.venue == "Artizan Library"


def test_campaigns_forums_and_networks_go_by_a_name() -> None:
    line = read("forum London Prevent Network online next tue 10am")
    assert (line.title, line.venue) == ("London Prevent Network", "")
    assert (line.mode, line.starts) == (Mode.VIRTUAL, "10:00")


def test_a_number_in_an_address_stays_in_the_address() -> None:
    assert read("stall 200 aldersgate st mon ~80").venue == "200 Aldersgate St"


def test_the_line_is_read_back_in_words() -> None:
    said = read("stall tue Artizan Library x3 about 120 with LFB").said(KNOWN.kinds)
    assert said == (
        "Stall  ·  Tue 25 Nov 2025  ·  Artizan Library  ·  3 stalls  ·  "
        "about 120 people reached  ·  with LFB"
    )


def test_nothing_typed_is_nothing_understood() -> None:
    assert read("  ").is_empty


@given(st.text(max_size=80))
def test_no_line_is_too_odd_to_be_read(text: str) -> None:
    line = read(text)
    assert line.said(KNOWN.kinds) is not None
    assert line.days is None or line.days >= 1


def test_a_day_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="28 days"):
        read_day("31 feb", TODAY)


@pytest.mark.parametrize("ahead", range(7))
def test_a_weekday_is_the_last_such_day_and_today_counts(ahead: int) -> None:
    day = TODAY - timedelta(days=ahead)
    assert read_day(f"{day:%a}".lower(), TODAY) == day
