"""What a period comes to: forms sent and returned, reminders, days."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.community.model.profile import Coming, NewCampaign, NewDay
from prevent_desk.community.service.profile_figures import ProfileFigures
from prevent_desk.community.service.profile_log import EVERY
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.period import By, Period
from prevent_desk.logbook.model.query import Query
from tests.community.profile.conftest import SENT, TODAY, Desk

JUNE = Period(date(2025, 6, 1), date(2025, 6, 23))


def figures(desk: Desk, period: Period = JUNE, by: By = By.EVENT) -> dict[str, tuple[int, int]]:
    return {
        one.key: (one.number, len(one.late))
        for one in ProfileFigures(desk.store).figures(period, by)
    }


def test_a_period_counts_stakeholders_once_and_says_what_came_late(desk: Desk) -> None:
    profiles = desk.services.profiles
    trust, estates = desk.of(desk.trust), desk.of(desk.estates)
    profiles.sent([trust.id, estates.id], SENT)
    profiles.reminded([trust.id])
    profiles.reminded([trust.id])
    desk.services.profile_returns.keep(trust.id, {"whom": "yes"}, on=date(2025, 6, 10))
    # All of it was recorded on 24 June, after the period.
    assert figures(desk) == {
        "ctlp_sent": (2, 2), "ctlp_back": (1, 1), "ctlp_chased": (0, 0), "ctlp_came": (0, 0),
        "ctlp_people": (0, 0),
    }  # fmt: skip
    whole = Period(date(2025, 6, 1), date(2025, 6, 30))
    assert figures(desk, whole)["ctlp_chased"] == (1, 0)
    assert figures(desk, Period(TODAY, TODAY), By.RECORDED)["ctlp_sent"] == (2, 2)


def test_days_count_who_came_and_how_many_people(desk: Desk) -> None:
    days = desk.services.profile_days
    first = days.add(desk.campaign, NewDay("awareness", date(2025, 6, 17)))
    second = days.add(desk.campaign, NewDay("feedback", date(2025, 6, 20)))
    trust, estates = desk.of(desk.trust), desk.of(desk.estates)
    days.come(first, {trust.id: (Coming.ATTENDED, 3), estates.id: (Coming.APOLOGY, None)})
    days.come(second, {trust.id: (Coming.ATTENDED, None)})
    came, people = list(ProfileFigures(desk.store).figures(JUNE, By.EVENT))[-2:]
    assert (came.number, came.note) == (1, "on 2 days")
    # Nobody counted heads on the second day: that is said, and no number is made up.
    assert people.words == "3 people (1 attendance not known)"


def test_figures_of_two_campaigns_open_the_stakeholders_of_both(desk: Desk) -> None:
    profiles, log = desk.services.profiles, desk.services.profile_log
    second = profiles.add(NewCampaign("2026/27"))
    profiles.ask(second, [desk.trust])
    (again,) = profiles.stakeholders(second)
    profiles.sent([desk.of(desk.trust).id, again.id], SENT)
    sent = ProfileFigures(desk.store).figures(JUNE, By.EVENT)[0]
    assert sent.number == 2
    log.choose(sent.position["campaign"])
    assert set(log.ids(Query.from_json(sent.position["query"]))) == set(sent.ids)
    assert log.progress(EVERY).sent == 2


def test_nobody_came_yet_to_a_day_that_lies_ahead(desk: Desk) -> None:
    days, trust = desk.services.profile_days, desk.of(desk.trust)
    ahead = days.add(desk.campaign, NewDay("feedback", date(2025, 10, 25)))
    with pytest.raises(Refused, match="lies ahead"):
        days.come(ahead, {trust.id: (Coming.ATTENDED, 2)})
    days.come(ahead, {trust.id: (Coming.APOLOGY, None)})
    assert desk.of(desk.trust).days == {ahead: (Coming.APOLOGY, None)}


def test_a_figure_opens_just_its_stakeholders(desk: Desk) -> None:
    desk.services.profiles.sent([desk.of(desk.trust).id], SENT)
    first = ProfileFigures(desk.store).figures(JUNE, By.EVENT)[0]
    assert first.position["campaign"] == desk.campaign
    log = desk.services.profile_log
    log.choose(desk.campaign)
    found = log.page(Query.from_json(first.position["query"]), 0, 10)
    assert [one.name for one in found] == ["Invented Hospital Trust"]
