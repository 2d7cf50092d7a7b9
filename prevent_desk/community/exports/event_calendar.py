"""Planned engagement as a calendar file (.ics): one event, what is listed, what comes again.

Calendars lie open on other desks: of an event only kind, title, place and time go in, no notes, no
word on who comes. Each entry is marked private, and says its marking in its description.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from prevent_desk.community.model.events import Event, Mode, NewEvent, span_words
from prevent_desk.community.model.series_ahead import Ahead, first_days, rule_of
from prevent_desk.exports import calendar
from prevent_desk.exports.calendar import CalendarEntry, Moment

USUAL = timedelta(hours=1)
"""How long an event lasts whose length nobody told."""

_DAY = timedelta(days=1)
_HOST = "engagement.prevent-desk"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every entry of a file bears.

    Attributes:
        made: The moment, with its zone.
        marking: As it is chosen when the file is taken out.
        practice: Everything is invented.
    """

    made: datetime
    marking: str
    practice: bool = False

    @property
    def words(self) -> str:
        """As descriptions say it."""
        practice = "Practice desk: everything is invented" if self.practice else ""
        return "\n".join(part for part in (self.marking, practice) if part)


def of_event(event: Event, stamp: Stamp) -> CalendarEntry:
    """Return a planned event; its identity stays when it is changed, and taken out again."""
    return _entry(
        f"event-{event.id}-{event.recorded:%Y%m%d%H%M%S%f}@{_HOST}", event.title, event.kind_words,
        _Times.of(event.first, event.last, event.starts, event.minutes, event.days),
        _place(event.venue, event.ward_words, event.mode), stamp,
    )  # fmt: skip


def of_series(coming: Ahead, ward_words: str, stamp: Stamp) -> list[CalendarEntry]:
    """Return what comes again: its rule, then each planned one that differs from it."""
    series, usual = coming.series, coming.usual
    times = _Times.of(usual.first, usual.first, usual.starts, usual.minutes, 1)
    uid = f"regular-{series.id}-{series.begun:%Y%m%d}@{_HOST}"
    rule = replace(
        _entry(
            uid, series.title, series.kind_words, times,
            _place(usual.venue, ward_words, usual.mode), stamp,
        ),
        repeats=rule_of(series), left_out=tuple(_at(day, usual.starts) for day in coming.left_out),
    )  # fmt: skip
    found = [rule]
    for event, day in coming.planned:
        one = of_event(event, stamp)
        if day is not None and not one.repeats:
            one = replace(one, uid=uid, instead_of=_at(day, usual.starts))
        found.append(one)
        if day is not None and one.instead_of is None:
            # What lasts some days has a rule of its own, and cannot stand for a day of another.
            found[0] = replace(
                found[0], left_out=(*found[0].left_out, _at(day, usual.starts))
            )  # fmt: skip
    return found


def write(entries: Sequence[CalendarEntry]) -> bytes:
    """Return the bytes of the file; there must be an entry."""
    return calendar.write(*entries)


@dataclass(frozen=True, slots=True)
class Coming:
    """A line of what a calendar will show.

    Attributes:
        day_words: Of what lies on several days; empty for one.
    """

    day: date
    time: str
    title: str
    place: str
    day_words: str = ""


def lines_of(events: Sequence[Event]) -> list[Coming]:
    """Return what a calendar will show of planned events."""
    return [Coming(one.first, one.starts, one.title, one.place, _days(one)) for one in events]


def lines_of_series(coming: Ahead, most: int = 12) -> list[Coming]:
    """Return the next days of what comes again, those that were planned apart among them."""
    usual, instead = coming.usual, {day: event for event, day in coming.planned if day is not None}
    found = [
        *lines_of([event for event, day in coming.planned if day is None]),
        *(_line(day, usual, instead.get(day)) for day in first_days(coming, most)),
    ]
    return sorted(found, key=lambda one: (one.day, one.time))[:most]


def _line(day: date, usual: NewEvent, instead: Event | None) -> Coming:
    if instead is not None:
        return Coming(instead.first, instead.starts, instead.title, instead.place)
    return Coming(day, usual.starts, usual.title, usual.venue)


def _days(event: Event) -> str:
    return span_words(event.first, event.last) if event.last > event.first else ""


@dataclass(frozen=True, slots=True)
class _Times:
    starts: Moment
    ends: Moment
    repeats: str = ""

    @classmethod
    def of(cls, first: date, last: date, starts: str, minutes: int | None, days: int) -> _Times:
        length = 1 + (last - first) // _DAY
        begins = _at(first, starts)
        # On which of its days it is nobody told, where there are fewer of them than from first to
        # last: then it lies over them all.
        if not isinstance(begins, datetime) or days != length:
            return cls(first, last + _DAY)
        ends = begins + (timedelta(minutes=minutes) if minutes else USUAL)
        return cls(begins, ends, f"FREQ=DAILY;COUNT={length}" if length > 1 else "")


def _at(day: date, starts: str) -> Moment:
    return datetime.combine(day, time.fromisoformat(starts)) if starts else day


def _entry(
    uid: str, title: str, kind_words: str, times: _Times, place: str, stamp: Stamp
) -> CalendarEntry:
    told = "" if title.casefold().startswith(kind_words.casefold()) else kind_words
    description = "\n".join(part for part in (told, stamp.words) if part)
    return CalendarEntry(
        uid, 0, times.starts, times.ends, stamp.made, title, description, place,
        repeats=times.repeats,
    )  # fmt: skip


def _place(venue: str, ward_words: str, mode: Mode) -> str:
    online = mode.words if mode is Mode.VIRTUAL else ""
    return ", ".join(part for part in (venue, ward_words, online) if part)
