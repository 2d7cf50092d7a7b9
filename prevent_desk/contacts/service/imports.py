"""Contacts of a file taken in: one act, one Undo; nothing is emptied, nobody is removed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from prevent_desk.contacts.model.import_rows import ContactFile, Mapped, Part, Told, plain, told
from prevent_desk.contacts.model.importing import Kind, Line, There, by_names, compare, further
from prevent_desk.contacts.model.people import NewContact, NewOrganisation
from prevent_desk.contacts.model.records import Organisation
from prevent_desk.contacts.service import resolved
from prevent_desk.contacts.service.organisations import Organisations
from prevent_desk.contacts.service.people import Contacts
from prevent_desk.contacts.tables import ContactTable
from prevent_desk.core.errors import Refused, Stopped
from prevent_desk.readers import shipped
from prevent_desk.store import audit
from prevent_desk.store.session import Store
from prevent_desk.workers.child import Report, StopAsked

_OTHER = "elsewhere"
_FLUSHED = 200
"""After so many rows what was made of them goes to the database."""


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

    def preview(
        self,
        file: ContactFile,
        mapped: Mapped,
        report: Report | None = None,
        stopped: StopAsked | None = None,
    ) -> list[Line]:
        """Return what each row of a file would do, in its order; nothing is written.

        Args:
            file: As read.
            mapped: What each column tells.
            report: Told how many rows are compared.
            stopped: Asked whether to go on.

        Raises:
            Stopped: `stopped` said so.
        """
        rows = [one for one in (told(row, mapped) for row in file.rows) if one is not None]
        lines = []
        for number, line in enumerate(compare(rows, self._there()), 1):
            _tell(number, len(rows), report, stopped)
            lines.append(line)
        lines += [Line(Told(place, wrong=why), Kind.WRONG, words=why) for place, why in file.broken]
        return lines

    def take_in(
        self,
        lines: Sequence[Line],
        source: str,
        report: Report | None = None,
        stopped: StopAsked | None = None,
    ) -> Taken:
        """Take in the lines that were chosen, in one act.

        Args:
            lines: Of `preview`; those that would do nothing are passed over.
            source: Where they come from, as each new contact keeps it: "staff list.xlsx".
            report: Told how many rows are in.
            stopped: Asked whether to go on.

        Raises:
            Refused: There is nothing to take in, or the desk changed since the preview.
            Stopped: `stopped` said so; nothing was written.
        """
        chosen = [line for line in lines if line.kind in {Kind.NEW, Kind.CHANGED}]
        if not chosen:
            raise Refused("Nothing is chosen.", next_step="Tick the rows to take in.")
        there = self._there()
        self._refuse_stale(chosen, there)
        with self._store.writing("import of contacts") as session:
            made = self._new_organisations(session, chosen, there.organisations)
            places = {**there.organisations, **made}
            rows = self._people.rows_of(session, [line.known.id for line in chosen if line.known])
            for number, line in enumerate(chosen, 1):
                _tell(number, len(chosen), report, stopped)
                if number % _FLUSHED == 0:
                    # Bit by bit, so that what is told of progress is true.
                    session.flush()
                place = places.get(plain(line.told.organisation))
                if line.known is None:
                    self._people.enter(session, _new(line.told, place, source))
                else:
                    self._people.alter(rows[line.known.id], _changed(line, rows, place))
            detail = {
                "new": sum(line.kind is Kind.NEW for line in chosen),
                "changed": sum(line.kind is Kind.CHANGED for line in chosen),
                "organisations": len(made),
            }
            audit.note(session, "imported", "contacts", "", detail)
        return Taken(detail["new"], detail["changed"], detail["organisations"])

    # Inside

    def _there(self) -> There:
        apart: dict[int, list[Organisation]] = defaultdict(list)
        names: dict[int, list[str]] = defaultdict(list)
        with self._store.reading() as session:
            known = resolved.read(session)
        for number, place in known.apart.items():
            apart[known.organisation(number).id].append(place)
        for number, person in known.apart_people.items():
            names[known.contact(number).id].append(person.name)
        organisations = sorted(resolved.distinct_organisations(known), key=_ended_last)
        return There(resolved.distinct_contacts(known), names, by_names(organisations, apart))

    def _refuse_stale(self, lines: Sequence[Line], there: There) -> None:
        now = {one.id: one for one in there.contacts}
        for line in lines:
            if line.known is not None and now.get(line.known.id) != line.known:
                raise Refused(
                    f"{line.told.place} speaks of somebody who was changed since.",
                    next_step="Look at the preview again.",
                )

    def _new_organisations(
        self, session: Session, lines: Sequence[Line], known: Mapping[str, Organisation]
    ) -> dict[str, Organisation]:
        """Enter organisations nobody knows yet; return them by their names."""
        sectors = shipped.vocabularies()["agency_group"]
        made: dict[str, Organisation] = {}
        for line in lines:
            name = plain(line.told.organisation)
            wanted = line.kind is Kind.NEW or line.moves
            if not name or not wanted or name in known or name in made:
                continue
            sector = sectors.code_of(line.told.sector) or _OTHER
            called = line.told.organisation.strip()
            number = self._organisations.add_in(session, NewOrganisation(called, sector))
            made[name] = Organisation(number, called, "", sector)
        return made


def _new(one: Told, place: Organisation | None, source: str) -> NewContact:
    return NewContact(
        one.name, place.id if place else None, one.given, one.family, role=one.role,
        department=one.department, emails=one.emails, phones=one.phones, address=one.address,
        topics=one.topics, note=one.note, source=source,
    )  # fmt: skip


def _changed(
    line: Line, rows: Mapping[int, ContactTable], place: Organisation | None
) -> dict[str, Any]:
    """Return what is different of somebody: what is added goes to what rows before it added."""
    row = rows[line.known.id if line.known else 0]
    parts: dict[str, Any] = dict(line.parts)
    for part in (Part.EMAIL, Part.PHONE, Part.TOPICS):
        if more := line.adds.get(part.value):
            now = getattr(row, part.value)
            # What was merged with them is told with them, and stays where it is.
            parts[part.value] = (*now, *further(part, now, more))
    if notes := line.adds.get(Part.NOTE.value):
        parts["note"] = "\n".join(filter(None, (row.note, *notes)))
    if line.moves and place is not None:
        parts["organisation_id"] = place.id
    return parts


def _tell(number: int, of: int, report: Report | None, stopped: StopAsked | None) -> None:
    if stopped is not None and stopped():
        raise Stopped
    if report is not None:
        report(number, of, f"Row {number:,} of {of:,}")


def _ended_last(one: Organisation) -> tuple[bool, int]:
    """Return the order in which two of one name are meant: those that are there first."""
    return one.ended is not None, one.id
