"""The service of plan health: what stands, what was set aside, and what is looked for.

Each plan is looked at once. After that the store tells which rows were written, by whomever, and
only those are read again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.plan.model import cells
from prevent_desk.plan.model.health.examination import Examination
from prevent_desk.plan.model.health.hints import Aside, Checks, HealthCounts, Hint, Kind
from prevent_desk.plan.model.records import ActionRow, Activity, Objective
from prevent_desk.plan.service import finding
from prevent_desk.plan.service.finding import Numbers
from prevent_desk.plan.service.health import facts
from prevent_desk.plan.service.health.facts import Place
from prevent_desk.plan.tables import AsideTable
from prevent_desk.store.changes import Change
from prevent_desk.store.session import Store
from prevent_desk.store.settings import Settings

MANY = 500
"""From so many written rows on, a plan is read whole again: that is no slower, and simple."""

MOST_DAYS = 3650

_HEADINGS = frozenset({"plan", "plan_objective", "plan_activity"})
_ACTIONS = frozenset({"plan_action", "plan_criterion", "plan_update", "plan_progress"})
_EVIDENCE = frozenset({"plan_evidence", "plan_evidence_link"})
_CONTACTS, _ASIDES = "plan_agency", "plan_hint_aside"
_TABLES = _HEADINGS | _ACTIONS | _EVIDENCE | {_CONTACTS, _ASIDES}


@dataclass(frozen=True, slots=True)
class HealthReport:
    """All that is to be said of one plan's health.

    Attributes:
        hints: Those that stand, in the plan's order.
        aside: Those that were set aside, each with why.
        rows: The plan's actions by their ids.
        objective_of: The objective of each action, by their ids.
    """

    counts: HealthCounts
    hints: tuple[Hint, ...]
    aside: tuple[tuple[Hint, Aside], ...]
    rows: Mapping[int, ActionRow]
    objective_of: Mapping[int, int]
    objectives: tuple[Objective, ...]


@dataclass(slots=True)
class _Known:
    """A plan that was looked at, and where its actions stand."""

    examined: Examination
    activities: tuple[Activity, ...]
    places: dict[int, Place] = field(default_factory=dict)

    def in_order(self) -> list[int]:
        rank = {activity.id: at for at, activity in enumerate(self.activities)}
        found = self.places.items()
        return sorted(
            (key for key, place in found if place.activity_id in rank),
            key=lambda key: (
                rank[self.places[key].activity_id],
                self.places[key].position,
                key,
            ),
        )


class Health:
    """Says what plans lack. May be asked from any thread.

    Attributes:
        on_change: Called when an answer may be another now, in the thread that made the change;
            must not raise.
    """

    def __init__(self, store: Store, clock: Clock, numbers: Numbers) -> None:
        """Listen to a store.

        Args:
            store: Where the plans are.
            clock: Tells the day.
            numbers: What linked records count that have no number given with their link.
        """
        self.on_change: list[Callable[[], None]] = []
        self._store, self._clock, self._numbers = store, clock, numbers
        self._settings = Settings(store)
        self._known: dict[int, _Known] = {}
        self._lock = threading.RLock()
        self._touched: set[tuple[str, object]] = set()
        self._touched_lock = threading.Lock()
        store.on_change.append(self._heard)

    # Asked

    def is_ready(self, plan_id: int) -> bool:
        """Say whether an answer is at hand; else the plan is first read whole: work for a job."""
        with self._touched_lock:
            return plan_id in self._known and len(self._touched) < MANY

    def report(self, plan_id: int) -> HealthReport:
        """Return everything that is to be said of a plan.

        Raises:
            Refused: There is no such plan.
        """
        with self._lock:
            known = self._now(plan_id).examined
            return HealthReport(
                known.counts(),
                tuple(known.hints()),
                tuple(known.aside()),
                known.rows(),
                known.objectives_of(),
                known.objectives,
            )

    def hints(self, plan_id: int) -> list[Hint]:
        """Return the hints that stand, in the plan's order.

        Raises:
            Refused: There is no such plan.
        """
        with self._lock:
            return self._now(plan_id).examined.hints()

    def aside(self, plan_id: int) -> list[tuple[Hint, Aside]]:
        """Return the hints that would stand but were set aside, each with why.

        Raises:
            Refused: There is no such plan.
        """
        with self._lock:
            return self._now(plan_id).examined.aside()

    def of_action(self, plan_id: int, action_id: int) -> list[Hint]:
        """Return the hints of one action, in the order in which they are put right.

        Raises:
            Refused: There is no such plan.
        """
        with self._lock:
            return self._now(plan_id).examined.of_action(action_id)

    def told(self, plan_id: int, hint: Hint) -> Hint:
        """Return a hint with all its numbers in the sentence; one look-up, not for thousands."""
        with self._lock:
            return self._now(plan_id).examined.told(hint)

    def counts(self, plan_id: int) -> HealthCounts:
        """Return how many hints a plan has, for its page and for the board.

        Raises:
            Refused: There is no such plan.
        """
        with self._lock:
            return self._now(plan_id).examined.counts()

    # Done

    def set_aside(self, plan_id: int, hints: Sequence[Hint], reason: str) -> None:
        """Set hints aside, as one act; each comes back when the words it speaks of change.

        Raises:
            Refused: No reason was given, or there is no such plan.
        """
        words = cells.one_line(reason)
        if not words:
            raise Refused(
                "A hint is set aside with a reason.",
                next_step="Say in a few words why it is right as it is.",
            )
        what = "a health hint" if len(hints) == 1 else f"{len(hints):,} health hints"
        with self._store.writing(f"setting aside of {what}") as session:
            finding.head(session, plan_id)
            query = select(AsideTable).where(AsideTable.plan_id == plan_id)
            known = {row.key: row for row in session.scalars(query)}
            moment = self._clock.now().astimezone(UTC).replace(tzinfo=None)
            for hint in hints:
                kept = known.get(hint.key)
                if kept is None:
                    kept = known[hint.key] = AsideTable(plan_id=plan_id, key=hint.key)
                    session.add(kept)
                kept.about, kept.reason = hint.about, words
                kept.by, kept.at = self._store.actor, moment

    def take_back(self, aside_ids: Sequence[int]) -> None:
        """Show hints again that were set aside, as one act.

        Raises:
            Refused: One was taken back already; nothing was changed.
        """
        what = "a health hint" if len(aside_ids) == 1 else f"{len(aside_ids):,} health hints"
        with self._store.writing(f"return of {what}") as session:
            for key in aside_ids:
                kept = session.get(AsideTable, key)
                if kept is None:
                    raise Refused("That hint is no longer set aside.")
                session.delete(kept)

    def checks(self, plan_id: int) -> Checks:
        """Return what a plan is looked at for."""
        kept = self._settings.get(_setting(plan_id), {})
        known = {kind.value for kind in Kind}
        off = frozenset(Kind(name) for name in kept.get("off", ()) if name in known)
        return Checks(int(kept.get("days", Checks().days)), off)

    def set_checks(self, plan_id: int, checks: Checks) -> None:
        """Look for other things from now on.

        Raises:
            Refused: The days are not 1 to 3,650.
        """
        if not 1 <= checks.days <= MOST_DAYS:
            raise Refused(f"The days are a number from 1 to {MOST_DAYS:,}.")
        kept = {"days": checks.days, "off": sorted(kind.value for kind in checks.off)}
        self._settings.put(_setting(plan_id), kept)
        with self._lock:
            if plan_id in self._known:
                self._known[plan_id].examined.look_for(checks)
        self._tell()

    # Kept true

    def _heard(self, change: Change) -> None:
        touched = {one for one in change.touched if one[0] in _TABLES}
        if touched:
            with self._touched_lock:
                self._touched |= touched
            self._tell()

    def forget(self, listener: Callable[[], None]) -> None:
        """Tell a listener no more."""
        if listener in self.on_change:
            self.on_change.remove(listener)

    def close(self) -> None:
        """Listen to the store no more."""
        if self._heard in self._store.on_change:
            self._store.on_change.remove(self._heard)

    def _tell(self) -> None:
        for listener in tuple(self.on_change):
            listener()

    def _now(self, plan_id: int) -> _Known:
        with self._touched_lock:
            touched, self._touched = self._touched, set()
        if len(touched) >= MANY:
            self._known.clear()
        elif touched:
            with self._store.reading() as session:
                for known_id in list(self._known):
                    self._renew(session, known_id, touched)
        known = self._known.get(plan_id)
        if known is None:
            known = self._known[plan_id] = self._read(plan_id)
        known.examined.be_on(self._clock.today())
        return known

    def _read(self, plan_id: int) -> _Known:
        """Look at a plan whole.

        Read in pieces, so that the window is let in between; what is written meanwhile is told by
        the store and read again.
        """
        checks = self.checks(plan_id)
        with self._store.reading() as session:
            head = finding.head(session, plan_id)
            objectives = finding.objectives(session, plan_id)
            activities = finding.activities(session, plan_id)
            examined = Examination(head, self._clock.today(), checks)
            examined.show_headings(head, objectives, activities)
            examined.know_contacts(facts.contacts(session))
            examined.set_aside(facts.asides(session, plan_id))
        with self._store.reading() as session:
            found = facts.of_plan(session, plan_id, self._numbers)
            places = facts.places(session, plan_id)
        examined.take(found)
        examined.order([one.row.id for one in found])
        return _Known(examined, activities, places)

    def _renew(self, session: Session, plan_id: int, touched: set[tuple[str, object]]) -> None:
        known, tables = self._known[plan_id], {table for table, _ in touched}
        if ("plan", plan_id) in touched and finding.plan_holding(session, "plan", plan_id) is None:
            del self._known[plan_id]
            return
        if tables & _HEADINGS:
            objectives = finding.objectives(session, plan_id)
            known.activities = finding.activities(session, plan_id)
            head = finding.head(session, plan_id)
            known.examined.show_headings(head, objectives, known.activities)
        is_moved = bool(tables & _HEADINGS)
        ids = facts.actions_touched(session, touched)
        if tables & _EVIDENCE:
            # A link that was taken away no longer says whose it was.
            ids |= facts.linked(session) | known.examined.counted()
        if ids:
            is_moved |= self._renew_actions(session, known, sorted(ids))
        if is_moved:
            known.examined.order(known.in_order())
        if _CONTACTS in tables:
            known.examined.know_contacts(facts.contacts(session))
        if _ASIDES in tables:
            known.examined.set_aside(facts.asides(session, plan_id))

    def _renew_actions(self, session: Session, known: _Known, ids: Sequence[int]) -> bool:
        """Look again at the actions that were written; return whether one came, went or moved."""
        own = {activity.id for activity in known.activities}
        read = facts.of_actions(session, ids, self._numbers)
        found = [one for one in read if one.row.activity_id in own]
        here = {one.row.id for one in found}
        gone = [key for key in ids if key not in here and key in known.places]
        known.examined.drop(gone)
        known.examined.take(found)
        for key in gone:
            del known.places[key]
        is_moved = bool(gone)
        for key, place in facts.places_of(session, sorted(here)).items():
            if known.places.get(key) != place:
                known.places[key] = place
                is_moved = True
        return is_moved


def _setting(plan_id: int) -> str:
    return f"plan/health/{plan_id}"
