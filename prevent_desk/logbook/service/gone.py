"""What a form names that was taken back while it was filled in: said in one sentence.

A form stays open while anything else is undone. The keys it holds may then lead nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from prevent_desk.contacts.tables import ContactTable, OrganisationTable
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.parties import Party


def refuse_gone(session: Session, parties: Iterable[Party]) -> None:
    """Refuse who was taken out of the contacts since they were named.

    Raises:
        Refused: The first of them, by the words they were named with.
    """
    for party in parties:
        if not is_there(session, party):
            kind = "organisation" if party.contact_id is None else "person"
            name = f"“{party.words}”" if party.words else f"The {kind} named here"
            raise Refused(
                f"{name} is not in Contacts any more.",
                why="The entry was undone or removed while you were filling this in.",
                next_step="Take it off and name it again. What you typed is still here.",
            )


def is_there(session: Session, party: Party) -> bool:
    """Return whether the contacts still hold whom a party names; words name nobody in them."""
    place, person = party.organisation_id, party.contact_id
    return (place is None or session.get(OrganisationTable, place) is not None) and (
        person is None or session.get(ContactTable, person) is not None
    )
