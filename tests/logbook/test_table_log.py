"""A log over a table: counted, listed page by page, filtered, added up, each by real SQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from prevent_desk.community.tables import EventTable
from prevent_desk.logbook.model.counted import How, Tally
from prevent_desk.logbook.model.period import By, Period, is_late
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.service.table_log import FigureOf
from prevent_desk.store.session import Store
from tests.logbook.logs import EVENTS, KINDS, NOW, EventFigures, Events, add, event

DAY = date(2019, 6, 3)
QUARTER = Period(date(2019, 5, 1), date(2019, 7, 31))


def test_the_newest_day_comes_first_and_pages_meet_without_gap_or_double(many: Store) -> None:
    log = Events(many)
    pages = [log.page(Query(), at, 100) for at in range(0, 500, 100)]
    found = [one for page in pages for one in page]
    assert len(found) == log.count(Query()) == 450
    assert [one.id for one in found] == log.ids(Query())
    assert [(one.first, one.id) for one in found] == sorted(
        ((one.first, one.id) for one in found), reverse=True
    )


@pytest.mark.parametrize("sort", ["", "recorded", "title"])
@pytest.mark.parametrize("down", [True, False])
def test_the_first_page_stands_in_the_order_of_all_in_every_order(
    many: Store, sort: str, down: bool
) -> None:
    query = Query(sort=sort, descending=down)
    fresh, asked = Events(many), Events(many)
    asked.ids(query)
    assert [one.id for one in fresh.page(query, 0, 100)] == [
        one.id for one in asked.page(query, 0, 100)
    ]


@pytest.mark.parametrize("sort", ["", "recorded", "title"])
@pytest.mark.parametrize("down", [True, False])
def test_a_record_is_told_its_place_without_the_rest_being_put_in_order(
    many: Store, sort: str, down: bool
) -> None:
    query = Query("1", {"kind": frozenset({"stall"})}, sort=sort, descending=down)
    asked = Events(many)
    ids = asked.ids(query)
    assert len(ids) > 50
    places = {one: place for place, one in enumerate(ids)}
    for record_id in (*ids[::9], ids[-1]):
        assert Events(many).place(query, record_id) == places[record_id]
        assert asked.place(query, record_id) == places[record_id]
    other = next(one for one in asked.ids(Query()) if one not in places)
    assert Events(many).place(query, other) is None


def test_a_row_written_while_one_scrolls_shifts_nothing_twice(many: Store) -> None:
    log = Events(many)
    log.page(Query(), 200, 100)
    add(many, event(first=NOW.date(), title="New"))
    assert log.page(Query(), 0, 1)[0].title == "New"
    assert [one.id for one in log.page(Query(), 0, 451)] == log.ids(Query())


def test_every_word_must_be_found_in_any_column_or_in_who_took_part(store: Store) -> None:
    add(
        store,
        event(title="Summer market"),
        event(title="Summer fair", told=["Barbican Library"]),
        event(title="100% fair"),
    )
    log = Events(store)

    def titles(words: str) -> list[str]:
        return [one.title for one in log.page(Query(words), 0, 9)]

    assert titles("SUMMER fair") == ["Summer fair"]
    assert titles("summer barbican") == ["Summer fair"]
    assert titles("guildhall market") == ["Summer market"]
    assert titles("0% ") == ["100% fair"]
    assert titles("_") == []


def test_any_chosen_code_fits_and_nobody_noted_is_a_code_too(store: Store) -> None:
    add(
        store,
        event("stall", title="A", told=["Library", "Library"]),
        event("meeting", title="B"),
        event("forum", title="C"),
    )
    log = Events(store)

    def titles(key: str, *codes: str) -> set[str]:
        query = Query().choosing(key, frozenset(codes))
        return {one.title for one in log.page(query, 0, 9)}

    assert titles("kind", "stall", "forum") == {"A", "C"}
    assert titles("with", "Library") == {"A"}
    assert titles("with", "") == {"B", "C"}
    assert titles("with", "", "Library") == {"A", "B", "C"}


def test_options_are_counted_under_the_other_filters_not_their_own(store: Store) -> None:
    add(
        store,
        event("stall", told=["Library", "Library"]),
        event("stall"),
        event("meeting", told=["Library"]),
    )
    counts = Events(store).option_counts(Query().choosing("kind", frozenset({"stall"})))
    assert counts["kind"] == {"stall": 2, "meeting": 1}
    assert counts["with"]["Library"] == 1


def test_a_period_holds_both_its_ends(store: Store) -> None:
    days = [QUARTER.first, QUARTER.last]
    outside = [date(2019, 4, 30), date(2019, 8, 1)]
    add(store, *(event(first=day) for day in (*days, *outside) if day))
    found = Events(store).page(Query().within(QUARTER), 0, 9)
    assert {one.first for one in found} == set(days)


def test_counted_by_the_day_recorded_the_event_itself_may_lie_outside(store: Store) -> None:
    add(store, event(first=date(2019, 1, 5), recorded=DAY), event(first=DAY, recorded=NOW.date()))
    query = replace(Query().within(QUARTER), by=By.RECORDED)
    assert [one.first for one in Events(store).page(query, 0, 9)] == [date(2019, 1, 5)]


@pytest.mark.parametrize("by", list(By))
def test_late_entries_are_those_of_the_rule(many: Store, by: By) -> None:
    log = Events(many)
    period = Period(date(2021, 1, 1), date(2021, 12, 31))
    query = replace(Query().within(period), by=by)
    # What `fill` wrote: recorded three days later, or 200.
    expected = set()
    for one in log.everything(Query()):
        number = int(one.title.removeprefix("Event "))
        late = one.first + timedelta(days=200 if number % 4 == 0 else 3)
        recorded = min(late, NOW.date())
        inside = period.holds(one.first if by is By.EVENT else recorded)
        if inside and is_late(one.first, recorded, period, by):
            expected.add(one.id)
    assert expected
    assert set(log.late(query)) == expected
    assert set(log.ids(replace(query, late=True))) == expected


def test_without_an_end_nothing_is_late(few: Store) -> None:
    assert Events(few).late(Query(first=date(2020, 1, 1))) == []


def test_a_sum_by_sql_is_the_sum_of_the_records(many: Store) -> None:
    log = Events(many)
    query = Query("0", {"kind": frozenset({"stall", "meeting"})}, date(2018, 1, 1))
    tally = log.tally(query, EventTable.reach, EventTable.reach_how)
    assert tally == Tally.of(one.reach for one in log.everything(query))
    assert min(tally.counted, tally.estimated, tally.unknown) > 0


def test_exactly_the_chosen_records_are_listed_those_gone_left_out(few: Store) -> None:
    log = Events(few)
    some = frozenset(log.ids(Query())[3:6])
    assert set(log.ids(Query(ids=some | {9999}))) == some
    assert log.count(Query(ids=frozenset())) == 0


def test_the_calendar_holds_what_lies_within_or_across_its_days(store: Store) -> None:
    add(
        store,
        event(first=date(2019, 5, 30), days=4, title="Across"),
        event(first=DAY, title="Within"),
        event(first=date(2019, 7, 1), title="After"),
        event("stall", first=DAY, title="Stall"),
    )
    log = Events(store)
    query = Query(chosen={"kind": frozenset({"meeting"})}, first=date(2030, 1, 1))
    found = log.days(query, date(2019, 6, 1), date(2019, 6, 30))
    assert [(one.words, one.last) for one in found] == [
        ("Across", date(2019, 6, 2)), ("Within", DAY),
    ]  # fmt: skip


def test_a_record_is_read_alone_or_is_gone(few: Store) -> None:
    log = Events(few)
    first = log.page(Query(), 0, 1)[0]
    assert log.one(first.id) == first
    assert log.one(9999) is None


def test_everything_is_read_in_order_and_progress_is_told(many: Store) -> None:
    log, told = Events(many), list[tuple[int, int, str]]()
    found = log.everything(Query(), lambda *step: told.append(step))
    assert [one.id for one in found] == log.ids(Query())
    assert told[-1] == (450, 450, "events")


def test_a_figure_is_opened_at_exactly_the_records_it_counts(many: Store) -> None:
    log = Events(many)
    period = Period(date(2019, 1, 1), date(2020, 12, 31))
    figures = {one.key: one for one in EventFigures(log).figures(period, By.EVENT)}
    for code, _words in KINDS:
        figure = figures[code]
        opened = Query.from_json(figure.position["query"])
        assert set(log.ids(opened)) == set(figure.ids)
        assert set(log.late(opened)) == set(figure.late)
        assert figure.number == sum(one.times for one in log.everything(opened))
    reached = figures["reached"]
    assert set(reached.ids) == {one for code, _ in KINDS for one in figures[code].ids}
    assert reached.words.startswith("about ")


def test_several_figures_of_one_statement_are_those_of_one_each(many: Store) -> None:
    log = Events(many)
    period = Query("event", first=date(2019, 1, 1), last=date(2020, 12, 31))
    number = (EventTable.reach, EventTable.reach_how)
    wanted = [FigureOf("all", EVENTS), FigureOf("reached", EVENTS, number=number, note="Noted")]
    wanted += [FigureOf(code, EVENTS, {"kind": frozenset({code})}, number) for code, _ in KINDS]
    wanted.append(FigureOf("nobody", EVENTS, {"with": frozenset({""})}))
    together = log.figures(period, wanted, page="Community", tab="events")
    for one, found in zip(wanted, together, strict=True):
        query = replace(period, chosen=one.chosen)
        assert set(found.ids) == set(log.ids(query))
        assert set(found.late) == set(log.late(query))
        if one.number is not None:
            assert found.value == Tally.of(record.reach for record in log.everything(query))
        assert Query.from_json(found.position["query"]) == query
    assert together[1].note == "Noted"


def test_a_figure_of_nothing_is_nothing(store: Store) -> None:
    figures = EventFigures(Events(store)).figures(QUARTER, By.EVENT)
    assert [one.number for one in figures] == [0, 0, 0, 0]
    assert figures[0].words == "0 meetings"


def test_a_long_list_opens_by_two_statements_and_reads_no_more_than_a_page(
    many: Store, statements: Callable[[], list[str]]
) -> None:
    log = Events(many)
    log.count(Query())
    log.page(Query(), 0, 100)
    asked = [one for one in statements() if "FROM engagement_event" in one]
    assert len(asked) == 2
    assert "LIMIT" in asked[1]
    log.page(Query(), 400, 50)
    log.page(Query(), 300, 100)
    deeper = [one for one in statements() if "FROM engagement_event" in one][2:]
    # The numbers of all, once, and then each page by its numbers.
    assert len(deeper) == 3
    assert not any("LIMIT" in one for one in deeper)


def test_an_export_is_noted_in_the_audit_trail_and_is_nothing_to_undo(few: Store) -> None:
    Events(few).note_export("PD-E-0001", "OFFICIAL", 24)
    assert few.undo_label() is None


def test_an_unknown_number_is_unknown_however_it_is_said_to_be_known(store: Store) -> None:
    add(store, event(reach=None, how=How.COUNTED))
    assert Events(store).totals(Query()) == "number of people not known reached"
