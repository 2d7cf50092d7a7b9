"""What a list is asked for: kept as JSON, told in words; views kept by name."""

from __future__ import annotations

import json
from datetime import date

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.period import By
from prevent_desk.logbook.model.query import Filter, Query
from prevent_desk.logbook.service.saved_views import LONGEST_NAME, SavedViews
from prevent_desk.store.session import Store
from tests.plan.page_room import DeskStandIn

KIND = Filter("kind", "Kind", (("stall", "Stall"), ("meeting", "Meeting")))
FULL = Query(
    "market day", {"kind": frozenset({"stall", "meeting"})}, date(2019, 5, 1), date(2019, 7, 31),
    By.RECORDED, "title", descending=False, ids=frozenset({3, 1}), late=True,
)  # fmt: skip


def test_a_query_comes_back_from_json_as_it_was() -> None:
    for query in (Query(), FULL, Query(ids=frozenset())):
        assert Query.from_json(json.loads(json.dumps(query.to_json()))) == query


@pytest.mark.parametrize(
    "kept",
    [
        None,
        [],
        "x",
        {"first": "2019-13-01", "chosen": 3, "ids": "x", "by": 7},
        {"chosen": {"a": "b"}},
    ],
)
def test_what_cannot_be_read_asks_for_everything(kept: object) -> None:
    assert Query.from_json(kept) == Query()


def test_a_period_kept_the_wrong_way_round_is_left_out() -> None:
    assert Query.from_json({"first": "2019-07-01", "last": "2019-05-01"}).period.is_all


def test_a_query_tells_what_it_filters_by() -> None:
    assert FULL.told([KIND]) == (
        "“market day”, Stall, Meeting, 1 May to 31 Jul 2019 by day recorded, late entries only, "
        "2 chosen"
    )
    assert Query().told([KIND]) == ""


def test_clearing_keeps_the_order_and_nothing_else() -> None:
    cleared = FULL.cleared()
    assert cleared.is_whole
    assert (cleared.sort, cleared.descending) == ("title", False)


def test_a_view_is_kept_found_renamed_and_removed(store: Store) -> None:
    views = SavedViews(DeskStandIn(store), "tests/events")
    assert views.keep("  Market   days ", FULL) == "Market days"
    views.keep("All", Query())
    assert views.names() == ["Market days", "All"]
    assert views.find("Market days") == FULL
    assert views.name_of(FULL) == "Market days"
    assert views.rename("Market days", "Markets") == "Markets"
    assert views.remove("Markets") == FULL
    assert SavedViews(DeskStandIn(store), "tests/events").names() == ["All"]


def test_a_view_of_the_same_name_takes_the_place_of_the_other(store: Store) -> None:
    views = SavedViews(DeskStandIn(store), "tests/events")
    views.keep("One", Query())
    views.keep("Two", Query())
    views.keep("One", FULL)
    assert views.names() == ["One", "Two"]
    assert views.find("One") == FULL


def test_the_view_a_log_opens_with_goes_with_its_name(store: Store) -> None:
    views = SavedViews(DeskStandIn(store), "tests/events")
    views.keep("One", FULL)
    views.set_default("One")
    views.rename("One", "Two")
    assert views.default() == "Two"
    views.remove("Two")
    assert views.default() == ""


def test_views_of_one_log_are_not_those_of_another(store: Store) -> None:
    SavedViews(DeskStandIn(store), "tests/events").keep("One", FULL)
    assert SavedViews(DeskStandIn(store), "tests/sessions").names() == []


def test_a_view_without_a_name_of_its_own_is_refused(store: Store) -> None:
    views = SavedViews(DeskStandIn(store), "tests/events")
    views.keep("One", Query())
    views.keep("Two", FULL)
    with pytest.raises(Refused):
        views.keep("  ", FULL)
    with pytest.raises(Refused):
        views.keep("x" * (LONGEST_NAME + 1), FULL)
    with pytest.raises(Refused):
        views.rename("One", "Two")


def test_keeping_a_view_is_no_change_to_undo(store: Store) -> None:
    SavedViews(DeskStandIn(store), "tests/events").keep("One", FULL)
    assert store.undo_label() is None
