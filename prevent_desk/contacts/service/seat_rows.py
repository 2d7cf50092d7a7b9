"""The rows of seats and absences, read as they stand on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from prevent_desk.contacts.model import seats as rules
from prevent_desk.contacts.model.records import Absence, Seat, SeatKind
from prevent_desk.contacts.service import resolved
from prevent_desk.contacts.service.resolved import Known
from prevent_desk.contacts.tables import AbsenceTable, SeatTable


def rows_of(
    session: Session, known: Known, organisation_id: int, kind: SeatKind
) -> Sequence[SeatTable]:
    """Return the rows of a seat, those of merged organisations too."""
    query = (
        select(SeatTable)
        .where(
            SeatTable.organisation_id.in_(known.numbers_of(organisation_id)),
            SeatTable.kind == kind.value,
        )
        .options(selectinload(SeatTable.holdings))
    )
    return session.scalars(query).all()


def seats_on(session: Session, known: Known, on: date) -> dict[int, list[Seat]]:
    """Return the seats of a day by organisation; those of merged ones with the one that stands."""
    absences = _absences(session, known)
    found: dict[tuple[int, str], list[tuple[bool, Seat]]] = defaultdict(list)
    for row in session.scalars(select(SeatTable).options(selectinload(SeatTable.holdings))):
        place = known.organisation(row.organisation_id)
        if place.ended is not None and place.ended <= on:
            continue
        holdings = [resolved.holding(one, known) for one in row.holdings]
        plain = Seat(row.id, place.id, SeatKind(row.kind), row.opened, row.closed, note=row.note)
        mine = [one for held in holdings for one in absences.get(held.contact.id, ())]
        seat = rules.as_on(plain, holdings, mine, on)
        if seat is not None:
            found[place.id, row.kind].append((place.id != row.organisation_id, seat))
    order = list(SeatKind)
    seats: dict[int, list[Seat]] = defaultdict(list)
    for (place_id, _kind), same in found.items():
        own_first = [seat for _, seat in sorted(same, key=lambda pair: (pair[0], pair[1].id))]
        seats[place_id].append(rules.one_of(own_first))
    for own in seats.values():
        own.sort(key=lambda seat: order.index(seat.kind))
    return dict(seats)


def _absences(session: Session, known: Known) -> Mapping[int, list[Absence]]:
    found: dict[int, list[Absence]] = defaultdict(list)
    for row in session.scalars(select(AbsenceTable).order_by(AbsenceTable.id)):
        absence = resolved.absence(row, known)
        found[absence.contact_id].append(absence)
    return found


def away_on(session: Session, known: Known, on: date) -> frozenset[int]:
    """Return who cannot come on a day: who is away, or left by then."""
    away = {
        number
        for number, absences in _absences(session, known).items()
        if rules.absence_on(absences, on) is not None
    }
    gone = {one.id for one in known.contacts.values() if one.left is not None and one.left <= on}
    return frozenset(away | gone)
