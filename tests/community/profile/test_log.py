"""The list of stakeholders: one campaign at a time, the worst first."""

from __future__ import annotations

from collections.abc import Callable

from prevent_desk.community.model.profile import (
    Coming,
    NewCampaign,
    NewDay,
    Standing,
    progress,
    to_chase,
)
from prevent_desk.contacts.model.people import NewContact, NewOrganisation
from prevent_desk.contacts.model.records import SeatKind
from prevent_desk.logbook.model.query import Query
from tests.community.profile.conftest import SENT, TODAY, Desk

WORST_FIRST = Query(sort="standing", descending=False)


def names(desk: Desk, query: Query = WORST_FIRST) -> list[str]:
    log = desk.services.profile_log
    return [one.name for one in log.page(query, 0, 100)]


def test_only_the_campaign_that_is_chosen_is_listed(desk: Desk) -> None:
    log = desk.services.profile_log
    assert names(desk) == []
    log.choose(desk.campaign)
    assert log.count(Query()) == 3
    other = desk.services.profiles.add(NewCampaign("2026/27"))
    desk.services.profiles.ask(other, [desk.trust])
    log.choose(other)
    assert names(desk) == ["Invented Hospital Trust"]
    log.choose(desk.campaign)
    assert len(names(desk)) == 3


def test_the_worst_come_first_and_filters_count_by_standing(desk: Desk) -> None:
    log, profiles = desk.services.profile_log, desk.services.profiles
    log.choose(desk.campaign)
    profiles.sent([desk.of(desk.trust).id, desk.of(desk.estates).id], SENT)
    desk.services.profile_returns.keep(desk.of(desk.trust).id, {"whom": "yes"})
    assert names(desk) == ["Church Watchers", "North Estates", "Invented Hospital Trust"]
    assert log.option_counts(Query())["standing"] == {
        Standing.NO_CONTACT: 1, Standing.LATE: 0, Standing.WAITING: 1, Standing.NOT_SENT: 0,
        Standing.RETURNED: 1, Standing.DECLINED: 0,
    }  # fmt: skip
    assert log.totals(Query()) == "1 of 3 returned · 1 without a contact person"


def test_counting_by_sql_and_going_through_everybody_are_the_same(desk: Desk) -> None:
    log, profiles = desk.services.profile_log, desk.services.profiles
    day = desk.services.profile_days.add(desk.campaign, NewDay("awareness", SENT))
    trust, estates, church = desk.of(desk.trust), desk.of(desk.estates), desk.of(desk.church)
    steps: tuple[Callable[[], object], ...] = (
        lambda: profiles.sent([trust.id, church.id], SENT),
        lambda: desk.services.profile_days.come(day, {trust.id: (Coming.ATTENDED, 2)}),
        lambda: profiles.decline(estates.id, "No time"),
        lambda: desk.services.profile_returns.keep(trust.id, {"whom": "yes"}),
        lambda: profiles.change(desk.campaign, due=SENT),
    )
    for step in steps:
        step()
        everybody = profiles.stakeholders(desk.campaign)
        assert log.progress(desk.campaign) == progress(everybody, desk.clock.today())
        waiting = to_chase(everybody, desk.clock.today())
        assert log.progress(desk.campaign).to_chase == len(waiting)


def test_what_a_filter_finds_stands_as_the_rule_says(desk: Desk) -> None:
    log, profiles = desk.services.profile_log, desk.services.profiles
    log.choose(desk.campaign)
    profiles.sent([desk.of(desk.trust).id], SENT)
    profiles.decline(desk.of(desk.estates).id, "No time")
    for code in Standing:
        found = log.page(Query(chosen={"standing": frozenset({code.value})}), 0, 10)
        today = desk.clock.today()
        rule = [one for one in log.page(Query(), 0, 10) if one.standing(today) is code]
        assert {one.id for one in found} == {one.id for one in rule}


def test_they_are_found_by_organisation_contact_and_what_was_noted(desk: Desk) -> None:
    log, profiles = desk.services.profile_log, desk.services.profiles
    log.choose(desk.campaign)
    profiles.note(desk.of(desk.church).id, "Asks for a later day")
    for words, name in (
        ("hospital", "Invented Hospital Trust"),
        ("madeup", "North Estates"),
        ("later", "Church Watchers"),
    ):
        assert names(desk, Query(words=words)) == [name]


def test_who_came_and_who_was_reminded_are_filters(desk: Desk) -> None:
    log, profiles = desk.services.profile_log, desk.services.profiles
    log.choose(desk.campaign)
    day = desk.services.profile_days.add(desk.campaign, NewDay("awareness", SENT))
    trust, estates = desk.of(desk.trust), desk.of(desk.estates)
    desk.services.profile_days.come(
        day, {trust.id: (Coming.ATTENDED, 4), estates.id: (Coming.APOLOGY, None)}
    )
    profiles.reminded([estates.id])
    for key, code, found in (
        ("days", "came", ["Invented Hospital Trust"]),
        ("days", "apology", ["North Estates"]),
        ("days", "neither", ["Church Watchers", "North Estates"]),
        ("chased", "chased", ["North Estates"]),
    ):
        assert sorted(names(desk, Query(chosen={key: frozenset({code})}))) == found
    texts = [[column.text(one) for column in log.sheet()] for one in log.everything(WORST_FIRST)]
    assert "Came (4 people)" in texts[-1] or any("Came (4 people)" in row for row in texts)


def test_a_contact_who_left_is_asked_no_longer(desk: Desk) -> None:
    log, profiles, people = (
        desk.services.profile_log, desk.services.profiles, desk.services.contacts.people,
    )  # fmt: skip
    log.choose(desk.campaign)
    trust = desk.of(desk.trust)
    assert trust.contact_id is not None
    people.leave(trust.contact_id, SENT, "A new post", "")
    gone = desk.of(desk.trust)
    assert (gone.contact, gone.email, gone.left) == ("", "", "A. Invented")
    assert gone.standing(desk.clock.today()) is Standing.NO_CONTACT
    without = Query(chosen={"standing": frozenset({Standing.NO_CONTACT.value})})
    assert set(names(desk, without)) == {"Church Watchers", "Invented Hospital Trust"}
    assert log.progress(desk.campaign) == progress(
        profiles.stakeholders(desk.campaign), desk.clock.today()
    )
    assert profiles.seated(desk.trust) is None
    new = people.add(NewContact("C. Further", desk.trust))
    desk.services.contacts.seats.fill(desk.trust, SeatKind.PREVENT_LEAD, new, TODAY)
    assert profiles.seated(desk.trust) == new
    profiles.set_contact(trust.id, new)
    assert names(desk, without) == ["Church Watchers"]


def test_organisations_that_turn_out_to_be_one_are_asked_once(desk: Desk) -> None:
    profiles, contacts = desk.services.profiles, desk.services.contacts
    other = contacts.organisations.add(NewOrganisation("The Hospital", "health"))
    contacts.merging.merge_organisations(other, desk.trust)
    asked = desk.of(other)
    assert asked.name == "The Hospital"
    assert profiles.ask(desk.campaign, [other, desk.trust]) == 0
    contacts.merging.unmerge_organisation(desk.trust)
    assert profiles.ask(desk.campaign, [other]) == 1
