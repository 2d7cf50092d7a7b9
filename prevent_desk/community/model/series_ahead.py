"""What comes again as a calendar program keeps it: a rule, and the days that differ from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, takewhile

from prevent_desk.community.model.events import Event, NewEvent, State
from prevent_desk.community.model.series import (
    LAST_NTH,
    MONTHS,
    SLACK,
    Every,
    Series,
    days_from,
    nth_of_month,
)

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SHORTEST_MONTH = 28
_LOOKED_AHEAD = timedelta(days=800)
"""What comes once a year comes twice in it."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is still to come of a series.

    Attributes:
        usual: The event of a day, as it is usually; its day is the first of the rule's to come.
        planned: Planned events, each with the rule's day whose place it takes; None where it is
            besides the rule.
        left_out: The rule's days that are dealt with already, or called off.
        days: The rule's days of two years, those left out among them.
    """

    series: Series
    usual: NewEvent
    planned: tuple[tuple[Event, date | None], ...]
    left_out: tuple[date, ...]
    days: tuple[date, ...]


def ahead(
    series: Series, usual: NewEvent, entered: Sequence[Event], after: date, today: date
) -> Ahead:
    """Return what is to come of a series.

    Args:
        series: It has not ended.
        usual: The event of a day, as it is usually.
        entered: Events of the series that are not long past, whatever their state.
        after: Days up to this one are dealt with: skipped, or gone by.
        today: Planned events of days gone by are not to come.
    """
    until = max((after, today, *(one.first for one in entered))) + _LOOKED_AHEAD
    rule = days_from(series.every, series.begun, keeps_weekday=series.keeps_weekday)
    days = [day for day in takewhile(lambda day: day <= until, rule) if day > after]
    free = dict.fromkeys(days)
    planned: list[tuple[Event, date | None]] = []
    left_out: list[date] = []
    for event in sorted(entered, key=lambda one: (one.first, one.id)):
        near = min(free, key=lambda day: abs(day - event.first), default=None)
        if near is not None and abs(near - event.first) > SLACK[series.every]:
            near = None
        if near is not None:
            del free[near]
        if event.state is State.PLANNED and event.last >= today:
            planned.append((event, near))
        elif near is not None:
            left_out.append(near)
    return Ahead(series, usual, tuple(planned), tuple(sorted(left_out)), tuple(days))


def rule_of(series: Series) -> str:
    """Return when a series comes, as RFC 5545 writes it: "FREQ=MONTHLY;BYDAY=1TU"."""
    begun, every = series.begun, series.every
    if every in (Every.WEEK, Every.FORTNIGHT):
        step = ";INTERVAL=2" if every is Every.FORTNIGHT else ""
        return f"FREQ=WEEKLY{step};BYDAY={_WEEKDAYS[begun.weekday()]}"
    months = MONTHS[every]
    step = f";INTERVAL={months}" if months > 1 else ""
    head = f"FREQ=MONTHLY{step}"
    if series.keeps_weekday:
        nth = nth_of_month(begun)
        return f"{head};BYDAY={-1 if nth == LAST_NTH else nth}{_WEEKDAYS[begun.weekday()]}"
    if begun.day <= _SHORTEST_MONTH:
        return f"{head};BYMONTHDAY={begun.day}"
    # A rule by the 31st alone would leave shorter months out; here it is their last day.
    days = ",".join(str(day) for day in range(_SHORTEST_MONTH, begun.day + 1))
    return f"{head};BYMONTHDAY={days};BYSETPOS=-1"


def first_days(coming: Ahead, most: int) -> list[date]:
    """Return the rule's next days, without those left out."""
    gone = set(coming.left_out)
    return list(islice((day for day in coming.days if day not in gone), most))
