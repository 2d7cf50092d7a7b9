"""Engagement that comes again: begun from an event, proposed, entered, skipped, ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prevent_desk.community.model.events import Mode, NewEvent, State
from prevent_desk.community.model.series import (
    SLACK,
    Every,
    Series,
    missed,
    next_after,
    occasion,
)
from prevent_desk.community.model.series_ahead import Ahead, ahead
from prevent_desk.community.service.events import Events
from prevent_desk.community.tables import EventSeriesTable, EventTable
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.logbook.model.counted import Count, How
from prevent_desk.logbook.model.parties import Party
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.service.gone import is_there
from prevent_desk.store.session import Store

_DAY = timedelta(days=1)


class RegularEvents:
    """Keeps what comes again; its events are those of the log."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        events: Events,
        days: Callable[[], WorkingDays],
        terms: Callable[[], Vocabularies],
    ) -> None:
        self._store, self._clock, self._events = store, clock, events
        self._days, self._terms = days, terms

    # Reading

    def all(self, *, ended: bool = False) -> list[Series]:
        """Return the series by their titles; with `ended`, those that stopped too."""
        query = select(EventSeriesTable)
        if not ended:
            query = query.where(EventSeriesTable.ended.is_(None))
        with self._store.reading() as session:
            entered = self._entered(session)
            rows = list(session.scalars(query))
        found = [self._record(row, *entered.get(row.id, (0, None))) for row in rows]
        return sorted(found, key=lambda one: (one.ended is not None, one.title.casefold(), one.id))

    def one(self, series_id: int) -> Series:
        """Return a series.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.reading() as session:
            row = _row(session, series_id)
            return self._record(row, *self._entered(session).get(series_id, (0, None)))

    def needing(self) -> int:
        """Return how many series have days gone by that were not entered."""
        return sum(1 for one in self.all() if one.missed)

    def proposal(self, series_id: int, on: date) -> NewEvent:
        """Return the event of a day, as it is usually."""
        with self._store.reading() as session:
            parts = _row(session, series_id).pattern["parts"]
            usual = [Party(words, place, person) for words, place, person in parts["parties"]]
            # A pattern holds no foreign keys: whom the contacts hold no more stays in words.
            with_whom = tuple(one if is_there(session, one) else Party(one.words) for one in usual)
        return NewEvent(
            parts["kind"], on, parts["title"], None, parts["starts"], parts["minutes"],
            Count(1, How.COUNTED), None, Mode(parts["mode"]), parts["venue"], parts["ward"],
            topics=tuple(parts["topics"]),
            parties=with_whom, series_id=series_id,
        )  # fmt: skip

    def ahead(self, series_id: int) -> Ahead:
        """Return what is to come of a series, for calendars.

        Raises:
            Refused: It has ended, or is no longer there.
        """
        series, today = self.one(series_id), self._clock.today()
        if series.ended is not None:
            raise Refused("It has ended.", next_step="Let it go on first.")
        with self._store.reading() as session:
            skipped = _row(session, series_id).pattern["skipped"]
        after = max(today - _DAY, date.fromisoformat(skipped)) if skipped else today - _DAY
        query = Query(
            chosen={"series": frozenset({str(series_id)})}, first=today - SLACK[series.every]
        )
        entered = self._events.log.everything(query)
        coming = next_after(series.every, series.begun, after, keeps_weekday=series.keeps_weekday)
        return ahead(series, self.proposal(series_id, coming), entered, after, today)

    def all_missed(self, series_id: int) -> NewEvent:
        """Return the days that were not entered, as one entry that stands for them all.

        Raises:
            Refused: Nothing was missed.
        """
        days = self.one(series_id).missed
        if not days:
            raise Refused("Nothing was missed.")
        new = self.proposal(series_id, days[0])
        return replace(
            new, last=days[-1], times=Count(len(days), How.COUNTED), days=1, state=State.HELD
        )

    # Acting

    def start(self, event_id: int, every: Every, *, keeps_weekday: bool = True) -> int:
        """Let an event come again; return the key of its series.

        Raises:
            Refused: It does already, or is no longer there.
        """
        event = self._events.one(event_id)
        with self._store.writing(f"regular {event.kind_words.lower()}") as session:
            row = session.get(EventTable, event_id)
            if row is None or row.series_id is not None:
                raise Refused("It comes again already.", next_step="Look under “Regular”.")
            series = EventSeriesTable(
                title=event.title, every=every.value,
                pattern={
                    "begun": event.first.isoformat(), "keeps_weekday": keeps_weekday,
                    "skipped": None,
                    "parts": {
                        "kind": event.kind, "title": event.title, "starts": event.starts,
                        "minutes": event.minutes, "mode": event.mode.value, "venue": event.venue,
                        "ward": event.ward, "topics": list(event.topics),
                        "parties": [
                            [one.words, one.organisation_id, one.contact_id]
                            for one in event.parties
                        ],
                    },
                },
                ended=None, at=self._now(),
            )  # fmt: skip
            session.add(series)
            session.flush()
            row.series_id = series.id
            return series.id

    def plan_next(self, series_id: int) -> int:
        """Plan the next one on its day; return the key of the event.

        Raises:
            Refused: It has ended.
        """
        coming = self.one(series_id).next
        if coming is None:
            raise Refused("It has ended.", next_step="Let it go on first.")
        new = self.proposal(series_id, coming.day)
        return self._events.add(replace(new, state=State.PLANNED))

    def skip(self, series_id: int) -> None:
        """Let the days that were missed be, or, where there are none, the next one.

        Raises:
            Refused: It has ended.
        """
        series = self.one(series_id)
        if series.missed:
            until = series.missed[-1]
        elif series.next is not None:
            until = series.next.day
        else:
            raise Refused("It has ended.", next_step="Let it go on first.")
        self._set_pattern("skipping of", series_id, skipped=until.isoformat())

    def change(
        self, series_id: int, title: str, every: Every, begun: date, *, keeps_weekday: bool
    ) -> None:
        """Let it be called otherwise, or come on other days from a day on.

        Raises:
            Refused: It has no title.
        """
        if not title.strip():
            raise Refused("It needs a title.")
        with self._store.writing(self._label("change of", series_id)) as session:
            row = _row(session, series_id)
            row.title, row.every = title.strip(), every.value
            row.pattern = {
                **row.pattern, "begun": begun.isoformat(), "keeps_weekday": keeps_weekday,
                "parts": {**row.pattern["parts"], "title": title.strip()},
            }  # fmt: skip

    def end(self, series_id: int) -> None:
        """Let it come no more; what was entered stays."""
        with self._store.writing(self._label("end of", series_id)) as session:
            _row(session, series_id).ended = self._clock.today()

    def go_on(self, series_id: int) -> None:
        """Let it come again, from today on."""
        with self._store.writing(self._label("return of", series_id)) as session:
            row = _row(session, series_id)
            row.ended = None
            row.pattern = {
                **row.pattern, "skipped": (self._clock.today() - _DAY).isoformat()
            }  # fmt: skip

    # Inside

    def _record(self, row: EventSeriesTable, number: int, last: date | None) -> Series:
        every, begun = Every(row.every), date.fromisoformat(row.pattern["begun"])
        keeps, skipped = bool(row.pattern["keeps_weekday"]), row.pattern["skipped"]
        dealt = [] if last is None else [last + SLACK[every]]
        dealt += [date.fromisoformat(skipped)] if skipped else []
        after, today = max(dealt, default=None), self._clock.today()
        gone: list[date] = []
        coming = None
        if row.ended is None:
            gone = missed(every, begun, after, today, keeps_weekday=keeps)
            since = max(after or today - _DAY, today - _DAY)
            day = next_after(every, begun, since, keeps_weekday=keeps)
            coming = occasion(day, self._days())
        kind = row.pattern["parts"]["kind"]
        return Series(
            row.id, row.title, kind, self._terms()["event_kind"].label(kind), every, keeps, begun,
            last, number, tuple(gone), coming, row.ended,
        )  # fmt: skip

    def _entered(self, session: Session) -> dict[int, tuple[int, date | None]]:
        """Return how many events each series has, and the last day of the newest."""
        table = EventTable
        query = (
            select(table.series_id, func.sum(table.times), func.max(table.last))
            .where(table.series_id.is_not(None))
            .group_by(table.series_id)
        )
        return {int(key or 0): (int(many), last) for key, many, last in session.execute(query)}

    def _set_pattern(self, act: str, series_id: int, **parts: Any) -> None:  # noqa: ANN401 - JSON
        with self._store.writing(self._label(act, series_id)) as session:
            row = _row(session, series_id)
            row.pattern = {**row.pattern, **parts}

    def _label(self, act: str, series_id: int) -> str:
        return f"{act} regular {self.one(series_id).kind_words.lower()}"

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


def _row(session: Session, series_id: int) -> EventSeriesTable:
    row = session.get(EventSeriesTable, series_id)
    if row is None:
        raise Refused("It is no longer there.", next_step="Undo may bring it back.")
    return row
