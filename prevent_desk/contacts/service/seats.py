"""Seats of agencies, filled by people over time; each act one Undo, told without names.

Who held a seat is never overwritten: somebody new is a new row, and the old one gets its last day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from prevent_desk.contacts.model import seats as rules
from prevent_desk.contacts.model.people import NewContact, refuse_ahead
from prevent_desk.contacts.model.records import (
    Contact,
    Organisation,
    PanelSeats,
    Seat,
    SeatKind,
)
from prevent_desk.contacts.service import resolved
from prevent_desk.contacts.service.people import Contacts
from prevent_desk.contacts.service.resolved import Known
from prevent_desk.contacts.service.seat_rows import away_on, rows_of, seats_on
from prevent_desk.contacts.tables import HoldingTable, SeatTable
from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.readers import shipped
from prevent_desk.store.session import Change, Store
from prevent_desk.store.settings import Settings

_MONTHS = "contacts/confirm_months"
LEAST_MONTHS, MOST_MONTHS = 1, 60
"""Between these a name may stand unconfirmed."""
_COUNTED = frozenset({"organisation", "contact", "seat", "seat_holding", "contact_absence"})
"""The tables that say how seats stand."""


@dataclass(frozen=True, slots=True)
class Needed:
    """What the seats ask of the officer.

    Attributes:
        vacant, unconfirmed: How many seats.
    """

    vacant: int
    unconfirmed: int


class Seats:
    """Keeps who holds which seat of an agency, and since when."""

    def __init__(self, store: Store, clock: Clock, people: Contacts) -> None:
        self._store, self._clock, self._people = store, clock, people
        self._known_needs: tuple[date, int] | None = None
        store.on_change.append(self._forget_needs)

    # Reading

    def of(self, organisation_id: int, on: date | None = None) -> list[Seat]:
        """Return an organisation's seats as they stand on a day (today), in the list's order."""
        day = on or self._clock.today()
        with self._store.reading() as session:
            known = resolved.seated(session)
            place = known.organisation(organisation_id)
            return seats_on(session, known, day).get(place.id, [])

    def all(self, on: date | None = None) -> list[tuple[Organisation, list[Seat]]]:
        """Return every organisation that has a seat on a day (today), with its seats; by name."""
        day = on or self._clock.today()
        with self._store.reading() as session:
            known = resolved.seated(session)
            seats = seats_on(session, known, day)
        found = [(known.organisations[number], own) for number, own in seats.items()]
        return sorted(found, key=lambda pair: (pair[0].called.casefold(), pair[0].id))

    def holders(self, on: date | None = None) -> dict[tuple[int, str], Contact]:
        """Return who holds each seat on a day (today): by organisation and kind.

        An organisation merged into another is there under both its numbers.
        """
        day = on or self._clock.today()
        with self._store.reading() as session:
            known = resolved.seated(session)
            seats = seats_on(session, known, day)
        return {
            (number, seat.kind.value): seat.holder.contact
            for number, place in known.organisations.items()
            for seat in seats.get(place.id, ())
            if seat.holder is not None
        }

    def for_panel(self, on: date, organisations: Sequence[int] = ()) -> list[PanelSeats]:
        """Return whom to ask to a panel on a day.

        Args:
            on: The day of the panel; who is away or no longer in a seat then is not asked.
            organisations: Further ones than those asked as a rule.

        Returns:
            The council first, then the police, then the others by name.
        """
        with self._store.reading() as session:
            known = resolved.seated(session)
            seats = seats_on(session, known, on)
            away = away_on(session, known, on)
        wanted = {
            known.organisations[one].id for one in organisations if one in known.organisations
        }
        chosen = [
            one
            for one in resolved.distinct_organisations(known)
            if one.id in wanted or (one.is_on_panel and (one.ended is None or one.ended > on))
        ]
        found = []
        for one in sorted(chosen, key=_panel_order):
            by_kind = {seat.kind: seat for seat in seats.get(one.id, ())}
            lead, deputy = by_kind.get(SeatKind.PANEL_LEAD), by_kind.get(SeatKind.PANEL_DEPUTY)
            found.append(rules.asked(one, lead, deputy, away))
        return found

    def of_contact(self, contact_id: int) -> list[tuple[Organisation, Seat]]:
        """Return the seats somebody holds today."""
        with self._store.reading() as session:
            person = resolved.about(session, [contact_id]).contact(contact_id)
        return [
            (place, seat)
            for place, seats in self.all()
            for seat in seats
            if seat.holder is not None and seat.holder.contact.id == person.id
        ]

    def confirm_months(self) -> int:
        """Return after how many months a name has to be confirmed."""
        return max(LEAST_MONTHS, int(Settings(self._store).get(_MONTHS, rules.CONFIRM_MONTHS)))

    def set_confirm_months(self, months: int) -> None:
        """Say after how many months a name has to be confirmed; held to one to sixty."""
        Settings(self._store).put(_MONTHS, min(max(LEAST_MONTHS, months), MOST_MONTHS))
        self._known_needs = None

    def needed(self) -> Needed:
        """Return how many seats are vacant, and how many names are unconfirmed."""
        today, months = self._clock.today(), self.confirm_months()
        stands = [rules.stand(seat, today, months) for _place, own in self.all() for seat in own]
        return Needed(stands.count(rules.Stand.VACANT), stands.count(rules.Stand.CHECK))

    def needing(self) -> int:
        """Return how many seats are vacant or unconfirmed; worked out only when one changed."""
        today = self._clock.today()
        if self._known_needs is None or self._known_needs[0] != today:
            needed = self.needed()
            self._known_needs = today, needed.vacant + needed.unconfirmed
        return self._known_needs[1]

    # Acting

    def open(self, organisation_id: int, kind: SeatKind, on: date | None = None) -> int:
        """Ask an organisation for a seat; return its number. Nothing is written where it is open.

        A seat that was closed is opened again from that day.
        """
        day = on or self._clock.today()
        with self._store.writing(self._label("seat", organisation_id, kind)) as session:
            return self.open_in(session, organisation_id, kind, day)

    def open_in(self, session: Session, organisation_id: int, kind: SeatKind, day: date) -> int:
        """Ask an organisation for a seat within the unit of work of another act."""
        return self._seat(session, organisation_id, kind, day).id

    def close(self, organisation_id: int, kind: SeatKind, on: date | None = None) -> None:
        """Say that a seat is no longer wanted; whoever holds it leaves it that day.

        Raises:
            Refused: There is no such seat.
        """
        day = on or self._clock.today()
        with self._store.writing(self._label("closing of", organisation_id, kind)) as session:
            rows = rows_of(session, resolved.places(session), organisation_id, kind)
            if not rows:
                raise Refused("That organisation has no such seat.")
            for row in rows:
                row.closed = day
                for held in row.holdings:
                    if held.until is None:
                        held.until, held.left_reason = max(day, held.since), "The seat was closed"

    def fill(
        self,
        organisation_id: int,
        kind: SeatKind,
        contact_id: int | NewContact,
        since: date,
        verified: date | None = None,
        how: str = "",
        handover: str = "",
    ) -> int:
        """Put somebody into a seat; return the number of their holding.

        The seat is opened where there is none. Whoever holds it until then leaves it on the same
        day, in the same act.

        Args:
            organisation_id: The agency.
            kind: Which seat.
            contact_id: Who; somebody new is entered in the same act.
            since: Their first day.
            verified: The day it was confirmed; None: it was not yet.
            how: By what it was confirmed: "mail of 3 Nov".
            handover: What the one before handed over.

        Raises:
            Refused: They hold it already, or somebody held it after that day.
        """
        with self._store.writing(self._label("filling of", organisation_id, kind)) as session:
            return self.fill_in(
                session, organisation_id, kind, contact_id, since, verified, how, handover
            )

    def fill_in(
        self,
        session: Session,
        organisation_id: int,
        kind: SeatKind,
        contact_id: int | NewContact,
        since: date,
        verified: date | None = None,
        how: str = "",
        handover: str = "",
    ) -> int:
        """Put somebody into a seat within the unit of work of another act; see `fill`."""
        if isinstance(contact_id, NewContact):
            contact_id = self._people.add_in(session, contact_id)
        if verified is not None:
            refuse_ahead(verified, self._clock.today(), "The confirmation")
        seat = self._seat(session, organisation_id, kind, since)
        rows = rows_of(session, resolved.places(session), organisation_id, kind)
        holdings = [one for row in rows for one in row.holdings]
        known = resolved.about(session, [contact_id, *(one.contact_id for one in holdings)])
        person = known.contact(contact_id)
        for held in holdings:
            _make_way(held, known, person, since, handover)
        row = HoldingTable(
            seat_id=seat.id, contact_id=person.id, since=since, until=None, verified=verified,
            verified_how=how.strip(), left_reason="", handover="",
        )  # fmt: skip
        seat.holdings.append(row)
        session.flush()
        return row.id

    def vacate(self, holding_id: int, on: date, reason: str, handover: str) -> None:
        """Say that somebody no longer holds a seat, from a day on.

        Raises:
            Refused: They hold it no more, the day lies ahead, or is before they came.
        """
        with self._store.writing(self._holding_label("vacancy of", holding_id)) as session:
            self.vacate_in(session, holding_id, on, reason, handover)

    def vacate_in(
        self, session: Session, holding_id: int, on: date, reason: str, handover: str
    ) -> None:
        """Say that a seat is vacant within the unit of work of another act; see `vacate`."""
        refuse_ahead(on, self._clock.today(), "The vacancy")
        row = _holding(session, holding_id)
        if row.until is not None:
            raise Refused("They no longer hold that seat.")
        if on < row.since:
            raise Refused(
                "The seat was not vacated.",
                why=f"They have held it only since {say_short(row.since)}.",
                next_step="Choose that day or a later one.",
            )
        row.until, row.left_reason, row.handover = on, reason.strip(), handover.strip()

    def verify(self, holding_id: int, on: date, how: str) -> None:
        """Note that somebody still holds a seat.

        Raises:
            Refused: They hold it no more, or the day lies ahead.
        """
        with self._store.writing(self._holding_label("confirmation of", holding_id)) as session:
            self.verify_in(session, holding_id, on, how)

    def verify_in(self, session: Session, holding_id: int, on: date, how: str) -> None:
        """Note a confirmation within the unit of work of another act; see `verify`."""
        refuse_ahead(on, self._clock.today(), "The confirmation")
        row = _holding(session, holding_id)
        if row.until is not None:
            raise Refused("They no longer hold that seat.", next_step="Fill it instead.")
        row.verified, row.verified_how = on, how.strip()

    # Inside

    def _forget_needs(self, change: Change) -> None:
        if any(table in _COUNTED for table, _key in change.touched):
            self._known_needs = None

    def _seat(self, session: Session, organisation_id: int, kind: SeatKind, day: date) -> SeatTable:
        """Return the row of a seat, opened by that day at the latest."""
        known = resolved.places(session)
        place = known.organisation(organisation_id)
        rows = rows_of(session, known, place.id, kind)
        row = next((one for one in rows if one.organisation_id == place.id), None)
        if row is None:
            row = SeatTable(
                organisation_id=place.id, kind=kind.value, opened=day, closed=None, note=""
            )
            session.add(row)
            session.flush()
        elif row.closed is not None:
            row.opened, row.closed = max(day, row.closed), None
        elif day < row.opened:
            row.opened = day
        return row

    def _label(self, act: str, organisation_id: int, kind: SeatKind) -> str:
        with self._store.reading() as session:
            place = resolved.places(session).organisation(organisation_id)
        return f"{act} {kind_words(kind).lower()}, {place.called}"

    def _holding_label(self, act: str, holding_id: int) -> str:
        with self._store.reading() as session:
            seat = session.get_one(SeatTable, _holding(session, holding_id).seat_id)
            place = resolved.places(session).organisation(seat.organisation_id)
        return f"{act} {kind_words(SeatKind(seat.kind)).lower()}, {place.called}"


def kind_words(kind: SeatKind) -> str:
    """Return what a kind of seat is called: "Panel lead"."""
    return shipped.vocabularies()["seat"].label(kind.value)


def _panel_order(one: Organisation) -> tuple[int, str, int]:
    order = {"council": 0, "police": 1}
    return order.get(one.statute, 2), one.called.casefold(), one.id


def _make_way(
    held: HoldingTable, known: Known, person: Contact, since: date, handover: str
) -> None:
    """Give who held the seat until now their last day.

    Raises:
        Refused: It is the same person, or they came on that day or after it.
    """
    if held.until is not None:
        if held.until > since:
            raise Refused(
                "The seat was not filled.",
                why=f"Somebody held it until {say_short(held.until)}.",
                next_step="Choose that day or a later one.",
            )
        return
    if known.contact(held.contact_id).id == person.id:
        raise Refused("They hold that seat already.", next_step="Confirm it instead.")
    if held.since >= since:
        raise Refused(
            "The seat was not filled.",
            why=f"Somebody has held it since {say_short(held.since)}.",
            next_step="Choose a later day.",
        )
    held.until, held.left_reason = since, "Somebody else was named"
    held.handover = handover.strip()


def _holding(session: Session, holding_id: int) -> HoldingTable:
    row = session.get(HoldingTable, holding_id)
    if row is None:
        raise Refused("That entry is no longer there.", next_step="Undo may bring it back.")
    return row
