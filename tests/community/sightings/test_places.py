"""Which sightings are of the same place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_desk.community.model.places import (
    Rule,
    Spot,
    how_near,
    is_same_street,
    metres_between,
    parse_coordinate,
    street_words,
    without_number,
)
from prevent_desk.community.model.repeats import Seen, hotspots, ordinal_words, repeats

DAY = date(2026, 11, 22)
LAMP = (51.52310, -0.09870)


def seen(number: int, ago: int = 0, street: str = "Goswell Road", at: str = "") -> Seen:
    return Seen(number, number, Spot(street), DAY - timedelta(days=ago), at)


def measured(number: int, north: float, east: float, street: str = "") -> Seen:
    return Seen(number, number, Spot(street, "", "", north, east), DAY)


def test_a_minute_of_latitude_is_a_nautical_mile() -> None:
    metres = metres_between(
        Spot(latitude=51.0, longitude=0.0), Spot(latitude=51 + 1 / 60, longitude=0.0)
    )
    assert metres == pytest.approx(1853, abs=1)


def test_a_minute_of_longitude_is_shorter_in_london() -> None:
    metres = metres_between(
        Spot(latitude=51.5, longitude=0.0), Spot(latitude=51.5, longitude=1 / 60)
    )
    assert metres == pytest.approx(1154, abs=1)


@given(
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
)
def test_a_distance_is_the_same_both_ways_and_never_half_round_the_world(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    here = Spot(latitude=one[0], longitude=one[1])
    there = Spot(latitude=other[0], longitude=other[1])
    metres = metres_between(here, there)
    assert metres is not None
    assert metres == pytest.approx(metres_between(there, here) or 0, abs=1e-3)
    assert 0 <= metres <= 20_016_000


@pytest.mark.parametrize(
    "typed",
    ["Goswell Road", "goswell rd", "Goswell Rd.", "12 Goswell Road", "opp. 12a Goswell Road, EC1V",
     "Goswel Road", "Gosswell Road", "Goswell", "near the junction of Goswell Road"],
)  # fmt: skip
def test_a_street_is_known_again_however_it_is_written(typed: str) -> None:
    assert is_same_street(Spot("Goswell Road"), Spot(typed))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Goswell Road", "Goswell Street"), ("Bow Lane", "Row Lane"), ("Bow Lane", "Bow Street"),
     ("Fleet Street", "Fleet Lane"), ("St Mary Axe", "Mary Street"), ("Old Street", ""),
     ("Long Lane", "Love Lane"), ("Wood Street", "Ward Street"), ("London Wall", "Cheapside")],
)  # fmt: skip
def test_other_streets_are_other_streets(one: str, other: str) -> None:
    assert not is_same_street(Spot(one), Spot(other))


def test_saint_and_street_are_told_apart() -> None:
    assert street_words("St Mary Axe St.") == ("saint", "mary", "axe", "street")


def test_a_place_without_a_street_is_never_a_street_of_that_name() -> None:
    assert is_same_street(Spot("", "Comments under a post"), Spot("", "comments under a post"))
    assert not is_same_street(Spot("", "Moorgate"), Spot("Moorgate"))


def test_distance_decides_where_both_are_measured_whatever_the_streets_are_called() -> None:
    near = measured(1, LAMP[0] + 0.0026, LAMP[1], "Fann Street")
    far = measured(2, LAMP[0] + 0.0028, LAMP[1], "Goswell Road")
    repeat = repeats(measured(3, *LAMP, "Goswell Road"), [near, far], Rule(300, 30))
    assert [(one.seen.id, one.metres) for one in repeat.near] == [(1, 289)]


def test_the_fifth_within_the_days_is_the_fifth() -> None:
    others = [seen(number, ago) for number, ago in ((1, 29), (2, 16), (3, 9), (4, 3))]
    too_old = seen(9, 30)
    repeat = repeats(seen(5), [*others, too_old], Rule())
    assert repeat.words == "The fifth within 300 m in 30 days"
    assert [one.seen.id for one in repeat.near] == [4, 3, 2, 1]


def test_what_came_after_is_shown_and_does_not_count_before() -> None:
    repeat = repeats(seen(1, 10), [seen(2, 3), seen(3, 1)], Rule())
    assert repeat.words == "The first; 2 more followed within 300 m in 30 days"
    assert [one.how_long for one in repeat.near] == ["7 days after", "9 days after"]


def test_of_one_day_the_hour_says_which_came_first() -> None:
    early, late = seen(2, at="07:50"), seen(1, at="18:00")
    assert repeats(early, [late], Rule()).ordinal == 1
    assert repeats(late, [early], Rule()).ordinal == 2


def test_one_that_is_being_typed_is_the_last_of_its_day() -> None:
    typed = Seen(0, 0, Spot("Goswell Rd"), DAY)
    assert repeats(typed, [seen(1), seen(2, at="23:00")], Rule()).ordinal == 3


@pytest.mark.parametrize(
    ("number", "words"), [(1, "first"), (5, "fifth"), (11, "11th"), (21, "21st"), (112, "112th")]
)
def test_ordinals_are_words_up_to_ten(number: int, words: str) -> None:
    assert ordinal_words(number) == words


def test_places_come_with_most_first_and_no_number_of_a_house() -> None:
    found = hotspots(
        [seen(1, 5, "12 Goswell Road"), seen(2, 1, "Goswell Rd"), seen(3, 0, "14 Goswell Road"),
         seen(4, 0, "Fleet Street"), seen(5, 2, "Fleet St"), seen(6, 2, "Cheapside")],
        Rule(),
    )  # fmt: skip
    assert [(one.name, len(one.seen)) for one in found] == [
        ("Goswell Road", 3),
        ("Fleet Street", 2),
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [("12 Goswell Road", "Goswell Road"), ("Flat 3, 12a Goswell Road", "Goswell Road"),
     ("opposite 5-7 Fleet Street", "Fleet Street"), ("Goswell Road", "Goswell Road"),
     ("No. 1 Poultry", "Poultry")],
)  # fmt: skip
def test_a_street_is_told_without_its_house(typed: str, told: str) -> None:
    assert without_number(typed) == told


@pytest.mark.parametrize(
    "typed",
    ["51.5231, -0.0987", "51.5231 -0.0987", "51.5231° N, 0.0987° W", "51.5231N 0.0987W",
     "51.5231,−0.0987", "0.0987W 51.5231N"],
)  # fmt: skip
def test_a_coordinate_is_read_as_maps_write_it(typed: str) -> None:
    assert parse_coordinate(typed) == (51.5231, -0.0987)


@pytest.mark.parametrize(
    "typed", ["", "TQ 322 821", "51.5231", "100, 0", "51.5, 181", "here", "1, 2, 3"]
)
def test_what_is_no_coordinate_is_none(typed: str) -> None:
    assert parse_coordinate(typed) is None


def grouped_one_by_one(seen: Sequence[Seen], rule: Rule) -> list[list[int]]:
    """Return the places of sightings as they are told to be: each compared with each before it."""
    groups: list[list[Seen]] = []
    for one in sorted(seen, key=lambda one: (one.seen, one.seen_at or "~", one.number)):
        near = (group for group in groups if how_near(group[0].spot, one.spot, rule)[0])
        group = next(near, None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return sorted(sorted(one.number for one in group) for group in groups)


SPOTS = st.builds(
    Spot,
    st.sampled_from(("", "Goswell Road", "Goswel Rd", "12 Goswell", "Fleet Street", "Fleet St",
                     "Road", "Fleat Street", "Bow Lane")),
    st.sampled_from(("", "Lamp post", "lamp post", "Goswell Road")),
    st.just(""),
    st.none(),
    st.none(),
)  # fmt: skip
NEAR_LONDON = st.tuples(st.integers(-40, 40), st.integers(-40, 40))
FAR = st.sampled_from(
    ((-0.0987, 51.5), (89.9999, 20.0), (61.9999, 1.0), (62.0001, 1.0), (0.0, 0.0))
)


@given(
    st.lists(st.tuples(SPOTS, st.none() | NEAR_LONDON | FAR, st.integers(0, 3)), max_size=25),
    st.sampled_from((10, 300, 5000)),
)
def test_places_found_by_squares_and_streets_are_those_of_comparing_each_with_each(
    given_: list[tuple[Spot, tuple[float, float] | None, int]], metres: int
) -> None:
    found = []
    for number, (told, at, ago) in enumerate(given_, 1):
        spot = told
        if at is not None and isinstance(at[0], int):
            # Steps of some 70 m around a lamp post.
            spot = replace(told, latitude=LAMP[0] + at[0] * 6e-4, longitude=LAMP[1] + at[1] * 1e-3)
        elif at is not None:
            spot = replace(told, latitude=at[0], longitude=at[1])
        found.append(Seen(number, number, spot, DAY - timedelta(days=ago)))
    rule = Rule(metres)
    groups = sorted(sorted(one.number for one in place.seen) for place in hotspots(found, rule, 1))
    assert groups == grouped_one_by_one(found, rule)
