"""Whatever was done to engagement and enquiries, Undo leads back to where it began, and Redo on."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from sqlalchemy import text

from prevent_desk.community.model.enquiries import NewEnquiry
from prevent_desk.community.model.events import NewEvent
from prevent_desk.community.model.series import Every
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.parties import Party
from prevent_desk.logbook.model.query import Query
from tests.community.engagement.desks import TODAY, Desk, about, counted

TABLES = (
    "engagement_event", "engagement_party", "engagement_file", "engagement_series",
    "venue_enquiry", "venue_enquiry_file", "search_entry",
)  # fmt: skip
ACTS = 25


def rows(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table of these logs; of what search finds, without its own key."""
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
        self.army = desk.partner()

    def act(self) -> None:
        """Do one thing; what is refused is not done."""
        acts: list[Callable[[], object]] = [
            self.log, self.log, self.change, self.state, self.files, self.remove, self.regular,
            self.series, self.ask, self.step,
        ]  # fmt: skip
        with suppress(Refused):
            self.chance.choice(acts)()

    def new(self) -> NewEvent:
        chance = self.chance
        day = TODAY + timedelta(days=chance.randint(-60, 20))
        return NewEvent(
            chance.choice(("stall", "meeting", "forum", "campaign")), day,
            venue=chance.choice(("", "Guildhall", "Artizan Library")),
            times=chance.choice((counted(1), counted(3), about(12))), days=chance.choice((None, 2)),
            reach=chance.choice((counted(9), about(120))),
            parties=chance.choice(((), (self.army,), (self.army, Party("Wardens")))),
        )  # fmt: skip

    def event(self) -> int:
        ids = self.desk.community.events.log.ids(Query())
        if not ids:
            raise Refused("There is none.")
        return self.chance.choice(ids)

    def enquiry(self) -> int:
        ids = self.desk.community.enquiries.log.ids(Query())
        if not ids:
            raise Refused("There is none.")
        return self.chance.choice(ids)

    def log(self) -> None:
        self.desk.community.events.add(self.new())

    def change(self) -> None:
        self.desk.community.events.change(self.event(), self.new())

    def state(self) -> None:
        events, key = self.desk.community.events, self.event()
        act = self.chance.randrange(3)
        if act == 0:
            events.hold(key, about(self.chance.randint(1, 90)))
        elif act == 1:
            events.cancel(key, "Rain")
        else:
            events.reinstate(key)

    def files(self) -> None:
        content = bytes([self.chance.randrange(4)]) * 9
        self.desk.community.events.keep_files(self.event(), [("tally.txt", content)])

    def remove(self) -> None:
        self.desk.community.events.remove(self.event())

    def regular(self) -> None:
        every = self.chance.choice(list(Every))
        self.desk.community.regular.start(self.event(), every)

    def series(self) -> None:
        regular = self.desk.community.regular
        found = regular.all(ended=True)
        if not found:
            return
        key = self.chance.choice(found).id
        act = self.chance.choice((regular.plan_next, regular.skip, regular.end, regular.go_on))
        act(key)

    def ask(self) -> None:
        asked = TODAY - timedelta(days=self.chance.randint(0, 30))
        self.desk.community.enquiries.add(NewEnquiry(asked, asker=self.army, venue="Hall"))

    def step(self) -> None:
        enquiries, key = self.desk.community.enquiries, self.enquiry()
        act = self.chance.randrange(5)
        if act == 0:
            enquiries.advise(key, "Agree terms.", TODAY)
        elif act == 1:
            enquiries.decide(key, "went_ahead", TODAY, follow_on=TODAY)
        elif act == 2:
            enquiries.follow(key, "Quiet.", TODAY)
        elif act == 3:
            enquiries.reopen(key)
        else:
            enquiries.remove(key)


def test_undo_leads_back_to_the_beginning_and_redo_on_again(desk: Desk, campaign: int) -> None:
    for seed in range(campaign):
        officer = Officer(desk, random.Random(seed))
        start, label = rows(desk), desk.store.undo_label()
        for _act in range(ACTS):
            officer.act()
        end, undone = rows(desk), 0
        while desk.store.undo_label() != label or rows(desk) != start:
            desk.store.undo()
            undone += 1
            assert undone <= ACTS, f"seed {seed}: Undo does not lead back"
        for _act in range(undone):
            desk.store.redo()
        assert rows(desk) == end, f"seed {seed}"
