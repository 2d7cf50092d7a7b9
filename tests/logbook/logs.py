"""A small log over the table of engagement, and its tab, as rooms make them of the kit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget
from sqlalchemy import insert
from sqlalchemy.orm import selectinload

from prevent_desk.community.tables import EventPartyTable, EventTable
from prevent_desk.core.clock import Clock, SetClock
from prevent_desk.core.dates import say_short
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.logbook.model.counted import Count, How
from prevent_desk.logbook.model.days import DayEntry
from prevent_desk.logbook.model.figures import Figure
from prevent_desk.logbook.model.nouns import PEOPLE, Noun
from prevent_desk.logbook.model.period import By, Period
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.model.sheet import SheetColumn
from prevent_desk.logbook.service.table_log import FilterOn, Listed, OrderBy, TableLog, within
from prevent_desk.logbook.ui.face import LogColumn, LogFace
from prevent_desk.logbook.ui.log_tab import LogTab
from prevent_desk.store.session import Store
from prevent_desk.ui.acts import Acts
from prevent_desk.ui.page import Command, Desk
from prevent_desk.ui.tabs_page import TabKind, TabsPage
from prevent_desk.ui.widgets.two_lines import Cell

NOW = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)
KINDS = (("meeting", "Meeting"), ("stall", "Stall"), ("forum", "Forum"))
EVENTS = Noun("event", "events")


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as the tests' log shows it."""

    id: int
    kind: str
    title: str
    venue: str
    first: date
    last: date
    times: int
    reach: Count


class Events(TableLog[Happened]):
    """The log."""

    key, title, noun = "tests/events", "Events", EVENTS

    def listed(self) -> Listed:
        return Listed(
            EventTable,
            EventTable.first,
            EventTable.at,
            last_day=EventTable.last,
            searched=(EventTable.title, EventTable.venue),
            child_searched=((EventPartyTable.told, EventPartyTable.event_id),),
            filters=(
                FilterOn("kind", "Kind", EventTable.kind, lambda: KINDS),
                FilterOn(
                    "with", "With", EventPartyTable.told,
                    lambda: (("Library", "Library"), ("", "Nobody noted")),
                    child_of=EventPartyTable.event_id,
                ),
            ),
            orders=(OrderBy("title", "Title", EventTable.title),),
            loads=(selectinload(EventTable.parties),),
        )  # fmt: skip

    def record(self, row: EventTable) -> Happened:
        return Happened(
            row.id, row.kind, row.title, row.venue, row.first, row.last, row.times,
            Count.of(row.reach, row.reach_how),
        )  # fmt: skip

    def sheet(self) -> Sequence[SheetColumn[Happened]]:
        return [
            SheetColumn("Day", 14, lambda one: say_short(one.first)),
            SheetColumn("Event", 40, lambda one: one.title),
            SheetColumn("Kind", 14, lambda one: dict(KINDS)[one.kind]),
            SheetColumn("Reached", 14, lambda one: one.reach.words),
        ]

    def entry(self, record: Happened) -> DayEntry:
        return DayEntry(record.id, record.first, record.last, record.title, "users", "blue")

    def totals(self, query: Query) -> str:
        reach = self.tally(query, EventTable.reach, EventTable.reach_how)
        return f"{reach.words(PEOPLE, EVENTS)} reached"


class EventFigures:
    """What events come to; satisfies `FigureSource`."""

    title = "Engagement"

    def __init__(self, log: Events) -> None:
        self._log = log

    def figures(self, period: Period, by: By) -> list[Figure]:
        found = []
        for code, words in KINDS:
            noun = Noun(words.lower(), f"{words.lower()}s")
            asked = within(period, by, {"kind": frozenset({code})})
            times = (EventTable.times, EventTable.times_how)
            found.append(
                self._log.figure(code, noun, asked, page="Community", tab="events", number=times)
            )
        reached = (EventTable.reach, EventTable.reach_how)
        found.append(
            self._log.figure(
                "reached", Noun("person reached", "people reached"), within(period, by),
                page="Community", tab="events", number=reached,
            )
        )  # fmt: skip
        return found


@dataclass(frozen=True)
class Around:
    """What the tab has around it."""

    desk: Desk
    clock: Clock
    acts: Acts
    owner: QWidget
    log: Events

    @property
    def working_days(self) -> Any:
        return WorkingDays


