"""Panels that meet again and again: set up, changed, and when they meet next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.panels.model import series as rules
from prevent_desk.panels.model.meeting import NewMeeting
from prevent_desk.panels.model.records import MeetingState, Series
from prevent_desk.panels.model.series import NewSeries, NextDate
from prevent_desk.panels.service import reading
from prevent_desk.panels.tables import MeetingTable, SeriesTable
from prevent_desk.store.session import Store


class AllSeries:
    """Keeps the series; a series itself holds no meeting, each is planned by itself."""

    def __init__(self, store: Store, clock: Clock, working_days: Callable[[], WorkingDays]) -> None:
        self._store, self._clock, self._days = store, clock, working_days

    def all(self, *, ended: bool = False) -> list[Series]:
        """Return the series, by name; those that ended as well where asked."""
        query = select(SeriesTable).order_by(SeriesTable.name, SeriesTable.id)
        if not ended:
            query = query.where(SeriesTable.ended.is_(False))
        with self._store.reading() as session:
            return [reading.series(row) for row in session.scalars(query)]

    def one(self, series_id: int) -> Series:
        """Return a series.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.reading() as session:
            return reading.series(_row(session, series_id))

    def add(self, new: NewSeries) -> int:
        """Set a series up; return its key.

        Raises:
            Refused: It has no name, or its rule or hours say nothing.
        """
        _refuse_wrong(new)
        with self._store.writing("panel series") as session:
            row = SeriesTable(**_fields(new), ended=False)
            session.add(row)
            session.flush()
            return row.id

    def change(self, series_id: int, new: NewSeries) -> None:
        """Change how a series meets; meetings that are planned stay as they are.

        Raises:
            Refused: As `add`, or it is no longer there.
        """
        _refuse_wrong(new)
        with self._store.writing("change of a panel series") as session:
            row = _row(session, series_id)
            for name, value in _fields(new).items():
                setattr(row, name, value)

    def end(self, series_id: int) -> None:
        """Hold no more meetings of a series; those planned and held stay."""
        with self._store.writing("end of a panel series") as session:
            _row(session, series_id).ended = True

    def next_dates(self, series_id: int, count: int = 6) -> list[NextDate]:
        """Return the next days of a series that no meeting is planned for yet."""
        one = self.one(series_id)
        taken = self._planned(series_id)
        wanted = count + len(taken)
        found = rules.next_dates(one.rule, self._clock.today(), self._days(), wanted)
        return [each for each in found if each.day not in taken][:count]

    def meeting_on(self, series_id: int, day: date) -> NewMeeting:
        """Return a meeting of a series on a day, as it would be planned."""
        one = self.one(series_id)
        starts = rules.start_of(day, one.starts)
        return NewMeeting(
            starts=starts,
            ends=starts + timedelta(minutes=one.minutes),
            mode=one.mode,
            venue=one.venue,
            link=one.link,
            series_id=one.id,
        )

    def _planned(self, series_id: int) -> set[date]:
        query = select(MeetingTable.starts).where(
            MeetingTable.series_id == series_id,
            MeetingTable.state != MeetingState.CANCELLED.value,
            MeetingTable.starts >= datetime.combine(self._clock.today(), datetime.min.time()),
        )
        with self._store.reading() as session:
            return {starts.date() for starts in session.scalars(query)}


def _row(session: Session, series_id: int) -> SeriesTable:
    row = session.get(SeriesTable, series_id)
    if row is None:
        raise Refused("That series is no longer there.", next_step="Undo may bring it back.")
    return row


def _fields(new: NewSeries) -> dict[str, Any]:
    told = asdict(new)
    for name in ("name", "venue", "link", "note"):
        told[name] = told[name].strip()
    return told | {
        "rule": dict(new.rule),
        "mode": new.mode.value,
        "members": sorted(set(new.members)),
    }


def _refuse_wrong(new: NewSeries) -> None:
    if not new.name.strip():
        raise Refused("The series has no name.", next_step="Give it one: “Channel panel”.")
    if wrong := rules.wrong_rule(new.rule):
        raise Refused(wrong)
    try:
        rules.start_of(date.min, new.starts)
    except ValueError:
        raise Refused(f"“{new.starts}” is not a time of day.", next_step="Try “10:00”.") from None
    if new.minutes <= 0:
        raise Refused("The panel ends before it begins.", next_step="Say how long it lasts.")
