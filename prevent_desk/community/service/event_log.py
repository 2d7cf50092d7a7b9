"""Engagement as a list, a calendar and a workbook read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from prevent_desk.community.model.events import (
    EVENTS,
    ICONS,
    NOUNS,
    OTHER_ICON,
    Event,
    KeptFile,
    Mode,
    State,
)
from prevent_desk.community.service.names import Names
from prevent_desk.community.tables import (
    EventFileTable,
    EventPartyTable,
    EventSeriesTable,
    EventTable,
)
from prevent_desk.contacts.service import resolved
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.logbook.model.counted import Count, How, Tally
from prevent_desk.logbook.model.days import DayEntry
from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.logbook.model.query import NONE, Query
from prevent_desk.logbook.model.sheet import SheetColumn
from prevent_desk.logbook.service.table_log import (
    Condition,
    FilterOn,
    Listed,
    Options,
    OrderBy,
    TableLog,
    numbers,
    scanned,
)
from prevent_desk.store.session import Store

DAYS = Noun("day", "days")
REACHED = Noun("person reached", "people reached")
STATES = {State.HELD: "Held", State.PLANNED: "Planned", State.CANCELLED: "Cancelled"}
REACHES = (
    (How.COUNTED.value, "Counted"), (How.ESTIMATED.value, "Estimated"),
    (How.UNKNOWN.value, "Not known"),
)  # fmt: skip
_TONES = {State.HELD: "accent", State.PLANNED: "blue", State.CANCELLED: "grey"}


@dataclass(frozen=True, slots=True)
class Come:
    """What held events of one kind come to.

    Attributes:
        times: How many there were.
        days: On how many days; at least as many as there were.
        reach: People reached.
    """

    kind: str
    times: Tally
    days: int
    reach: Tally


class EventLog(TableLog[Event]):
    """Every event, whether held, planned or cancelled."""

    key, title, noun = "community/engagement", "Engagement", EVENTS

    def __init__(self, store: Store, names: Names, terms: Callable[[], Vocabularies]) -> None:
        self._names, self._terms = names, terms
        super().__init__(store)

    def listed(self) -> Listed:
        """Return what the log is made of."""
        table = EventTable
        return Listed(
            table, table.first, table.at, last_day=table.last,
            searched=(table.title, table.venue, table.summary, table.note),
            child_searched=((EventPartyTable.told, EventPartyTable.event_id),),
            filters=(
                FilterOn("kind", "Kind", table.kind, self._kinds),
                FilterOn("state", "State", table.state, _states),
                FilterOn("partner", "Partner", EventPartyTable.organisation_id, self._partners,
                         child_of=EventPartyTable.event_id, also=self._names.merged_into),
                FilterOn("ward", "Ward", table.ward, self._wards),
                FilterOn("reach", "Reach", table.reach_how, lambda: REACHES),
                FilterOn("series", "Regular", table.series_id, self._series),
            ),
            orders=(
                OrderBy("title", "Title", table.title.collate("NOCASE")),
                OrderBy("reach", "Reach", func.coalesce(table.reach, -1)),
            ),
            loads=(
                selectinload(table.parties),
                selectinload(table.files).joinedload(EventFileTable.file),
            ),
        )  # fmt: skip

    def records(self, session: Session, rows: Sequence[EventTable]) -> list[Event]:
        """Return rows as records, with the names their partners go by today."""
        terms = self._terms()
        kinds, wards = terms["event_kind"], terms["ward"]
        asked = {row.series_id for row in rows if row.series_id is not None}
        named = select(EventSeriesTable.id, EventSeriesTable.title)
        found = session.execute(named.where(EventSeriesTable.id.in_(asked))) if asked else ()
        series = {key: title for key, title in found}  # noqa: C416 - dict() takes keys of a Result
        return [
            Event(
                row.id, row.kind, kinds.label(row.kind), row.title, row.first, row.last,
                row.starts, row.minutes, Count.of(row.times, row.times_how), row.days,
                Mode(row.mode), row.venue, row.ward, wards.label(row.ward) if row.ward else "",
                Count.of(row.reach, row.reach_how), tuple(row.topics), row.summary, row.note,
                tuple(
                    self._names.party(session, one.organisation_id, one.contact_id, one.told)
                    for one in row.parties
                ),
                tuple(
                    KeptFile(one.file_id, one.file.name, one.file.size, one.note, one.id)
                    for one in row.files
                ),
                row.series_id, series.get(row.series_id or 0, ""), State(row.state),
                row.cancelled, row.at, row.by,
            )
            for row in rows
        ]  # fmt: skip

    def matching(self, word: str) -> Sequence[Condition]:
        """Find an event by the names its partners go by."""
        party = EventPartyTable
        found = select(party.event_id).where(
            or_(
                party.organisation_id.in_(resolved.organisations_called(word)),
                party.contact_id.in_(resolved.people_called(word)),
            )
        )
        return (EventTable.id.in_(found),)

    def sheet(self) -> Sequence[SheetColumn[Event]]:
        """Return the columns of its workbook."""
        return (
            SheetColumn("Day", 12, lambda one: f"{one.first:%d/%m/%Y}"),
            SheetColumn("Last day", 12, lambda one: f"{one.last:%d/%m/%Y}"),
            SheetColumn("Time", 8, lambda one: one.starts),
            SheetColumn("Kind", 16, lambda one: one.kind_words),
            SheetColumn("What", 36, lambda one: one.title),
            SheetColumn("How many", 12, lambda one: one.times.words),
            SheetColumn("Days", 8, lambda one: str(one.days)),
            SheetColumn("Reached", 14, lambda one: one.reach.words),
            SheetColumn("Venue", 28, lambda one: one.venue),
            SheetColumn("Ward", 18, lambda one: one.ward_words),
            SheetColumn("With", 36, lambda one: "\n".join(party.words for party in one.parties)),
            SheetColumn("State", 12, lambda one: STATES[one.state]),
            SheetColumn("Topics", 24, lambda one: ", ".join(one.topics)),
            SheetColumn("What came of it", 44, lambda one: one.summary),
            SheetColumn("Regular", 24, lambda one: one.series),
            SheetColumn("Recorded", 12, lambda one: f"{one.recorded_on:%d/%m/%Y}"),
        )

    def entry(self, record: Event) -> DayEntry:
        """Return an event as the calendar shows it."""
        return _entry(
            record.id, record.first, record.last, record.title, record.starts, record.kind,
            record.state,
        )  # fmt: skip

    def days(self, query: Query, first: date, last: date) -> list[DayEntry]:
        """Return what a calendar shows: hundreds a month, and nothing of partners or files."""
        table = EventTable
        columns = (
            table.id, table.first, table.last, table.title, table.starts, table.kind, table.state
        )  # fmt: skip
        asked = replace(query, first=None, last=None, late=False)
        asked_for: Any = select(*columns)
        statement = self._where(asked_for, asked)
        statement = statement.where(scanned(table.first) <= last, scanned(table.last) >= first)
        with self._store.reading() as session:
            rows = session.execute(statement.order_by(table.first, table.id)).all()
        return [
            _entry(key, day, end, title, starts, kind, State(state))
            for key, day, end, title, starts, kind, state in rows
        ]

    def totals(self, query: Query) -> str:
        """Return what the held ones come to: "about 312 people reached · 6 stalls (9 days)"."""
        return said_totals(self.comes_to(query))

    def comes_to(self, query: Query) -> list[Come]:
        """Return what the held events of a query come to, kind by kind in the list's order."""
        table = EventTable
        some = table.times_how == How.ESTIMATED.value
        guessed = table.reach_how == How.ESTIMATED.value
        statement: Any = (
            select(
                table.kind,
                func.coalesce(func.sum(table.times).filter(~some), 0),
                func.coalesce(func.sum(table.times).filter(some), 0),
                func.coalesce(func.sum(table.times * table.days), 0),
                func.coalesce(func.sum(table.reach).filter(~guessed), 0),
                func.coalesce(func.sum(table.reach).filter(guessed), 0),
                func.count().filter(table.reach.is_(None)),
                func.count(),
            )
            .select_from(table)
            .group_by(table.kind)
        )
        statement = self._where(statement, query)
        statement = statement.where(scanned(table.state) == State.HELD.value)
        with self._store.reading() as session:
            rows = {
                row[0]: [int(one or 0) for one in row[1:]] for row in session.execute(statement)
            }
        found = []
        for kind in self.kinds_in_order(rows):
            sure, rough, days, counted, estimated, unknown, number = rows[kind]
            times, reach = Tally(sure, rough, 0, number), Tally(counted, estimated, unknown, number)
            found.append(Come(kind, times, days, reach))
        return found

    def ids_by_kind(self, query: Query) -> dict[str, list[int]]:
        """Return the keys of a query's events by kind, in one statement."""
        table = EventTable
        statement = select(table.kind, func.group_concat(table.id)).group_by(table.kind)
        with self._store.reading() as session:
            found = session.execute(self._where(statement, query))
            return {kind: list(numbers(keys)) for kind, keys in found}

    def ids_ahead(self, query: Query, today: date) -> list[int]:
        """Return the keys of the planned events of a query that are not past, the next one first.

        What the query says of their state does not matter.
        """
        table = EventTable
        asked = query.choosing("state", frozenset({State.PLANNED.value}))
        statement: Any = self._where(select(table.id), asked)
        statement = statement.where(table.last >= today).order_by(table.first, table.id)
        with self._store.reading() as session:
            return list(session.scalars(statement))

    def partners_met(self, query: Query) -> dict[int, list[int]]:
        """Return the organisations of a query's events with the keys of these events."""
        party = EventPartyTable
        statement: Any = select(party.organisation_id, party.event_id).join(
            EventTable, EventTable.id == party.event_id
        )
        statement = statement.where(party.organisation_id.is_not(None)).order_by(party.event_id)
        statement = self._where(statement, query)
        found: dict[int, list[int]] = {}
        with self._store.reading() as session:
            known = self._names.known(session).organisations
            for place, event in session.execute(statement):
                if place is not None and place in known:
                    found.setdefault(known[place].id, []).append(event)
        return found

    def kinds_in_order(self, found: Any) -> list[str]:  # noqa: ANN401 - anything that holds codes
        """Return those of some kinds, in the order of the list; unknown ones last."""
        known = [term.code for term in self._terms()["event_kind"].terms]
        return [kind for kind in known if kind in found] + sorted(set(found) - set(known))

    # Options of the filters

    def _kinds(self) -> Options:
        return [(term.code, term.label) for term in self._terms()["event_kind"].terms]

    def _wards(self) -> Options:
        return [
            *((term.code, term.label) for term in self._terms()["ward"].terms),
            (NONE, "None noted"),
        ]

    def _partners(self) -> Options:
        statement = select(EventPartyTable.organisation_id).distinct()
        with self._store.reading() as session:
            known = self._names.known(session).organisations
            keys = [key for key in session.scalars(statement) if key is not None]
        found = {known[key].id: known[key].called for key in keys if key in known}
        named = sorted(found.items(), key=lambda one: one[1].casefold())
        return [(str(key), words) for key, words in named]

    def _series(self) -> Options:
        statement = select(EventSeriesTable.id, EventSeriesTable.title)
        with self._store.reading() as session:
            found = sorted(session.execute(statement), key=lambda one: one[1].casefold())
        return [*((str(key), title) for key, title in found), (NONE, "Not regular")]


