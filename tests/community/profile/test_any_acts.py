"""Whatever was done to CTLP campaigns: lists, figures, counts and search say what the rows do.

And Undo leads back to where it began, Redo on again.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from sqlalchemy import text

from prevent_desk.community.model.profile import (
    Coming,
    LineKind,
    NewCampaign,
    NewDay,
    Stakeholder,
    Standing,
    people_of,
    progress,
)
from prevent_desk.community.service.profile_figures import ProfileFigures
from prevent_desk.community.service.profile_log import EVERY
from prevent_desk.contacts.model.people import NewContact
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.period import ALL, By, Period
from prevent_desk.logbook.model.query import Query
from prevent_desk.store import search
from tests.community.profile.conftest import TODAY, Desk

TABLES = (
    "profile_campaign", "profile_day", "profile_stakeholder", "profile_line", "profile_comer",
    "profile_theme", "contact", "search_entry",
)  # fmt: skip
ACTS, LOOKS = 24, 12
JUNE = Period(date(2025, 6, 1), date(2025, 6, 20))
TITLES = ("Stickers", "Speakers nobody asks about", "Lighting")


def rows(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table of the campaigns; of search without its own key."""
    found = {}
    with desk.store.reading() as session:
        for name in TABLES:
            own = 1 if name == "search_entry" else 0
            kept = session.execute(text(f"SELECT * FROM {name}"))
            found[name] = sorted((tuple(row)[own:] for row in kept), key=repr)
    return found


class Officer:
    """Somebody who does anything at all, as chance has it."""

    def __init__(self, desk: Desk, chance: random.Random) -> None:
        self.desk, self.chance = desk, chance
        self.services = desk.services

    def act(self) -> None:
        """Do one thing; what is refused is not done."""
        acts: list[Callable[[], object]] = [
            self.begin, self.change, self.ask, self.ask, self.send, self.send, self.remind,
            self.note, self.decline, self.answer, self.answer, self.remove, self.day, self.come,
            self.come, self.drop_day, self.theme, self.change_theme, self.leave, self.contact,
        ]  # fmt: skip
        with suppress(Refused, IndexError):
            self.chance.choice(acts)()

    def campaign(self) -> int:
        return self.chance.choice(self.services.profiles.all()).id

    def some(self) -> list[Stakeholder]:
        everybody = self.services.profiles.stakeholders(self.campaign())
        if not everybody:
            raise Refused("Nobody is asked.")
        return self.chance.sample(everybody, self.chance.randint(1, len(everybody)))

    def past(self) -> date:
        return TODAY - timedelta(days=self.chance.randint(0, 40))

    def begin(self) -> None:
        edition = self.chance.choice(("2026/27", "2027/28"))
        self.services.profiles.add(NewCampaign(edition, due=self.past()))

    def change(self) -> None:
        due = self.chance.choice((None, self.past(), TODAY + timedelta(days=9)))
        self.services.profiles.change(self.campaign(), due=due)

    def ask(self) -> None:
        places = [self.desk.trust, self.desk.estates, self.desk.church]
        told = self.chance.choice(((), ("A gym",), ("A gym", "A hotel")))
        self.services.profiles.ask(self.campaign(), self.chance.sample(places, 2), told)

    def send(self) -> None:
        self.services.profiles.sent([one.id for one in self.some()], self.past())

    def remind(self) -> None:
        self.services.profiles.reminded([one.id for one in self.some()])

    def note(self) -> None:
        called = self.chance.random() < 0.5
        self.services.profiles.note(self.some()[0].id, "Later", called=called, on=self.past())

    def decline(self) -> None:
        self.services.profiles.decline(self.some()[0].id, "Closing")

    def answer(self) -> None:
        content = bytes([self.chance.randrange(4)]) * 9
        self.services.profile_returns.keep(
            self.some()[0].id, {"whom": self.chance.choice(("yes", "no"))}, on=self.past(),
            file=self.chance.choice((None, ("return.pdf", content))),
        )  # fmt: skip

    def remove(self) -> None:
        self.services.profiles.remove(self.some()[0].id)

    def day(self) -> None:
        on = self.chance.choice((self.past(), TODAY + timedelta(days=5)))
        self.services.profile_days.add(self.campaign(), NewDay("awareness", on, venue="Guildhall"))

    def come(self) -> None:
        campaign = self.campaign()
        day = self.chance.choice(self.services.profile_days.of(campaign))
        states = (
            (Coming.ATTENDED, 3), (Coming.ATTENDED, None), (Coming.APOLOGY, None), (None, None),
        )  # fmt: skip
        everybody = self.services.profiles.stakeholders(campaign)
        self.services.profile_days.come(
            day.id, {one.id: self.chance.choice(states) for one in everybody}
        )

    def drop_day(self) -> None:
        self.services.profile_days.remove(
            self.chance.choice(self.services.profile_days.of(self.campaign())).id
        )

    def theme(self) -> None:
        campaign = self.campaign()
        keys = [one.id for one in self.services.profiles.stakeholders(campaign)]
        title = self.chance.choice(TITLES)
        self.services.profile_themes.add(campaign, title, "", keys[:1])

    def change_theme(self) -> None:
        themes = self.services.profile_themes
        one = self.chance.choice(themes.of(self.campaign()))
        if self.chance.random() < 0.3:
            themes.remove(one.id)
        else:
            themes.change(one.id, title=self.chance.choice(TITLES))

    def leave(self) -> None:
        self.services.contacts.people.leave(self.some()[0].contact_id or 0, self.past(), "", "")

    def contact(self) -> None:
        one = self.some()[0]
        person = self.services.contacts.people.add(NewContact("C. New", one.organisation_id))
        self.services.profiles.set_contact(one.id, person)


