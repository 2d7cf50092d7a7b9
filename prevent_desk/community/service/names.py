"""Who took part, by the names they go by today."""

from __future__ import annotations

from sqlalchemy.orm import Session

from prevent_desk.contacts.service import resolved
from prevent_desk.logbook.model.parties import Party
from prevent_desk.store.session import Store


class Names:
    """Reads everybody once for as long as nothing is written."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: tuple[int, resolved.Known] | None = None

    def known(self, session: Session) -> resolved.Known:
        """Return everybody there is."""
        if self._known is None or self._known[0] != self._store.generation:
            self._known = self._store.generation, resolved.read(session)
        return self._known[1]

    def party(
        self, session: Session, organisation_id: int | None, contact_id: int | None, told: str
    ) -> Party:
        """Return one who took part, called as today; by the words told where nobody is known."""
        known = self.known(session)
        place = known.organisations.get(organisation_id) if organisation_id is not None else None
        person = known.contacts.get(contact_id) if contact_id is not None else None
        if person is not None:
            at = place.called if place else person.organisation
            words = f"{person.name}, {at}" if at else person.name
            return Party(words, place.id if place else person.organisation_id, person.id)
        if place is not None:
            return Party(place.called, place.id)
        return Party(told)

    def merged_into(self, code: str) -> list[str]:
        """Return the keys of organisations merged into one, as codes of a filter."""
        if not code.isdigit():
            return []
        with self._store.reading() as session:
            found = self.known(session).organisations
        return [str(key) for key, one in found.items() if one.id == int(code) and key != one.id]
