"""Contacts gathered for a file, and the note of each file that left the desk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from prevent_desk.contacts.model.directory import Listed
from prevent_desk.contacts.model.records import Contact
from prevent_desk.contacts.service.organisations import Organisations
from prevent_desk.contacts.service.people import Contacts
from prevent_desk.contacts.service.seats import Seats, kind_words
from prevent_desk.readers import shipped
from prevent_desk.store import audit
from prevent_desk.store.session import Store


class Directories:
    """Says of contacts what a file tells of them."""

    def __init__(
        self, store: Store, organisations: Organisations, people: Contacts, seats: Seats
    ) -> None:
        self._store = store
        self._organisations, self._people, self._seats = organisations, people, seats

    def listed(self, contacts: Sequence[Contact] | None = None) -> list[Listed]:
        """Return contacts with organisation, sector and seats; all who are there, by family name.

        Args:
            contacts: Only these, in this order.
        """
        seats: dict[int, list[str]] = defaultdict(list)
        for place, some in self._seats.all():
            for seat in some:
                if seat.holder is not None:
                    words = f"{kind_words(seat.kind)}, {place.called}"
                    seats[seat.holder.contact.id].append(words)
        places = self._organisations.by_id()
        sectors = shipped.vocabularies()["agency_group"]
        found = self._people.all() if contacts is None else contacts
        return [
            Listed(
                one,
                places[one.organisation_id].name if one.organisation_id in places else "",
                sectors.label(one.sector) if one.sector else "",
                tuple(seats.get(one.id, ())),
            )
            for one in found
        ]

    def note_export(self, export_id: str, form: str, marking: str, count: int) -> None:
        """Note in the audit trail that contacts were taken out."""
        detail = {"export": export_id, "form": form, "marking": marking, "people": count}
        with self._store.writing(None) as session:
            audit.note(session, "exported", "contacts", "", detail)
