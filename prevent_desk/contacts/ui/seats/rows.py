"""The rows of the grid of seats: an agency with its lead and its deputy, in words and glyphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from prevent_desk.contacts.model.records import Organisation, Seat, SeatKind
from prevent_desk.contacts.model.seats import CONFIRM_MONTHS, Stand, days_vacant, stand
from prevent_desk.contacts.service import ContactServices
from prevent_desk.contacts.ui.seats.brought import Mark
from prevent_desk.contacts.ui.words import away_words, days_words, sector_words, sectors
from prevent_desk.core.dates import say_short
from prevent_desk.ui.widgets.two_lines import Cell


@dataclass(frozen=True, slots=True)
class Row:
    """An agency of the grid.

    Attributes:
        seats: Those it has, of every kind.
        mark: What another subject says of it; None for nothing.
    """

    organisation: Organisation
    seats: tuple[Seat, ...]
    mark: Mark | None
    today: date
    months: int = CONFIRM_MONTHS

    def seat(self, kind: SeatKind) -> Seat | None:
        """Return a seat of it."""
        return next((one for one in self.seats if one.kind is kind), None)

    def has(self, wanted: Stand) -> bool:
        """Return whether a seat of it stands so."""
        return any(stand(one, self.today, self.months) is wanted for one in self.seats)

    def how_many(self, wanted: Stand) -> int:
        """Return how many seats of it stand so."""
        return sum(stand(one, self.today, self.months) is wanted for one in self.seats)

    def words(self) -> str:
        """Return everything it is found by, in lower case."""
        people = [held.contact for one in self.seats for held in (one.holder,) if held]
        told = [
            self.organisation.name, self.organisation.short, sector_words(self.organisation.sector),
            *(one.name for one in people), *(mail for one in people for mail in one.emails),
        ]  # fmt: skip
        return " ".join(told).casefold()


def read(
    services: ContactServices, today: date, marks: Mapping[int, Mark] | None = None
) -> list[Row]:
    """Return the rows: council and police first, then by sector and name."""
    months = services.seats.confirm_months()
    order = {code: place for place, (code, _words) in enumerate(sectors())}
    statute = {"council": 0, "police": 1}
    rows = [
        Row(place, tuple(seats), (marks or {}).get(place.id), today, months)
        for place, seats in services.seats.all()
    ]
    return sorted(
        rows,
        key=lambda row: (
            statute.get(row.organisation.statute, 2),
            order.get(row.organisation.sector, len(order)),
            row.organisation.called.casefold(),
        ),
    )


def agency_cell(row: Row) -> Cell:
    """Return what the first column shows."""
    return Cell(row.organisation.called, sector_words(row.organisation.sector), strong=True)


def seat_cell(row: Row, kind: SeatKind) -> Cell:
    """Return what the column of a seat shows."""
    seat = row.seat(kind)
    if seat is None:
        return Cell("Not asked for", "", tone="text3")
    first, second, icon, tone = told(seat, row.today, row.months)
    return Cell(first, second, icon, tone)


def mark_cell(row: Row) -> Cell:
    """Return what the column of another subject shows."""
    if row.mark is None:
        return Cell("")
    return Cell(row.mark.words, "", row.mark.icon, row.mark.tone, chip=True)


def told(seat: Seat, today: date, months: int) -> tuple[str, str, str, str]:
    """Return how a seat stands: who, what of it, glyph and tone."""
    how = stand(seat, today, months)
    if seat.holder is None:
        days = days_vacant(seat, today)
        since = f"since {say_short(seat.vacant_since)}" if seat.vacant_since else ""
        return "Vacant", f"{since}, {days_words(days)}" if days else since, "user-x", "red"
    name, verified = seat.holder.contact.name, seat.holder.verified
    if how is Stand.CHECK:
        words = f"Check: {say_short(verified)}" if verified else "Never confirmed"
        if seat.absence is not None:
            words = f"{words} · {away_words(seat.absence, today)}"
        return name, words, "clock", "amber"
    if seat.absence is not None:
        return name, away_words(seat.absence, today), "calendar-x", "blue"
    return name, f"Verified {say_short(verified)}" if verified else "", "circle-check", "green"


def fitting(
    rows: Sequence[Row], words: str, sector: str, stands: Sequence[Stand], *, to_mend: bool
) -> list[Row]:
    """Return the rows that meet every filter."""
    wanted = words.casefold().split()
    return [
        row
        for row in rows
        if (not sector or row.organisation.sector == sector)
        and all(row.has(one) for one in stands)
        and (not to_mend or (row.mark is not None and row.mark.needs))
        and all(part in hay for hay in (row.words(),) for part in wanted)
    ]