def everybody(desk: Desk) -> list[Stakeholder]:
    profiles = desk.services.profiles
    return [one for each in profiles.all() for one in profiles.stakeholders(each.id)]


def look(desk: Desk) -> None:
    """Hold what is listed, counted and found against the records themselves."""
    log, profiles = desk.services.profile_log, desk.services.profiles
    asked = everybody(desk)
    log.choose(EVERY)
    assert set(log.ids(Query())) == {one.id for one in asked}
    assert log.progress(EVERY) == progress(asked, TODAY)
    for campaign in profiles.all():
        log.choose(campaign.id)
        own = [one for one in asked if one.campaign_id == campaign.id]
        assert log.count(Query()) == len(own)
        assert log.progress(campaign.id) == progress(own, TODAY)
        for code in Standing:
            found = log.ids(Query(chosen={"standing": frozenset({code.value})}))
            assert set(found) == {one.id for one in own if one.standing(TODAY) is code}
        days = desk.services.profile_days.of(campaign.id)
        for day in days:
            heads = [
                one.days[day.id][1] for one in own
                if day.id in one.days and one.days[day.id][0] is Coming.ATTENDED
            ]  # fmt: skip
            assert (day.came, day.people) == (len(heads), people_of(heads))
    for period in (ALL, JUNE):
        count(desk, asked, period)
    find(desk)


def count(desk: Desk, asked: list[Stakeholder], period: Period) -> None:
    """Hold the figures of a period against the records."""
    told = {one.key: one for one in ProfileFigures(desk.store).figures(period, By.EVENT)}
    kinds = {
        "ctlp_sent": {LineKind.SENT}, "ctlp_back": {LineKind.RETURNED},
        "ctlp_chased": {LineKind.REMINDED, LineKind.CALLED},
    }  # fmt: skip
    log = desk.services.profile_log
    for key, wanted in kinds.items():
        ids = {
            one.id for one in asked
            if any(line.kind in wanted and period.holds(line.on) for line in one.lines)
        }  # fmt: skip
        assert (set(told[key].ids), told[key].number) == (ids, len(ids))
        if ids:
            log.choose(told[key].position["campaign"])
            assert set(log.ids(Query.from_json(told[key].position["query"]))) == ids
    held = {
        day.id
        for campaign in desk.services.profiles.all()
        for day in desk.services.profile_days.of(campaign.id)
        if period.holds(day.on)
    }
    came = [
        (one.id, heads) for one in asked for day, (state, heads) in one.days.items()
        if day in held and state is Coming.ATTENDED
    ]  # fmt: skip
    assert set(told["ctlp_came"].ids) == {key for key, _heads in came}
    assert told["ctlp_people"].value == people_of(heads for _key, heads in came)


def find(desk: Desk) -> None:
    """Hold what search finds against the themes there are."""
    for title in TITLES:
        with desk.store.reading() as session:
            hits = search.find(session, title, 99)
        found = {one.object_id for one in hits if one.kind == "profile_campaign"}
        wanted = {
            campaign.id
            for campaign in desk.services.profiles.all()
            if any(one.title == title for one in desk.services.profile_themes.of(campaign.id))
        }
        assert found == wanted, title


def test_lists_figures_and_search_agree_with_the_rows_and_undo_leads_back(
    desk: Desk, campaign: int
) -> None:
    for seed in range(campaign):
        chance = random.Random(seed)
        officer, start, label = Officer(desk, chance), rows(desk), desk.store.undo_label()
        for number in range(ACTS):
            officer.act()
            if number % LOOKS == 0:
                look(desk)
        look(desk)
        end, undone = rows(desk), 0
        while desk.store.undo_label() != label or rows(desk) != start:
            desk.store.undo()
            undone += 1
            if undone % LOOKS == 0:
                look(desk)
            assert undone <= ACTS, f"seed {seed}: Undo does not lead back"
        for _act in range(undone):
            desk.store.redo()
        assert rows(desk) == end, f"seed {seed}"
        look(desk)
