"""The yearly check: begun, asked, reminded, answered, closed; each act one Undo.

An answer does what it says in the same act: it confirms a seat, puts somebody else into it, or
leaves it vacant.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from prevent_desk.contacts.model.people import NewContact
from prevent_desk.contacts.model.records import SeatKind
from prevent_desk.contacts.model.rounds import ANSWER_DAYS, Answer, Round, RoundLine
from prevent_desk.contacts.model.seats import confirm_before
from prevent_desk.contacts.service import resolved
from prevent_desk.contacts.service.seats import Seats, kind_words
from prevent_desk.contacts.tables import HoldingTable, RoundLineTable, RoundTable, SeatTable
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.store import audit
from prevent_desk.store.session import Store


class Rounds:
    """Keeps the yearly checks."""

    def __init__(self, store: Store, clock: Clock, seats: Seats) -> None:
        self._store, self._clock, self._seats = store, clock, seats

    # Reading

    def all(self) -> list[Round]:
        """Return every check, newest first."""
        query = select(RoundTable).options(selectinload(RoundTable.lines))
        with self._store.reading() as session:
            rows = session.scalars(query.order_by(RoundTable.id.desc())).all()
            return [_round(session, row) for row in rows]

    def running(self) -> Round | None:
        """Return the check under way; None where there is none."""
        return next((one for one in self.all() if one.ended is None), None)

    def one(self, round_id: int) -> Round:
        """Return a check.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.reading() as session:
            return _round(session, _row(session, round_id))

    def default_due(self) -> date:
        """Return by when answers are asked for, at first."""
        return self._clock.today() + timedelta(days=ANSWER_DAYS)

    # Acting

    def begin(self, title: str, due: date, *, unconfirmed_only: bool = False) -> int:
        """Begin a check of every seat that somebody holds; return its number.

        Args:
            title: "Yearly check 2025".
            due: The day answers are asked for.
            unconfirmed_only: Ask only about names older than the limit.

        Raises:
            Refused: One is under way, nobody is to be asked, or the day is past.
        """
        if self.running() is not None:
            raise Refused("A yearly check is under way.", next_step="Close it before the next.")
        if due < self._clock.today():
            raise Refused("The day for answers is past.", next_step="Choose a later day.")
        limit = confirm_before(self._clock.today(), self._seats.confirm_months())
        held = [
            (seat, seat.holder)
            for _place, seats in self._seats.all()
            for seat in seats
            if seat.holder is not None
        ]
        if unconfirmed_only:
            held = [(seat, who) for seat, who in held if not who.verified or who.verified < limit]
        if not held:
            raise Refused("Nobody is to be asked.", why="No seat needs an answer.")
        with self._store.writing("beginning of a yearly check") as session:
            row = RoundTable(
                title=title.strip() or f"Yearly check {self._clock.today().year}",
                begun=self._clock.today(), due=due, ended=None,
                at=self._clock.now().astimezone(UTC).replace(tzinfo=None),
            )  # fmt: skip
            row.lines = [
                RoundLineTable(
                    seat_id=seat.id, holding_id=who.id, asked=None, reminded=[], answer="",
                    answered=None, words="",
                )
                for seat, who in held
            ]  # fmt: skip
            session.add(row)
            session.flush()
            return row.id

    def asked(self, line_ids: Sequence[int], on: date | None = None) -> None:
        """Note that people were written to: one act, for all of them.

        Who was asked before was reminded now.
        """
        day = on or self._clock.today()
        count = len(line_ids)
        words = "1 seat" if count == 1 else f"{count} seats"
        with self._store.writing(f"asking about {words}") as session:
            for line_id in line_ids:
                row = _line_row(session, line_id)
                if row.asked is None:
                    row.asked = day
                else:
                    row.reminded = [*row.reminded, day.isoformat()]
            audit.note(session, "contacts asked", "contact_round", "", {"seats": count})

    def confirm(self, line_id: int, on: date | None = None, words: str = "") -> None:
        """Note the answer yes: the seat is confirmed in the same act."""
        day = on or self._clock.today()
        with self._store.writing(self._label("answer about", line_id)) as session:
            row = self._open_line(session, line_id)
            if row.holding_id is not None:
                self._seats.verify_in(session, row.holding_id, day, _how(session, row))
            _note(row, Answer.YES, day, words)

    def replace(
        self,
        line_id: int,
        contact_id: int | NewContact,
        since: date,
        on: date | None = None,
        words: str = "",
    ) -> None:
        """Note the answer that somebody else holds it: they are put in, confirmed, in the same act.

        Args:
            line_id: The seat that was asked about.
            contact_id: Who holds it now; somebody new is entered in the same act.
            since: Their first day.
            on: The day of the answer.
            words: What was answered.
        """
        day = on or self._clock.today()
        with self._store.writing(self._label("answer about", line_id)) as session:
            row = self._open_line(session, line_id)
            seat = session.get_one(SeatTable, row.seat_id)
            self._seats.fill_in(
                session, seat.organisation_id, SeatKind(seat.kind), contact_id, since, day,
                _how(session, row),
            )  # fmt: skip
            _note(row, Answer.CHANGED, day, words)

    def vacate(
        self,
        line_id: int,
        left: date,
        reason: str,
        handover: str = "",
        on: date | None = None,
        words: str = "",
    ) -> None:
        """Note the answer that nobody holds it: the seat is vacant, in the same act.

        Args:
            line_id: The seat that was asked about.
            left: The first day nobody held it.
            reason: Why.
            handover: What was handed over, and to whom.
            on: The day of the answer.
            words: What was answered.
        """
        day = on or self._clock.today()
        with self._store.writing(self._label("answer about", line_id)) as session:
            row = self._open_line(session, line_id)
            if row.holding_id is not None:
                self._seats.vacate_in(session, row.holding_id, left, reason, handover)
            _note(row, Answer.LEFT, day, words)

    def end(self, round_id: int) -> None:
        """Close a check; who did not answer stays on its list."""
        with self._store.writing("close of a yearly check") as session:
            row = _row(session, round_id)
            if row.ended is not None:
                raise Refused("That check is closed.")
            row.ended = self._clock.today()

    # Inside

    def _open_line(self, session: Session, line_id: int) -> RoundLineTable:
        row = _line_row(session, line_id)
        if _row(session, row.round_id).ended is not None:
            raise Refused(
                "That check is closed.",
                next_step="Confirm, fill or vacate it on the list of seats.",
            )
        if row.answer:
            raise Refused(
                "That seat was answered about.", next_step="Undo the answer, or edit the seat."
            )
        held = session.get(HoldingTable, row.holding_id) if row.holding_id else None
        if held is None or held.until is not None:
            raise Refused(
                "That seat changed since it was asked about.",
                next_step="Fill or vacate it on the list of seats.",
            )
        return row

    def _label(self, act: str, line_id: int) -> str:
        with self._store.reading() as session:
            seat = session.get_one(SeatTable, _line_row(session, line_id).seat_id)
            place = resolved.places(session).organisation(seat.organisation_id)
        return f"{act} {kind_words(SeatKind(seat.kind)).lower()}, {place.called}"


