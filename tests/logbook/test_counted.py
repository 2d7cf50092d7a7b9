"""Numbers as they were reported, and sums that say what they are made of."""

from __future__ import annotations

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import MOST, NOT_KNOWN, Count, How, Tally, parse_count
from prevent_desk.logbook.model.nouns import PEOPLE, Noun

SESSIONS = Noun("session", "sessions")
COUNTED, ESTIMATED = How.COUNTED, How.ESTIMATED


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("120", Count(120, COUNTED)),
        (" 1,200 ", Count(1200, COUNTED)),
        ("0", Count(0, COUNTED)),
        ("12 people", Count(12, COUNTED)),
        ("about 120", Count(120, ESTIMATED)),
        ("About 120 people", Count(120, ESTIMATED)),
        ("c. 120", Count(120, ESTIMATED)),
        ("c120", Count(120, ESTIMATED)),
        ("~120", Count(120, ESTIMATED)),
        ("approx. 30", Count(30, ESTIMATED)),
        ("approximately 30", Count(30, ESTIMATED)),
        ("30ish", Count(30, ESTIMATED)),
        ("30+", Count(30, ESTIMATED)),
        ("200+ people", Count(200, ESTIMATED)),
        ("over 900", Count(900, ESTIMATED)),
        ("at least 40", Count(40, ESTIMATED)),
        ("?", NOT_KNOWN),
        ("", NOT_KNOWN),
        ("not known", NOT_KNOWN),
    ],
)
def test_a_number_is_read_as_people_report_it(typed: str, count: Count) -> None:
    assert parse_count(typed) == count


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("20-30", "“20-30” is two numbers. Say one: “about 25”."),
        ("20 to 30", "“20 to 30” is two numbers. Say one: “about 25”."),
        ("-5", "“-5” is less than nothing. Say 0 or more."),
        ("12.5", "“12.5” is not a number of people. Try “120”, “about 120” or “?”."),
        ("lots", "“lots” is not a number of people. Try “120”, “about 120” or “?”."),
        ("12 34", "“12 34” is not a number of people. Try “120”, “about 120” or “?”."),
        (f"{MOST + 1}", f"“{MOST + 1}” is more than 10,000,000. Look at the number again."),
    ],
)
def test_what_is_no_number_is_refused_in_a_sentence(typed: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_count(typed)
    assert refused.value.sentence() == told


def test_what_is_said_of_a_count_is_read_as_that_count_again() -> None:
    for count in (Count(7, COUNTED), Count(1204, ESTIMATED), NOT_KNOWN):
        assert parse_count(count.words) == count


def test_a_number_without_its_how_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="UNKNOWN"):
        Count(3, How.UNKNOWN)
    assert Count.of(None, "counted") == NOT_KNOWN


def test_a_sum_of_what_was_counted_is_a_plain_number() -> None:
    tally = Tally.of([Count(400, COUNTED), Count(37, COUNTED)])
    assert (tally.words(), tally.is_about) == ("437", False)


def test_a_sum_of_estimates_says_about() -> None:
    tally = Tally.of([Count(400, ESTIMATED), Count(37, ESTIMATED)])
    assert tally.words(PEOPLE) == "about 437 people"


def test_a_mixed_sum_says_what_it_is_made_of_and_what_is_missing() -> None:
    tally = Tally.of([Count(180, COUNTED), Count(230, ESTIMATED), *[NOT_KNOWN] * 6])
    told = "about 410 (180 counted, 230 estimated; 6 sessions not known)"
    assert tally.words(of=SESSIONS) == told


def test_a_sum_of_what_was_counted_says_what_is_missing() -> None:
    tally = Tally.of([Count(180, COUNTED), NOT_KNOWN])
    assert tally.words(PEOPLE, SESSIONS) == "180 people (1 session not known)"


def test_a_sum_of_nothing_known_is_not_known_and_of_nothing_is_nothing() -> None:
    assert Tally.of([NOT_KNOWN]).words(PEOPLE) == "number of people not known"
    assert Tally.of([]).words(PEOPLE) == "0 people"


def test_two_sums_together_are_the_sum_of_all() -> None:
    one, other = [Count(3, COUNTED), NOT_KNOWN], [Count(4, ESTIMATED)]
    assert Tally.of(one) + Tally.of(other) == Tally.of([*one, *other])
