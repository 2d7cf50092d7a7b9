"""Organisations: entered, changed, ended; each act one Undo."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.contacts.model.people import NewOrganisation, refuse_ahead, refuse_nameless
from prevent_desk.contacts.model.records import Organisation, SeatKind
from prevent_desk.contacts.service import resolved
from prevent_desk.contacts.tables import OrganisationTable, SeatTable
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Fault, Refused
from prevent_desk.store.session import Store

_PARTS = frozenset(field.name for field in fields(NewOrganisation))
_LISTS = frozenset({"areas", "domains"})


class Organisations:
    """Keeps agencies, schools, businesses and other bodies one works with."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    # Reading

    def all(self, ended: bool = False) -> list[Organisation]:
        """Return the organisations by what they are called; with `ended`, those that were too."""
        with self._store.reading() as session:
            found = resolved.distinct_organisations(resolved.places(session))
        shown = [one for one in found if ended or one.ended is None]
        return sorted(shown, key=lambda one: (one.called.casefold(), one.id))

    def one(self, organisation_id: int) -> Organisation:
        """Return an organisation, or the one it turned out to be.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.reading() as session:
            return resolved.places(session).organisation(organisation_id)

    def is_there(self, organisation_id: int) -> bool:
        """Return whether an organisation is there."""
        with self._store.reading() as session:
            return session.get(OrganisationTable, organisation_id) is not None

    def by_id(self) -> dict[int, Organisation]:
        """Return every organisation by every number it is known by, merged and ended included."""
        with self._store.reading() as session:
            return dict(resolved.places(session).organisations)

    def keys_of(self, organisation_id: int) -> list[int]:
        """Return every key an organisation is known by: its own, and those merged into it."""
        with self._store.reading() as session:
            return resolved.places(session).numbers_of(organisation_id)

    def for_agency(self, code: str) -> Organisation | None:
        """Return who is meant by a code of the vocabulary "agency"; one on the panel first."""
        meant = [one for one in self.all() if code and one.agency == code]
        return min(meant, key=lambda one: (not one.is_on_panel, one.id), default=None)

    # Acting

    def add(self, new: NewOrganisation) -> int:
        """Enter an organisation; return its number.

        One on the panel is asked for a lead and a deputy from that day on.

        Raises:
            Refused: It has no name.
        """
        with self._store.writing("new organisation") as session:
            return self.add_in(session, new)

    def add_in(self, session: Session, new: NewOrganisation) -> int:
        """Enter an organisation within the unit of work of another act."""
        refuse_nameless(new.name, "organisation")
        row = OrganisationTable(
            name=new.name.strip(), short=new.short.strip(), sector=new.sector, agency=new.agency,
            statute=new.statute, is_on_panel=new.is_on_panel,
            areas=resolved.trimmed(new.areas), domains=_domains(new.domains),
            address=new.address.strip(), phone=new.phone.strip(), email=new.email.strip(),
            website=new.website.strip(), note=new.note.strip(), ended=None, merged_into_id=None,
            at=self._now(),
        )  # fmt: skip
        session.add(row)
        session.flush()
        if row.is_on_panel:
            self._want_seats(session, row.id)
        return row.id

    def change(self, organisation_id: int, *, group: str = "", **parts: Any) -> None:  # noqa: ANN401 - parts of NewOrganisation
        """Change parts of an organisation, named as in `NewOrganisation`.

        Args:
            organisation_id: The organisation.
            group: Of `Store.writing`: one visit to a form is one Undo.
            **parts: What is to be different.

        Raises:
            Refused: It would have no name, or is no longer there.
        """
        if unknown := parts.keys() - _PARTS:
            raise Fault(f"An organisation has no {', '.join(sorted(unknown))}.")
        if "name" in parts:
            refuse_nameless(parts["name"], "organisation")
        with self._store.writing(self._label("change of", organisation_id), group=group) as session:
            row = _row(session, organisation_id)
            for name, value in parts.items():
                told = _told(name, value)
                if getattr(row, name) != told:
                    setattr(row, name, told)
            if row.is_on_panel:
                self._want_seats(session, row.id)

    def end(self, organisation_id: int, on: date, reason: str) -> None:
        """Say that an organisation is no more; its seats are closed in the same act.

        Raises:
            Refused: The day lies ahead, or it ended before.
        """
        refuse_ahead(on, self._clock.today(), "The end")
        with self._store.writing(self._label("end of", organisation_id)) as session:
            row = _row(session, organisation_id)
            if row.ended is not None:
                raise Refused("That organisation ended before.")
            row.ended = on
            if reason.strip():
                row.note = "\n".join(part for part in (row.note, reason.strip()) if part)
            # Those of organisations merged into it are its own.
            for number in resolved.places(session).numbers_of(organisation_id):
                _close_seats(session, number, on, reason.strip())

    def revive(self, organisation_id: int) -> None:
        """Say that an organisation that was ended is there after all; its seats stay closed."""
        with self._store.writing(self._label("return of", organisation_id)) as session:
            _row(session, organisation_id).ended = None

    # Inside

    def _want_seats(self, session: Session, organisation_id: int) -> None:
        """Ask an agency of the panel for its two seats, where they were never asked for."""
        for kind in (SeatKind.PANEL_LEAD, SeatKind.PANEL_DEPUTY):
            query = select(SeatTable.id).where(
                SeatTable.organisation_id == organisation_id, SeatTable.kind == kind.value
            )
            if session.scalar(query) is None:
                session.add(
                    SeatTable(
                        organisation_id=organisation_id, kind=kind.value,
                        opened=self._clock.today(), closed=None, note="",
                    )
                )  # fmt: skip
        session.flush()

    def _label(self, act: str, organisation_id: int) -> str:
        return f"{act} {self.one(organisation_id).called}"

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


def _row(session: Session, organisation_id: int) -> OrganisationTable:
    row = session.get(OrganisationTable, resolved.places(session).organisation(organisation_id).id)
    if row is None:
        raise Refused("That organisation is no longer there.", next_step="Undo may bring it back.")
    return row


def _close_seats(session: Session, organisation_id: int, on: date, reason: str) -> None:
    seats = session.scalars(
        select(SeatTable).where(
            SeatTable.organisation_id == organisation_id, SeatTable.closed.is_(None)
        )
    ).all()
    for seat in seats:
        seat.closed = on
        for held in seat.holdings:
            if held.until is None:
                held.until, held.left_reason = max(on, held.since), reason


def _told(name: str, value: Any) -> Any:  # noqa: ANN401 - a part of any kind
    if name == "domains":
        return _domains(value)
    if name in _LISTS:
        return resolved.trimmed(value)
    return value.strip() if isinstance(value, str) else value


def _domains(given: tuple[str, ...]) -> list[str]:
    return resolved.trimmed(text.strip().removeprefix("@").casefold() for text in given)
