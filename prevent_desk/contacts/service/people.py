"""People one works with: entered, changed, gone; each act one Undo, told without their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import collate, func, select
from sqlalchemy.orm import Session

from prevent_desk.contacts.model import naming
from prevent_desk.contacts.model.people import (
    NewContact,
    is_address,
    refuse_ahead,
    refuse_nameless,
)
from prevent_desk.contacts.model.records import Contact
from prevent_desk.contacts.service import resolved
from prevent_desk.contacts.tables import ContactTable, HoldingTable
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Fault, Refused
from prevent_desk.store.session import Store

_PARTS = frozenset(field.name for field in fields(NewContact))
_LISTS = frozenset({"emails", "phones", "topics"})
_AT_ONCE = 500


class Contacts:
    """Keeps the people of agencies: never anybody of a referral."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    # Reading

    def all(self, left: bool = False) -> list[Contact]:
        """Return the contacts by family name; with `left`, those who left too."""
        with self._store.reading() as session:
            found = resolved.distinct_contacts(resolved.read(session))
        return _sorted(one for one in found if left or one.left is None)

    def one(self, contact_id: int) -> Contact:
        """Return a contact, or the one they turned out to be.

        Raises:
            Refused: They are no longer there.
        """
        with self._store.reading() as session:
            return resolved.about(session, [contact_id]).contact(contact_id)

    def is_there(self, contact_id: int) -> bool:
        """Return whether a contact is there."""
        with self._store.reading() as session:
            return session.get(ContactTable, contact_id) is not None

    def by_id(self) -> dict[int, Contact]:
        """Return every contact by every number they are known by, merged and gone included."""
        with self._store.reading() as session:
            return dict(resolved.read(session).contacts)

    def how_many(self) -> int:
        """Return how many contacts are there who did not leave."""
        table = ContactTable
        query = select(func.count()).where(table.left.is_(None), table.merged_into_id.is_(None))
        with self._store.reading() as session:
            return session.scalar(query) or 0

    def how_many_entered(self) -> int:
        """Return how many contacts were ever entered: those who left, and merged ones, too."""
        with self._store.reading() as session:
            return session.scalar(select(func.count()).select_from(ContactTable)) or 0

    def first(self, most: int) -> list[Contact]:
        """Return the first contacts who are there by family name, without reading all of them.

        The order is that of the database, which knows capitals of English letters only.
        """
        table = ContactTable
        query = (
            select(table.id)
            .where(table.left.is_(None), table.merged_into_id.is_(None))
            .order_by(
                collate(table.family, "NOCASE"),
                collate(table.given, "NOCASE"),
                table.name,
                table.id,
            )
            .limit(most)
        )
        with self._store.reading() as session:
            known = resolved.about(session, session.scalars(query))
        return _sorted(resolved.distinct_contacts(known))

    def numbers_of(self, contact_id: int) -> list[int]:
        """Return every number a contact is known by; none where they are no longer there."""
        with self._store.reading() as session:
            known = resolved.about(session, [contact_id])
        return known.people_numbers(contact_id) if contact_id in known.contacts else []

    def of(self, organisation_id: int) -> list[Contact]:
        """Return who is at an organisation now, by family name."""
        with self._store.reading() as session:
            place = resolved.places(session).organisations.get(organisation_id)
            if place is None:
                return []
            numbers = resolved.places(session).numbers_of(place.id)
            here = select(ContactTable.id).where(ContactTable.organisation_id.in_(numbers))
            known = resolved.about(session, session.scalars(here))
        found = resolved.distinct_contacts(known)
        return _sorted(one for one in found if one.left is None and one.organisation_id == place.id)

    # Acting

    def add(self, new: NewContact) -> int:
        """Enter a person; return their number.

        Raises:
            Refused: They have no name, or an address is none.
        """
        with self._store.writing("new contact") as session:
            return self.add_in(session, new)

    def add_in(self, session: Session, new: NewContact) -> int:
        """Enter a person within the unit of work of another act."""
        row = self.enter(session, new)
        session.flush()
        return row.id

    def enter(self, session: Session, new: NewContact) -> ContactTable:
        """Enter a person among many of one act: the row is flushed with the others.

        Raises:
            Refused: As in `add`.
        """
        refuse_nameless(new.name, "contact")
        refuse_addresses(new.emails)
        given, family = naming.parts(new.name)
        row = ContactTable(
            organisation_id=new.organisation_id, name=new.name.strip(),
            given=new.given.strip() or given, family=new.family.strip() or family,
            initials=new.initials.strip(), role=new.role.strip(),
            department=new.department.strip(), emails=resolved.trimmed(new.emails),
            phones=resolved.trimmed(new.phones), address=new.address.strip(),
            topics=resolved.trimmed(new.topics), note=new.note.strip(), left=None,
            merged_into_id=None, source=new.source.strip(), at=self._now(),
        )  # fmt: skip
        session.add(row)
        return row

    def change(self, contact_id: int, *, group: str = "", **parts: Any) -> None:  # noqa: ANN401 - parts of NewContact
        """Change parts of a contact, named as in `NewContact`.

        Another name alone gives other name parts; what was typed for them stays.

        Args:
            contact_id: The contact.
            group: Of `Store.writing`: one visit to a form is one Undo.
            **parts: What is to be different.

        Raises:
            Refused: They would have no name, an address is none, or they are no longer there.
        """
        with self._store.writing("change of a contact", group=group) as session:
            self.change_in(session, contact_id, **parts)

    def change_in(self, session: Session, contact_id: int, **parts: Any) -> None:  # noqa: ANN401 - parts of NewContact
        """Change parts of a contact within the unit of work of another act."""
        self.alter(self._row(session, contact_id), parts)

    def rows_of(self, session: Session, contact_ids: Iterable[int]) -> dict[int, ContactTable]:
        """Return the rows of contacts that stand by themselves, for `alter`."""
        wanted, rows = sorted(set(contact_ids)), {}
        for at in range(0, len(wanted), _AT_ONCE):
            some = select(ContactTable).where(ContactTable.id.in_(wanted[at : at + _AT_ONCE]))
            rows.update({row.id: row for row in session.scalars(some)})
        return rows

    def alter(self, row: ContactTable, parts: Mapping[str, Any]) -> None:
        """Change parts of a contact whose row is at hand; see `change`."""
        if unknown := parts.keys() - _PARTS:
            raise Fault(f"A contact has no {', '.join(sorted(unknown))}.")
        if "name" in parts:
            refuse_nameless(parts["name"], "contact")
        refuse_addresses(parts.get("emails", ()))
        if "name" in parts and (row.given, row.family) == naming.parts(row.name):
            given, family = naming.parts(parts["name"])
            parts = {"given": given, "family": family, **parts}
        for name, value in parts.items():
            told = _told(name, value)
            if getattr(row, name) != told:
                setattr(row, name, told)

    def leave(self, contact_id: int, on: date, reason: str, handover: str) -> None:
        """Say that somebody left their organisation; their seats are vacant from that day.

        Raises:
            Refused: The day lies ahead, or they left before.
        """
        refuse_ahead(on, self._clock.today(), "That they left")
        with self._store.writing("departure of a contact") as session:
            row = self._row(session, contact_id)
            if row.left is not None:
                raise Refused("That contact left before.")
            row.left = on
            numbers = resolved.about(session, [contact_id]).people_numbers(contact_id)
            held = select(HoldingTable).where(
                HoldingTable.contact_id.in_(numbers), HoldingTable.until.is_(None)
            )
            for holding in session.scalars(held):
                holding.until = max(on, holding.since)
                holding.left_reason, holding.handover = reason.strip(), handover.strip()

    def come_back(self, contact_id: int) -> None:
        """Say that somebody is there again; seats they held stay as they are."""
        with self._store.writing("return of a contact") as session:
            self._row(session, contact_id).left = None

    # Inside

    def _row(self, session: Session, contact_id: int) -> ContactTable:
        known = resolved.about(session, [contact_id])
        row = session.get(ContactTable, known.contact(contact_id).id)
        if row is None:
            raise Refused("That contact is no longer there.", next_step="Undo may bring it back.")
        return row

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


def _sorted(people: Iterable[Contact]) -> list[Contact]:
    return sorted(
        people, key=lambda one: (*naming.sort_key(one.given, one.family, one.name), one.id)
    )


def refuse_addresses(emails: Sequence[str]) -> None:
    """Raise where a text given for an e-mail address is none.

    Raises:
        Refused: One of them is not an address.
    """
    for email in emails:
        if email.strip() and not is_address(email):
            raise Refused(
                f"“{email.strip()[:60]}” is not an e-mail address.",
                next_step="Correct it, or leave it empty.",
            )


def _told(name: str, value: Any) -> Any:  # noqa: ANN401 - a part of any kind
    if name in _LISTS:
        return resolved.trimmed(value)
    return value.strip() if isinstance(value, str) else value
