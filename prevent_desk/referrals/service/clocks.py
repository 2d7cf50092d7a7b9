"""The clocks of referrals: of one, of all that have anything due; stopped, and started again.

What is due of all is worked out once and kept: after each change only the referrals whose rows it
touched are looked at again, and at midnight all of them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select

from prevent_desk.core.clock import Clock as DeskClock
from prevent_desk.core.clock import local
from prevent_desk.core.dates import say_date
from prevent_desk.core.errors import Refused
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.referrals.model import clocks as rules
from prevent_desk.referrals.model import deadlines as limits
from prevent_desk.referrals.model.clock import Clock, Standing
from prevent_desk.referrals.model.course import Course
from prevent_desk.referrals.model.deadlines import Deadlines, Unit
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service import courses
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.referrals.tables import ClockStopTable, EpisodeTable
from prevent_desk.store.session import Change, Store
from prevent_desk.store.settings import Settings

_DEADLINES, _HOLIDAYS = "referrals/deadlines", "referrals/holidays"


@dataclass(frozen=True, slots=True)
class Due:
    """A clock that runs, and whose it is."""

    episode_id: int
    ref: str
    names: str
    state: State
    clock: Clock


class Clocks:
    """Says what is due, and keeps the limits and bank holidays of this desk.

    Attributes:
        on_limits: Called after a limit or a bank holiday was changed here.
    """

    def __init__(self, store: Store, clock: DeskClock, forms: Forms) -> None:
        self._store, self._clock, self._forms = store, clock, forms
        self._settings = Settings(store)
        self._lock = threading.RLock()
        self._limits: Deadlines | None = None
        self._days: WorkingDays | None = None
        self._courses: dict[int, Course] = {}
        self._known: dict[int, list[Clock]] = {}
        self._due: list[Due] | None = None
        self._next: Mapping[int, Clock] | None = None
        self._minute: datetime | None = None
        self._is_read = False
        self._changes: list[Change] = []
        self.on_limits: list[Callable[[], object]] = []
        store.on_change.append(self._changes.append)

    # What is due

    def of(self, episode_id: int) -> list[Clock]:
        """Return every clock of one referral, met and not begun ones too, in the order of RULES."""
        with self._lock:
            self._refresh()
            known = self._courses.get(episode_id)
            if known is not None:
                return list(self._clocks_of(known))
        with self._store.reading() as session:
            found = list(courses.read(session, [episode_id], self._forms))
        return self._work_out(found[0]) if found else []

    def due(self) -> list[Due]:
        """Return every clock that runs, what is due first first."""
        return [one for one in self.waiting() if one.clock.state.is_running]

    def waiting(self) -> list[Due]:
        """Return every clock that runs or stands still, what is due first first."""
        with self._lock:
            self._refresh()
            if self._due is None:
                found = [
                    Due(course.id, course.ref, course.names, course.state, clock)
                    for course in self._courses.values()
                    for clock in self._clocks_of(course)
                    if _waits(clock)
                ]
                found.sort(key=lambda one: (*rules.urgency(one.clock), one.episode_id))
                self._due = found
            return list(self._due)

    def next_due(self) -> Mapping[int, Clock]:
        """Return the clock that a list shows, by referral; those without one are not there."""
        with self._lock:
            self._refresh()
            if self._next is None:
                self._next = {
                    course.id: clock
                    for course in self._courses.values()
                    if (clock := rules.next_due(self._clocks_of(course))) is not None
                }
            return self._next

    def needing(self) -> int:
        """Return how many clocks are late or due today."""
        return sum(one.clock.state.needs_you for one in self.due())

    def reply_due(self, asked_on: date) -> date:
        """Return the day by which an agency asked on a day is to reply."""
        return self.counted("info_request_return", asked_on) or asked_on

    def counted(self, key: str, start: date) -> date | None:
        """Return when the limit of a rule ends that begins on a day; None where it has no amount.

        For the day a form proposes: the next review, an answer of an agency.
        """
        rule = self.deadlines().rule(key)
        begun = datetime.combine(start, time())
        found = rules.due_day(rule, begun, self.working_days())
        return found.date() if found else None

    # Stopping and starting

    def stop(self, episode_id: int, key: str, reason: str, since: date | None = None) -> None:
        """Let a clock (`Clock.key`) stand still from a day on, today where none is given.

        Raises:
            Refused: No reason, a day to come, a day before it began, or it stands still already.
        """
        today = self._clock.today()
        day = since or today
        clock = self._one(episode_id, key)
        if not reason.strip():
            raise Refused(
                "A clock is stopped with a reason.", next_step="Say in a line why it has to wait."
            )
        if clock.is_stopped:
            raise Refused(f"{clock.rule.title} stands still already.")
        if not clock.state.is_running:
            raise Refused(f"{clock.rule.title} does not run, so it cannot be stopped.")
        if day > today:
            raise Refused(
                "A clock is stopped today or on a day that was.",
                next_step=f"Choose a day up to {say_date(today)}.",
            )
        if clock.starts is not None and day < clock.starts and not clock.rule.counts_back:
            raise Refused(
                f"{clock.rule.title} began on {say_date(clock.starts)}.",
                next_step="Choose that day or a later one.",
            )
        ended = max((stop.until for stop in clock.stops if stop.until), default=None)
        if ended is not None and day < ended:
            raise Refused(
                f"It stood still up to {say_date(ended)} already.",
                next_step="Choose that day or a later one.",
            )
        with self._store.writing(self._label("stopped clock", clock, episode_id)) as session:
            session.add(
                ClockStopTable(
                    episode_id=episode_id,
                    clock=key,
                    since=day,
                    until=None,
                    reason=reason.strip(),
                    by=self._store.actor,
                )
            )

    def restart(self, episode_id: int, key: str, on: date | None = None) -> None:
        """Let a stopped clock go on from a day on, today where none is given.

        Raises:
            Refused: It does not stand still, or the day is not between its stop and today.
        """
        today = self._clock.today()
        day = on or today
        clock = self._one(episode_id, key)
        stop = next((one for one in clock.stops if one.until is None), None)
        if stop is None:
            raise Refused(f"{clock.rule.title} does not stand still.")
        if not stop.since <= day <= today:
            raise Refused(
                f"It stands still since {say_date(stop.since)}.",
                next_step="Choose a day from then up to today.",
            )
        with self._store.writing(self._label("restarted clock", clock, episode_id)) as session:
            session.get_one(ClockStopTable, stop.id).until = day

    def _one(self, episode_id: int, key: str) -> Clock:
        found = next((one for one in self.of(episode_id) if one.key == key), None)
        if found is None:
            raise Refused("This clock does not run in that referral.")
        return found

    def _label(self, what: str, clock: Clock, episode_id: int) -> str:
        # The rule's title: the clock's own may hold a name.
        return f"{what} “{clock.rule.title}” of {self._ref(episode_id)}"

    def _ref(self, episode_id: int) -> str:
        with self._store.reading() as session:
            return (
                session.scalar(select(EpisodeTable.ref).where(EpisodeTable.id == episode_id)) or ""
            )

    # Limits and bank holidays

    def deadlines(self) -> Deadlines:
        """Return the limits as this desk keeps them."""
        if self._limits is None:
            self._limits = limits.from_json(self._settings.get(_DEADLINES))
        return self._limits

    def set_limit(self, key: str, amount: int, unit: Unit, *, is_kept: bool = True) -> None:
        """Keep another limit for a rule.

        Raises:
            Refused: The amount is out of bounds; the words name them.
        """
        kept = self.deadlines()
        rule = kept.rule(key)
        if rule.amount and (wrong := limits.wrong_amount(amount, unit)):
            raise Refused(wrong)
        new = limits.changed_to(rule, amount, unit, is_kept=is_kept)
        self._keep(Deadlines(tuple(new if r.key == key else r for r in kept.rules), kept.day_ends))

    def reset_limit(self, key: str) -> None:
        """Keep a rule as it ships."""
        kept = self.deadlines()
        shipped = limits.as_shipped(key)
        self._keep(
            Deadlines(tuple(shipped if r.key == key else r for r in kept.rules), kept.day_ends)
        )

    def set_day_ends(self, at: time) -> None:
        """Say when the working day ends."""
        self._keep(Deadlines(self.deadlines().rules, at))

    def _keep(self, deadlines: Deadlines) -> None:
        self._settings.put(_DEADLINES, deadlines.to_json())
        self._tell_limits()

    def working_days(self) -> WorkingDays:
        """Return the working days as this desk corrected them."""
        if self._days is None:
            kept = self._settings.get(_HOLIDAYS, {})
            added = {date.fromisoformat(day): words for day, words in kept.get("added", {}).items()}
            self._days = WorkingDays(added, map(date.fromisoformat, kept.get("removed", ())))
        return self._days

    def close_on(self, day: date, words: str) -> None:
        """Add a day on which nothing is worked here.

        Raises:
            Refused: It has no words, or nothing is worked on it anyway.
        """
        days = self.working_days()
        if not words.strip():
            raise Refused("A closure needs a name.", next_step="Such as “Office moves”.")
        if (known := days.why_closed(day)) and day not in days.added:
            raise Refused(f"{say_date(day)} is {known} already.")
        if day.weekday() > 4:
            raise Refused(f"{say_date(day)} is a weekend day: nothing is worked on it.")
        self._keep_days(WorkingDays({**days.added, day: words.strip()}, days.removed))

    def open_on(self, day: date) -> None:
        """Take a closure of the desk's own away, or work on a bank holiday."""
        days = self.working_days()
        if day in days.added:
            kept = {known: words for known, words in days.added.items() if known != day}
            self._keep_days(WorkingDays(kept, days.removed))
        elif days.why_closed(day):
            self._keep_days(WorkingDays(days.added, {*days.removed, day}))

    def keep_bank_holiday(self, day: date) -> None:
        """Keep a bank holiday again that was worked."""
        days = self.working_days()
        self._keep_days(WorkingDays(days.added, days.removed - {day}))

    def _keep_days(self, days: WorkingDays) -> None:
        added = {day.isoformat(): words for day, words in sorted(days.added.items())}
        removed = sorted(day.isoformat() for day in days.removed)
        self._settings.put(_HOLIDAYS, {"added": added, "removed": removed})
        self._tell_limits()

    def _tell_limits(self) -> None:
        with self._lock:
            self._forget()
            self._limits = self._days = None
        for listener in tuple(self.on_limits):
            listener()

    # What is kept

    def _now(self) -> datetime:
        return local(self._clock.now())

    def _clocks_of(self, course: Course) -> Sequence[Clock]:
        known = self._known.get(course.id)
        if known is None:
            known = self._known[course.id] = self._work_out(course)
        return known

    def _work_out(self, course: Course) -> list[Clock]:
        return rules.clocks(course, self.deadlines(), self.working_days(), self._now())

    def _refresh(self) -> None:
        """Bring what is kept up to the changes since, and to the minute."""
        minute = self._now().replace(second=0, microsecond=0)
        if self._minute is None or minute.date() != self._minute.date():
            self._forget()
        elif minute != self._minute:
            ticking = [key for key, found in self._known.items() if any(map(_ticks, found))]
            for key in ticking:
                del self._known[key]
            if ticking:
                self._due = self._next = None
        self._minute = minute
        seen = len(self._changes)
        touched = frozenset(
            row
            for change in self._changes[:seen]
            for row in change.touched
            if row[0] in courses.WATCHED
        )
        del self._changes[:seen]
        if not self._is_read:
            self._read_all()
        elif touched:
            self._read_touched(touched)

    def _forget(self) -> None:
        self._known.clear()
        self._due = self._next = None

    def _read_all(self) -> None:
        with self._store.reading() as session:
            ids = courses.concerned(session, self._clock.today())
            self._courses = {one.id: one for one in courses.read(session, ids, self._forms)}
        self._is_read = True
        self._forget()

    def _read_touched(self, touched: frozenset[tuple[str, object]]) -> None:
        with self._store.reading() as session:
            ids = courses.of_rows(session, touched)
            read = courses.read(session, sorted(ids), self._forms) if ids else ()
            found = {one.id: one for one in read}
        if ids is None:
            self._read_all()
            return
        if not ids:
            return
        self._due = self._next = None
        for key in ids:
            self._known.pop(key, None)
            self._courses.pop(key, None)
        for key, course in found.items():
            # An ended one stays only while something of it is due.
            clocks = self._work_out(course)
            if course.state in limits.OPEN or any(_waits(clock) for clock in clocks):
                self._courses[key], self._known[key] = course, clocks


def _ticks(clock: Clock) -> bool:
    """Return whether a clock says something else an hour later."""
    return clock.rule.unit is Unit.HOURS and clock.state.is_running


def _waits(clock: Clock) -> bool:
    return clock.state.is_running or clock.state is Standing.STOPPED
