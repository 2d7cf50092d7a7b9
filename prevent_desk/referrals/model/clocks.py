"""Where each time limit of a referral stands: pure, from its course, the limits and the day.

Counting follows the domain notes, 2.3: months by calendar and held to the month's end, working days
without weekends and bank holidays. A clock that was stopped goes on where it stood: the days it
stood still do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from prevent_desk.core.clock import hours_after
from prevent_desk.core.dates import add_months
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.referrals.model import clock_words
from prevent_desk.referrals.model.clock import Clock, Standing
from prevent_desk.referrals.model.course import Course, Stop
from prevent_desk.referrals.model.deadlines import Deadlines, Rule, Unit
from prevent_desk.referrals.model.happenings import Run, runs_of

SOON = 3
"""Working days from which on a deadline is soon."""

_DAY = timedelta(days=1)
NEVER = datetime(9999, 1, 1)  # noqa: DTZ001 - local time, as every moment here


def clocks(course: Course, deadlines: Deadlines, days: WorkingDays, now: datetime) -> list[Clock]:
    """Return every clock of a referral at a moment of local time, in the order of its course.

    Clocks that are met or not begun are among them; a rule that the desk does not keep is not.
    """
    found: list[Clock] = []
    for rule in deadlines.rules:
        if not rule.is_kept:
            continue
        runs = list(runs_of(rule, course))
        if not runs and course.state in rule.states:
            found.append(_not_running(rule))
        found += [
            clock
            for run in runs
            if (clock := _clock(rule, run, course, deadlines, days, now)) is not None
        ]
    return found


def running(found: Iterable[Clock]) -> list[Clock]:
    """Return the clocks that run, most pressing first."""
    return sorted((one for one in found if one.state.is_running), key=urgency)


def next_due(found: Iterable[Clock]) -> Clock | None:
    """Return the clock a list shows of a referral: the most pressing one, else a stopped one."""
    listed = list(found)
    return next(iter(running(listed)), None) or next((c for c in listed if c.is_stopped), None)


def urgency(clock: Clock) -> tuple[datetime, str]:
    """Return what clocks are sorted by: what is due first comes first."""
    return clock.due or NEVER, clock.key


def due_day(
    rule: Rule,
    start: datetime,
    days: WorkingDays,
    stops: Iterable[Stop] = (),
    today: date | None = None,
) -> datetime | None:
    """Return when a limit that began at a moment ends; for limits in days, midnight of that day.

    Spans it stood still in do not count; one that is open counts up to `today`. None for a rule
    whose day is agreed and not counted.
    """
    if not rule.amount:
        return None
    stood = _stood(stops, today)
    day = start.date()
    if rule.unit is Unit.WORKING_DAYS:
        return _at_midnight(_working_days_after(day, rule.amount, days, stood))
    if rule.unit is Unit.HOURS:
        due = hours_after(start, rule.amount)
        for since, until in stood:
            if since <= due.date() and until > day:
                due += until - max(since, day)
        return due
    end = (
        add_months(day, rule.amount)
        if rule.unit is Unit.MONTHS
        else day + timedelta(days=rule.amount)
    )
    for since, until in stood:
        if since <= end and until > day:
            end += until - max(since, day)
    return _at_midnight(end)


def _working_days_after(
    day: date, amount: int, days: WorkingDays, stood: list[tuple[date, date]]
) -> date:
    """Count working days; those in which the clock stood still are passed over."""
    due = days.after(day, amount)
    for since, until in stood:
        first = max(since, day + _DAY)
        if first > due:
            break
        # Worked days of the span, its first among them; the day it goes on counts again.
        lost = days.between(first - _DAY, until - _DAY) if until > first else 0
        due = days.after(due, lost)
    return due


def _stood(stops: Iterable[Stop], today: date | None) -> list[tuple[date, date]]:
    """Return the spans, each from its day to the day it goes on, in order and not overlapping."""
    spans: list[tuple[date, date]] = []
    for stop in sorted(stops, key=lambda one: one.since):
        until = stop.until or (today + _DAY if today else stop.since)
        since = max(stop.since, spans[-1][1]) if spans else stop.since
        if until > since:
            spans.append((since, until))
    return spans


def _at_midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _clock(
    rule: Rule, run: Run, course: Course, deadlines: Deadlines, days: WorkingDays, now: datetime
) -> Clock | None:
    key = f"{rule.key}:{run.item}" if run.item else rule.key
    stops = tuple(stop for stop in course.stops if stop.clock == key)
    start, due = _span(rule, run, days, stops, now.date())
    if due is None:
        return None
    if rule.unit is not Unit.HOURS and due.time() == time():
        due = datetime.combine(due.date(), deadlines.day_ends)
    title = f"{rule.title} – {run.about}" if run.about else rule.title
    state = _standing(rule, run, course, stops, due, days, now)
    if state is None:
        return None
    counted = rule.unit is Unit.WORKING_DAYS and run.due is None
    skipped = tuple(days.closed_between(start.date(), due.date())) if counted else ()
    clock = Clock(key, title, rule, state, "", "", "", start, due, skipped, stops, run.ended)
    said, short, why = clock_words.words(clock, run.note, days, now)
    return replace(clock, said=said, short=short, why=why)


def _span(
    rule: Rule, run: Run, days: WorkingDays, stops: tuple[Stop, ...], today: date
) -> tuple[datetime, datetime | None]:
    if rule.counts_back and run.due is not None:
        return run.due - timedelta(days=rule.amount), run.due
    if run.due is not None:
        return run.start, run.due
    return run.start, due_day(rule, run.start, days, stops, today)


def _standing(
    rule: Rule,
    run: Run,
    course: Course,
    stops: tuple[Stop, ...],
    due: datetime,
    days: WorkingDays,
    now: datetime,
) -> Standing | None:
    """Return how a clock stands; None where it is neither met nor waited for."""
    if run.ended is not None:
        return Standing.MET
    if course.state not in rule.states:
        return None
    today = now.date()
    if rule.counts_back and today < due.date() - timedelta(days=rule.amount):
        return None
    if any(stop.until is None and stop.since <= today for stop in stops):
        return Standing.STOPPED
    if rule.unit is Unit.HOURS and now > due:
        return Standing.OVER
    if due.date() < today:
        return Standing.OVER
    if due.date() == today:
        return Standing.TODAY
    near = days.between(today, due.date()) <= SOON
    return Standing.SOON if near or rule.counts_back else Standing.LATER


def _not_running(rule: Rule) -> Clock:
    said = clock_words.NOT_STARTED
    return Clock(
        rule.key, rule.title, rule, Standing.NOT_RUNNING, said, said, clock_words.waits_for(rule)
    )


def cards(found: Iterable[Clock], most: int = 4) -> list[Clock]:
    """Return the clocks that a record's head shows: running ones first, then stopped, then met.

    Several of one rule (the agencies asked) are one card, that of the most pressing.
    """
    chosen: dict[str, Clock] = {}
    for clock in _by_weight(found):
        if clock.state is not Standing.NOT_RUNNING or clock.rule.key in _AWAITED:
            chosen.setdefault(clock.rule.key, clock)
    shown = list(chosen.values())[:most]
    return sorted(shown, key=_place)


_AWAITED = frozenset({"info_request_return", "consent_attempt", "panel_after_s36"})
"""What a record says is not begun yet; of the others that is no news."""


def _by_weight(found: Iterable[Clock]) -> Iterator[Clock]:
    weight = {Standing.STOPPED: 1, Standing.NOT_RUNNING: 2, Standing.MET: 3}
    latest = sorted(found, key=urgency)
    yield from sorted(latest, key=lambda one: weight.get(one.state, 0))


def _place(clock: Clock) -> tuple[int, datetime]:
    return (
        0 if clock.state.is_running else 1 if clock.is_stopped else 2,
        clock.due or NEVER,
    )
