"""Agendas: points put on, ordered, taken off; cases by reference, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock, local
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.panels.model import agenda as rules
from prevent_desk.panels.model.records import Item, ItemKind, ItemState, Meeting, MeetingState
from prevent_desk.panels.service import reading, running
from prevent_desk.panels.service.scheduling import Scheduling
from prevent_desk.panels.tables import (
    DecisionTable,
    DeclarationTable,
    InviteTable,
    ItemTable,
    LineTable,
    MeetingTable,
    PrivateNoteTable,
    SpanTable,
)
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.store.session import Store


class Agenda:
    """Keeps the points of each meeting; each act one Undo."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        referrals: ReferralServices,
        scheduling: Scheduling,
    ) -> None:
        self._store, self._clock = store, clock
        self._referrals, self._scheduling = referrals, scheduling

    # Reading

    def of(self, meeting_id: int) -> list[Item]:
        """Return the points of a meeting in their order, with the time spent on each."""
        query = select(ItemTable).where(ItemTable.meeting_id == meeting_id)
        with self._store.reading() as session:
            spans = reading.spans_of(session, meeting_id)
            found = [
                reading.item(row, "", spans.get(row.id, ()))
                for row in session.scalars(query.order_by(ItemTable.place, ItemTable.id))
            ]
        return self._named(found)

    def one(self, item_id: int) -> Item:
        """Return a point of an agenda.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.reading() as session:
            row = reading.item_row(session, item_id)
            spans = reading.spans_of(session, row.meeting_id)
            found = reading.item(row, "", spans.get(row.id, ()))
        return self._named([found])[0]

    def of_case(self, episode_id: int) -> list[tuple[Meeting, Item]]:
        """Return where a case was or is on an agenda, the latest meeting first."""
        query = (
            select(ItemTable, MeetingTable)
            .join(MeetingTable, MeetingTable.id == ItemTable.meeting_id)
            .where(ItemTable.episode_id == episode_id)
            .order_by(MeetingTable.starts.desc())
        )
        with self._store.reading() as session:
            found = [
                (reading.meeting(meeting), reading.item(item, ""))
                for item, meeting in session.execute(query)
            ]
        items = self._named([item for _meeting, item in found])
        return [(meeting, item) for (meeting, _item), item in zip(found, items, strict=True)]

    def counts(self) -> dict[int, int]:
        """Return how many cases each meeting has on its agenda; those with none are left out."""
        query = (
            select(ItemTable.meeting_id, func.count(ItemTable.id))
            .where(ItemTable.kind == ItemKind.CASE.value)
            .group_by(ItemTable.meeting_id)
        )
        with self._store.reading() as session:
            return {row[0]: row[1] for row in session.execute(query)}

    # Points

    def add_case(
        self, meeting_id: int, episode_id: int, purpose: str, *, passed: str = "", group: str = ""
    ) -> int:
        """Put a case on an agenda; return the point's key.

        On a panel that is called out it takes the step to the panel at once, in the same Undo.

        Args:
            meeting_id: The meeting.
            episode_id: The case.
            purpose: A key of `model.agenda.PURPOSES`.
            passed: Why what its record lacks is passed over.
            group: Of `Store.writing`: cases put on together are one Undo.

        Raises:
            Refused: It is on the agenda already, its record bars it, or the meeting is over.
        """
        if purpose not in rules.PURPOSES:
            raise Refused("Say what the case is on the agenda for.")
        ref = self._referrals.episodes.episode(episode_id).ref
        meeting = self._meeting(meeting_id)
        if any(one.episode_id == episode_id for one in self.of(meeting_id)):
            raise Refused(f"{ref} is on this agenda already.")
        token = group or uuid4().hex
        if meeting.called is not None:
            point = Item(
                0, meeting_id, 0, ItemKind.CASE, "", ItemState.WAITING,
                episode_id=episode_id, ref=ref,
            )  # fmt: skip
            self._scheduling.call_one(meeting, point, token, passed)
        with self._store.writing(f"{ref} on the agenda of {_day(meeting)}", group=token) as session:
            row = self._insert(session, meeting_id, ItemKind.CASE, "")
            row.episode_id, row.purpose = episode_id, purpose
            session.flush()
            return row.id

    def add(self, meeting_id: int, kind: ItemKind, title: str) -> int:
        """Put another point on an agenda, before what closes it; return its key.

        Raises:
            Refused: It has no title, or the meeting is over.
        """
        if kind is ItemKind.CASE:
            raise TypeError("A case is put on an agenda by `add_case`.")
        if not title.strip():
            raise Refused("The point has no title.", next_step="Say what it is about.")
        with self._writing(meeting_id, "point on") as session:
            row = self._insert(session, meeting_id, kind, title.strip())
            session.flush()
            return row.id

    def prepare(
        self,
        item_id: int,
        *,
        title: str | None = None,
        purpose: str | None = None,
        planned: int | None = None,
        note: str | None = None,
    ) -> None:
        """Change what stands on an agenda of a point; None leaves a part as it is.

        Args:
            item_id: The point.
            title: Of a point that is no case.
            purpose: What a case is there for.
            planned: Minutes; 0 for none planned.
            note: For the officer alone.

        Raises:
            Refused: It would have no title, or the meeting is over.
        """
        if title is not None and not title.strip():
            raise Refused("The point has no title.", next_step="Say what it is about.")
        with self._writing(self.one(item_id).meeting_id, "point on") as session:
            row = reading.item_row(session, item_id)
            if title is not None:
                row.title = title.strip()
            if purpose is not None:
                row.purpose = purpose
            if planned is not None:
                row.planned = planned or None
            if note is not None:
                row.note = note.strip()

    def move(self, item_id: int, by: int) -> None:
        """Move a point up (negative) or down; letters follow while nobody was called out.

        Raises:
            Refused: It is at the end already.
        """
        with self._writing(self.one(item_id).meeting_id, "order of") as session:
            row = reading.item_row(session, item_id)
            rows = _rows(session, row.meeting_id)
            at = rows.index(row)
            to = max(0, min(len(rows) - 1, at + by))
            if to == at:
                raise Refused("The point is at the end of the agenda already.")
            rows.insert(to, rows.pop(at))
            _number(session, rows)

    def remove(self, item_id: int) -> None:
        """Take a point off, with the guests who were asked for it alone.

        A case called to this panel goes back to gathering information, in the same Undo.

        Raises:
            Refused: Something was noted, decided or said under it.
        """
        one = self.one(item_id)
        meeting = self._meeting(one.meeting_id)
        self._refuse_used(one)
        token = uuid4().hex
        if one.episode_id is not None and meeting.called is not None:
            why = f"Taken off the agenda of the panel of {_day(meeting)}."
            self._scheduling.take_off(meeting.id, token, why, only=[one.id])
        label = f"{one.ref or 'point'} off the agenda of {_day(meeting)}"
        with self._store.writing(label, group=token) as session:
            row = reading.item_row(session, item_id)
            reading.refuse_unless_open(reading.meeting_row(session, row.meeting_id))
            for guest in session.scalars(select(InviteTable).where(InviteTable.item_id == item_id)):
                session.delete(guest)
            session.flush()
            session.delete(row)
            session.flush()
            _number(session, _rows(session, one.meeting_id))

    # While it meets

    def set_state(self, item_id: int, state: ItemState) -> None:
        """Say where a point stands; a point that is under way stops being talked about.

        Raises:
            Refused: The meeting is over.
        """
        if state is ItemState.NOW:
            self.go_to(item_id)
            return
        one = self.one(item_id)
        with self._writing(one.meeting_id, f"{state.value}: {one.called},") as session:
            row = reading.item_row(session, item_id)
            if row.state == ItemState.NOW.value:
                running.leave(session, row.meeting_id, self._now())
            row.state = state.value

    def go_to(self, item_id: int) -> None:
        """Talk about a point from now on: what was talked about is done, its time ends.

        Nothing is written where it is talked about already.

        Raises:
            Refused: The meeting is not under way.
        """
        one = self.one(item_id)
        if one.state is ItemState.NOW:
            return
        with self._writing(one.meeting_id, f"{one.called},") as session:
            row = reading.item_row(session, item_id)
            if reading.meeting_row(session, row.meeting_id).state != MeetingState.LIVE.value:
                raise Refused("The panel is not under way.", next_step="Open the desk on it.")
            running.go_to(session, row, self._now())

    def share_words(self, item_id: int, words: str) -> None:
        """Say what the shared window may tell of a point, typed for sharing."""
        with self._writing(self.one(item_id).meeting_id, "shared words,") as session:
            reading.item_row(session, item_id).shared_words = words.strip()

    # Inside

    def _named(self, items: list[Item]) -> list[Item]:
        wanted = [one.episode_id for one in items if one.episode_id is not None]
        refs = self._referrals.episodes.refs(wanted) if wanted else {}
        return [reading.with_ref(one, refs) for one in items]

    def _meeting(self, meeting_id: int) -> Meeting:
        with self._store.reading() as session:
            row = reading.meeting_row(session, meeting_id)
            reading.refuse_unless_open(row)
            return reading.meeting(row)

    def _writing(self, meeting_id: int, act: str) -> AbstractContextManager[Session]:
        return self._store.writing(f"{act} the agenda of {_day(self._meeting(meeting_id))}")

    def _insert(self, session: Session, meeting_id: int, kind: ItemKind, title: str) -> ItemTable:
        meeting = reading.meeting_row(session, meeting_id)
        reading.refuse_unless_open(meeting)
        rows = _rows(session, meeting_id)
        place = rules.place_for([reading.item(row, "") for row in rows], kind)
        letter = rules.next_letter(row.letter for row in rows) if kind is ItemKind.CASE else ""
        row = ItemTable(
            meeting_id=meeting_id, place=place, kind=kind.value, title=title, letter=letter,
            episode_id=None, purpose="", state=ItemState.WAITING.value, planned=None,
            shared_words="", note="",
        )  # fmt: skip
        session.add(row)
        rows.insert(place - 1, row)
        _number(session, rows)
        return row

    def _refuse_used(self, one: Item) -> None:
        tables = (LineTable, DecisionTable, SpanTable, DeclarationTable, PrivateNoteTable)
        with self._store.reading() as session:
            used = any(
                session.scalar(select(table.id).where(table.item_id == one.id).limit(1))
                for table in tables
            )
        if used:
            raise Refused(
                f"{one.called} stays on the agenda.",
                why="It was talked about already.",
                next_step="Mark it as deferred or dropped.",
            )

    def _now(self) -> datetime:
        return local(self._clock.now()).replace(microsecond=0)


def _rows(session: Session, meeting_id: int) -> list[ItemTable]:
    query = select(ItemTable).where(ItemTable.meeting_id == meeting_id)
    return list(session.scalars(query.order_by(ItemTable.place, ItemTable.id)))


def _number(session: Session, rows: Iterable[ItemTable]) -> None:
    """Give points their places; and their letters, while nobody was sent an agenda."""
    rows = list(rows)
    for place, row in enumerate(rows, 1):
        row.place = place
    if rows and reading.meeting_row(session, rows[0].meeting_id).called is None:
        found = rules.letters([ItemKind(row.kind) for row in rows])
        for row, letter in zip(rows, found, strict=True):
            row.letter = letter


def _day(meeting: Meeting) -> str:
    return say_short(meeting.starts.date())
