"""Rows as records, with what turned out to be one taken as one.

A merged row keeps all that belongs to it and points to the row it is the same as; whoever reads
gets that row instead. Nothing is moved, so taking the pointer away brings everything back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar, cast

from sqlalchemy import Select, inspect, or_, select
from sqlalchemy.orm import Session

from prevent_desk.contacts.model.naming import initials
from prevent_desk.contacts.model.records import Absence, Contact, Holding, Organisation
from prevent_desk.contacts.tables import (
    AbsenceTable,
    ContactTable,
    HoldingTable,
    OrganisationTable,
)
from prevent_desk.core.errors import Refused
from prevent_desk.store.unit import unit_of

Row = TypeVar("Row", OrganisationTable, ContactTable)


@dataclass(frozen=True, slots=True)
class Known:
    """Everybody at one moment.

    Attributes:
        organisations, contacts: Those that stand by themselves, by every number they are known by,
            merged ones included.
        apart: Organisations merged into another, as they were entered; contacts in `apart_people`.
    """

    organisations: Mapping[int, Organisation]
    contacts: Mapping[int, Contact]
    apart: Mapping[int, Organisation]
    apart_people: Mapping[int, Contact]

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
        """
        found = self.contacts.get(contact_id)
        if found is None:
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
    """Return everybody there is; read once for as long as nothing is written."""
    return unit_of(session).once("contacts.known", _read)


def _read(session: Session) -> Known:
    organisations = {row.id: organisation(row) for row in _rows(session, OrganisationTable)}
    # Once for all of them: asked again for each, a directory of thousands took half a minute.
    into = _into(organisations)
    heads = {number: _end(number, into) for number in organisations}
    shown = {number: organisations[head] for number, head in heads.items()}
    people = {row.id: contact(row, shown) for row in _rows(session, ContactTable)}
    into_people = _into(people)
    ends = {number: _end(number, into_people) for number in people}
    whole = dict(people)
    for number, head in ends.items():
        if head != number:
            whole[head] = _with(whole[head], people[number])
    return Known(
        shown,
        {number: whole[head] for number, head in ends.items()},
        {number: one for number, one in organisations.items() if heads[number] != number},
        {number: one for number, one in people.items() if ends[number] != number},
    )


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


def contact(row: ContactTable, organisations: Mapping[int, Organisation]) -> Contact:
    """Return a row as it was entered, with the organisation as it stands."""
    place = organisations.get(row.organisation_id) if row.organisation_id is not None else None
    return Contact(
        row.id, row.name, place.id if place else None, place.called if place else "",
        place.sector if place else "", row.given, row.family, row.initials or initials(row.name),
        row.role, row.department, tuple(row.emails), tuple(row.phones), row.address,
        tuple(row.topics), row.note, row.left, row.merged_into_id, row.source,
    )  # fmt: skip


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


def _rows(session: Session, table: type[Row]) -> Iterable[Row]:
    """Return every row of a table as plain values: a third of the time of mapped objects."""
    columns = [getattr(table, column.key) for column in inspect(table).column_attrs]
    return cast("Iterable[Row]", session.execute(select(*columns)))


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
