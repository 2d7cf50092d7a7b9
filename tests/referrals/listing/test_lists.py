"""What filters and words find over a real store, and that pages show every row once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from prevent_desk.core.clock import Clock
from prevent_desk.referrals.model import listing
from prevent_desk.referrals.model.listing import Filter, Line, Sort, Which
from prevent_desk.referrals.service import lists as lists_service
from prevent_desk.referrals.tables import EntryTable, EpisodeTable
from prevent_desk.store.session import Store
from tests.referrals.conftest import desk_over, open_desk
from tests.referrals.desks import Desk


def at(month: int, day: int, year: int = 2025) -> datetime:
    return datetime(year, month, day, 9, 31)  # noqa: DTZ001 - local time, as records have it


def refs(desk: Desk, wanted: Filter, page: int = 100) -> list[str]:
    """Return everything a filter finds, read page by page."""
    found = desk.services.lists.find(wanted)
    rows: list[Line] = []
    for offset in range(0, found.count, page):
        rows += desk.services.lists.rows(found, offset, page)
    assert len(rows) == found.count
    return [row.ref.removeprefix("PD-2025-") for row in rows]


def fill_six(store: Store, clock: Clock) -> None:
    """Take in the six of the picture, and three that are closed."""
    desk = desk_over(store, clock)
    desk.add("Jordan", "Pryce", state="not_adopted_signposted", received=at(10, 21),
             sector="friends_family", referrer={"phone": "020 7946 0000"})  # fmt: skip
    desk.add("Tomasz", "Wilk", state="consent_pending", received=at(10, 30), sector="health")
    desk.add("Amira", "Khalid", state="panel_scheduled", received=at(11, 6), sector="police")
    desk.add("Daniel", "Osei-Boateng", state="screening", received=at(11, 18), sector="health")
    desk.add("", "", person={"label": "Name not known (family of four)"}, received=at(11, 24),
             state="passed_to_police", referrer={"is_anonymous": True})  # fmt: skip
    desk.add("Kris", "Hallam", state="adopted", received=at(11, 19), city_link="student")
    desk.add("Ewa", "Nowak", state="closed", received=at(3, 1), home_area="hackney")
    desk.add("Rhys", "Adeyemi", state="transferred_out", received=at(4, 1))
    desk.add("Nia", "Boateng", state="advice_only", received=at(5, 1), concern="no_ideology")


@pytest.fixture
def six(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path, fill_six) as desk:
        yield desk


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), ["005", "006", "004", "003", "002", "001"]),
        (Filter(sort=Sort.OLDEST), ["001", "002", "003", "004", "006", "005"]),
        (Filter(sort=Sort.NAME), ["003", "004", "001", "006", "005", "002"]),
        (Filter(sort=Sort.DUE), ["001", "002", "004", "005", "003", "006"]),
        (Filter(which=Which.CLOSED), ["009", "008", "007"]),
        (Filter(which=Which.ALL, sort=Sort.OLDEST),
         ["007", "008", "009", "001", "002", "003", "004", "006", "005"]),
        (Filter(sector="health"), ["004", "002"]),
        (Filter(state="screening"), ["004"]),
        (Filter(due="late"), ["002", "001"]),
        (Filter(due="today"), ["004", "002", "001"]),
        (Filter(due="any"), ["005", "006", "004", "003", "002", "001"]),
        (Filter(kind="city"), ["006"]),
        (Filter(which=Which.ALL, kind="advice"), ["009"]),
        (Filter(which=Which.ALL, kind="transferred"), ["008"]),
        (Filter(which=Which.ALL, area="hackney"), ["007"]),
        (Filter(which=Which.ALL, concern="no_ideology"), ["009"]),
        (Filter(which=Which.ALL, first=date(2025, 4, 1), last=date(2025, 10, 21)),
         ["001", "009", "008"]),
        (Filter(text="hall"), ["006"]),
        (Filter(text="OSEI boat"), ["004"]),
        (Filter(text="boateng"), ["004"]),
        (Filter(which=Which.ALL, text="boateng"), ["004", "009"]),
        (Filter(which=Which.CLOSED, text="boateng"), ["009"]),
        (Filter(which=Which.ALL, text="boateng", kind="advice"), ["009"]),
        (Filter(text="zanzibar"), []),
        (Filter(text="PD-2025-003"), ["003"]),
    ],
    ids=lambda value: str(value.to_json()) if isinstance(value, Filter) else "",
)  # fmt: skip
def test_a_filter_finds_what_it_says(six: Desk, wanted: Filter, found: list[str]) -> None:
    assert refs(six, wanted) == found
    assert refs(six, wanted, page=2) == found


def test_the_count_is_that_of_open_closed_or_all(six: Desk) -> None:
    lists = six.services.lists
    counted = {
        which: (lists.find(Filter(which=which, sector="health")).count,
                lists.find(Filter(which=which, sector="health")).of)
        for which in Which
    }  # fmt: skip
    assert counted == {Which.OPEN: (2, 6), Which.CLOSED: (0, 3), Which.ALL: (2, 9)}
    six.add("New", "One", received=at(11, 25))
    with six.store.writing("closed") as session:
        session.get_one(EpisodeTable, 2).state = "closed"
    assert lists.find(Filter()).of == 6 - 1 + 1


def test_words_of_closed_ones_are_told_of_while_open_ones_are_listed(six: Desk) -> None:
    lists = six.services.lists
    assert lists.find(Filter(text="boateng")).is_elsewhere
    assert not lists.find(Filter(text="hallam")).is_elsewhere
    assert lists.find(Filter(text="nowak")).is_elsewhere


def test_entries_aliases_and_addresses_are_found_and_the_referrer_is_not(desk: Desk) -> None:
    one = desk.add(
        person={"aliases": "Kit", "address": "4 Plover Court", "phones": "07700 900123"},
        referrer={"name": "Zebedee Quillfeather", "is_anonymous": True},
    )
    entry: dict[str, Any] = {
        "episode_id": one, "kind": "call", "on": at(11, 25), "at": at(11, 25), "by": "coordinator",
        "with_whom": "School", "title": "Call", "body": "Talks of a manifesto", "adds_to": None,
    }  # fmt: skip
    with desk.store.writing("an entry") as session:
        session.add(EntryTable(is_referrers=False, **entry))
        session.add(EntryTable(is_referrers=True, **entry | {"body": "Her aunt Quillfeather"}))
    for words in ("kit", "plover", "07700 900123", "manifesto"):
        for which in (Which.OPEN, Which.ALL):
            assert refs(desk, Filter(which=which, text=words)) == ["001"], words
    for words in ("zebedee", "quillfeather"):
        found = desk.services.lists.find(Filter(which=Which.ALL, text=words))
        assert (found.count, found.is_elsewhere) == (0, False)


def test_what_was_just_written_is_found_while_somebody_types(desk: Desk) -> None:
    one = desk.add()
    assert refs(desk, Filter(text="quokka")) == []
    with desk.store.writing("pattern") as session:
        session.get_one(EpisodeTable, one).pattern = "A quokka again"
    assert refs(desk, Filter(text="quokka")) == ["001"]
    desk.store.undo()
    assert refs(desk, Filter(text="quokka")) == []


def test_more_hits_than_are_listed_are_said_to_be_more(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists_service, "MOST_FOUND", 4)
    for day in range(1, 9):
        desk.add(received=at(11, day), state="closed")
    found = desk.services.lists.find(Filter(which=Which.ALL, text="hallam"))
    assert (found.count, found.is_all) == (4, False)
    assert refs(desk, Filter(which=Which.ALL, text="hallam")) == ["008", "007", "006", "005"]
    one = desk.services.lists.find(Filter(which=Which.CLOSED, text="hallam 003"))
    assert (one.count, one.is_all) == (1, True)


def test_the_place_of_a_referral_is_its_row_in_every_order(desk: Desk, campaign: int) -> None:
    drawn = random.Random(11)
    for number in range(30):
        desk.add(
            drawn.choice(["Ann", "ben", "Cy"]),
            "Same",
            state=drawn.choice(["closed", "police_led", "received", "adopted"]),
            # Whole days: many come in at the same moment.
            received=at(1, 1) + timedelta(days=number // 4),
            sector=drawn.choice(["health", "police"]),
        )
    lists = desk.services.lists
    for which in Which:
        for sort in Sort:
            for sector in ("", "health"):
                found = lists.find(Filter(which=which, sort=sort, sector=sector))
                rows = [
                    row.id for at_ in range(0, found.count, 7) for row in lists.rows(found, at_, 7)
                ]
                assert len(set(rows)) == len(rows) == found.count
                for place, key in enumerate(rows):
                    assert lists.place(found, key) == place
                assert lists.place(found, 999) == -1


def test_the_third_referral_of_a_person_is_said_to_be_one(desk: Desk) -> None:
    first = desk.person_of(desk.add(received=at(1, 3), state="closed"))
    desk.add(received=at(5, 1), state="closed", person={"head_id": first})
    desk.add(received=at(11, 20), person={"head_id": first})
    desk.add("Somebody", "Else")
    found = desk.services.lists.find(Filter(which=Which.ALL, sort=Sort.OLDEST))
    assert [row.times for row in desk.services.lists.rows(found, 0, 10)] == [1, 2, 3, 1]


def test_a_page_far_down_is_read_along_the_index_alone(desk: Desk) -> None:
    desk.add(state="closed")
    for wanted in (Filter(which=Which.ALL), Filter(which=Which.CLOSED, sector="education")):
        found = desk.services.lists.find(wanted)
        asked: list[tuple[str, Any]] = []

        def note(_c: Any, _u: Any, sql: str, values: Any, *_: Any, to: Any = asked) -> None:
            to.append((sql, values))

        event.listen(desk.store.sa_engine, "before_cursor_execute", note)
        desk.services.lists.rows(found, 0, 100)
        event.remove(desk.store.sa_engine, "before_cursor_execute", note)
        page = next((sql, values) for sql, values in asked if "OFFSET" in sql)
        with desk.store.exclusively("the plan of a query") as raw:
            steps = str(raw.execute(f"EXPLAIN QUERY PLAN {page[0]}", page[1]).fetchall())
        assert "COVERING INDEX ix_episode_list" in steps
        assert "TEMP B-TREE" not in steps


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(),
        Filter(which=Which.ALL, text="plover", state="adopted", sector="health", concern="x",
               area="kent", first=date(2025, 1, 1), last=date(2025, 2, 1), due="late",
               kind="city", sort=Sort.DUE),
    ],
)  # fmt: skip
def test_a_filter_is_remembered_as_it_was(wanted: Filter) -> None:
    assert listing.from_json(wanted.to_json()) == wanted


@pytest.mark.parametrize("kept", [None, [], {"which": "some"}, {"first": "soon"}, {"sort": 5}])
def test_a_filter_that_makes_no_sense_filters_nothing(kept: object) -> None:
    assert listing.from_json(kept) == Filter()


def test_a_filter_is_narrowed_by_anything_but_which_and_order() -> None:
    assert not Filter(which=Which.ALL, sort=Sort.NAME).is_narrowed
    assert Filter(text="x").is_narrowed
    assert replace(Filter(text="x"), text="").cleared() == Filter()
