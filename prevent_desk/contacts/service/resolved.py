"""Rows as records, with what turned out to be one taken as one.

A merged row keeps all that belongs to it and points to the row it is the same as; whoever reads
gets that row instead. Nothing is moved, so taking the pointer away brings everything back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import Select, String, inspect, or_, select, type_coerce
from sqlalchemy.orm import Session

from prevent_desk.contacts.model.naming import initials
from prevent_desk.contacts.model.records import Absence, Contact, Holding, Organisation
from prevent_desk.contacts.tables import (
    AbsenceTable,
    ContactTable,
    HoldingTable,
    OrganisationTable,
)
from prevent_desk.core.errors import Fault, Refused
from prevent_desk.store.unit import unit_of

_PLACES = frozenset({"organisation"})
TABLES = _PLACES | {"contact"}
"""What `read` is read from."""
_SEATED = frozenset({"seat_holding", "contact_absence"})
_AT_ONCE = 500
"""So many numbers are asked for in one statement; SQLite takes 32,766 values."""
_CONTACT = (
    ContactTable.id, ContactTable.organisation_id, ContactTable.name, ContactTable.given,
    ContactTable.family, ContactTable.initials, ContactTable.role, ContactTable.department,
    *(
        # As their text: SQLAlchemy's own reading of JSON takes longer than all the rest.
        type_coerce(column, String)
        for column in (ContactTable.emails, ContactTable.phones)
    ),
    ContactTable.address, type_coerce(ContactTable.topics, String), ContactTable.note,
    ContactTable.left, ContactTable.merged_into_id, ContactTable.source,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """Organisations and people at one moment.

    Attributes:
        organisations, contacts: Those that stand by themselves, by every number they are known by,
            merged ones included.
        apart: Organisations merged into another, as they were entered; contacts in `apart_people`.
        asked: The contacts that were read; None: everybody.
    """

    organisations: Mapping[int, Organisation]
    contacts: Mapping[int, Contact]
    apart: Mapping[int, Organisation]
    apart_people: Mapping[int, Contact]
    asked: frozenset[int] | None = None

    def organisation(self, organisation_id: int) -> Organisation:
        """Return an organisation, or the one it turned out to be.

        Raises:
            Refused: It is no longer there.
        """
        found = self.organisations.get(organisation_id)
        if found is None:
            raise Refused(
                "That organisation is no longer there.", next_step="Undo may bring it back."
            )
        return found

    def contact(self, contact_id: int) -> Contact:
        """Return a contact, or the one they turned out to be.

        Raises:
            Refused: They are no longer there.
            Fault: They were not asked for.
        """
        found = self.contacts.get(contact_id)
        if found is None:
            if self.asked is not None and contact_id not in self.asked:
                raise Fault(f"Contact {contact_id} was not asked for.")
            raise Refused("That contact is no longer there.", next_step="Undo may bring it back.")
        return found

    def numbers_of(self, organisation_id: int) -> list[int]:
        """Return every number an organisation is known by, its own first."""
        own = self.organisation(organisation_id).id
        return [own, *(number for number, one in self.organisations.items()
                       if one.id == own and number != own)]  # fmt: skip

    def people_numbers(self, contact_id: int) -> list[int]:
        """Return every number a contact is known by, their own first."""
        own = self.contact(contact_id).id
        return [own, *(number for number, one in self.contacts.items()
                       if one.id == own and number != own)]  # fmt: skip


def read(session: Session) -> Known:
    """Return everybody there is; read once for as long as none of them is written.

    A unit that writes reads anew: thousands of people each time. It asks `about` those it needs.
    """
    return unit_of(session).once("contacts.known", _read, of=TABLES)


def places(session: Session) -> Known:
    """Return the organisations, and none of their people."""
    return unit_of(session).once("contacts.places", _read_places, of=_PLACES)


def about(session: Session, people: Iterable[int | None]) -> Known:
    """Return the organisations, and some people with whoever was merged with them.

    Args:
        session: Of the store.
        people: Their numbers; None is passed over.
    """
    asked = frozenset(number for number in people if number is not None)
    known, into = places(session), _pointers(session)
    ends = {number: _end(number, into) for number in asked | into.keys()}
    heads = {ends[number] for number in asked}
    wanted = asked | heads | {number for number, head in ends.items() if head in heads}
    rows = _people(session, known.organisations, sorted(wanted))
    return _resolved(known, rows, asked | wanted)


def seated(session: Session) -> Known:
    """Return the organisations, and whoever ever held a seat, was away or covered."""
    return unit_of(session).once("contacts.seated", _read_seated, of=TABLES | _SEATED)


def _read(session: Session) -> Known:
    known = places(session)
    return _resolved(known, _people(session, known.organisations), None)


def _read_places(session: Session) -> Known:
    rows = {row.id: organisation(row) for row in _rows(session, OrganisationTable)}
    # Once for all of them: asked again for each, a directory of thousands took half a minute.
    into = _into(rows)
    heads = {number: _end(number, into) for number in rows}
    return Known(
        {number: rows[head] for number, head in heads.items()}, {},
        {number: one for number, one in rows.items() if heads[number] != number}, {}, frozenset(),
    )  # fmt: skip


def _read_seated(session: Session) -> Known:
    away = session.execute(select(AbsenceTable.contact_id, AbsenceTable.cover_id)).all()
    held = session.scalars(select(HoldingTable.contact_id)).all()
    return about(session, [*held, *(number for pair in away for number in pair)])


def _resolved(known: Known, people: Mapping[int, Contact], asked: frozenset[int] | None) -> Known:
    """Return organisations with people, what is the same taken as one."""
    into = _into(people)
    ends = {number: _end(number, into) for number in people}
    whole = dict(people)
    for number, head in ends.items():
        if head != number:
            whole[head] = _with(whole[head], people[number])
    return replace(
        known,
        contacts={number: whole[head] for number, head in ends.items()},
        apart_people={number: one for number, one in people.items() if ends[number] != number},
        asked=asked,
    )


def _pointers(session: Session) -> Mapping[int, int | None]:
    """Return whom merged contacts point to."""
    table = ContactTable
    query = select(table.id, table.merged_into_id).where(table.merged_into_id.is_not(None))
    into = {row.id: row.merged_into_id for row in session.execute(query)}
    return into | {head: into.get(head) for head in into.values() if head is not None}


def organisations_called(word: str) -> Select[int]:
    """Return the SELECT of organisations with a word in their names; for conditions of others."""
    table = OrganisationTable
    return select(table.id).where(
        or_(
            table.name.icontains(word, autoescape=True),
            table.short.icontains(word, autoescape=True),
        )
    )


def people_called(word: str) -> Select[int]:
    """Return the SELECT of contacts with a word in their names; for conditions of others."""
    return select(ContactTable.id).where(ContactTable.name.icontains(word, autoescape=True))


def organisation(row: OrganisationTable) -> Organisation:
    """Return a row as it was entered."""
    return Organisation(
        row.id, row.name, row.short, row.sector, row.agency, row.statute, row.is_on_panel,
        tuple(row.areas), tuple(row.domains), row.address, row.phone, row.email, row.website,
        row.note, row.ended, row.merged_into_id,
    )  # fmt: skip


def _people(
    session: Session,
    organisations: Mapping[int, Organisation],
    numbers: Sequence[int] | None = None,
) -> dict[int, Contact]:
    """Return contacts as they were entered, with their organisations as they stand; all by None."""
    found: dict[int, Contact] = {}
    for some in _portions(numbers):
        query = select(*_CONTACT)
        if some is not None:
            query = query.where(ContactTable.id.in_(some))
        for row in session.execute(query):
            one = _contact(tuple(row), organisations)
            found[one.id] = one
    return found


def _portions(numbers: Sequence[int] | None) -> Iterable[Sequence[int] | None]:
    if numbers is None:
        return [None]
    return [numbers[at : at + _AT_ONCE] for at in range(0, len(numbers), _AT_ONCE)]


def _contact(row: tuple[Any, ...], organisations: Mapping[int, Organisation]) -> Contact:
    (number, organisation_id, name, given, family, letters, role, department, emails, phones,
     address, topics, note, left, merged_into, source) = row  # fmt: skip
    place = organisations.get(organisation_id)
    return Contact(
        number, name, place.id if place else None, place.called if place else "",
        place.sector if place else "", given, family, letters or initials(name), role, department,
        _texts(emails), _texts(phones), address, _texts(topics), note, left, merged_into, source,
    )  # fmt: skip


def _texts(kept: str) -> tuple[str, ...]:
    """Return a list of texts as the store keeps it; most have none or one."""
    return () if kept == "[]" else tuple(json.loads(kept))


def holding(row: HoldingTable, known: Known) -> Holding:
    """Return who holds or held a seat."""
    return Holding(
        row.id, row.seat_id, known.contact(row.contact_id), row.since, row.until, row.verified,
        row.verified_how, row.left_reason, row.handover,
    )  # fmt: skip


def absence(row: AbsenceTable, known: Known) -> Absence:
    """Return days somebody is away."""
    cover = known.contact(row.cover_id) if row.cover_id is not None else None
    away = known.contact(row.contact_id).id
    return Absence(row.id, away, row.first, row.last, cover, row.note)


def distinct_organisations(known: Known) -> list[Organisation]:
    """Return each organisation once."""
    return list({one.id: one for one in known.organisations.values()}.values())


def distinct_contacts(known: Known) -> list[Contact]:
    """Return each contact once."""
    return list({one.id: one for one in known.contacts.values()}.values())


def _rows(session: Session, table: type[OrganisationTable]) -> Iterable[OrganisationTable]:
    """Return every row of a table as plain values: a third of the time of mapped objects."""
    columns = [getattr(table, column.key) for column in inspect(table).column_attrs]
    return cast("Iterable[OrganisationTable]", session.execute(select(*columns)))


def _with(one: Contact, same: Contact) -> Contact:
    """Return a contact with what only the row says that is the same as they are."""
    place = one if one.organisation_id is not None else same
    return replace(
        one,
        organisation_id=place.organisation_id,
        organisation=place.organisation,
        sector=place.sector,
        role=one.role or same.role,
        department=one.department or same.department,
        address=one.address or same.address,
        emails=tuple(trimmed([*one.emails, *same.emails])),
        phones=tuple(trimmed([*one.phones, *same.phones])),
        topics=tuple(trimmed([*one.topics, *same.topics])),
    )


def _into(rows: Mapping[int, Organisation] | Mapping[int, Contact]) -> dict[int, int | None]:
    return {number: one.merged_into for number, one in rows.items()}


def _end(number: int, into: Mapping[int, int | None]) -> int:
    """Follow the pointers to the row that stands; one that leads nowhere or round is not one."""
    seen = {number}
    while (following := into.get(number)) is not None and following in into:
        if following in seen:
            return min(seen)
        seen.add(following)
        number = following
    return number


def trimmed(texts: Iterable[str]) -> list[str]:
    """Return texts without empty ones and those that come again, case aside."""
    found: dict[str, str] = {}
    for text in texts:
        words = text.strip()
        if words:
            found.setdefault(words.casefold(), words)
    return list(found.values())
