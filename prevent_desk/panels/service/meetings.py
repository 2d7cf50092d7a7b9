"""Meetings: planned, changed, begun, finished; each act one Undo, named by day only."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock, local
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.core.marking import DEFAULT
from prevent_desk.panels.model import agenda as points
from prevent_desk.panels.model import meeting as rules
from prevent_desk.panels.model import quorum
from prevent_desk.panels.model.meeting import NewMeeting
from prevent_desk.panels.model.records import ItemKind, ItemState, Meeting, MeetingState
from prevent_desk.panels.service import reading, running
from prevent_desk.panels.service.scheduling import Scheduling
from prevent_desk.panels.tables import ItemTable, MeetingTable
from prevent_desk.store.session import Store
from prevent_desk.store.settings import Settings

_TELLS_AGAIN = ("starts", "ends", "mode", "venue", "link")
"""What those asked have to be told of when it changes: the calendar file goes up by one."""

_MAY_CHANGE = frozenset(
    {*_TELLS_AGAIN, "title", "marking", "chair", "note_taker", "series_id", "note", "next_on"}
)


class Meetings:
    """Keeps meetings, and says which there are."""

    def __init__(self, store: Store, clock: Clock, scheduling: Scheduling) -> None:
        self._store, self._clock, self._scheduling = store, clock, scheduling

    # Reading

    def all(self, *, cancelled: bool = True) -> list[Meeting]:
        """Return every meeting, the latest first."""
        query = select(MeetingTable).order_by(MeetingTable.starts.desc(), MeetingTable.id.desc())
        if not cancelled:
            query = query.where(MeetingTable.state != MeetingState.CANCELLED.value)
        with self._store.reading() as session:
            return [reading.meeting(row) for row in session.scalars(query)]

    def one(self, meeting_id: int) -> Meeting:
        """Return a meeting.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.reading() as session:
            return reading.meeting(reading.meeting_row(session, meeting_id))

    def is_there(self, meeting_id: int) -> bool:
        """Return whether there is such a meeting."""
        with self._store.reading() as session:
            return session.get(MeetingTable, meeting_id) is not None

    def live(self) -> Meeting | None:
        """Return the meeting under way; None where none is."""
        return self._first(MeetingTable.state == MeetingState.LIVE.value)

    def next(self) -> Meeting | None:
        """Return the next meeting planned from this day on; None where none is."""
        today = datetime.combine(self._clock.today(), datetime.min.time())
        return self._first(
            MeetingTable.state == MeetingState.PLANNED.value, MeetingTable.starts >= today
        )

    def last_before(self, moment: datetime) -> Meeting | None:
        """Return the last meeting held before a moment, local time; None where none was."""
        held = (MeetingState.HELD.value, MeetingState.APPROVED.value)
        query = (
            select(MeetingTable)
            .where(MeetingTable.starts < moment, MeetingTable.state.in_(held))
            .order_by(MeetingTable.starts.desc())
        )
        with self._store.reading() as session:
            row = session.scalars(query.limit(1)).first()
            return reading.meeting(row) if row else None

    # Planning

    def add(self, new: NewMeeting) -> int:
        """Plan a meeting, with its standing points; return its key.

        Without a marking of its own it gets the desk's.

        Raises:
            Refused: It ends before it begins.
        """
        _refuse_wrong(new.starts, new.ends)
        marking = new.marking.strip() or str(Settings(self._store).get("desk/marking", DEFAULT))
        with self._store.writing(f"panel of {say_short(new.starts.date())}") as session:
            row = MeetingTable(
                series_id=new.series_id, title=_title(new.title, new.starts.date()),
                starts=new.starts, ends=new.ends, mode=new.mode.value, venue=new.venue.strip(),
                link=new.link.strip(), marking=marking, chair=new.chair.strip(),
                note_taker=new.note_taker.strip(), state=MeetingState.PLANNED.value, called=None,
                began=None, finished=None, read_out=None, cancelled="", rule={}, place={},
                next_on=None, uid=f"{uuid4()}@panel.prevent-desk", sequence=0,
                note=new.note.strip(), at=self._now(),
            )  # fmt: skip
            row.items.extend(_standing())
            session.add(row)
            session.flush()
            return row.id

    def change(self, meeting_id: int, *, group: str = "", **parts: Any) -> None:  # noqa: ANN401 - parts of NewMeeting
        """Change parts of a meeting, named as those of `NewMeeting`, or its next date.

        A new time or place raises the sequence of its calendar file; cases called to it are put
        off to the new time, all in one Undo.

        Raises:
            Refused: It was held or cancelled, or ends before it begins.
        """
        if unknown := set(parts) - _MAY_CHANGE:
            raise TypeError(f"A meeting has no {', '.join(sorted(unknown))}.")
        was = self.one(meeting_id)
        starts, ends = parts.get("starts", was.starts), parts.get("ends", was.ends)
        if was.title == rules.title_on(was.starts.date()):
            # Named by its day: the name follows the day.
            parts.setdefault("title", "")
        _refuse_wrong(starts, ends)
        moved = was.called is not None and starts != was.starts
        token = group or (uuid4().hex if moved else "")
        label = f"change of the panel of {say_short(was.starts.date())}"
        with self._store.writing(label, group=token) as session:
            row = reading.meeting_row(session, meeting_id)
            reading.refuse_unless_open(row)
            for name, value in _told(parts, starts).items():
                setattr(row, name, value)
            now = reading.meeting(row)
            if any(getattr(was, name) != getattr(now, name) for name in _TELLS_AGAIN):
                row.sequence += 1
        if moved:
            self._scheduling.put_off(meeting_id, was.starts, token)

    def cancel(self, meeting_id: int, why: str) -> None:
        """Cancel a meeting that is not held; cases called to it go back to where they stood.

        Raises:
            Refused: The reason is missing, or it was held.
        """
        if not why.strip():
            raise Refused("No reason is given.", next_step="Say why it is not held.")
        token = uuid4().hex
        one = self.one(meeting_id)
        with self._store.reading() as session:
            reading.refuse_unless_open(reading.meeting_row(session, meeting_id))
        self._scheduling.take_off(meeting_id, token, why=f"The panel was cancelled: {why.strip()}")
        label = f"cancelling of the panel of {say_short(one.starts.date())}"
        with self._store.writing(label, group=token) as session:
            row = reading.meeting_row(session, meeting_id)
            row.state, row.cancelled = MeetingState.CANCELLED.value, why.strip()
            row.sequence += 1

    # Holding

    def begin(self, meeting_id: int) -> None:
        """Open the desk on a meeting: it is under way, under the quorum rule of this moment.

        A meeting that is under way goes on as it stands.

        Raises:
            Refused: It was held or cancelled, or another is under way.
        """
        one = self.one(meeting_id)
        if one.state is MeetingState.LIVE:
            return
        rule = quorum.rule_of(Settings(self._store).get(quorum.SETTING)).kept()
        with self._writing(one, "beginning") as session:
            row = reading.meeting_row(session, meeting_id)
            reading.refuse_unless_open(row)
            _refuse_another(session, meeting_id)
            now = self._now()
            row.state, row.rule = MeetingState.LIVE.value, rule
            row.began = row.began or now
            opening = next((i for i in row.items if i.kind == ItemKind.OPENING.value), None)
            if opening is not None:
                running.go_to(session, opening, now)

    def read_statement(self, meeting_id: int, *, was_read: bool = True) -> None:
        """Note that the confidentiality statement was read out now, or that it was not."""
        with self._writing(self.one(meeting_id), "statement read at") as session:
            row = reading.meeting_row(session, meeting_id)
            row.read_out = self._now() if was_read else None

    def remember_place(self, meeting_id: int, place: dict[str, Any]) -> None:
        """Remember where the desk stands, so that it reopens there; no act of the user."""
        with self._store.writing(None) as session:
            row = session.get(MeetingTable, meeting_id)
            if row is not None and row.place != place:
                row.place = dict(place)

    def finish(self, meeting_id: int, left_open: str = "") -> None:
        """End a meeting: it was held; nobody is in the room any more, nothing talked about.

        Args:
            meeting_id: The meeting.
            left_open: Why it ends though checks are open, and which; kept with it.

        Raises:
            Refused: It is not under way.
        """
        with self._writing(self.one(meeting_id), "finish of") as session:
            row = reading.meeting_row(session, meeting_id)
            if row.state != MeetingState.LIVE.value:
                raise Refused(f"{row.title} is not under way.")
            now = self._now()
            running.leave(session, meeting_id, now)
            running.empty_room(session, meeting_id, now)
            row.state, row.finished, row.left_open = MeetingState.HELD.value, now, left_open

    def reopen(self, meeting_id: int) -> None:
        """Take a meeting up again that was finished too early.

        Raises:
            Refused: It was not held, its minutes are approved, or another is under way.
        """
        with self._writing(self.one(meeting_id), "reopening of") as session:
            row = reading.meeting_row(session, meeting_id)
            if row.state == MeetingState.APPROVED.value:
                raise Refused(
                    f"The minutes of {row.title} are approved.",
                    next_step="What is to be said further is an addendum to the minutes.",
                )
            if row.state != MeetingState.HELD.value:
                raise Refused(f"{row.title} was not held.")
            _refuse_another(session, meeting_id)
            row.state, row.finished = MeetingState.LIVE.value, None

    # Inside

    def _first(self, *conditions: Any) -> Meeting | None:  # noqa: ANN401 - SQL
        query = select(MeetingTable).where(*conditions).order_by(MeetingTable.starts)
        with self._store.reading() as session:
            row = session.scalars(query.limit(1)).first()
            return reading.meeting(row) if row else None

    def _writing(self, one: Meeting, act: str) -> AbstractContextManager[Session]:
        return self._store.writing(f"{act} the panel of {say_short(one.starts.date())}")

    def _now(self) -> datetime:
        return local(self._clock.now()).replace(microsecond=0)


