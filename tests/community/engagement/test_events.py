"""Engagement is kept honestly: each act one Undo, every number says how it is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from prevent_desk.actions.model.records import NewAction, Source
from prevent_desk.community.model.events import NewEvent, State
from prevent_desk.community.service.event_figures import EngagementFigures
from prevent_desk.community.service.events import KIND, asked_by
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import NOT_KNOWN, Count, How, Tally
from prevent_desk.logbook.model.figures import Figure
from prevent_desk.logbook.model.parties import Party
from prevent_desk.logbook.model.period import By, Period
from prevent_desk.logbook.model.query import Query
from prevent_desk.store import audit
from prevent_desk.store.search import find
from tests.community.engagement.desks import TODAY, Desk, about, counted

DAY = timedelta(days=1)
SUMMER = Period(date(2025, 5, 1), date(2025, 7, 31))


def figures(desk: Desk, period: Period = SUMMER, by: By = By.EVENT) -> dict[str, Figure]:
    found = EngagementFigures(desk.community.events.log).figures(period, by)
    return {one.key: one for one in found}


def test_an_event_is_kept_as_it_was_told(desk: Desk) -> None:
    army = desk.partner()
    key = desk.log(
        venue=" Artizan Library ", ward="portsoken", times=counted(2), reach=about(120),
        parties=(army, Party("Street wardens"), army), topics=("ACT Early", " ", "ACT Early"),
        starts="2pm", summary="Two asked for leaflets.",
    )  # fmt: skip
    event = desk.community.events.one(key)
    assert event.title == "Stall, Artizan Library"
    assert event.parties == (army, Party("Street wardens"))
    assert (event.starts, event.topics, event.ward_words) == ("14:00", ("ACT Early",), "Portsoken")
    assert event.quantity_words == "2 stalls"
    assert event.state is State.HELD
    assert event.by == "coordinator"


def test_a_day_ahead_is_planned_and_counts_nothing_until_it_was_held(desk: Desk) -> None:
    events = desk.community.events
    key = desk.log(first=TODAY + DAY, reach=NOT_KNOWN)
    assert events.one(key).state is State.PLANNED
    assert events.log.totals(Query()) == ""
    with pytest.raises(Refused, match="planned for Wed 26 Nov 2025"):
        events.hold(key, counted(20))
    desk.clock.moment += 2 * DAY
    assert events.open_ids() == [key]
    events.hold(key, about(60), summary="Rain.")
    assert events.one(key).reach == about(60)
    assert events.log.totals(Query()) == "about 60 people reached · 1 stall"


def test_a_changed_event_stands_as_its_day_and_reach_say(desk: Desk) -> None:
    events = desk.community.events
    key = desk.log(reach=counted(9))
    events.change(key, NewEvent("stall", TODAY + 3 * DAY))
    assert events.one(key).state is State.PLANNED
    events.change(key, NewEvent("stall", TODAY))
    assert events.one(key).state is State.PLANNED
    events.change(key, NewEvent("stall", TODAY, reach=about(30)))
    assert events.one(key).state is State.HELD
    events.cancel(key, "Rain")
    events.change(key, NewEvent("stall", TODAY, note="Rain all day"))
    assert events.one(key).state is State.CANCELLED


def test_stalls_and_their_days_are_two_numbers(desk: Desk) -> None:
    desk.log(times=counted(5))
    desk.log(days=3)
    desk.log(first=TODAY - 5 * DAY, last=TODAY - 4 * DAY)
    totals = desk.community.events.log.totals(Query())
    assert totals == "7 stalls (10 days)"
    festival = desk.community.events.one(2)
    assert (festival.last, festival.quantity_words) == (TODAY + 2 * DAY, "3 days")


def test_totals_say_what_was_estimated_and_what_is_not_known(desk: Desk) -> None:
    desk.log(times=about(12), reach=about(100))
    desk.log("meeting", reach=counted(14))
    desk.log("meeting")
    assert desk.community.events.log.totals(Query()) == (
        "about 114 people reached (1 not known) · 2 meetings · about 12 stalls"
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "party"}, "kind of engagement"),
        ({"last": TODAY - DAY}, "ends before it begins"),
        ({"first": TODAY - 500 * DAY, "last": TODAY}, "longer than a year"),
        ({"times": counted(0)}, "cannot be how many"),
        ({"times": NOT_KNOWN}, "How many there were"),
        ({"days": 0}, "days cannot be"),
        ({"first": TODAY - DAY, "last": TODAY, "days": 3}, "there are 2 days, not 3"),
        ({"starts": "25:00"}, "not a time of day"),
        ({"first": TODAY + DAY, "state": State.HELD}, "still to come"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_kept(
    desk: Desk, change: dict[str, object], words: str
) -> None:
    before = desk.store.generation
    with pytest.raises(Refused, match=words):
        desk.community.events.add(replace(NewEvent("stall", TODAY), **change))  # type: ignore[arg-type]
    assert desk.store.generation == before


def test_each_act_is_one_undo_whose_label_names_neither_title_nor_anybody(desk: Desk) -> None:
    events, store = desk.community.events, desk.store
    title = "Councillor Abernathy about the estate"
    key = desk.log("meeting", title=title, parties=(Party("Councillor Abernathy"),))
    assert store.undo_label() == "meeting of 25 Nov 2025"
    labels = []
    acts: list[Callable[[], object]] = [
        lambda: events.change(key, NewEvent("visit", TODAY, title)),
        lambda: events.cancel(key, "Councillor Abernathy is ill"),
        lambda: events.reinstate(key),
        lambda: events.hold(key, counted(3)),
        lambda: events.keep_files(key, [("Abernathy.txt", b"minutes")]),
        lambda: events.remove(key),
    ]
    for act in acts:
        act()
        labels.append(store.undo_label() or "")
    assert not [label for label in labels if "bernathy" in label]
    for _act in labels:
        store.undo()
    assert store.undo_label() == "meeting of 25 Nov 2025"
    assert events.one(key).kind == "meeting"
    store.undo()
    assert not events.is_there(key)


def test_what_it_counts_towards_is_of_the_same_undo(planned_desk: Desk) -> None:
    desk = planned_desk
    links = desk.community.plan
    target = links.offered("Prevent stalls")[:1] or links.offered("")[:1]
    key = desk.community.events.add(
        NewEvent("stall", TODAY, times=counted(2), reach=about(50)), targets=target
    )
    assert [one.action_id for one in links.of(KIND, key)] == [target[0].action_id]
    desk.community.events.change(key, NewEvent("stall", TODAY, title="Again"), targets=())
    assert links.of(KIND, key) == []
    desk.store.undo()
    assert len(links.of(KIND, key)) == 1
    desk.community.events.remove(key)
    assert len(links.of(KIND, key)) == 0
    desk.store.undo()
    assert desk.community.events.is_there(key)
    assert len(links.of(KIND, key)) == 1
    desk.store.undo()
    assert not desk.community.events.is_there(key)


def test_the_same_again_leaves_out_what_came_of_it(desk: Desk) -> None:
    army = desk.partner()
    key = desk.log(
        first=TODAY - 7 * DAY, days=2, venue="Guildhall", reach=counted(9), summary="Well",
        parties=(army,), note="Key at the desk",
    )  # fmt: skip
    again = desk.community.events.again(key, TODAY)
    assert (again.venue, again.days, again.parties) == ("Guildhall", 2, (army,))
    assert (again.reach, again.summary, again.note) == (NOT_KNOWN, "", "")
    assert again.last == TODAY + DAY


def test_an_organisation_tells_of_its_events_also_after_it_was_merged(desk: Desk) -> None:
    twice, army = desk.partner("The Salvation Army HQ"), desk.partner()
    desk.log(first=TODAY - DAY, venue="Headquarters", parties=(twice,))
    desk.log("meeting", first=TODAY + DAY, parties=(army,))
    cancelled = desk.log(parties=(army,))
    desk.community.events.cancel(cancelled, "Rain")
    assert twice.organisation_id is not None
    assert army.organisation_id is not None
    desk.contacts.merging.merge_organisations(army.organisation_id, twice.organisation_id)
    desk.contacts.history.sources.append(desk.community.events.happenings)
    told = desk.contacts.history.of(army.organisation_id)
    assert [(one.words, one.ahead) for one in told] == [
        ("Meeting, Salvation Army", True), ("Stall, Headquarters", False)
    ]  # fmt: skip
    assert {one.position["tab"] for one in told} == {"engagement"}
    assert desk.community.events.one(1).partner_words == "Salvation Army"


def test_an_organisation_merged_into_another_is_one_partner_of_the_filter(desk: Desk) -> None:
    twice, army = desk.partner("The Salvation Army HQ"), desk.partner()
    first, second = desk.log(parties=(twice,)), desk.log("meeting", parties=(army,))
    assert army.organisation_id is not None
    desk.contacts.merging.merge_organisations(army.organisation_id, twice.organisation_id or 0)
    log, code = desk.community.events.log, str(army.organisation_id)
    partners = next(one for one in log.filters() if one.key == "partner")
    assert list(partners.options) == [(code, "Salvation Army")]
    assert log.option_counts(Query())["partner"][code] == 2
    found = log.ids(Query(chosen={"partner": frozenset({code})}))
    assert sorted(found) == [first, second]


@pytest.mark.parametrize(
    "typed", ["salvation", "artizan", "leaflets", "street wardens", "prevention"]
)
def test_the_log_finds_an_event_by_all_it_says(desk: Desk, typed: str) -> None:
    key = desk.log(
        venue="Artizan Library", summary="Leaflets", note="Prevention pack",
        parties=(desk.partner(), Party("Street wardens")),
    )  # fmt: skip
    desk.log("meeting")
    assert desk.community.events.log.ids(Query(words=typed)) == [key]


def test_the_search_of_the_desk_finds_an_event(desk: Desk) -> None:
    key = desk.log(venue="Artizan Library")
    with desk.store.reading() as session:
        hits = find(session, "artizan")
    assert [(hit.kind, hit.object_id) for hit in hits] == [("engagement", key)]


def test_files_are_kept_once_shown_and_noted_when_taken_out(desk: Desk) -> None:
    events = desk.community.events
    key = desk.log()
    events.keep_files(key, [("tally.txt", b"||||"), ("flyer.txt", b"come")])
    events.keep_files(key, [("tally copy.txt", b"||||")])
    kept = events.one(key).files
    assert [one.name for one in kept] == ["tally.txt", "flyer.txt"]
    assert events.file(kept[0].file_id) == b"||||"
    events.note_taken_out(kept[0])
    newest = audit.records(desk.store)[0]
    assert newest.action == "copied out"
    events.take_file_off(key, kept[0].id)
    assert [one.name for one in events.one(key).files] == ["flyer.txt"]
    events.change(key, replace(NewEvent("visit", TODAY), files=events.one(key).files))
    assert [one.name for one in events.one(key).files] == ["flyer.txt"]


def test_an_action_that_follows_is_listed_with_its_event_and_no_other(desk: Desk) -> None:
    first, second = desk.log(), desk.log("meeting")
    for key in (first, second):
        desk.actions.make(
            NewAction(f"Ring {key}", source=Source.HAND, source_id=key, source_words=asked_by(key))
        )
    desk.actions.make(
        NewAction("Another", source=Source.HAND, source_id=first, source_words="Sighting 1")
    )
    assert [one.words for one in desk.community.events.asked_for(first)] == ["Ring 1"]


def test_the_places_known_are_offered_with_their_wards(desk: Desk) -> None:
    desk.log(venue="Guildhall")
    desk.log(venue="Artizan Library", ward="portsoken")
    desk.log(venue="Artizan Library")
    events = desk.community.events
    assert events.known_venues() == ["Artizan Library", "Guildhall"]
    assert events.ward_of("Artizan Library") == "portsoken"
    assert events.ward_of("Guildhall") == ""


# Figures


@pytest.fixture
def summer(desk: Desk) -> Desk:
    """Nine meetings, six stalls on nine days, a campaign, and what does not count."""
    desk.clock.moment = datetime(2025, 7, 20, 9, tzinfo=UTC)
    army = desk.partner()
    for day in range(1, 10):
        desk.log("meeting", date(2025, 5, day), parties=(army,) if day < 3 else ())
    desk.log(first=date(2025, 6, 4), days=3, reach=counted(80))
    desk.log(first=date(2025, 6, 12), days=2)
    desk.log(first=date(2025, 6, 20), times=counted(2), reach=about(40))
    desk.log(first=date(2025, 7, 1), times=counted(2))
    desk.log("campaign", date(2025, 7, 2), title="ACT Early", reach=counted(312))
    desk.community.events.cancel(desk.log("stall", date(2025, 7, 3), reach=counted(999)), "Rain")
    desk.log("stall", date(2025, 7, 30))
    desk.log("stall", date(2025, 4, 30), reach=counted(5))
    return desk


def test_a_period_says_meetings_stalls_days_and_contacts(summer: Desk) -> None:
    told = figures(summer)
    assert told["meeting"].words == "9 meetings"
    assert (told["stall"].words, told["stall"].note) == ("6 stalls", "4 entries, 9 days")
    assert told["campaign reach"].words == "312 contacts of campaigns"
    assert told["stall reach"].words == (
        "about 120 people reached at stalls (80 counted, 40 estimated; 2 events not known)"
    )
    assert told["partners"].words == "1 organisation met"


def test_each_figure_opens_just_its_records(summer: Desk) -> None:
    log = summer.community.events.log
    for one in figures(summer).values():
        assert one.page == "Community"
        assert one.position["tab"] == "engagement"
        if isinstance(one.value, Tally):
            # Cancelled and planned ones are not among them.
            assert len(one.ids) == one.value.records, one.key
        query = Query.from_json(one.position["query"])
        assert sorted(log.ids(query)) == sorted(one.ids), one.key


def test_a_late_entry_is_told_by_both_dates(summer: Desk) -> None:
    summer.clock.moment = datetime(2025, 8, 7, 9, tzinfo=UTC)
    late = summer.log("meeting", date(2025, 7, 28))
    told = figures(summer)["meeting"]
    assert (told.number, told.late) == (10, (late,))
    august = figures(summer, Period(date(2025, 8, 1), date(2025, 8, 31)), By.RECORDED)["meeting"]
    assert (august.ids, august.late) == ((late,), (late,))


def test_the_same_keys_come_in_every_period(summer: Desk) -> None:
    empty = figures(summer, Period(date(2001, 1, 1), date(2001, 1, 31)))
    assert list(empty) == list(figures(summer))
    assert {one.number for one in empty.values()} == {0}


def test_about_thirty_stalls_stay_about_thirty(desk: Desk) -> None:
    desk.log(first=date(2025, 6, 1), times=counted(18))
    desk.log(first=date(2025, 6, 2), times=Count(12, How.ESTIMATED))
    assert figures(desk)["stall"].short == "about 30"


def test_the_calendar_shows_days_over_months_and_cancelled_ones_as_such(desk: Desk) -> None:
    desk.log(first=date(2025, 10, 30), days=4, venue="Guildhall", starts="10:00")
    desk.community.events.cancel(desk.log(first=date(2025, 11, 3)), "")
    shown = desk.community.events.log.days(Query(), date(2025, 11, 1), date(2025, 11, 30))
    assert [(one.first, one.last, one.words) for one in shown] == [
        (date(2025, 10, 30), date(2025, 11, 2), "10:00 Stall, Guildhall"),
        (date(2025, 11, 3), date(2025, 11, 3), "Cancelled: Stall"),
    ]


def test_the_workbook_has_a_text_for_every_column(desk: Desk) -> None:
    key = desk.log(venue="=1+1", parties=(Party("A"), Party("B")), times=about(12))
    event = desk.community.events.one(key)
    row = {one.heading: one.text(event) for one in desk.community.events.log.sheet()}
    assert row["Venue"] == "=1+1"
    assert (row["How many"], row["With"], row["Day"]) == ("about 12", "A\nB", "25/11/2025")
