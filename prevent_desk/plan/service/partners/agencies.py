"""Whom to write to at the agencies that lead actions; each kept once, whatever plan names it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock
from prevent_desk.plan.model import cells
from prevent_desk.plan.model.partners.addresses import address
from prevent_desk.plan.model.partners.records import Agency
from prevent_desk.plan.tables import AgencyTable
from prevent_desk.store.session import Store


class Agencies:
    """Contacts of agencies, by the name that the plan's lead column has for them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def all(self) -> list[Agency]:
        """Return every agency that is kept, by name."""
        with self._store.reading() as session:
            rows = session.scalars(select(AgencyTable)).all()
            found = [Agency(row.agency, row.contact, row.email, row.note) for row in rows]
        return sorted(found, key=lambda one: one.name.casefold())

    def named(self, names: Sequence[str]) -> list[Agency]:
        """Return the agencies of these names, in their order; unknown ones without a contact."""
        known = {one.name.casefold(): one for one in self.all()}
        return [known.get(name.casefold(), Agency(name)) for name in names]

    def keep(self, agencies: Sequence[Agency]) -> None:
        """Keep contacts as one act; what stands as it was is left alone.

        Raises:
            Refused: An e-mail is none; nothing was changed.
        """
        tidied = [_tidied(one) for one in agencies]
        known = {one.name.casefold(): one for one in self.all()}
        changed = [one for one in tidied if known.get(one.name.casefold(), Agency(one.name)) != one]
        if not changed:
            return
        label = f"contact of {changed[0].name}" if len(changed) == 1 else "contacts"
        with self._store.writing(label) as session:
            for one in changed:
                _write(session, one)

    def forget(self, name: str) -> None:
        """Remove an agency's contact; nothing happens where none is kept."""
        with self._store.reading() as session:
            row = _find(session, name)
            if row is None:
                return
            found = row.agency
        with self._store.writing(f"remove contact of {found}") as session:
            session.delete(_find(session, found))


def _tidied(agency: Agency) -> Agency:
    return Agency(
        cells.one_line(agency.name),
        cells.one_line(agency.contact),
        address(agency.email),
        cells.tidy(agency.note),
    )


def _find(session: Session, name: str) -> AgencyTable | None:
    wanted = name.casefold()
    rows = session.scalars(select(AgencyTable))
    return next((row for row in rows if row.agency.casefold() == wanted), None)


def _write(session: Session, agency: Agency) -> None:
    row = _find(session, agency.name)
    if row is None:
        row = AgencyTable(agency=agency.name)
        session.add(row)
    row.contact, row.email, row.note = agency.contact, agency.email, agency.note
