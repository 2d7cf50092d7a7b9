"""Contacts of a file taken in: one act, one Undo; nothing is emptied, nobody is removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from prevent_desk.contacts.model.importing import (
    ContactFile,
    Kind,
    Line,
    Mapped,
    Told,
    compare,
    organisation_of,
    told,
)
from prevent_desk.contacts.model.people import NewContact, NewOrganisation
from prevent_desk.contacts.model.records import Organisation
from prevent_desk.contacts.service.organisations import Organisations
from prevent_desk.contacts.service.people import Contacts
from prevent_desk.core.errors import Refused
from prevent_desk.readers import shipped
from prevent_desk.store import audit
from prevent_desk.store.session import Store

_OTHER = "elsewhere"


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did: how many of each."""

    added: int
    changed: int
    organisations: int


class Imports:
    """Says what a file would change, and takes in what was chosen."""

    def __init__(self, store: Store, organisations: Organisations, people: Contacts) -> None:
        self._store, self._organisations, self._people = store, organisations, people

    def preview(self, file: ContactFile, mapped: Mapped) -> list[Line]:
        """Return what each row of a file would do, in its order; nothing is written.

        Args:
            file: As read.
            mapped: What each column tells.
        """
        rows = [one for one in (told(row, mapped) for row in file.rows) if one is not None]
        lines = compare(rows, self._people.all(left=True), self._organisations.all(ended=True))
        from_broken = [
            Line(Told(place, wrong=why), Kind.WRONG, words=why) for place, why in file.broken
        ]
        return [*lines, *from_broken]

    def take_in(self, lines: Sequence[Line], source: str) -> Taken:
        """Take in the lines that were chosen, in one act.

        Args:
            lines: Of `preview`; those that would do nothing are passed over.
            source: Where they come from, as each new contact keeps it: "staff list.xlsx".

        Raises:
            Refused: There is nothing to take in, or the desk changed since the preview.
        """
        chosen = [line for line in lines if line.kind in {Kind.NEW, Kind.CHANGED}]
        if not chosen:
            raise Refused("Nothing is chosen.", next_step="Tick the rows to take in.")
        self._refuse_stale(chosen)
        places = self._organisations.all(ended=True)
        with self._store.writing("import of contacts") as session:
            made = self._new_organisations(session, chosen, places)
            for line in chosen:
                self._take(session, line, _place(line, [*places, *made]), source)
            detail = {
                "new": sum(line.kind is Kind.NEW for line in chosen),
                "changed": sum(line.kind is Kind.CHANGED for line in chosen),
                "organisations": len(made),
            }
            audit.note(session, "imported", "contacts", "", detail)
        return Taken(detail["new"], detail["changed"], detail["organisations"])

    # Inside

    def _refuse_stale(self, lines: Sequence[Line]) -> None:
        now = self._people.by_id()
        for line in lines:
            if line.known is not None and now.get(line.known.id) != line.known:
                raise Refused(
                    f"{line.told.place} speaks of somebody who was changed since.",
                    next_step="Look at the preview again.",
                )

    def _new_organisations(
        self, session: Session, lines: Sequence[Line], known: Sequence[Organisation]
    ) -> list[Organisation]:
        sectors = shipped.vocabularies()["agency_group"]
        made: list[Organisation] = []
        for line in lines:
            name = line.told.organisation
            wanted = line.kind is Kind.NEW or line.moves
            if not name or not wanted or organisation_of(name, [*known, *made]) is not None:
                continue
            sector = sectors.code_of(line.told.sector) or _OTHER
            number = self._organisations.add_in(session, NewOrganisation(name, sector))
            made.append(Organisation(number, name.strip(), "", sector))
        return made

    def _take(self, session: Session, line: Line, place: Organisation | None, source: str) -> None:
        one = line.told
        if line.known is None:
            new = NewContact(
                one.name, place.id if place else None, one.given, one.family, role=one.role,
                department=one.department, emails=one.emails, phones=one.phones,
                address=one.address, topics=one.topics, note=one.note, source=source,
            )  # fmt: skip
            self._people.add_in(session, new)
            return
        parts = dict(line.parts)
        if line.moves and place is not None:
            parts["organisation_id"] = place.id
        self._people.change_in(session, line.known.id, **parts)


def _place(line: Line, known: Sequence[Organisation]) -> Organisation | None:
    return organisation_of(line.told.organisation, known) if line.told.organisation else None
