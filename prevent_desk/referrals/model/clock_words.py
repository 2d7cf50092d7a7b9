"""What a clock says: lateness in words, never a bare date; and all there is to know of it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from prevent_desk.core.dates import say_date, say_short
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.referrals.model.clock import Clock, Standing
from prevent_desk.referrals.model.deadlines import Rule, Unit

NOT_STARTED = "Not started"
_FAR = 20
"""Working days beyond which a date says more than a number."""


def words(clock: Clock, note: str, days: WorkingDays, now: datetime) -> tuple[str, str, str]:
    """Return what a clock says, the same in short, and one line of why."""
    due = clock.due
    if due is None or clock.started is None:
        return NOT_STARTED, NOT_STARTED, waits_for(clock.rule)
    said, short = _said(clock, due, days, now)
    return said, short, _why(clock, note, due, days, now)


def _said(clock: Clock, due: datetime, days: WorkingDays, now: datetime) -> tuple[str, str]:
    state, today, day = clock.state, now.date(), due.date()
    if state is Standing.MET:
        return _met(clock)
    if state is Standing.STOPPED:
        since = next(stop.since for stop in reversed(clock.stops) if stop.until is None)
        words = f"Stopped {_near_day(since, today)}"
        return words, words
    if state is Standing.OVER:
        return _over(clock.rule, due, days, now)
    if state is Standing.TODAY:
        words = f"Today {due:%H:%M}"
        return f"Due {words[0].lower()}{words[1:]}", words
    at = f" {due:%H:%M}" if _has_time(clock, due) else ""
    if day == today + timedelta(days=1):
        return f"Tomorrow{at}", f"Tomorrow{at}"
    count = days.between(today, day)
    if count == 0 or count > _FAR or at:
        words = f"{_near_day(day, today)}{at}"
        return words, words
    worked = Unit.WORKING_DAYS.said(count)
    return f"{worked} left", f"{Unit.DAYS.said(count)} left"


def _has_time(clock: Clock, due: datetime) -> bool:
    return clock.rule.unit is Unit.HOURS or (not clock.rule.amount and due.time() != time(17))


def _over(rule: Rule, due: datetime, days: WorkingDays, now: datetime) -> tuple[str, str]:
    if rule.unit is Unit.HOURS:
        hours = int((now - due) / timedelta(hours=1))
        if hours < 48:
            words = "Just over" if not hours else f"{Unit.HOURS.said(hours)} over"
            return words, words
    if rule.unit in {Unit.HOURS, Unit.MONTHS, Unit.DAYS}:
        words = f"{Unit.DAYS.said((now.date() - due.date()).days)} over"
        return words, words
    count = days.between(due.date(), now.date())
    if not count:
        words = f"Over since {say_date(due.date())[:3]}"
        return words, words
    return f"{Unit.WORKING_DAYS.said(count)} over", f"{Unit.DAYS.said(count)} over"


def _met(clock: Clock) -> tuple[str, str]:
    if clock.met is None or clock.due is None:
        return "Done", "Done"
    day = say_short(clock.met)
    late = (clock.met - clock.due.date()).days
    return (
        f"Done {day}, {Unit.DAYS.said(late)} late" if late > 0 else f"Done {day}"
    ), f"Done {day}"


def _why(clock: Clock, note: str, due: datetime, days: WorkingDays, now: datetime) -> str:
    if clock.is_stopped:
        return next(stop.reason for stop in reversed(clock.stops) if stop.until is None)
    if note:
        return note
    if clock.state is Standing.MET or clock.started is None:
        return f"Was due {say_date(due.date())}"
    if (
        clock.rule.unit is Unit.WORKING_DAYS
        and not clock.stops
        and clock.state is not Standing.OVER
    ):
        day = max(0, days.between(clock.started.date(), now.date()))
        return f"Day {min(day, clock.rule.amount)} of {clock.rule.said}"
    return f"Due {say_date(due.date())}"


def _near_day(day: date, today: date) -> str:
    """Return a day: with its weekday where it is near, without its year where it is this one."""
    words = say_date(day) if abs((day - today).days) < 14 else say_short(day)
    return words.removesuffix(f" {day.year}") if day.year == today.year else words


def waits_for(rule: Rule) -> str:
    """Return what starts a clock: "Starts when the agency was asked"."""
    return f"Starts when {rule.starts.value}"


def tooltip(clock: Clock) -> str:
    """Return the rule, its source, from when to when, what was skipped and why it stood still."""
    rule = clock.rule
    lines = [f"{clock.title}: {rule.said}", f"From: {rule.starts.value}", f"To: {rule.ends.value}"]
    if clock.started is not None and not rule.counts_back:
        lines.append(f"Started {_moment(clock.started, with_time=rule.unit is Unit.HOURS)}")
    if clock.due is not None:
        lines.append(f"Due {_moment(clock.due, with_time=True)}")
    if clock.met is not None:
        lines.append(f"Done {say_date(clock.met)}")
    if clock.skipped:
        closed = ", ".join(f"{one.words} ({say_date(one.day)})" for one in clock.skipped)
        lines.append(f"Not counted: {closed}")
    for stop in clock.stops:
        until = f" to {say_date(stop.until)}" if stop.until else ", still stopped"
        lines.append(f"Stopped from {say_date(stop.since)}{until}: {stop.reason}")
    lines.append(f"Source: {rule.source}")
    return "\n".join(lines)


def _moment(moment: datetime, *, with_time: bool) -> str:
    day = say_date(moment.date())
    return f"{day}, {moment:%H:%M}" if with_time else day
