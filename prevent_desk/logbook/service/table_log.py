"""A log over one mapped class: a subclass names columns, and how rows become records.

```python
class EventLog(TableLog[Event]):
    key, title = "community/engagement", "Engagement"
    noun = Noun("event", "events")

    def listed(self) -> Listed:
        return Listed(
            EventTable, EventTable.first, EventTable.at, last_day=EventTable.last,
            searched=(EventTable.title, EventTable.venue, EventTable.summary),
            filters=(
                FilterOn("kind", "Kind", EventTable.kind, kinds),
                FilterOn("partner", "Partner", EventPartyTable.organisation_id, self._partners,
                         child_of=EventPartyTable.event_id),
            ),
            orders=(OrderBy("title", "Title", EventTable.title),),
            loads=(selectinload(EventTable.parties),),
        )

    def record(self, row: EventTable) -> Event: ...
```

A list opens by two statements however long it is: how many, and the first page. What is scrolled to
further down asks for the numbers of all, once, and then for pages by number: an OFFSET would
read everything it skips, and rows written meanwhile would shift it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Generic

from sqlalchemy import (
    Select,
    String,
    and_,
    func,
    select,
    true,
    type_coerce,
)
from sqlalchemy.orm import QueryableAttribute, Session

from prevent_desk.logbook.model.counted import Tally
from prevent_desk.logbook.model.days import DayEntry
from prevent_desk.logbook.model.figures import Figure
from prevent_desk.logbook.model.nouns import RECORDS, Noun
from prevent_desk.logbook.model.period import By, Period
from prevent_desk.logbook.model.query import Filter, Query, Sort
from prevent_desk.logbook.model.sheet import SheetColumn
from prevent_desk.logbook.service.columns import (
    added_up,
    code_of,
    numbers,
    scanned,
)
from prevent_desk.logbook.service.listed import (
    Condition,
    FigureOf,
    FilterOn,
    FilterWhere,
    Listed,
    Options,
    OrderBy,
)
from prevent_desk.logbook.service.log_source import Record
from prevent_desk.logbook.service.statements import LogStatements
from prevent_desk.store import audit
from prevent_desk.store.keys import filled
from prevent_desk.store.session import Store

_CHUNK = 500
__all__ = [
    "Condition",
    "FigureOf",
    "FilterOn",
    "FilterWhere",
    "Listed",
    "Options",
    "OrderBy",
    "TableLog",
    "numbers",
    "scanned",
    "within",
]


class TableLog(LogStatements, Generic[Record]):
    """Satisfies `LogSource`; what a subclass says comes first."""

    key = ""
    title = ""
    noun = RECORDS
    has_days = True
    day_title = "Day"
    """What the usual order is called."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._known: tuple[Query, int, list[int]] | None = None

    # What a subclass says

    def record(self, row: Any) -> Record:  # noqa: ANN401 - the subclass's mapped class
        """Return a row as a record."""
        raise NotImplementedError

    def records(self, session: Session, rows: Sequence[Any]) -> list[Record]:
        """Return rows as records; for a log that reads something once for all of them."""
        return [self.record(row) for row in rows]

    def sheet(self) -> Sequence[SheetColumn[Record]]:
        """Return the columns of its workbook."""
        raise NotImplementedError

    def entry(self, record: Record) -> DayEntry:
        """Return a record as the calendar shows it; only asked where `has_days`."""
        raise NotImplementedError

    def totals(self, query: Query) -> str:
        """Return what the records come to, in one line; empty unless it is overridden."""
        return ""

    # What the screens ask

    def filters(self) -> Sequence[Filter]:
        """Return what it can be filtered by."""
        return [Filter(one.key, one.title, one.options()) for one in self._listed.filters]

    def sorts(self) -> Sequence[Sort]:
        """Return the orders it can be in: by day, by the day recorded, and its own."""
        own = [Sort(one.key, one.title) for one in self._listed.orders]
        return [Sort("", self.day_title), Sort("recorded", "Recorded"), *own]

    def count(self, query: Query) -> int:
        """Return how many records a query finds."""
        statement = self._counting(query)
        with self._store.reading() as session:
            return session.scalar(statement) or 0

    def page(self, query: Query, at: int, size: int) -> list[Record]:
        """Return `size` records from place `at` on, in the query's order."""
        if at or self._is_known(query):
            return self._by_ids(self.ids(query)[at : at + size])
        table, by_index = self._listed.table, _is_unfiltered(query)
        # Whole rows where the index of days leads to them; what must be sorted first is sorted as
        # numbers: to sort 20,000 whole rows took half a second.
        whole = by_index and self._order_of(query) is None
        asked: Select[Any] = select(table) if whole else select(table.id)
        statement = self._ordered(asked, query, by_index=by_index).limit(size)
        with self._store.reading() as session:
            if whole:
                rows = session.scalars(statement.options(*self._listed.loads)).all()
                return self.records(session, rows)
            found = list(session.scalars(statement))
        return self._by_ids(found)

    def ids(self, query: Query) -> list[int]:
        """Return the numbers of all records a query finds, in its order."""
        if self._known is not None and self._is_known(query):
            return self._known[2]
        table, by_day = self._listed.table, self._order_of(query) is None
        # Before reading: what is written meanwhile makes the list stale, never wrongly fresh.
        generation = self._store.generation
        if by_day:
            # Sorted here: in SQL it takes thrice as long, with memory locked as the store's is.
            day = type_coerce(self._listed.day, String)
            statement = self._where(select(day, table.id), query)
        else:
            statement = self._ordered(select(table.id), query)
        with self._store.reading() as session:
            if by_day:
                # A record without a day comes where the earliest do.
                told = ((day or "", record_id) for day, record_id in session.execute(statement))
                found = [number for _day, number in sorted(told, reverse=query.descending)]
            else:
                found = list(session.scalars(statement))
        self._known = query, generation, found
        return found

    def place(self, query: Query, record_id: int) -> int | None:
        """Return at which place of a query's order a record stands (from 0); None where it is not.

        Those before it are counted: to put 20,000 in order took ten times as long.
        """
        if self._known is not None and self._is_known(query):
            ids = self._known[2]
            return ids.index(record_id) if record_id in ids else None
        asked: Select[Any] = select(*self._order(query))
        statement = self._where(asked, query).where(self._listed.table.id == record_id)
        with self._store.reading() as session:
            values = session.execute(statement).first()
            if values is None:
                return None
            ahead = self._counting(query).where(self._ahead_of(query, values))
            return session.scalar(ahead) or 0

    def one(self, record_id: int) -> Record | None:
        """Return a record; None where it is no longer there."""
        return next(iter(self._by_ids([record_id])), None)

    def everything(
        self, query: Query, report: Callable[[int, int, str], None] | None = None
    ) -> list[Record]:
        """Return all records of a query in its order."""
        ids = self.ids(query)
        found: list[Record] = []
        for at in range(0, len(ids), _CHUNK):
            found += self._by_ids(ids[at : at + _CHUNK])
            if report is not None:
                report(len(found), len(ids), self.noun.many)
        return found

    def days(self, query: Query, first: date, last: date) -> list[DayEntry]:
        """Return what a calendar shows from one day to another, by first day."""
        listed = self._listed
        asked = replace(query, first=None, last=None, late=False)
        day, end = scanned(listed.day), scanned(listed.last_day or listed.day)
        statement = self._where(select(listed.table), asked).where(day <= last, end >= first)
        statement = statement.order_by(listed.day, listed.table.id).options(*listed.loads)
        with self._store.reading() as session:
            records = self.records(session, session.scalars(statement).all())
        return [self.entry(record) for record in records]

    def note_export(self, export_id: str, marking: str, count: int) -> None:
        """Note in the audit trail that so many records were taken out."""
        detail = {"export": export_id, "marking": marking, self.noun.many: count}
        with self._store.writing(None) as session:
            audit.note(session, "exported", self.title.lower(), "", detail)

    def option_counts(self, query: Query) -> Mapping[str, Mapping[str, int]]:
        """Return how many records each option of each filter would find, by key and code."""
        # Asked before reading: options and conditions of a subclass may read the store themselves.
        grouped: dict[str, Select[Any]] = {}
        same: dict[str, dict[str, str]] = {}
        single: dict[str, dict[str, Select[Any]]] = {}
        for one in self._listed.filters:
            asked = query.choosing(one.key, frozenset())
            if isinstance(one, FilterOn):
                grouped[one.key] = self._grouped(one, asked)
                if one.also is not None:
                    codes = [code for code, _words in one.options()]
                    same[one.key] = {other: code for code in codes for other in one.also(code)}
            else:
                single[one.key] = {
                    code: self._counting(asked.choosing(one.key, frozenset({code})))
                    for code, _words in one.options()
                }
        found: dict[str, dict[str, int]] = {}
        # Each for itself: the window, which reads its list meanwhile, waits for one at most.
        for key, statement in grouped.items():
            with self._store.reading() as session:
                rows = session.execute(statement).all()
            counts = found[key] = {}
            for value, number in rows:
                code = same.get(key, {}).get(code_of(value), code_of(value))
                counts[code] = counts.get(code, 0) + number
        for key, statements in single.items():
            found[key] = {}
            for code, one_code in statements.items():
                with self._store.reading() as session:
                    found[key][code] = session.scalar(one_code) or 0
        return found

    def late(self, query: Query) -> list[int]:
        """Return the late entries of the query's period among what it finds."""
        statement = select(self._listed.table.id).order_by(self._listed.table.id)
        statement = self._where(statement, replace(query, late=True))
        with self._store.reading() as session:
            return list(session.scalars(statement))

    # For subclasses and their sources of figures

    def tally(
        self,
        query: Query,
        number: QueryableAttribute[Any],
        how: QueryableAttribute[Any],
    ) -> Tally:
        """Return what a counted column comes to over a query's records, added up by SQL."""
        statement = select(*added_up(number, how)).select_from(self._listed.table)
        statement = self._where(statement, query)
        with self._store.reading() as session:
            return Tally(*map(int, session.execute(statement).one()))

    def figure(
        self,
        key: str,
        noun: Noun,
        query: Query,
        *,
        page: str,
        tab: str,
        number: tuple[QueryableAttribute[Any], QueryableAttribute[Any]] | None = None,
        note: str = "",
    ) -> Figure:
        """Return a figure over a query's records, which is opened at just that query.

        Args:
            key: Its name among those of its source.
            noun: What the number counts.
            query: Of a period and, where only some records count, with its filters.
            page: The page that opens them.
            tab: The tab of that page.
            number: Column and how it is known, to add up; None counts the records themselves.
            note: A further line.
        """
        one = FigureOf(key, noun, query.chosen, number, note)
        return self.figures(replace(query, chosen={}), [one], page=page, tab=tab)[0]

    def figures(
        self, query: Query, wanted: Sequence[FigureOf], *, page: str, tab: str
    ) -> list[Figure]:
        """Return several figures over one query, by one statement that looks at each row once.

        Args:
            query: What all of them count within; of a period.
            wanted: What each counts of that.
            page: The page that opens them.
            tab: The tab of that page.
        """
        table, late = self._listed.table, self._is_late(query)
        filters = {one.key: one for one in self._listed.filters}
        columns: list[Any] = []
        for one in wanted:
            chosen = [(filters[key], codes) for key, codes in one.chosen.items() if key in filters]
            fits = and_(true(), *(self._fits(*pair) for pair in chosen))
            # One text of all numbers: as rows, those of ten years take ten times as long to fetch.
            columns.append(func.group_concat(table.id).filter(fits))
            columns.append(func.group_concat(table.id).filter(and_(fits, late)))
            columns += () if one.number is None else added_up(*one.number, fits)
        statement = self._where(select(*columns).select_from(table), query)
        with self._store.reading() as session:
            values = list(session.execute(statement).one())
        found = []
        for one in wanted:
            ids, came_late = numbers(values.pop(0)), numbers(values.pop(0))
            value: int | Tally = len(ids)
            if one.number is not None:
                value = Tally(*(int(values.pop(0)) for _ in range(4)))
            asked = replace(query, chosen={**query.chosen, **one.chosen})
            position = {"tab": tab, "query": asked.to_json()}
            found.append(
                Figure(
                    one.key, one.noun, value, ids, came_late, page, position, self.noun, one.note
                )
            )
        return found

    # Inside

    def _is_known(self, query: Query) -> bool:
        known = self._known
        return known is not None and known[:2] == (query, self._store.generation)

    def _by_ids(self, ids: Sequence[int]) -> list[Record]:
        table = self._listed.table
        statement = select(table).where(table.id.in_(filled(ids))).options(*self._listed.loads)
        with self._store.reading() as session:
            rows = {row.id: row for row in session.scalars(statement)}
            return self.records(session, [rows[one] for one in ids if one in rows])


def within(period: Period, by: By, chosen: Mapping[str, frozenset[str]] | None = None) -> Query:
    """Return the query for a period and, where given, filters; for sources of figures."""
    return Query(chosen=chosen or {}, first=period.first, last=period.last, by=by)


def _is_unfiltered(query: Query) -> bool:
    """Return whether the index of days leads straight to the first rows of a query.

    Through a filter that few rows pass it would fetch nearly all of them, one by one.
    """
    filtered = query.words.strip() or any(query.chosen.values()) or query.late
    return not filtered and query.ids is None and query.by is By.EVENT
