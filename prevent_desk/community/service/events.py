"""Engagement: entered in half a minute, changed, held, cancelled; each act one Undo.

Labels of Undo say kind and day only: a title may hold the name of who was met.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prevent_desk.actions.model.records import Action, Source
from prevent_desk.actions.service import Actions
from prevent_desk.community.model.event_rules import (
    checked,
    is_known,
    refuse_times,
    state_after,
)
from prevent_desk.community.model.events import (
    Event,
    KeptFile,
    NewEvent,
    State,
)
from prevent_desk.community.service.event_log import EventLog, on_day
from prevent_desk.community.tables import EventFileTable, EventPartyTable, EventTable
from prevent_desk.contacts.model.history import Happening
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_date
from prevent_desk.core.errors import Refused
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.logbook.model.counted import Count
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.service.gone import refuse_gone
from prevent_desk.logbook.service.plan_links import PlanLinks, PlanTarget
from prevent_desk.store import attachments, audit
from prevent_desk.store.session import Store

KIND = "event"
"""What the plan calls a record of engagement."""
PAGE, TAB = "Community", "engagement"


class Events:
    """Keeps what the team did with others.

    Attributes:
        log: The same as a list, a calendar and a workbook.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        contacts: ContactServices,
        actions: Actions,
        plan: PlanLinks,
        log: EventLog,
        terms: Callable[[], Vocabularies],
    ) -> None:
        self._store, self._clock, self._contacts = store, clock, contacts
        self._actions, self._plan, self._terms = actions, plan, terms
        self.log = log

    # Reading

    def one(self, event_id: int) -> Event:
        """Return an event.

        Raises:
            Refused: It is no longer there.
        """
        found = self.log.one(event_id)
        if found is None:
            raise Refused("That event is no longer there.", next_step="Undo may bring it back.")
        return found

    def is_there(self, event_id: int) -> bool:
        """Return whether an event is there."""
        with self._store.reading() as session:
            return session.get(EventTable, event_id) is not None

    def open_ids(self) -> list[int]:
        """Return planned events of days gone by, the oldest first: were they held?"""
        query = (
            select(EventTable.id)
            .where(EventTable.state == State.PLANNED.value, EventTable.last < self._clock.today())
            .order_by(EventTable.first, EventTable.id)
        )
        with self._store.reading() as session:
            return list(session.scalars(query))

    def needing(self) -> int:
        """Return how many planned events of days gone by nobody told of."""
        query = select(func.count()).where(
            EventTable.state == State.PLANNED.value, EventTable.last < self._clock.today()
        )
        with self._store.reading() as session:
            return session.scalar(query) or 0

    def known_venues(self, most: int = 200) -> list[str]:
        """Return venues that were typed before, those used most first."""
        query = (
            select(EventTable.venue)
            .where(EventTable.venue != "")
            .group_by(EventTable.venue)
            .order_by(func.count().desc(), func.max(EventTable.first).desc())
            .limit(most)
        )
        with self._store.reading() as session:
            return list(session.scalars(query))

    def ward_of(self, venue: str) -> str:
        """Return the ward last noted of a venue; empty where none was."""
        query = (
            select(EventTable.ward)
            .where(EventTable.venue == venue.strip(), EventTable.ward != "")
            .order_by(EventTable.first.desc())
            .limit(1)
        )
        with self._store.reading() as session:
            return session.scalar(query) or ""

    def last_held(self) -> dict[int, date]:
        """Return the day of the newest event held with each organisation, by its key."""
        party, event = EventPartyTable, EventTable
        query = (
            select(party.organisation_id, func.max(event.last))
            .join(event, event.id == party.event_id)
            .where(party.organisation_id.is_not(None), event.state == State.HELD.value)
            .group_by(party.organisation_id)
        )
        with self._store.reading() as session:
            return {key: on for key, on in session.execute(query) if key is not None}

    def happenings(self, organisation_id: int) -> Sequence[Happening]:
        """Return the lines of an organisation's chronology, the oldest first."""
        query = (
            select(EventTable)
            .join(EventPartyTable, EventPartyTable.event_id == EventTable.id)
            .where(EventPartyTable.organisation_id == organisation_id)
            .where(EventTable.state != State.CANCELLED.value)
            .order_by(EventTable.first, EventTable.id)
            .distinct()
        )
        kinds = self._terms()["event_kind"]
        with self._store.reading() as session:
            rows = list(session.scalars(query))
        return [
            Happening(
                row.first, _told(kinds.label(row.kind), row.title), "users", PAGE,
                {"tab": TAB, "event": row.id}, ahead=row.state == State.PLANNED.value,
            )
            for row in rows
        ]  # fmt: skip

    def file(self, file_id: int) -> bytes | None:
        """Return the bytes of a kept file; None where it is no longer there."""
        with self._store.reading() as session:
            return attachments.content(session, file_id)

    # Acting

    def add(
        self,
        new: NewEvent,
        *,
        targets: Sequence[PlanTarget] = (),
    ) -> int:
        """Enter an event; return its key.

        Args:
            new: The event.
            targets: What it counts towards.

        Raises:
            Refused: A part of it cannot be; the words say which.
        """
        tidy = self._checked(new)
        self._plan.refuse_gone(targets)
        group = uuid4().hex
        with self._store.writing(self._label("", tidy.kind, tidy.first), group=group) as session:
            row = self.add_in(session, tidy)
            session.flush()
            event_id = row.id
        if targets:
            self._plan.put(KIND, event_id, targets, group=group)
        return event_id

    def add_in(self, session: Session, new: NewEvent) -> EventTable:
        """Enter an event within the unit of work of another act.

        Raises:
            Refused: A part of it cannot be.
        """
        refuse_gone(session, new.parties)
        row = EventTable(
            series_id=new.series_id, cancelled="", state="", at=self._now(), by=self._store.actor
        )
        self._write(row, self._checked(new))
        session.add(row)
        return row

    def change(
        self, event_id: int, new: NewEvent, *, targets: Sequence[PlanTarget] | None = None
    ) -> None:
        """Let an event be as the form now says.

        Args:
            event_id: The event.
            new: All of it; without a state it stays as it was.
            targets: What it counts towards; None leaves that alone.

        Raises:
            Refused: A part of it cannot be, or it is no longer there.
        """
        tidy, group = self._checked(new), uuid4().hex
        self._plan.refuse_gone(targets or ())
        label = self._label("change of", tidy.kind, tidy.first)
        with self._store.writing(label, group=group) as session:
            row = _row(session, event_id)
            refuse_gone(session, tidy.parties)
            was = State(row.state)
            self._write(row, tidy)
            now = new.state or state_after(was, tidy, self._clock.today())
            row.state = now.value
        if targets is not None:
            self._plan.put(KIND, event_id, targets, group=group)

    def hold(
        self, event_id: int, reach: Count, *, times: Count | None = None, summary: str = ""
    ) -> None:
        """Say that a planned event was held, and whom it reached.

        Raises:
            Refused: It lies ahead, or is no longer there.
        """
        with self._store.writing(self._label_of("holding of", event_id)) as session:
            row = _row(session, event_id)
            if row.first > self._clock.today():
                raise Refused(
                    f"It is planned for {say_date(row.first)}.",
                    next_step="Say that it was held when that day has come.",
                )
            row.state, row.cancelled = State.HELD.value, ""
            row.reach, row.reach_how = reach.number, reach.how.value
            if times is not None:
                refuse_times(times)
                row.times, row.times_how = times.number or 1, times.how.value
            if summary.strip():
                row.summary = summary.strip()

    def cancel(self, event_id: int, why: str) -> None:
        """Say that an event does not or did not take place."""
        with self._store.writing(self._label_of("cancelling of", event_id)) as session:
            row = _row(session, event_id)
            row.state, row.cancelled = State.CANCELLED.value, why.strip()

    def reinstate(self, event_id: int) -> None:
        """Say that a cancelled event takes place after all, or that a held one was not yet."""
        with self._store.writing(self._label_of("return of", event_id)) as session:
            row = _row(session, event_id)
            row.state, row.cancelled = State.PLANNED.value, ""

    def remove(self, event_id: int) -> None:
        """Take an event entered by mistake away, and what it counted towards."""
        label, group = self._label_of("removal of", event_id), uuid4().hex
        if self._plan.of(KIND, event_id):
            self._plan.put(KIND, event_id, (), group=group)
        with self._store.writing(label, group=group) as session:
            session.delete(_row(session, event_id))

    def again(self, event_id: int, on: date) -> NewEvent:
        """Return an event as one repeats it on another day: without what came of it."""
        was = self.one(event_id)
        length = was.last - was.first
        return NewEvent(
            was.kind, on, was.title, on + length, was.starts, was.minutes, was.times, was.days,
            was.mode, was.venue, was.ward, topics=was.topics, parties=was.parties,
            series_id=was.series_id,
        )  # fmt: skip

    def ids_to_come(self, query: Query) -> list[int]:
        """Return the keys of the planned events among what a query finds, the next one first."""
        return self.log.ids_ahead(query, self._clock.today())

    def to_come(self, query: Query) -> list[Event]:
        """Return the planned events among what a query finds, the next one first."""
        ids = frozenset(self.ids_to_come(query))
        return self.log.everything(Query(ids=ids, descending=False))

    def note_calendar(self, export_id: str, marking: str, count: int) -> None:
        """Note in the audit trail that planned events were taken out as a calendar file."""
        detail = {"export": export_id, "marking": marking, "events": count}
        with self._store.writing(None) as session:
            audit.note(session, "exported", "calendar of engagement", "", detail)

    def asked_for(self, event_id: int) -> list[Action]:
        """Return the actions that follow from an event, open and closed, by number."""
        found = self._actions.of_source(Source.HAND, event_id)
        return [one for one in found if one.source_words == asked_by(event_id)]

    def keep_files(self, event_id: int, files: Sequence[tuple[str, bytes]]) -> None:
        """Keep files with an event."""
        kept = [attachments.keep(self._store, name, content) for name, content in files]
        label = self._label_of("file of" if len(kept) == 1 else "files of", event_id)
        with self._store.writing(label) as session:
            row = _row(session, event_id)
            held = {one.file_id for one in row.files}
            row.files += [EventFileTable(file_id=key, note="") for key in kept if key not in held]

    def take_file_off(self, event_id: int, row_id: int) -> None:
        """Let an event no longer hold a file."""
        with self._store.writing(self._label_of("removal of a file of", event_id)) as session:
            row = _row(session, event_id)
            row.files = [one for one in row.files if one.id != row_id]

    def note_taken_out(self, file: KeptFile) -> None:
        """Note in the audit trail that a copy of a kept file was taken out."""
        with self._store.writing(None) as session:
            audit.note(session, "copied out", "file of engagement", file.id, {})

    # Inside

    def _checked(self, new: NewEvent) -> NewEvent:
        """Return an event with what follows from the rest filled in; refuse what cannot be."""
        return checked(new, self._terms()["event_kind"], self._clock.today())

    def _write(self, row: EventTable, new: NewEvent) -> None:
        """Put a checked event into its row."""
        parts = {
            "kind": new.kind, "title": new.title, "first": new.first, "last": new.last,
            "starts": new.starts, "minutes": new.minutes, "times": new.times.number,
            "times_how": new.times.how.value, "days": new.days, "mode": new.mode.value,
            "venue": new.venue, "ward": new.ward, "reach": new.reach.number,
            "reach_how": new.reach.how.value, "topics": list(new.topics),
            "summary": new.summary, "note": new.note,
            "state": (new.state or State.HELD).value,
        }  # fmt: skip
        for name, value in parts.items():
            if getattr(row, name, None) != value:
                setattr(row, name, value)
        wanted = [
            (party.organisation_id, party.contact_id, "" if is_known(party) else party.words)
            for party in new.parties
        ]
        if [(one.organisation_id, one.contact_id, one.told) for one in row.parties] != wanted:
            row.parties = [
                EventPartyTable(organisation_id=place, contact_id=person, told=told)
                for place, person, told in wanted
            ]
        held = {one.file_id: one for one in row.files}
        if list(held) != [file.file_id for file in new.files]:
            row.files = [
                held.get(file.file_id) or EventFileTable(file_id=file.file_id, note=file.note)
                for file in new.files
            ]

    def _label(self, act: str, kind: str, first: date) -> str:
        words = f"{self._terms()['event_kind'].label(kind).lower()} of {on_day(first)}"
        return f"{act} {words}".strip()

    def _label_of(self, act: str, event_id: int) -> str:
        with self._store.reading() as session:
            row = _row(session, event_id)
            return self._label(act, row.kind, row.first)

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


def asked_by(event_id: int) -> str:
    """Return what actions that follow from an event name as their source; no name of anybody."""
    return f"Engagement {event_id}"


def _told(kind_words: str, title: str) -> str:
    starts = title.casefold().startswith(kind_words.casefold())
    return title if starts else f"{kind_words}: {title}"


def _row(session: Session, event_id: int) -> EventTable:
    row = session.get(EventTable, event_id)
    if row is None:
        raise Refused("That event is no longer there.", next_step="Undo may bring it back.")
    return row
