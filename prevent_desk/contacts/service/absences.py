"""Days contacts are away, and who covers; each act one Undo, told without names."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from prevent_desk.contacts.model.records import Absence
from prevent_desk.contacts.service import resolved
from prevent_desk.contacts.service.resolved import Known
from prevent_desk.contacts.tables import AbsenceTable
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.store.session import Store


class Absences:
    """Keeps when somebody is away."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def of(self, contact_id: int) -> list[Absence]:
        """Return when somebody is or was away, newest first."""
        with self._store.reading() as session:
            known = resolved.seated(session)
            if contact_id not in known.contacts:
                # Nobody who was ever away.
                return []
            numbers = known.people_numbers(contact_id)
            query = select(AbsenceTable).where(AbsenceTable.contact_id.in_(numbers))
            rows = session.scalars(query.order_by(AbsenceTable.first.desc(), AbsenceTable.id))
            return [resolved.absence(row, known) for row in rows]

    def on(self, day: date) -> dict[int, Absence]:
        """Return who is away on a day, by contact."""
        with self._store.reading() as session:
            known = resolved.seated(session)
            rows = session.scalars(select(AbsenceTable).order_by(AbsenceTable.id))
            found = [resolved.absence(row, known) for row in rows]
        return {
            one.contact_id: one
            for one in found
            if one.first <= day and (one.last is None or day <= one.last)
        }

    def add(
        self,
        contact_id: int,
        first: date,
        last: date | None = None,
        cover_id: int | None = None,
        note: str = "",
    ) -> int:
        """Note that somebody is away from a day to a day, both included; return its number.

        Args:
            contact_id: Who is away.
            first: Their first day away.
            last: Their last; None while nobody knows.
            cover_id: Who stands in; None: the deputy of their seat.
            note: What is known of it; no reasons of health.

        Raises:
            Refused: It ends before it begins, or they cover for themselves.
        """
        with self._store.writing("absence of a contact") as session:
            known = resolved.about(session, [contact_id, cover_id])
            row = AbsenceTable(
                contact_id=known.contact(contact_id).id, first=first, last=last,
                cover_id=known.contact(cover_id).id if cover_id is not None else None,
                note=note.strip(),
            )  # fmt: skip
            _refuse_odd(row, known)
            session.add(row)
            session.flush()
            return row.id

    def change(
        self, absence_id: int, first: date, last: date | None, cover_id: int | None, note: str
    ) -> None:
        """Say otherwise when somebody is away and who covers.

        Raises:
            Refused: As in `add`.
        """
        with self._store.writing("absence of a contact") as session:
            row = session.get(AbsenceTable, absence_id)
            if row is None:
                raise Refused("That absence is no longer there.")
            row.first, row.last, row.cover_id, row.note = first, last, cover_id, note.strip()
            _refuse_odd(row, resolved.about(session, [row.contact_id, cover_id]))

    def remove(self, absence_id: int) -> None:
        """Take an absence away that does not happen; Undo brings it back."""
        with self._store.writing("absence of a contact") as session:
            row = session.get(AbsenceTable, absence_id)
            if row is not None:
                session.delete(row)


def _refuse_odd(row: AbsenceTable, known: Known) -> None:
    if row.last is not None and row.last < row.first:
        raise Refused(
            "The absence was not noted.",
            why="It ends before it begins.",
            next_step="Choose a later last day.",
        )
    # Two that turned out to be one do not cover for one another either.
    cover = known.contact(row.cover_id) if row.cover_id is not None else None
    if cover is not None and cover.id == known.contact(row.contact_id).id:
        raise Refused("They cannot cover for themselves.", next_step="Choose somebody else.")
