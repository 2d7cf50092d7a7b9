"""When a panel that meets again and again meets next, past bank holidays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from prevent_desk.core.dates import add_months, say_date
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.panels.model.records import Mode

MONTH, WEEKS = "month", "weeks"
"""What a rule says of "every"; a rule without it meets on demand."""

LAST = -1
"""The nth weekday counted from the month's end."""

_NTH = {1: "First", 2: "Second", 3: "Third", 4: "Fourth", LAST: "Last"}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MOST_WEEKS = 52


@dataclass(frozen=True, slots=True)
class NewSeries:
    """A series as it is set up; see `Series`."""

    name: str
    rule: Mapping[str, Any]
    starts: str = "10:00"
    minutes: int = 90
    mode: Mode = Mode.VIRTUAL
    venue: str = ""
    link: str = ""
    members: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class NextDate:
    """A day the rule comes to.

    Attributes:
        day: When to meet: a working day.
        words: Why it is another day than the rule's; empty where it is not.
    """

    day: date
    words: str = ""


def monthly(nth: int, weekday: int) -> dict[str, Any]:
    """Return the rule of the nth weekday of each month.

    Args:
        nth: 1 to 4, or `LAST`.
        weekday: 0 is Monday.
    """
    return {"every": MONTH, "nth": nth, "weekday": weekday}


def every_weeks(weeks: int, first: date) -> dict[str, Any]:
    """Return the rule of every so many weeks, counted from a day on."""
    return {"every": WEEKS, "weeks": weeks, "first": first.isoformat()}


def on_demand() -> dict[str, Any]:
    """Return the rule of a panel that is called when it is needed."""
    return {}


def wrong_rule(rule: Mapping[str, Any]) -> str:
    """Return what is wrong with a rule, as a sentence; empty where nothing is."""
    every = rule.get("every", "")
    if every == MONTH and not (rule.get("nth") in _NTH and rule.get("weekday") in range(7)):
        return "The panel meets on the first to fourth, or the last, of a weekday."
    if every == WEEKS and not (1 <= int(rule.get("weeks", 0)) <= _MOST_WEEKS):
        return f"The panel meets every 1 to {_MOST_WEEKS} weeks."
    if every == WEEKS and _first(rule) is None:
        return "The first day is missing, from which the weeks are counted."
    return ""


def say_rule(rule: Mapping[str, Any]) -> str:
    """Return a rule in words: "Second Wednesday of each month"."""
    if rule.get("every") == MONTH:
        return f"{_NTH[rule['nth']]} {_DAYS[rule['weekday']]} of each month"
    if rule.get("every") == WEEKS:
        weeks, first = int(rule["weeks"]), _first(rule)
        often = "Every week" if weeks == 1 else f"Every {weeks} weeks"
        return f"{often}, on a {_DAYS[first.weekday()]}" if first else often
    return "On demand"


def next_dates(
    rule: Mapping[str, Any], after: date, days: WorkingDays, count: int
) -> list[NextDate]:
    """Return the next days of a rule after a day; none where it meets on demand.

    A day that is not worked gives way to the next one that is, with a word about it.
    """
    return list(islice(_dates(rule, after, days), max(0, count)))


def start_of(day: date, starts: str) -> datetime:
    """Return the moment a panel begins on a day; `starts` as `Series` has it: "10:00"."""
    return datetime.combine(day, time.fromisoformat(starts))


def _dates(rule: Mapping[str, Any], after: date, days: WorkingDays) -> Iterator[NextDate]:
    # What was put off past the day asked for is still to come: look back over the longest closure.
    for told in _told_days(rule, after - timedelta(days=14)):
        day = days.on_or_after(told)
        if day > after:
            yield NextDate(day, _moved(told, day, days))


def _told_days(rule: Mapping[str, Any], after: date) -> Iterator[date]:
    if rule.get("every") == MONTH:
        month = after.replace(day=1)
        while month.year < date.max.year:
            day = nth_weekday(month, rule["nth"], rule["weekday"])
            if day > after:
                yield day
            month = add_months(month, 1)
    elif rule.get("every") == WEEKS and (first := _first(rule)) is not None:
        step = timedelta(weeks=int(rule["weeks"]))
        day = first
        if day <= after:
            day += step * ((after - day) // step + 1)
        while day.year < date.max.year:
            yield day
            day += step


def nth_weekday(month: date, nth: int, weekday: int) -> date:
    """Return the nth weekday of a day's month; `LAST` counts from its end."""
    if nth == LAST:
        last = add_months(month.replace(day=1), 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = month.replace(day=1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _moved(told: date, day: date, days: WorkingDays) -> str:
    if told == day:
        return ""
    why = days.why_closed(told)
    return f"{say_date(told)} is {why or 'not a working day'}; moved to {say_date(day)}."


def _first(rule: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(rule.get("first", "")))
    except ValueError:
        return None