class EventsTab(LogTab[Happened]):
    """The tab; keeps what it was asked to open."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        face = LogFace[Happened](
            [
                LogColumn("Event", _title, sort="title"),
                LogColumn("Day", _day, sort=""),
                LogColumn("Reached", lambda one: Cell(one.reach.words, one.reach.how.value)),
            ],
            "Filter events", "No event yet", "What is done with others stands here.", "users",
            "&Log event",
        )  # fmt: skip
        super().__init__(around.log, around, face, parent)
        self.opened: list[int] = []
        self.added = 0
        self.pane = QLabel()
        self.begin(self.pane)

    def add(self) -> None:
        self.added += 1

    def open_record(self, record: Happened) -> None:
        self.opened.append(record.id)

    def show_record(self, record: Happened | None) -> None:
        self.pane.setText(record.title if record else "")

    def record_commands(self, record: Happened) -> list[Command]:
        return [Command("Open this event", lambda: self.open_record(record), "pencil")]


def _title(one: Happened) -> Cell:
    return Cell(one.title, one.venue, strong=True)


def _day(one: Happened) -> Cell:
    return Cell(say_short(one.first), dict(KINDS)[one.kind])


class EventsPage(TabsPage):
    """A page with that one tab."""

    title, icon = "Community", "users"

    def __init__(self, log: Events, desk: Desk, clock: Clock) -> None:
        super().__init__(desk, "tests")
        self.acts = Acts(desk, self)
        around = Around(desk, clock, self.acts, self, log)
        self.acts.changed.connect(self.reload)
        self.begin(
            [TabKind("events", "Engagement", EventsTab, lambda a: a.log.count(Query()))], around
        )


def event(
    kind: str = "meeting",
    first: date = date(2025, 11, 20),
    *,
    title: str = "Neighbourhood forum",
    days: int = 1,
    times: int = 1,
    reach: int | None = None,
    how: How = How.COUNTED,
    recorded: date | None = None,
    told: Sequence[str] = (),
) -> EventTable:
    """Return an event as a row."""
    at = datetime.combine(recorded or first, time(12))
    return EventTable(
        kind=kind, title=title, first=first, last=first + timedelta(days=days - 1), starts="",
        minutes=None, times=times, times_how="counted", days=days, mode="in_person",
        venue="Guildhall",
        ward="", reach=reach, reach_how=(how if reach is not None else How.UNKNOWN).value,
        topics=[], summary="", note="", series_id=None, state="held", cancelled="", at=at, by="you",
        parties=[EventPartyTable(organisation_id=None, contact_id=None, told=one) for one in told],
    )  # fmt: skip


def add(store: Store, *rows: EventTable) -> None:
    """Write events, in one unit."""
    with store.writing("events") as session:
        session.add_all(rows)


def fill(store: Store, count: int, *, years: int = 10) -> None:
    """Fill a log with many events, spread over years up to the moment of the tests.

    Not through mapped objects: nobody searches for them, and 20,000 would take a minute.
    """
    last, span = NOW.date(), 365 * years
    rows = []
    for number in range(count):
        kind = KINDS[number % 3][0]
        first = last - timedelta(days=number * 7919 % span)
        reach = None if number % 5 == 0 else number % 90
        how = How.ESTIMATED if number % 3 == 1 else How.COUNTED
        late = first + timedelta(days=200 if number % 4 == 0 else 3)
        row = event(
            kind, first, title=f"Event {number:05}", days=1 + (number % 9 == 0),
            times=1 + number % 3, reach=reach, how=how, recorded=min(late, last),
        )  # fmt: skip
        kept = {column.name: getattr(row, column.name, None) for column in _COLUMNS}
        rows.append({name: value for name, value in kept.items() if name != "id"})
    with store.writing(None) as session:
        session.execute(insert(EventTable), rows)


_COLUMNS = EventTable.__table__.columns


def fill_few(store: Store, _clock: Clock) -> None:
    """Fill in two dozen, for windows."""
    fill(store, 24, years=1)


def fill_many(store: Store, _clock: Clock) -> None:
    """Fill in more than two pages hold."""
    fill(store, 450)


def clock() -> SetClock:
    """Return the clock of the tests."""
    return SetClock(NOW)