def _entry(
    event_id: int, first: date, last: date, title: str, starts: str, kind: str, state: State
) -> DayEntry:
    words = f"{starts} {title}" if starts else title
    if state is State.CANCELLED:
        words = f"Cancelled: {title}"
    return DayEntry(event_id, first, last, words, ICONS.get(kind, OTHER_ICON), _TONES[state])


def _states() -> Options:
    return [(state.value, words) for state, words in STATES.items()]


def said_totals(come: Sequence[Come]) -> str:
    """Return totals in one line, people first; empty where nothing was held.

    "about 2,105 people reached (4 not known) · 6 meetings · about 19 stalls (22 days)"
    """
    reach = Tally()
    for one in come:
        reach += one.reach
    parts = [said_kind(one) for one in come]
    if reach.records and reach.is_known:
        about = "about " if reach.is_about else ""
        gaps = f" ({reach.unknown:,} not known)" if reach.unknown else ""
        parts.insert(0, f"{about}{REACHED.counted(reach.total)}{gaps}")
    return " · ".join(parts)


def said_kind(one: Come) -> str:
    """Return how many there were of a kind: "about 30 stalls (34 days)"."""
    about = "about " if one.times.is_about else ""
    words = about + NOUNS.get(one.kind, EVENTS).counted(one.times.total)
    return f"{words} ({DAYS.counted(one.days)})" if one.days > one.times.total else words


def on_day(day: date) -> str:
    """Return a day as labels say it."""
    return f"{day.day} {day:%b %Y}"
