"""The coverage map: what contacts know of each sector, and what other rooms tell of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prevent_desk.contacts.model.agreements import Stand
from prevent_desk.contacts.model.coverage import (
    CoverageColumn,
    CoverageRow,
    Covered,
    Reader,
    rows,
)
from prevent_desk.contacts.model.records import Organisation, Seat, SeatKind
from prevent_desk.contacts.service.agreements import Agreements
from prevent_desk.contacts.service.seats import Seats
from prevent_desk.core.dates import say_short
from prevent_desk.readers import shipped
from prevent_desk.store import audit
from prevent_desk.store.session import Store

_NOT_IN_ACT = "Not in Schedule 7"


class Coverage:
    """Puts the map together.

    Attributes:
        providers: Columns of other rooms, in their order; the application registers them.
    """

    def __init__(self, store: Store, seats: Seats, agreements: Agreements) -> None:
        self._store, self._seats, self._agreements = store, seats, agreements
        self.providers: list[CoverageColumn] = []

    def columns(self) -> list[CoverageColumn]:
        """Return the columns there are, from the left."""
        return [
            CoverageColumn("lead", "Lead", "no lead", self._reader(SeatKind.PANEL_LEAD)),
            CoverageColumn("deputy", "Deputy", "no deputy", self._reader(SeatKind.PANEL_DEPUTY)),
            CoverageColumn("agreement", "Agreement", "not signed", self._signed),
            *self.providers,
        ]

    def rows(self) -> list[CoverageRow]:
        """Return the map: sectors in the order of the Act."""
        asked = [place for place, seats in self._seats.all() if seats or place.is_on_panel]
        sectors = [
            (term.code, term.label, term.group != _NOT_IN_ACT)
            for term in shipped.vocabularies()["agency_group"].terms
        ]
        return rows(asked, sectors, self.columns())

    def note_export(self, export_id: str, marking: str, agencies: int) -> None:
        """Note in the audit trail that the map was taken out."""
        detail = {"export": export_id, "marking": marking, "agencies": agencies}
        with self._store.writing(None) as session:
            audit.note(session, "exported", "coverage_map", "", detail)

    # Inside

    def _reader(self, kind: SeatKind) -> Reader:
        def read(organisations: Sequence[Organisation]) -> Mapping[int, Covered]:
            wanted = {one.id for one in organisations}
            return {
                place.id: _seat(next((one for one in seats if one.kind is kind), None))
                for place, seats in self._seats.all()
                if place.id in wanted
            }

        return read

    def _signed(self, organisations: Sequence[Organisation]) -> Mapping[int, Covered]:
        found = self._agreements.standings()
        return {
            one.id: Covered(found[one.id].stand is Stand.SIGNED, found[one.id].words)
            for one in organisations
            if one.id in found
        }


def _seat(seat: Seat | None) -> Covered:
    if seat is None:
        return Covered(False, "Not asked for")
    if seat.holder is None:
        since = f" since {say_short(seat.vacant_since)}" if seat.vacant_since else ""
        return Covered(False, f"Vacant{since}")
    return Covered(True, seat.holder.contact.name, names=True)
