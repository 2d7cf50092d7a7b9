"""What comes again is proposed, entered for many days at once, skipped, ended; each one Undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from prevent_desk.community.model.events import State
from prevent_desk.community.model.series import Every
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import NOT_KNOWN
from prevent_desk.logbook.model.query import Query
from tests.community.engagement.desks import TODAY, Desk, about, counted

WEEK = timedelta(days=7)
BEGUN = date(2025, 10, 21)
"""A Tuesday five weeks before today."""


@pytest.fixture
def series(desk: Desk) -> int:
    """A weekly women's network, entered once."""
    group = desk.partner("Women’s network")
    key = desk.log(
        "network", BEGUN, title="Women’s network", venue="Portsoken centre", starts="10:30",
        reach=about(15), parties=(group,),
    )  # fmt: skip
    return desk.community.regular.start(key, Every.WEEK)


def test_days_since_it_was_entered_are_missed_and_today_is_next(desk: Desk, series: int) -> None:
    found = desk.community.regular.one(series)
    assert found.missed == tuple(BEGUN + WEEK * week for week in range(1, 5))
    assert found.next is not None
    assert found.next.day == TODAY
    assert desk.community.regular.needing() == 1
    assert (found.rule, found.entered) == ("Every week on Tuesday", 1)


def test_all_that_was_missed_is_one_entry_that_counts_as_many(desk: Desk, series: int) -> None:
    new = desk.community.regular.all_missed(series)
    assert (new.times, new.days, new.first, new.last) == (
        counted(4), 1, BEGUN + WEEK, BEGUN + 4 * WEEK
    )  # fmt: skip
    desk.community.events.add(new)
    found = desk.community.regular.one(series)
    assert (found.missed, found.entered) == ((), 5)
    assert "5 network meetings" in desk.community.events.log.totals(Query())
    desk.store.undo()
    assert len(desk.community.regular.one(series).missed) == 4
    with pytest.raises(Refused, match="Nothing was missed"):
        desk.community.regular.all_missed(_entered_today(desk, series))


def _entered_today(desk: Desk, series: int) -> int:
    desk.community.events.add(desk.community.regular.proposal(series, TODAY))
    return series


def test_a_proposal_has_the_usual_parts_and_not_what_came_of_the_last(
    desk: Desk, series: int
) -> None:
    new = desk.community.regular.proposal(series, TODAY)
    assert (new.title, new.venue, new.starts) == ("Women’s network", "Portsoken centre", "10:30")
    assert [party.words for party in new.parties] == ["Women’s network"]
    assert new.reach == NOT_KNOWN


def test_one_held_a_day_early_stands_for_its_day(desk: Desk, series: int) -> None:
    desk.community.regular.skip(series)
    early = desk.community.regular.proposal(series, TODAY)
    desk.community.events.add(replace(early, first=TODAY - timedelta(days=1)))
    found = desk.community.regular.one(series)
    assert found.missed == ()
    assert found.next is not None
    assert found.next.day == TODAY + WEEK


def test_the_next_is_planned_once_and_then_the_one_after(desk: Desk, series: int) -> None:
    first = desk.community.regular.plan_next(series)
    second = desk.community.regular.plan_next(series)
    events = desk.community.events
    assert [events.one(key).first for key in (first, second)] == [TODAY, TODAY + WEEK]
    assert {events.one(key).state for key in (first, second)} == {State.PLANNED}
    desk.store.undo()
    assert not events.is_there(second)


def test_skipping_lets_the_missed_days_be_and_undo_brings_them_back(
    desk: Desk, series: int
) -> None:
    regular = desk.community.regular
    regular.skip(series)
    assert regular.one(series).missed == ()
    regular.skip(series)
    coming = regular.one(series).next
    assert coming is not None
    assert coming.day == TODAY + WEEK
    assert desk.store.undo_label() == "skipping of regular network"
    desk.store.undo()
    desk.store.undo()
    assert len(regular.one(series).missed) == 4


def test_an_ended_series_asks_for_nothing_and_goes_on_from_today(desk: Desk, series: int) -> None:
    regular = desk.community.regular
    regular.end(series)
    assert regular.all() == []
    ended = regular.all(ended=True)[0]
    assert (ended.ended, ended.next, ended.missed) == (TODAY, None, ())
    with pytest.raises(Refused, match="has ended"):
        regular.plan_next(series)
    regular.go_on(series)
    assert regular.one(series).missed == ()
    assert regular.one(series).next is not None


def test_an_event_comes_again_in_one_series_only(desk: Desk, series: int) -> None:
    with pytest.raises(Refused, match="already"):
        desk.community.regular.start(1, Every.MONTH)
    assert len(desk.community.regular.all()) == 1


def test_a_series_is_changed_and_its_former_events_stay(desk: Desk, series: int) -> None:
    regular = desk.community.regular
    regular.change(series, "Women’s group", Every.MONTH, TODAY, keeps_weekday=True)
    found = regular.one(series)
    assert (found.title, found.rule, found.missed) == (
        "Women’s group", "Every month on the fourth Tuesday", ()
    )  # fmt: skip
    assert desk.community.events.one(1).title == "Women’s network"
    assert desk.community.events.one(1).series == "Women’s group"
    with pytest.raises(Refused, match="title"):
        regular.change(series, " ", Every.MONTH, TODAY, keeps_weekday=True)


def test_a_bank_holiday_is_said_beside_the_next_day(desk: Desk) -> None:
    key = desk.log("forum", date(2025, 11, 27))
    desk.community.events.cancel(key, "")
    series = desk.community.regular.start(key, Every.FORTNIGHT)
    desk.community.regular.skip(series)
    coming = desk.community.regular.one(series).next
    assert coming is not None
    assert (coming.day, coming.words) == (date(2025, 12, 25), "Christmas Day")


def test_the_log_filters_what_comes_again(desk: Desk, series: int) -> None:
    desk.log()
    log = desk.community.events.log
    assert log.ids(Query(chosen={"series": frozenset({str(series)})})) == [1]
    assert log.ids(Query(chosen={"series": frozenset({""})})) == [2]
