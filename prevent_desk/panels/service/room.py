"""The room: who came and went and when, who apologised, who declared an interest.

Each act is one unit of work and one Undo. Labels name nobody: they say what was done, and to which
agency's seat only where nothing else would tell two acts apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.contacts.model.records import Organisation
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock, local
from prevent_desk.core.errors import Refused
from prevent_desk.panels.model import presence, quorum
from prevent_desk.panels.model.presence import AtCase
from prevent_desk.panels.model.quorum import Rule, Verdict
from prevent_desk.panels.model.records import Attendee, Declaration, Role, Span
from prevent_desk.panels.service import interests, reading
from prevent_desk.panels.tables import (
    DeclarationTable,
    InviteTable,
    ItemTable,
    PresenceTable,
    SpanTable,
)
from prevent_desk.store.session import Change, Store
from prevent_desk.store.settings import Settings

_COMING = "coming"
_APOLOGY = "apology"


class RoomService:
    """Keeps who was in the room, and tells who was there for each case."""

    def __init__(self, store: Store, clock: Clock, contacts: ContactServices) -> None:
        self._store, self._clock, self._contacts = store, clock, contacts
        self._organisations: Mapping[int, Organisation] | None = None
        store.on_change.append(self._forget)

    # Reading

    def attendees(self, meeting_id: int) -> list[Attendee]:
        """Return everybody asked to a meeting or who came, with their times; the chair first."""
        known = self._known()
        with self._store.reading() as session:
            return _attendees(session, meeting_id, known)

    def one(self, invite_id: int) -> Attendee:
        """Return one row of the room.

        Raises:
            Refused: It is no longer there.
        """
        known = self._known()
        with self._store.reading() as session:
            row = reading.invite_row(session, invite_id)
            times = reading.presence_of(session, row.meeting_id).get(invite_id, ())
            return reading.attendee(row, known, times)

    def spans(self, meeting_id: int) -> dict[int, list[Span]]:
        """Return the times each point was talked about, oldest first."""
        with self._store.reading() as session:
            return reading.spans_of(session, meeting_id)

    def seconds(self, item_id: int) -> int:
        """Return how long a point was talked about so far."""
        query = select(SpanTable).where(SpanTable.item_id == item_id)
        with self._store.reading() as session:
            spans = [Span(one.began, one.ended) for one in session.scalars(query)]
        return presence.total(spans, self.now())

    def at_case(self, item_id: int) -> list[AtCase]:
        """Return who was in the room for a point, how long, late or gone early."""
        known = self._known()
        with self._store.reading() as session:
            item = reading.item_row(session, item_id)
            attendees = _attendees(session, item.meeting_id, known)
            spans = reading.spans_of(session, item.meeting_id).get(item_id, [])
        return presence.at_case(item_id, attendees, spans, self.now())

    def present_for(self, item_id: int) -> list[Attendee]:
        """Return who was in the room for any of a point."""
        return [one.attendee for one in self.at_case(item_id)]

    def rule(self, meeting_id: int) -> Rule:
        """Return the quorum rule of a meeting: as it was when it began, or as set today."""
        with self._store.reading() as session:
            kept = reading.meeting_row(session, meeting_id).rule
        return quorum.rule_of(kept or Settings(self._store).get(quorum.SETTING))

    def standing(self, meeting_id: int, item_id: int | None) -> tuple[list[Attendee], Verdict]:
        """Return the room and its verdict on a point, read together."""
        rule, now, known = self.rule(meeting_id), self.now(), self._known()
        with self._store.reading() as session:
            attendees = _attendees(session, meeting_id, known)
            spans = reading.spans_of(session, meeting_id).get(item_id or 0, [])
        there = presence.deciding(item_id or 0, attendees, spans, now)
        return attendees, quorum.judge(rule, there)

    def verdict(self, item_id: int) -> Verdict:
        """Return whether a case had its quorum: of who is here while it runs, or was for most."""
        with self._store.reading() as session:
            meeting_id = reading.item_row(session, item_id).meeting_id
        return self.verdicts(meeting_id)[item_id]

    def verdicts(self, meeting_id: int) -> dict[int, Verdict]:
        """Return the verdict on each point of a meeting."""
        rule, now = self.rule(meeting_id), self.now()
        known = self._known()
        query = select(ItemTable.id).where(ItemTable.meeting_id == meeting_id)
        with self._store.reading() as session:
            attendees = _attendees(session, meeting_id, known)
            spans = reading.spans_of(session, meeting_id)
            items = list(session.scalars(query))
        return {
            item_id: quorum.judge(
                rule, presence.deciding(item_id, attendees, spans.get(item_id, ()), now)
            )
            for item_id in items
        }

    def declarations(self, meeting_id: int) -> list[Declaration]:
        """Return the interests declared at a meeting, as they were declared."""
        query = select(DeclarationTable).where(DeclarationTable.meeting_id == meeting_id)
        with self._store.reading() as session:
            return [
                Declaration(one.id, one.invite_id, one.item_id, one.words, one.left_room)
                for one in session.scalars(query.order_by(DeclarationTable.id))
            ]

    def now(self) -> datetime:
        """Return this moment as the wall's clock shows it, to the second."""
        return local(self._clock.now()).replace(microsecond=0)

    # Coming and going

    def arrive(self, invite_id: int, at: datetime | None = None, *, group: str = "") -> None:
        """Note that somebody came, now or at a moment; an apology they gave is no longer one.

        Args:
            invite_id: Their row of the room.
            at: Local time; None for now.
            group: Of `Store.writing`.

        Raises:
            Refused: They are in the room already, or the moment lies ahead or within a time they
                were there.
        """
        moment = self._moment(at)
        with self._store.writing("arrival in the room", group=group) as session:
            self._come(session, reading.invite_row(session, invite_id), moment)

    def leave(self, invite_id: int, at: datetime | None = None, why: str = "") -> None:
        """Note that somebody went, now or at a moment.

        Raises:
            Refused: They are not in the room, or the moment lies ahead or before they came.
        """
        moment = self._moment(at)
        with self._store.writing("departure from the room") as session:
            _go(session, reading.invite_row(session, invite_id), moment, why)

    def turn(self, invite_id: int) -> bool:
        """Note that somebody came, or went where they are here; return whether they are here."""
        here = self.one(invite_id).is_here
        if here:
            self.leave(invite_id)
        else:
            self.arrive(invite_id)
        return not here

    def arrive_all(self, meeting_id: int, at: datetime | None = None) -> int:
        """Note that everybody expected came, and return how many; one act.

        Who apologised, who went, and guests of a single case are not meant.
        """
        moment = self._moment(at)
        with self._store.reading() as session:
            waiting = [
                one.id
                for one in _attendees(session, meeting_id, {})
                if not one.times and one.answer not in presence.AWAY and one.item_id is None
            ]
        if waiting:
            with self._store.writing("arrival of everybody expected") as session:
                for invite_id in waiting:
                    self._come(session, reading.invite_row(session, invite_id), moment)
        return len(waiting)

    def correct(
        self, presence_id: int, *, came: datetime | None = None, went: datetime | None = None
    ) -> None:
        """Correct when somebody came or went; what is None stays.

        Raises:
            Refused: They would go before they came, or be in the room twice at once.
        """
        with self._store.writing("time in the room") as session:
            row = session.get(PresenceTable, presence_id)
            if row is None:
                raise Refused("That time is no longer there.", next_step="Undo may bring it back.")
            row.came = came or row.came
            row.went = went or row.went
            _refuse_bad_times(session, row, self.now())

    def remove_time(self, presence_id: int) -> None:
        """Take away a time noted by mistake; Undo brings it back."""
        with self._store.writing("time in the room") as session:
            row = session.get(PresenceTable, presence_id)
            if row is not None:
                session.delete(row)

    def apology(self, invite_id: int, words: str = "") -> None:
        """Note that somebody cannot come.

        Raises:
            Refused: They are in the room, or were.
        """
        with self._store.writing("apology") as session:
            row = reading.invite_row(session, invite_id)
            if interests.times_of(session, invite_id):
                raise Refused(
                    "Somebody who came gives no apology.",
                    next_step="Note when they left instead.",
                )
            row.answer, row.answered, row.words = _APOLOGY, self.now(), words.strip()

    def expect(self, invite_id: int) -> None:
        """Take an apology back: they are coming after all."""
        with self._store.writing("apology taken back") as session:
            row = reading.invite_row(session, invite_id)
            row.answer, row.answered, row.words = _COMING, self.now(), ""

    def take_role(self, invite_id: int, role: Role) -> None:
        """Let somebody sit as something else: a deputy takes the chair."""
        with self._store.writing("role in the room") as session:
            reading.invite_row(session, invite_id).role = role.value

    # Interests

    def declare(
        self, invite_id: int, item_id: int | None, words: str, *, leaves: bool = True
    ) -> int:
        """Note an interest declared in a case, or in none; return the declaration's key.

        Who leaves for it goes out at once where the case is being talked about, and when it is
        taken up later; they are back when the next point begins.

        Raises:
            Refused: Nothing is said of an interest in a case.
        """
        if item_id is not None and not words.strip():
            raise Refused("The interest is not described.", next_step="Say what it is.")
        with self._store.writing("declaration of interest") as session:
            row = reading.invite_row(session, invite_id)
            made = DeclarationTable(
                meeting_id=row.meeting_id, invite_id=invite_id, item_id=item_id,
                words=words.strip(), left_room=leaves and item_id is not None,
            )  # fmt: skip
            session.add(made)
            session.flush()
            if (
                made.left_room
                and item_id is not None
                and reading.item_row(session, item_id).state == "now"
            ):
                interests.make_way(session, row.meeting_id, item_id, self.now())
            return made.id

    def withdraw(self, declaration_id: int) -> None:
        """Take a declaration away that was noted by mistake; Undo brings it back."""
        with self._store.writing("declaration of interest") as session:
            row = session.get(DeclarationTable, declaration_id)
            if row is not None:
                session.delete(row)

    # Inside

    def _known(self) -> Mapping[int, Organisation]:
        """Return the organisations; read anew only when one was written."""
        if self._organisations is None:
            self._organisations = self._contacts.organisations.by_id()
        return self._organisations

    def _forget(self, change: Change) -> None:
        if any(table.startswith("organisation") for table, _key in change.touched):
            self._organisations = None

    def _come(self, session: Session, row: InviteTable, moment: datetime) -> None:
        if any(one.went is None for one in interests.times_of(session, row.id)):
            raise Refused(
                "They are in the room already.", next_step="Correct the time they came instead."
            )
        made = PresenceTable(
            meeting_id=row.meeting_id, invite_id=row.id, came=moment, went=None, why=""
        )
        session.add(made)
        session.flush()
        _refuse_bad_times(session, made, self.now())
        if row.answer in presence.AWAY:
            row.answer, row.answered, row.words = _COMING, self.now(), ""

    def _moment(self, at: datetime | None) -> datetime:
        now = self.now()
        if at is not None and at > now:
            raise Refused(f"{at:%H:%M} lies ahead.", next_step="Note it when it has happened.")
        return at or now


