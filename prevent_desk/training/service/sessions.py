"""Training sessions: logged, changed, held, repeated, cancelled; each act one Undo.

Who completed the course follows from who attended by name, in the same act.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prevent_desk.contacts.model.history import Happening
from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Fault, Refused
from prevent_desk.logbook.model.counted import NOT_KNOWN, Count
from prevent_desk.logbook.model.nouns import PEOPLE
from prevent_desk.logbook.model.parties import Party
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.service.gone import refuse_gone
from prevent_desk.logbook.service.plan_links import PlanLinks, PlanTarget
from prevent_desk.store import audit
from prevent_desk.store.session import Store
from prevent_desk.training.model.sessions import (
    Named,
    NewSession,
    Presence,
    State,
    TrainingSession,
    repeated,
    tidied,
    to_new,
    with_names,
)
from prevent_desk.training.service import people
from prevent_desk.training.service.completions import Completions
from prevent_desk.training.service.people import People
from prevent_desk.training.service.session_counts import CountedLog
from prevent_desk.training.service.session_files import SessionFiles
from prevent_desk.training.tables import (
    CompletionTable,
    FacilitatorTable,
    SessionPersonTable,
    TrainingSessionTable,
)

KIND = "session"
"""What its records are called where they count towards the plan."""
PAGE, TAB = "Training", "log"
_PARTS = frozenset(field.name for field in fields(NewSession))


class Sessions:
    """Keeps training sessions.

    Attributes:
        log: What is listed of them.
        files: What is kept with them.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        learners: People,
        completions: Completions,
        plan: PlanLinks,
    ) -> None:
        self._store, self._clock = store, clock
        self._learners, self._completions, self._plan = learners, completions, plan
        self.log = CountedLog(store, clock)
        self.files = SessionFiles(store)

    # Reading

    def one(self, session_id: int) -> TrainingSession:
        """Return a session.

        Raises:
            Refused: It is no longer there.
        """
        found = self.log.one(session_id)
        if found is None:
            raise _gone()
        return found

    def is_there(self, session_id: int) -> bool:
        """Return whether a session is there."""
        with self._store.reading() as session:
            return session.get(TrainingSessionTable, session_id) is not None

    def how_many(self) -> int:
        """Return how many sessions there are."""
        return self.log.count(Query())

    def people(self, session_id: int) -> list[Named]:
        """Return who is known by name at a session, by family name; one who was merged once."""
        table = SessionPersonTable
        with self._store.reading() as session:
            rows = session.execute(
                select(table.learner_id, table.state)
                .where(table.session_id == session_id)
                .order_by(table.id)
            ).all()
            done = set(session.scalars(
                select(CompletionTable.learner_id).where(CompletionTable.session_id == session_id)
            ))  # fmt: skip
        known = self._learners.by_id([row.learner_id for row in rows])
        found: dict[int, Named] = {}
        for row in rows:
            one = known.get(row.learner_id)
            if one is not None:
                found[one.id] = Named(
                    one.id, one.listed_name, one.staff_no, one.department, Presence(row.state),
                    row.learner_id in done,
                )  # fmt: skip
        return sorted(found.values(), key=lambda one: (one.name.casefold(), one.learner_id))

    def targets(self, session_id: int) -> Sequence[PlanTarget]:
        """Return what a session counts towards."""
        return self._plan.of(KIND, session_id)

    def latest_like(self, course_id: int | None) -> TrainingSession | None:
        """Return the newest session of a course, for what a new one would say too."""
        code = "" if course_id is None else str(course_id)
        found = self.log.page(Query(chosen={"course": frozenset({code})}), 0, 1)
        return found[0] if found else None

    def waiting(self) -> int:
        """Return how many planned sessions have passed without anybody saying how they went."""
        return self.log.count(Query(chosen={"state": frozenset({"waiting"})}))

    def happenings(self, organisation_id: int) -> Sequence[Happening]:
        """Return the sessions of an organisation, as lines of its chronology."""
        table = TrainingSessionTable
        query = select(table.id).where(
            table.organisation_id == organisation_id, table.state != State.CANCELLED.value
        )
        with self._store.reading() as session:
            ids = list(session.scalars(query))
        return [
            Happening(
                one.first, _happened(one), "graduation-cap", PAGE, {"tab": TAB, "record": one.id},
                one.state is State.PLANNED,
            )
            for one in self.log.everything(Query(ids=frozenset(ids)))
        ]  # fmt: skip

    def last_held(self) -> dict[int, date]:
        """Return the day of the newest session held for each organisation, by its key."""
        table = TrainingSessionTable
        query = (
            select(table.organisation_id, func.max(table.last))
            .where(table.organisation_id.is_not(None), table.state == State.HELD.value)
            .group_by(table.organisation_id)
        )
        with self._store.reading() as session:
            return {key: on for key, on in session.execute(query) if key is not None}

    # Acting

    def add(
        self,
        new: NewSession,
        *,
        targets: Sequence[PlanTarget] = (),
        people: Mapping[int, Presence] | None = None,
    ) -> int:
        """Log a session, with what it counts towards; return its number.

        Args:
            new: The session.
            targets: Actions and criteria of the plan.
            people: Who is known by name, by their number.

        Raises:
            Refused: See `model.sessions.tidied`; or whom it names is in the contacts no more.
        """
        told = tidied(new, self._clock.today())
        self._plan.refuse_gone(targets)
        group = secrets.token_hex(8)
        with self._store.writing(f"training session {_day(told)}", group=group) as session:
            number = self.add_in(session, told, people)
        if targets:
            self._plan.put(KIND, number, targets, group=group)
        return number

    def add_in(
        self, session: Session, new: NewSession, people: Mapping[int, Presence] | None = None
    ) -> int:
        """Log a session within the unit of work of another act.

        Raises:
            Refused: See `model.sessions.tidied`; or whom it names is in the contacts no more.
        """
        row = self._row(session, tidied(new, self._clock.today()))
        session.add(row)
        session.flush()
        if people:
            self._place(session, row, people)
        return row.id

    def change(
        self,
        session_id: int,
        *,
        targets: Sequence[PlanTarget] | None = None,
        **parts: Any,  # noqa: ANN401 - parts of NewSession
    ) -> None:
        """Change parts of a session, named as in `NewSession`; completions follow day and course.

        Args:
            session_id: The session.
            targets: What it counts towards from now on; None leaves that as it is.
            **parts: What is to be different.

        Raises:
            Refused: See `model.sessions.tidied`; or it, or whom it names, is no longer there.
        """
        if unknown := parts.keys() - _PARTS:
            raise Fault(f"A session has no {', '.join(sorted(unknown))}.")
        before = self.one(session_id)
        told = tidied(replace(to_new(before), **parts), self._clock.today())
        if before.named and told.state is not State.HELD:
            raise Refused(
                "People are known to have attended this session: it was held.",
                next_step="Take them off first, or leave it as held.",
            )
        self._plan.refuse_gone(targets or ())
        group = secrets.token_hex(8)
        with self._store.writing(f"change of session {_day(before)}", group=group) as session:
            refuse_gone(session, _named(told))
            row = _row(session, session_id)
            self._write(row, told)
            if told.state is not State.CANCELLED:
                row.cancelled = ""
            row.attended, row.attended_how = _columns(
                with_names(told.attended, before.named, before.named)
            )
            self._follow(session, row)
        if targets is not None and list(targets) != list(self.targets(session_id)):
            self._plan.put(KIND, session_id, targets, group=group)

    def hold(self, session_id: int, attended: Count) -> None:
        """Say that a planned session was held, and how many came."""
        self.change(session_id, state=State.HELD, attended=attended)

    def cancel(self, session_id: int, why: str) -> None:
        """Say that a session is not held; nobody completed anything there.

        Raises:
            Refused: People are known to have attended it, or it is no longer there.
        """
        one = self.one(session_id)
        if one.named:
            raise Refused(
                "People are known to have attended this session.",
                next_step="Take them off first, or leave it as held.",
            )
        with self._store.writing(f"cancelling of session {_day(one)}") as session:
            row = _row(session, session_id)
            row.state, row.cancelled = State.CANCELLED.value, why.strip()
            row.attended, row.attended_how = _columns(NOT_KNOWN)

    def remove(self, session_id: int) -> None:
        """Take away a session that was logged by mistake, with what it said of completions."""
        one = self.one(session_id)
        group = secrets.token_hex(8)
        if self.targets(session_id):
            self._plan.put(KIND, session_id, (), group=group)
        with self._store.writing(f"removal of session {_day(one)}", group=group) as session:
            row = _row(session, session_id)
            self._completions.for_session(session, row.id, (), None, row.last)
            session.delete(row)

    def repeat(self, session_id: int, days: Sequence[date]) -> list[int]:
        """Plan a session again on each of some days; return their numbers.

        A day that has passed is logged as held, its attendance not known.

        Raises:
            Refused: No day is given.
        """
        if not days:
            raise Refused("No day is given.", next_step="Type at least one: “30 Oct, 3 Nov”.")
        one = self.one(session_id)
        today = self._clock.today()
        told = [tidied(repeated(one, day), today) for day in sorted(set(days))]
        many = "a session" if len(told) == 1 else f"{len(told)} sessions"
        with self._store.writing(f"repeat of {many}") as session:
            rows = [self._row(session, new) for new in told]
            session.add_all(rows)
            session.flush()
            return [row.id for row in rows]

    def put_people(self, session_id: int, people: Mapping[int, Presence]) -> None:
        """Say who is known by name at a session, and nobody else; completions follow.

        How many came follows as well where it was only made of names, and is never less than them.

        Raises:
            Refused: Somebody attended a session that lies ahead or was cancelled.
        """
        one = self.one(session_id)
        with self._store.writing(f"people at session {_day(one)}") as session:
            self._place(session, _row(session, session_id), people)

    def note_export(self, session_id: int, kind: str, export_id: str, marking: str) -> None:
        """Note in the audit trail that a paper of a session was taken out."""
        detail = {"export": export_id, "kind": kind, "marking": marking}
        with self._store.writing(None) as session:
            audit.note(session, "exported", "training session", session_id, detail)

    # Inside

    def _row(self, session: Session, told: NewSession) -> TrainingSessionTable:
        refuse_gone(session, _named(told))
        row = TrainingSessionTable(cancelled="", at=self._now(), by=self._store.actor)
        self._write(row, told)
        return row

    def _write(self, row: TrainingSessionTable, told: NewSession) -> None:
        row.first, row.last, row.starts = told.first, told.last or told.first, told.starts
        row.title, row.course_id, row.minutes = told.title, told.course_id, told.minutes
        row.sessions, row.sessions_how = _columns(told.sessions)
        row.mode, row.venue = told.mode.value, told.venue
        row.organisation_id = told.whose.organisation_id if told.whose is not None else None
        row.told = told.whose.words.strip() if told.whose is not None else ""
        row.department_id, row.audience = told.department_id, told.audience
        row.invited, row.cost_pence = told.invited, told.cost_pence
        row.attended, row.attended_how = _columns(told.attended)
        row.materials, row.note = told.materials, told.note
        row.state = (told.state or State.PLANNED).value
        wanted = [(one.contact_id, one.words.strip()) for one in told.facilitators]
        if [(one.contact_id, one.told) for one in row.facilitators] != wanted:
            row.facilitators = [
                FacilitatorTable(contact_id=contact_id, told=words) for contact_id, words in wanted
            ]

    def _place(
        self, session: Session, row: TrainingSessionTable, people_: Mapping[int, Presence]
    ) -> None:
        attended = {key for key, state in people_.items() if state is Presence.ATTENDED}
        if attended and row.first > self._clock.today():
            raise Refused(
                "Nobody can have attended yet: the session lies ahead.",
                next_step="Say that they are booked.",
            )
        if attended and row.state == State.CANCELLED.value:
            raise Refused(
                "Nobody attended: the session was cancelled.",
                next_step="Say that it was held first.",
            )
        before = sum(one.state == Presence.ATTENDED.value for one in row.people)
        heads = people.heads_of(session)
        wanted = {heads.get(key, key): state for key, state in people_.items()}
        for one in list(row.people):
            state = wanted.pop(heads.get(one.learner_id, one.learner_id), None)
            if state is None:
                row.people.remove(one)
            elif one.state != state.value:
                one.state = state.value
        row.people.extend(
            SessionPersonTable(learner_id=key, state=state.value) for key, state in wanted.items()
        )
        after = sum(one.state == Presence.ATTENDED.value for one in row.people)
        now = Count.of(row.attended, row.attended_how)
        row.attended, row.attended_how = _columns(with_names(now, before, after))
        if after and row.state == State.PLANNED.value:
            row.state = State.HELD.value
        session.flush()
        self._follow(session, row)

    def _follow(self, session: Session, row: TrainingSessionTable) -> None:
        """Let completions follow who attended."""
        held = row.state == State.HELD.value
        there = [one.learner_id for one in row.people if one.state == Presence.ATTENDED.value]
        self._completions.for_session(
            session, row.id, there if held else (), row.course_id, row.last
        )

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


def _named(told: NewSession) -> list[Party]:
    """Return whom a session names: whose people they were, and who gave it."""
    return [*([told.whose] if told.whose is not None else ()), *told.facilitators]


def _columns(count: Count) -> tuple[int | None, str]:
    return count.number, count.how.value


def _day(one: NewSession | TrainingSession) -> str:
    return say_short(one.first)


def _happened(one: TrainingSession) -> str:
    words = f"{one.called}: {one.attended.said(PEOPLE)}"
    return f"{one.called}, planned" if one.state is State.PLANNED else words


def _row(session: Session, session_id: int) -> TrainingSessionTable:
    row = session.get(TrainingSessionTable, session_id)
    if row is None:
        raise _gone()
    return row


def _gone() -> Refused:
    return Refused("That session is no longer there.", next_step="Undo may bring it back.")