def _standing() -> Iterable[ItemTable]:
    told = (*points.STANDING_BEFORE, *points.STANDING_AFTER)
    return [
        ItemTable(
            place=place, kind=kind.value, title=title, letter="", episode_id=None, purpose="",
            state=ItemState.WAITING.value, planned=None, shared_words="", note="",
        )
        for place, (kind, title) in enumerate(told, 1)
    ]  # fmt: skip


def _told(parts: dict[str, Any], starts: datetime) -> dict[str, Any]:
    """Return parts as their columns take them."""
    found = {name: each.strip() if isinstance(each, str) else each for name, each in parts.items()}
    if "mode" in parts:
        found["mode"] = parts["mode"].value
    if "title" in parts:
        found["title"] = _title(parts["title"], starts.date())
    return found


def _title(told: str, day: date) -> str:
    return told.strip() or rules.title_on(day)


def _refuse_wrong(starts: datetime, ends: datetime) -> None:
    if wrong := rules.wrong_time(starts, ends):
        raise Refused(wrong, next_step="Correct its hours.")


def _refuse_another(session: Session, meeting_id: int) -> None:
    query = select(MeetingTable).where(
        MeetingTable.state == MeetingState.LIVE.value, MeetingTable.id != meeting_id
    )
    other = session.scalars(query).first()
    if other is not None:
        raise Refused(
            f"{other.title} is under way.", next_step="Finish it first; one panel meets at a time."
        )