_ORDER = {Role.CHAIR: 0, Role.NOTE_TAKER: 3, Role.GUEST: 2}


def _attendees(
    session: Session, meeting_id: int, known: Mapping[int, Organisation]
) -> list[Attendee]:
    return sorted(reading.attendees_of(session, meeting_id, known), key=order)


def order(one: Attendee) -> tuple[int, int, int]:
    """Return the place of somebody among all of a meeting: the chair first, guests last."""
    # Who cannot come stands at the foot, as in minutes.
    away = one.answer in presence.AWAY and not one.times
    return int(away), _ORDER.get(one.role, 1), one.id


def _go(session: Session, row: InviteTable, moment: datetime, why: str) -> None:
    here = next((one for one in interests.times_of(session, row.id) if one.went is None), None)
    if here is None:
        raise Refused("They are not in the room.", next_step="Note when they came first.")
    if moment < here.came:
        raise Refused(
            f"They came at {here.came:%H:%M}.", next_step="Choose a later time, or correct that."
        )
    here.went, here.why = moment, why.strip()


def _refuse_bad_times(session: Session, row: PresenceTable, now: datetime) -> None:
    if row.came > now or (row.went or row.came) > now:
        raise Refused("That time lies ahead.", next_step="Choose one that has been.")
    if row.went is not None and row.went < row.came:
        raise Refused(
            f"They would go at {row.went:%H:%M} before they came at {row.came:%H:%M}.",
            next_step="Choose a later time to go.",
        )
    never = now + timedelta(days=1)
    for other in interests.times_of(session, row.invite_id):
        if other is row:
            continue
        if row.came < (other.went or never) and other.came < (row.went or never):
            until = f"{other.went:%H:%M}" if other.went else "now"
            raise Refused(
                f"They were in the room from {other.came:%H:%M} to {until} already.",
                next_step="Choose a time outside of that, or correct it.",
            )
