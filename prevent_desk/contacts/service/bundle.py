"""The services of contacts together, as the application builds them and the screens get them."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_desk.contacts.service.absences import Absences
from prevent_desk.contacts.service.agreements import Agreements
from prevent_desk.contacts.service.coverage import Coverage
from prevent_desk.contacts.service.directory import Directories
from prevent_desk.contacts.service.history import History
from prevent_desk.contacts.service.imports import Imports
from prevent_desk.contacts.service.lists import Lists
from prevent_desk.contacts.service.merging import Merging
from prevent_desk.contacts.service.organisations import Organisations
from prevent_desk.contacts.service.people import Contacts
from prevent_desk.contacts.service.rounds import Rounds
from prevent_desk.contacts.service.seats import Seats
from prevent_desk.core.clock import Clock
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.readers import shipped
from prevent_desk.store.session import Store


@dataclass(frozen=True, slots=True)
class ContactServices:
    """Everything that can be done with organisations, contacts and seats."""

    store: Store
    clock: Clock
    organisations: Organisations
    people: Contacts
    seats: Seats
    absences: Absences
    rounds: Rounds
    merging: Merging
    lists: Lists
    directories: Directories
    imports: Imports
    agreements: Agreements
    coverage: Coverage
    history: History

    def lists_of_terms(self) -> Vocabularies:
        """Return the lists forms choose from: sectors, agencies, seats."""
        return shipped.vocabularies()

    def by(self) -> str:
        """Return who is at the desk, as records name them: the role of the key that opened it."""
        return self.store.actor


def build(store: Store, clock: Clock) -> ContactServices:
    """Build the services of contacts over one open store."""
    people = Contacts(store, clock)
    seats = Seats(store, clock, people)
    organisations = Organisations(store, clock)
    agreements = Agreements(store, clock, organisations)
    return ContactServices(
        store,
        clock,
        organisations,
        people,
        seats,
        Absences(store, clock),
        Rounds(store, clock, seats),
        Merging(store, people, seats),
        Lists(store, clock, organisations, people, seats),
        Directories(store, organisations, people, seats),
        Imports(store, organisations, people),
        agreements,
        Coverage(store, seats, agreements),
        History(organisations),
    )
