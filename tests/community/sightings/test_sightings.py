"""Sightings: recorded, changed, passed on, answered; each act one Undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from prevent_desk.community.model.sightings import NewSighting, Police, catch_all
from prevent_desk.community.service.places import PlaceRules
from prevent_desk.community.service.sighting_figures import (
    SightingFacts,
    SightingFigures,
)
from prevent_desk.contacts.tables import ContactTable
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.period import By, Period
from prevent_desk.logbook.model.query import Query
from prevent_desk.referrals.tables import PersonTable
from tests.community.sightings.desks import TODAY, Desk


def test_a_sighting_is_kept_as_it_was_told(desk: Desk) -> None:
    new = NewSighting(
        "sticker", TODAY, "far_right", "Goswell Road", "aldersgate", "Lamp post", 51.5231, -0.0987,
        "07:50", 2, "Black and white", desk.brigade, "Fire-safety visitor", "v@fire.example",
        TODAY, "08:10", "Cleansing", Police.YES, TODAY, "Neighbours asked",
    )  # fmt: skip
    one = desk.services.sightings.one(desk.services.sightings.add(new))
    assert NewSighting.of(one) == new
    assert (one.called, one.organisation) == ("Sighting 1", "LFB")
    assert one.reported_by == "Fire-safety visitor, LFB"


def test_no_record_of_a_person_is_ever_made(desk: Desk) -> None:
    with desk.store.reading() as session:
        before = session.scalar(select(func.count(ContactTable.id)))
    desk.seen(finder="R. Visitor", words="A man called Peter Marlowe", reporter_email="x@y.example")
    with desk.store.reading() as session:
        assert session.scalar(select(func.count(PersonTable.id))) == 0
        assert session.scalar(select(func.count(ContactTable.id))) == before


def test_a_number_that_undo_took_back_is_never_anothers(desk: Desk) -> None:
    assert desk.seen().number == 1
    assert desk.store.undo_label() == "sighting 1"
    desk.store.undo()
    assert desk.seen().number == 2


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"kind": "person"}, "no kind of a sighting"),
        ({"kind": ""}, "not told"),
        ({"ward": "hackney"}, "no ward"),
        ({"seen": TODAY + timedelta(days=1)}, "day to come"),
        ({"removed": TODAY - timedelta(days=1)}, "before it was seen"),
        ({"removed": TODAY + timedelta(days=1)}, "day to come"),
        ({"items": 0}, "1 to 1,000"),
        ({"latitude": 51.0}, "two numbers"),
        ({"reporter_email": "wardens"}, "no e-mail address"),
        ({"street": " "}, "Nothing says where"),
    ],
)
def test_what_cannot_have_been_is_refused_in_words(
    desk: Desk, parts: dict[str, object], words: str
) -> None:
    new = NewSighting("sticker", TODAY, street="Goswell Road")
    with pytest.raises(Refused, match=words) as refused:
        desk.services.sightings.add(replace(new, **parts))  # type: ignore[arg-type]
    assert refused.value.next_step
    assert desk.services.sightings.how_many() == 0


def test_each_act_is_one_undo_and_names_a_number(desk: Desk) -> None:
    sightings, one = desk.services.sightings, desk.seen(words="Peter Marlowe")
    acts: tuple[tuple[Callable[[], None], str], ...] = (
        (lambda: sightings.say_removed(one.id, TODAY, "08:10", "Crew"), "removal of sighting 1"),
        (lambda: sightings.say_police(one.id, Police.YES), "police on sighting 1"),
        (lambda: sightings.say_tension(one.id, "Asked twice"), "tension of sighting 1"),
        (lambda: sightings.say_feedback(one.id, "Thank you", TODAY), "feedback on sighting 1"),
        (lambda: sightings.put_forward([one.id], TODAY), "local profile of sighting 1"),
        (lambda: sightings.remove(one.id), "removing sighting 1"),
    )  # fmt: skip
    for act, label in acts:
        act()
        assert desk.store.undo_label() == label
        desk.store.undo()
        assert sightings.one(one.id) == one


def test_it_cannot_be_removed_before_it_was_seen(desk: Desk) -> None:
    one = desk.seen(2)
    with pytest.raises(Refused, match="before it was seen"):
        desk.services.sightings.say_removed(one.id, TODAY - timedelta(days=3))


def test_passing_to_police_keeps_the_day_and_taking_it_back_forgets_it(desk: Desk) -> None:
    one = desk.seen()
    desk.services.sightings.say_police(one.id, Police.YES)
    assert desk.services.sightings.one(one.id).police_on == TODAY
    desk.services.sightings.say_police(one.id, Police.TO_DO)
    assert desk.services.sightings.one(one.id).police_on is None
    assert desk.services.sightings.to_pass_on() == 1


def test_the_fifth_within_300_metres_in_30_days_is_said_of_a_recorded_one(desk: Desk) -> None:
    for ago, street in (
        (29, "Goswell Rd"),
        (16, "12 Goswell Road"),
        (9, "Goswel Road"),
        (3, "Goswell Road"),
    ):
        desk.seen(ago, street)
    desk.seen(3, "Fleet Street")
    fifth = desk.seen(0, latitude=51.5231, longitude=-0.0987)
    repeat = desk.services.places.repeat_of(fifth.id)
    assert repeat.words == "The fifth within 300 m in 30 days"
    assert [near.how_far for near in repeat.near] == ["same street"] * 4


def test_another_rule_counts_otherwise_and_stays(desk: Desk) -> None:
    first, second = desk.seen(20), desk.seen(0)
    desk.services.places.set_rules(PlaceRules(100, 10))
    assert not desk.services.places.repeat_of(second.id).is_repeat
    assert not desk.services.places.repeat_of(first.id).is_repeat
    with pytest.raises(Refused, match="out of bounds"):
        desk.services.places.set_rules(PlaceRules(0, 10))
    assert desk.services.places.rules() == PlaceRules(100, 10)


def test_a_list_that_fits_no_longer_is_told(desk: Desk) -> None:
    for number in range(9):
        desk.seen(number, f"Street {number}", theme="far_right")
    assert desk.services.places.catch_all() is None
    other = [desk.seen(1, f"Lane {number}", kind="other").id for number in range(3)]
    found = desk.services.places.catch_all()
    assert found is not None
    assert found.ids == tuple(other)
    assert found.words.startswith("Of the 12 sightings of the last 90 days 3 are of kind “Other”")


def test_few_sightings_say_nothing_about_the_lists() -> None:
    assert catch_all([(number, "other", "other") for number in range(7)], 25, 90) is None


def test_the_log_finds_by_number_words_of_codes_and_partners(desk: Desk) -> None:
    first = desk.seen(1, organisation_id=desk.brigade, ward="aldersgate")
    second = desk.seen(0, "Fleet Street", kind="graffiti", theme="antisemitic")
    log = desk.services.sighting_log
    for words, found in (
        ("2", [second.id]), ("aldersgate", [first.id]), ("graffiti", [second.id]),
        ("antisem", [second.id]), ("brigade", [first.id]), ("LFB goswell", [first.id]),
        ("fleet sticker", []),
    ):  # fmt: skip
        assert log.ids(Query(words=words)) == found, words


def test_filters_count_what_they_would_find(desk: Desk) -> None:
    desk.seen(1, removed=TODAY, police=Police.TO_DO)
    desk.seen(0, tension="Asked", organisation_id=desk.wardens)
    log = desk.services.sighting_log
    counts = log.option_counts(Query())
    assert counts["stands"] == {"still": 1, "gone": 1}
    assert counts["police"] == {"to_do": 1, "no": 1}
    assert counts["has"] == {"tension": 1, "photo": 0, "untold": 1, "told": 0, "forward": 0}
    assert counts["partner"][str(desk.wardens)] == 1
    assert log.totals(Query()) == "1 removed · 1 to pass to police"


def test_a_period_counts_by_day_seen_and_by_day_recorded(desk: Desk) -> None:
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    late = desk.seen(30, items=3)
    figures = SightingFigures(desk.services.sighting_log)
    by_event = {one.key: one for one in figures.figures(october, By.EVENT)}
    assert by_event["sightings"].number == 1
    assert by_event["sightings"].ids == by_event["sightings"].late == (late.id,)
    assert by_event["sightings of sticker"].number == 1
    assert by_event["sightings of online"].number == 0
    by_recorded = {one.key: one for one in figures.figures(october, By.RECORDED)}
    assert by_recorded["sightings"].number == 0
    assert set(by_event) == set(by_recorded)


def test_a_figure_opens_its_records(desk: Desk) -> None:
    passed = desk.seen(police=Police.YES, police_on=TODAY)
    desk.seen()
    figures = SightingFigures(desk.services.sighting_log).figures(Period(TODAY, TODAY), By.EVENT)
    figure = next(one for one in figures if one.key == "sightings to police")
    query = Query.from_json(figure.position["query"])
    assert desk.services.sighting_log.ids(query) == [passed.id] == list(figure.ids)
    assert (figure.page, figure.position["tab"]) == ("Community", "sightings")


def test_an_organisation_has_what_it_reported_in_its_chronology(desk: Desk) -> None:
    one = desk.seen(organisation_id=desk.brigade, items=2, finder="R. Visitor")
    desk.seen(organisation_id=desk.wardens)
    (line,) = desk.services.sightings.happenings(desk.brigade)
    assert line.words == "Reported sticker (2 items), Goswell Road"
    assert (line.on, line.position) == (TODAY, {"tab": "sightings", "sighting": one.id})
    assert "Visitor" not in line.words


def test_a_sighting_can_be_evidence_of_the_plan(desk: Desk) -> None:
    one = desk.seen()
    facts = SightingFacts(desk.services.sightings)
    with desk.store.reading() as session:
        assert facts.newest(session, 5) == [one.id]
        fact = facts.facts(session, [one.id, 999])[one.id]
    assert (fact.title, fact.detail, fact.times) == ("Sighting 1", "sticker, Goswell Road", 1)
