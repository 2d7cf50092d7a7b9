"""Who owes what, as lists say it: the organisation, who holds its seat, how to write to them."""

from __future__ import annotations

from prevent_desk.actions.model.records import Owner
from prevent_desk.actions.tables import OwedTable
from prevent_desk.contacts.model.records import Contact, Organisation
from prevent_desk.contacts.service import ContactServices


class Owners:
    """Says who stands behind an owner today; read once for a list of actions."""

    def __init__(self, contacts: ContactServices) -> None:
        self._organisations: dict[int, Organisation] = contacts.organisations.by_id()
        self._people: dict[int, Contact] = contacts.people.by_id()
        self._holders: dict[tuple[int, str], Contact] = contacts.seats.holders()

    def of(self, row: OwedTable) -> Owner:
        """Return the owner of an action as it is kept, with name, person and address."""
        return self.filled(Owner(row.owner_id, row.seat, row.contact_id, row.owner_told))

    def filled(self, owner: Owner) -> Owner:
        """Return an owner with name, person and address."""
        known = self._organisations.get(owner.organisation_id or 0)
        person = self._people.get(owner.contact_id or 0)
        if person is None and known is not None and owner.seat:
            person = self._holders.get((known.id, owner.seat))
        name = known.called if known else ""
        if owner.told and owner.told != name:
            name = f"{name}, {owner.told}" if name else owner.told
        email = person.email if person else (known.email if known else "")
        return Owner(
            owner.organisation_id, owner.seat, owner.contact_id, owner.told,
            name or (person.name if person else ""), person.name if person else "", email,
        )  # fmt: skip