def _note(row: RoundLineTable, answer: Answer, on: date, words: str) -> None:
    row.answer, row.answered, row.words = answer.value, on, words.strip()


def _how(session: Session, row: RoundLineTable) -> str:
    return session.get_one(RoundTable, row.round_id).title


def _row(session: Session, round_id: int) -> RoundTable:
    row = session.get(RoundTable, round_id)
    if row is None:
        raise Refused("That check is no longer there.", next_step="Undo may bring it back.")
    return row


def _line_row(session: Session, line_id: int) -> RoundLineTable:
    row = session.get(RoundLineTable, line_id)
    if row is None:
        raise Refused("That line is no longer there.", next_step="Undo may bring it back.")
    return row


def _round(session: Session, row: RoundTable) -> Round:
    known = resolved.seated(session)
    seats = {one.id: one for one in session.scalars(select(SeatTable))}
    held = {one.id: one for one in session.scalars(select(HoldingTable))}
    lines = []
    for one in row.lines:
        seat = seats[one.seat_id]
        holding = held.get(one.holding_id) if one.holding_id is not None else None
        lines.append(
            RoundLine(
                one.id, row.id, known.organisation(seat.organisation_id), SeatKind(seat.kind),
                one.holding_id, known.contact(holding.contact_id) if holding else None, one.asked,
                tuple(date.fromisoformat(day) for day in one.reminded), Answer(one.answer),
                one.answered, one.words, holding is not None and holding.until is None,
            )
        )  # fmt: skip
    lines.sort(key=lambda line: (line.organisation.called.casefold(), line.id))
    return Round(row.id, row.title, row.begun, row.due, row.ended, tuple(lines))
