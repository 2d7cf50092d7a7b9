"""Two entries that are one: shown before, merged, taken apart again; each act one Undo.

Merging writes one pointer and moves nothing, so taking it apart brings both back as they were.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from prevent_desk.contacts.model import merging
from prevent_desk.contacts.model.merging import Alike, Preview
from prevent_desk.contacts.model.records import Contact, Organisation, SeatKind
from prevent_desk.contacts.service import resolved
from prevent_desk.contacts.service.people import Contacts
from prevent_desk.contacts.service.seats import Seats, kind_words
from prevent_desk.contacts.tables import ContactTable, OrganisationTable
from prevent_desk.core.errors import Refused
from prevent_desk.store.session import Store
from prevent_desk.store.unit import unit_of


class Merging:
    """Says which entries are one and the same."""

    def __init__(self, store: Store, people: Contacts, seats: Seats) -> None:
        self._store, self._people, self._seats = store, people, seats

    # Contacts

    def alike(self) -> list[Alike]:
        """Return pairs of contacts that look like one person."""
        with self._store.reading() as session:
            return list(unit_of(session).once("contacts.alike", _alike, of=resolved.TABLES))

    def preview_contacts(self, kept_id: int, other_id: int) -> Preview:
        """Return what would be shown of two contacts as one.

        Raises:
            Refused: They are one already.
        """
        kept, other = self._people.one(kept_id), self._people.one(other_id)
        _refuse_same(kept.id, other.id)
        held = [
            f"{kind_words(seat.kind)}, {place.called}"
            for place, seat in self._seats.of_contact(other.id)
        ]
        return merging.compare_contacts(kept, other, held)

    def merge_contacts(self, kept_id: int, other_id: int) -> None:
        """Say that two contacts are one person; the first one's name stays.

        Raises:
            Refused: They are one already.
        """
        with self._store.writing("merge of two contacts") as session:
            known = resolved.about(session, [kept_id, other_id])
            kept, other = known.contact(kept_id), known.contact(other_id)
            _refuse_same(kept.id, other.id)
            session.get_one(ContactTable, other.id).merged_into_id = kept.id

    def merged_contacts(self, contact_id: int) -> list[Contact]:
        """Return who was merged into a contact, as they were entered."""
        with self._store.reading() as session:
            known = resolved.about(session, [contact_id])
        own = known.contact(contact_id).id
        return [
            one for number, one in known.apart_people.items() if known.contact(number).id == own
        ]

    def unmerge_contact(self, contact_id: int) -> None:
        """Say that a merged contact is somebody of their own after all.

        Raises:
            Refused: They are not merged.
        """
        with self._store.writing("taking apart of two contacts") as session:
            row = session.get(ContactTable, contact_id)
            if row is None or row.merged_into_id is None:
                raise Refused("That contact is not merged.")
            row.merged_into_id = None

    # Organisations

    def preview_organisations(self, kept_id: int, other_id: int) -> Preview:
        """Return what would be shown of two organisations as one.

        Raises:
            Refused: They are one already.
        """
        with self._store.reading() as session:
            known = resolved.places(session)
        kept, other = known.organisation(kept_id), known.organisation(other_id)
        _refuse_same(kept.id, other.id)
        mine = {seat.kind: seat for seat in self._seats.of(kept.id)}
        theirs = {seat.kind: seat for seat in self._seats.of(other.id)}
        seats = [(kind_words(kind), mine.get(kind), theirs.get(kind)) for kind in SeatKind]
        return merging.compare_organisations(kept, other, seats, len(self._people.of(other.id)))

    def merge_organisations(self, kept_id: int, other_id: int) -> None:
        """Say that two organisations are one; the first one's name stays.

        Raises:
            Refused: They are one already.
        """
        with self._store.writing("merge of two organisations") as session:
            known = resolved.places(session)
            kept, other = known.organisation(kept_id), known.organisation(other_id)
            _refuse_same(kept.id, other.id)
            session.get_one(OrganisationTable, other.id).merged_into_id = kept.id

    def merged_organisations(self, organisation_id: int) -> list[Organisation]:
        """Return what was merged into an organisation, as it was entered."""
        with self._store.reading() as session:
            known = resolved.places(session)
        own = known.organisation(organisation_id).id
        return [one for number, one in known.apart.items() if known.organisation(number).id == own]

    def unmerge_organisation(self, organisation_id: int) -> None:
        """Say that a merged organisation is one of its own after all.

        Raises:
            Refused: It is not merged.
        """
        with self._store.writing("taking apart of two organisations") as session:
            row = session.get(OrganisationTable, organisation_id)
            if row is None or row.merged_into_id is None:
                raise Refused("That organisation is not merged.")
            row.merged_into_id = None


def _alike(session: Session) -> list[Alike]:
    return merging.look_alike(resolved.distinct_contacts(resolved.read(session)))


def _refuse_same(kept: int, other: int) -> None:
    if kept == other:
        raise Refused("They are one already.", next_step="Choose another.")
