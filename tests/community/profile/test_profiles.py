"""Stakeholders asked, chased, answered; days; themes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from prevent_desk.community.model.profile import (
    FORM,
    Coming,
    LineKind,
    NewCampaign,
    NewDay,
    Standing,
    progress,
    to_chase,
)
from prevent_desk.community.model.profile_returns import Doing, Return
from prevent_desk.community.model.sightings import NewSighting
from prevent_desk.contacts import service as contact_service
from prevent_desk.contacts.model.people import NewContact, NewOrganisation
from prevent_desk.core.errors import Refused
from prevent_desk.core.questionnaire import Answer
from prevent_desk.logbook.model.counted import Tally
from tests.community.profile.conftest import DUE, SENT, TODAY, Desk

ANSWERS: dict[str, Answer] = {
    "organisation": "Invented Hospital Trust",
    "noticed": {"state": "yes", "evidence": "Leaflets in the foyer in May"},
    "themes": ["far_right", "conspiracy"],
    "trend": "more",
    "whom": "yes",
}


def test_who_is_asked_there_is_the_first_of_their_seats_that_is_filled(desk: Desk) -> None:
    trust, church = desk.of(desk.trust), desk.of(desk.church)
    assert (trust.contact, trust.email) == ("A. Invented", "A@x.example")
    assert (church.contact, church.standing(TODAY)) == ("", Standing.NO_CONTACT)
    assert trust.standing(TODAY) is Standing.NOT_SENT


def test_asking_again_adds_only_who_is_new(desk: Desk) -> None:
    new = desk.services.profiles.ask(
        desk.campaign, [desk.trust], ["Street pastors", "street PASTORS "]
    )
    assert new == 1
    names = [one.name for one in desk.services.profiles.stakeholders(desk.campaign)]
    assert names == [
        "Church Watchers",
        "Invented Hospital Trust",
        "North Estates",
        "Street pastors",
    ]


def test_a_stakeholder_is_late_the_day_after_the_day_due(desk: Desk) -> None:
    profiles = desk.services.profiles
    profiles.sent([desk.of(desk.trust).id], SENT)
    trust = desk.of(desk.trust)
    assert (trust.sent, trust.due) == (SENT, DUE)
    assert trust.standing(DUE) is Standing.WAITING
    assert trust.standing(DUE + timedelta(days=1)) is Standing.LATE
    profiles.change(desk.campaign, due=DUE + timedelta(days=7))
    assert desk.of(desk.trust).standing(DUE + timedelta(days=1)) is Standing.WAITING


def test_the_longest_unreminded_is_chased_first(desk: Desk) -> None:
    profiles = desk.services.profiles
    trust, estates = desk.of(desk.trust), desk.of(desk.estates)
    profiles.sent([trust.id, estates.id], SENT)
    profiles.reminded([trust.id], "draft")
    chase = to_chase(profiles.stakeholders(desk.campaign), TODAY)
    assert [one.name for one in chase] == ["North Estates", "Invented Hospital Trust"]
    profiles.note(estates.id, "Rang; will answer on Friday", called=True)
    assert desk.of(desk.estates).chased == TODAY


def test_answers_are_counted_and_read_across_stakeholders(desk: Desk) -> None:
    profiles = desk.services.profiles
    desk.services.profile_returns.keep(desk.of(desk.trust).id, ANSWERS)
    desk.services.profile_returns.keep(
        desk.of(desk.estates).id, {"noticed": {"state": "no"}, "trend": "more"}
    )
    asked = {one.key: one for one in profiles.answers(desk.campaign)}
    assert asked["noticed"].counts_words == "Yes 1, No 1"
    assert [(one.name, one.words) for one in asked["noticed"].said] == [
        ("Invented Hospital Trust", "Leaflets in the foyer in May")
    ]
    assert asked["trend"].counts_words == "More 2"
    assert asked["themes"].counts_words == "Extreme right-wing 1, Conspiracy 1"
    assert (asked["gaps"].said, asked["gaps"].silent) == ((), 2)


def test_days_know_who_came_and_how_many(desk: Desk) -> None:
    days, profiles = desk.services.profile_days, desk.services.profiles
    day = days.add(desk.campaign, NewDay("awareness", date(2025, 6, 17), "Awareness day"))
    trust, estates = desk.of(desk.trust), desk.of(desk.estates)
    days.come(day, {trust.id: (Coming.ATTENDED, 3), estates.id: (Coming.APOLOGY, None)})
    (one,) = days.of(desk.campaign)
    assert (one.came, one.people) == (1, Tally(3, records=1))
    assert progress(profiles.stakeholders(desk.campaign), TODAY).came == 1
    days.come(day, {trust.id: (None, None)})
    assert desk.of(desk.trust).days == {}
    days.remove(day)
    assert days.of(desk.campaign) == []
    assert desk.of(desk.estates).days == {}


def test_a_theme_is_drawn_and_goes_to_the_plan(desk: Desk) -> None:
    themes = desk.services.profile_themes
    trust = desk.of(desk.trust)
    theme = themes.add(desk.campaign, "Leaflets in foyers", stakeholders=[trust.id, trust.id])
    themes.to_plan(theme, 7, "O1-03")
    (one,) = themes.of(desk.campaign)
    assert (one.title, one.stakeholders, one.plan_action_id, one.plan_words) == (
        "Leaflets in foyers", (trust.id,), 7, "O1-03",
    )  # fmt: skip
    with pytest.raises(Refused, match="no title"):
        themes.change(theme, title=" ")


def test_a_sighting_goes_to_a_theme_in_one_step_and_one_undo(desk: Desk) -> None:
    sighting = desk.services.sightings.add(
        NewSighting(kind="sticker", theme="far_right", street="Goswell Road", seen=TODAY)
    )
    themes = desk.services.profile_themes
    theme = themes.take_sighting(desk.campaign, sighting, title="Stickers near schools")
    assert themes.of(desk.campaign)[0].sightings == (sighting,)
    assert desk.services.sightings.one(sighting).for_profile == TODAY
    desk.store.undo()
    assert themes.of(desk.campaign) == []
    assert desk.services.sightings.one(sighting).for_profile is None
    assert theme


def test_who_will_not_answer_is_no_longer_chased(desk: Desk) -> None:
    profiles = desk.services.profiles
    trust = desk.of(desk.trust)
    profiles.sent([trust.id], SENT)
    with pytest.raises(Refused, match="not said why"):
        profiles.decline(trust.id, "  ")
    profiles.decline(trust.id, "Closing in July")
    assert desk.of(desk.trust).standing(TODAY) is Standing.DECLINED
    assert to_chase(profiles.stakeholders(desk.campaign), TODAY) == []
    desk.services.profile_returns.keep(trust.id, ANSWERS)
    assert desk.of(desk.trust).standing(TODAY) is Standing.RETURNED


def test_an_organisation_is_told_what_became_of_asking_it(desk: Desk) -> None:
    profiles = desk.services.profiles
    profiles.sent([desk.of(desk.trust).id], SENT)
    desk.services.profile_returns.keep(desk.of(desk.trust).id, ANSWERS, on=TODAY)
    told = [(one.on, one.words) for one in profiles.happenings(desk.trust)]
    assert told == [(SENT, "CTLP 2025/26 form sent"), (TODAY, "CTLP 2025/26 form returned")]
    assert profiles.answered_newest() == {desk.trust: TODAY}


def test_a_campaign_of_the_same_edition_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="already"):
        desk.services.profiles.add(NewCampaign(" 2025/26 "))
    with pytest.raises(Refused, match="not said"):
        desk.services.profiles.add(NewCampaign(" "))


def test_every_act_is_taken_back_by_one_undo(desk: Desk) -> None:
    profiles, days = desk.services.profiles, desk.services.profile_days
    trust, estates = desk.of(desk.trust), desk.of(desk.estates)
    acts: list[Callable[[], object]] = [
        lambda: profiles.sent([trust.id, estates.id], SENT),
        lambda: profiles.reminded([trust.id]),
        lambda: profiles.note(trust.id, "Rang"),
        lambda: profiles.decline(trust.id, "Too busy"),
        lambda: desk.services.profile_returns.keep(trust.id, ANSWERS),
        lambda: profiles.set_contact(trust.id, None),
        lambda: profiles.remove(trust.id),
        lambda: profiles.change(desk.campaign, edition="2026/27", kept_at="Police safe"),
        lambda: profiles.end(desk.campaign),
        lambda: days.add(desk.campaign, NewDay("feedback", date(2025, 10, 25))),
    ]

    def all_of_it() -> object:
        campaign = profiles.one(desk.campaign)
        return campaign, profiles.stakeholders(desk.campaign), days.of(desk.campaign)

    before = all_of_it()
    for act in acts:
        act()
        assert all_of_it() != before
        desk.store.undo()
        assert all_of_it() == before


def test_lines_tell_what_became_of_it_in_order(desk: Desk) -> None:
    profiles, trust = desk.services.profiles, desk.of(desk.trust)
    profiles.sent([trust.id], SENT, "e-mail")
    profiles.reminded([trust.id], "draft")
    desk.services.profile_returns.keep(trust.id, ANSWERS)
    desk.services.profile_returns.keep(trust.id, {**ANSWERS, "trend": "same"})
    lines = desk.of(desk.trust).lines
    assert [line.kind for line in lines] == [
        LineKind.SENT, LineKind.REMINDED, LineKind.RETURNED, LineKind.RETURNED,
    ]  # fmt: skip
    assert lines[-1].words == "Again: it takes the place of what was there"
    assert desk.of(desk.trust).answers["trend"] == "same"


def test_nothing_that_is_marked_above_the_limit_is_kept(desk: Desk) -> None:
    services, trust = desk.services, desk.of(desk.trust)
    start = desk.store.undo_label()
    acts: tuple[Callable[[], object], ...] = (
        lambda: services.profiles.add(NewCampaign("2026/27", note="SECRET: see the annex")),
        lambda: services.profiles.change(desk.campaign, kept_at="TOP SECRET room"),
        lambda: services.profiles.note(trust.id, "UK SECRET, they said"),
        lambda: services.profile_themes.add(desk.campaign, "Stickers", "SECRET"),
        lambda: services.profile_returns.keep(
            trust.id, {"noticed": {"state": "yes", "evidence": "TOP SECRET\nLeaflets"}}
        ),
    )
    for act in acts:
        with pytest.raises(Refused, match="above OFFICIAL-SENSITIVE"):
            act()
    assert desk.store.undo_label() == start
    file = Return("a.xlsx", trust.mark, FORM, {"gaps": "SECRET"})
    (line,) = services.profile_returns.preview(desk.campaign, [file])
    assert (line.doing, line.can) == (Doing.REFUSED, False)
    # A word of everyday is none.
    services.profiles.note(trust.id, "The meeting is no secret")


def test_who_was_undone_before_they_are_asked_is_said_and_nothing_is_written(desk: Desk) -> None:
    profiles, contacts = desk.services.profiles, contact_service.build(desk.store, desk.clock)
    gone = contacts.organisations.add(NewOrganisation("Gone Trust", "health"))
    desk.store.undo()
    before, asked = desk.store.undo_label(), profiles.stakeholders(desk.campaign)
    with pytest.raises(Refused, match="The organisation named here is not in Contacts any more"):
        profiles.ask(desk.campaign, [desk.trust, gone], ["Neighbours"])
    person = contacts.people.add(NewContact("Bea Holt", desk.church))
    desk.store.undo()
    with pytest.raises(Refused, match="The person named here is not in Contacts any more"):
        profiles.set_contact(desk.of(desk.church).id, person)
    assert desk.store.undo_label() == before
    assert profiles.stakeholders(desk.campaign) == asked
