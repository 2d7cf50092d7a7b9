"""After any acts, Undo and Redo: lists, figures, search and totals agree with the rows."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from sqlalchemy import text

from prevent_desk.community.model.enquiries import NewEnquiry, Stage
from prevent_desk.community.model.events import NewEvent
from prevent_desk.community.model.series import Every
from prevent_desk.community.model.sightings import NewSighting, Police
from prevent_desk.community.service.event_figures import EngagementFigures
from prevent_desk.community.service.sighting_figures import SightingFigures
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import NOT_KNOWN, Tally
from prevent_desk.logbook.model.period import ALL, By
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.service.log_source import LogSource
from tests.community.engagement.desks import TODAY, Desk, about, counted

ACTS = 40
CHECKED_EVERY = 20


class Officer:
    """Somebody who does anything at all to the three logs, and takes it back, as chance has it."""

    def __init__(self, desk: Desk, chance: random.Random) -> None:
        self.desk, self.chance = desk, chance
        self.army = desk.partner(f"Salvation Army {chance.random()}")
        self.began = desk.store.undo_label()

    def act(self) -> None:
        """Do one thing; what is refused is not done."""
        acts: list[Callable[[], object]] = [
            self.log, self.change_event, self.state, self.remove_event, self.regular, self.see,
            self.change_sighting, self.mark, self.remove_sighting, self.ask, self.step,
            self.undo, self.undo, self.desk.store.redo,
        ]  # fmt: skip
        with suppress(Refused):
            self.chance.choice(acts)()

    def undo(self) -> None:
        """Take the last act back; the partner stays."""
        if self.desk.store.undo_label() != self.began:
            self.desk.store.undo()

    def day(self, ahead: int = 0) -> date:
        return TODAY + timedelta(days=self.chance.randint(-400, ahead))

    def one_of(self, log: LogSource[Any]) -> int:
        ids = log.ids(Query())
        if not ids:
            raise Refused("There is none.")
        return self.chance.choice(ids)

    # Engagement

    def event(self) -> NewEvent:
        chance = self.chance
        return NewEvent(
            chance.choice(("stall", "meeting", "forum", "campaign")), self.day(20),
            venue=chance.choice(("", "Guildhall", "Artizan Library")),
            times=chance.choice((counted(1), counted(3), about(12))), days=chance.choice((None, 2)),
            reach=chance.choice((counted(9), about(120), NOT_KNOWN)),
            parties=chance.choice(((), (self.army,))),
        )  # fmt: skip

    def log(self) -> None:
        self.desk.community.events.add(self.event())

    def change_event(self) -> None:
        events = self.desk.community.events
        events.change(self.one_of(events.log), self.event())

    def state(self) -> None:
        events = self.desk.community.events
        key = self.one_of(events.log)
        self.chance.choice(
            (
                lambda: events.hold(key, about(7)),
                lambda: events.cancel(key, "Rain"),
                lambda: events.reinstate(key),
            )
        )()

    def remove_event(self) -> None:
        events = self.desk.community.events
        events.remove(self.one_of(events.log))

    def regular(self) -> None:
        events = self.desk.community.events
        key = self.desk.community.regular.start(self.one_of(events.log), Every.MONTH)
        self.desk.community.regular.plan_next(key)

    # Sightings

    def sighting(self) -> NewSighting:
        chance = self.chance
        seen = self.day()
        return NewSighting(
            chance.choice(("sticker", "graffiti", "tension")), seen,
            street=chance.choice(("Goswell Road", "Goswell Rd", "Fleet Street")),
            items=chance.randint(1, 4), removed=chance.choice((None, seen)),
            police=chance.choice(list(Police)), tension=chance.choice(("", "Neighbours asked")),
            organisation_id=chance.choice((None, self.army.organisation_id)),
        )  # fmt: skip

    def see(self) -> None:
        self.desk.community.sightings.add(self.sighting())

    def change_sighting(self) -> None:
        services = self.desk.community
        services.sightings.change(self.one_of(services.sighting_log), self.sighting())

    def mark(self) -> None:
        sightings, key = (
            self.desk.community.sightings, self.one_of(self.desk.community.sighting_log)
        )  # fmt: skip
        self.chance.choice(
            (
                lambda: sightings.say_police(key, self.chance.choice(list(Police))),
                lambda: sightings.say_removed(key, self.chance.choice((None, TODAY))),
                lambda: sightings.say_feedback(key, "Thank you", self.chance.choice((None, TODAY))),
                lambda: sightings.put_forward([key], self.chance.choice((None, TODAY))),
            )
        )()

    def remove_sighting(self) -> None:
        services = self.desk.community
        services.sightings.remove(self.one_of(services.sighting_log))

    # Enquiries

    def ask(self) -> None:
        self.desk.community.enquiries.add(NewEnquiry(self.day(), asker=self.army, venue="Hall"))

    def step(self) -> None:
        enquiries = self.desk.community.enquiries
        key = self.one_of(enquiries.log)
        self.chance.choice(
            (
                lambda: enquiries.advise(key, "Agree terms.", TODAY),
                lambda: enquiries.decide(key, "went_ahead", TODAY, follow_on=TODAY),
                lambda: enquiries.follow(key, "Quiet.", TODAY),
                lambda: enquiries.reopen(key),
                lambda: enquiries.remove(key),
            )
        )()


def rows_of(desk: Desk, table: str) -> list[Any]:
    """Return the rows of a table as they lie in the store, by their keys."""
    with desk.store.reading() as session:
        return list(session.execute(text(f"SELECT * FROM {table} ORDER BY id")))


def search_keys(desk: Desk, kind: str) -> list[int]:
    """Return which records of a kind search finds, each as often as it does."""
    with desk.store.reading() as session:
        found = session.execute(
            text("SELECT object_id FROM search_entry WHERE kind = :kind"), {"kind": kind}
        )
        return sorted(int(key) for (key,) in found)


def lists_agree(log: LogSource[Any], rows: Iterable[Any]) -> None:
    """Check that a log counts, lists and shows in days what its rows are."""
    keys = [row.id for row in rows]
    assert log.count(Query()) == len(keys)
    assert sorted(log.ids(Query())) == keys
    assert sorted(one.id for one in log.page(Query(), 0, 1_000)) == keys
    assert sorted(one.id for one in log.everything(Query())) == keys
    months = log.days(Query(), TODAY - timedelta(days=500), TODAY + timedelta(days=500))
    assert sorted({one.id for one in months}) == keys
    counts = log.option_counts(Query())
    for filter_ in log.filters():
        for code, number in counts.get(filter_.key, {}).items():
            asked = Query(chosen={filter_.key: frozenset({code})})
            assert log.count(asked) == number, (filter_.key, code)


def events_agree(desk: Desk) -> None:
    rows = rows_of(desk, "engagement_event")
    events, log = desk.community.events, desk.community.events.log
    lists_agree(log, rows)
    assert search_keys(desk, "engagement") == [row.id for row in rows]
    held = [row for row in rows if row.state == "held"]
    for come in log.comes_to(Query()):
        mine = [row for row in held if row.kind == come.kind]
        assert come.times.total == sum(row.times for row in mine)
        assert come.days == sum(row.times * row.days for row in mine)
        assert come.reach == Tally(
            sum(row.reach or 0 for row in mine if row.reach_how == "counted"),
            sum(row.reach or 0 for row in mine if row.reach_how == "estimated"),
            sum(row.reach is None for row in mine), len(mine),
        )  # fmt: skip
    figures = {one.key: one for one in EngagementFigures(log).figures(ALL, By.EVENT)}
    kinds = Counter(row.kind for row in held)
    for kind in ("stall", "meeting", "forum", "campaign"):
        assert len(figures[kind].ids) == kinds[kind]
    assert sorted(figures["reach"].ids) == [row.id for row in held]
    past = [row for row in rows if row.state == "planned" and row.last < TODAY.isoformat()]
    assert sorted(events.open_ids()) == [row.id for row in past]
    assert events.needing() == len(past)
    ahead = [row for row in rows if row.state == "planned" and row.last >= TODAY.isoformat()]
    assert sorted(events.ids_to_come(Query())) == [row.id for row in ahead]
    entered = Counter[int]()
    for row in rows:
        if row.series_id is not None:
            entered[row.series_id] += row.times
    for series in desk.community.regular.all(ended=True):
        assert series.entered == entered[series.id]


def sightings_agree(desk: Desk) -> None:
    rows = rows_of(desk, "sighting")
    services = desk.community
    lists_agree(services.sighting_log, rows)
    assert search_keys(desk, "sighting") == [row.id for row in rows]
    assert services.sightings.to_pass_on() == sum(row.police == "to_do" for row in rows)
    found = {one.key: one for one in SightingFigures(services.sighting_log).figures(ALL, By.EVENT)}
    for key, fits in (
        ("sightings", lambda _row: True),
        ("sightings removed", lambda row: row.removed is not None),
        ("sightings to police", lambda row: row.police == "yes"),
        ("tensions", lambda row: bool(row.tension)),
        ("sightings answered", lambda row: row.feedback_on is not None),
        ("sightings for profile", lambda row: row.for_profile is not None),
    ):  # fmt: skip
        assert sorted(found[key].ids) == [row.id for row in rows if fits(row)], key
    items = sum(row.items for row in rows)
    totals = services.sighting_log.totals(Query())
    assert (f"{items} items" in totals) == (items != len(rows)), totals
    spots = services.places.hotspots(TODAY - timedelta(days=500), TODAY, 1)
    assert sorted(one.id for spot in spots for one in spot.seen) == [row.id for row in rows]


def enquiries_agree(desk: Desk) -> None:
    rows = rows_of(desk, "venue_enquiry")
    enquiries = desk.community.enquiries
    lists_agree(enquiries.log, rows)
    assert search_keys(desk, "venue_enquiry") == [row.id for row in rows]
    told = [enquiries.one(row.id) for row in rows]
    waiting = [
        one for one in told
        if one.stage is Stage.ADVICE
        or (one.stage is Stage.FOLLOW and one.follow_on is not None and one.follow_on <= TODAY)
    ]  # fmt: skip
    assert enquiries.needing() == len(waiting)
    assert len({row.number for row in rows}) == len(rows)


def test_lists_figures_search_and_totals_agree_with_the_rows(desk: Desk, campaign: int) -> None:
    for seed in range(campaign):
        officer = Officer(desk, random.Random(seed))
        for number in range(1, ACTS + 1):
            officer.act()
            if number % CHECKED_EVERY == 0:
                events_agree(desk)
                sightings_agree(desk)
                enquiries_agree(desk)
